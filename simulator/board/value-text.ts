// Values as Espruino prints them: print(), `=value` on the console, JSON-like with its own line breaks.
import { types } from 'node:util';
import { numberText } from './number-text.ts';

export interface ValueTextOptions {
  /** The console's results: long strings and arrays are cut, plain keys have no quotes. */
  readonly result?: boolean;
  /** The constructor's name of an object of a class, or undefined for plain ones. */
  readonly className?: (value: object) => string | undefined;
}

/** The first argument level of print: strings as they are, functions and objects in full. */
export function printed(value: unknown, className: (value: object) => string | undefined): string {
  return typeof value === 'string' ? value : valueText(value, { className });
}

export function valueText(value: unknown, options: ValueTextOptions): string {
  return new Writer(options).write(value, '');
}

/** A string in quotes, with Espruino's escapes. */
export function quoted(text: string): string {
  let out = '"';
  for (let i = 0; i < text.length; i++) out += escaped(text.charCodeAt(i), text.charCodeAt(i + 1));
  return `${out}"`;
}

function escaped(code: number, next: number): string {
  const known = { 8: '\\b', 9: '\\t', 10: '\\n', 11: '\\v', 12: '\\f', 13: '\\r', 34: '\\"', 92: '\\\\' }[code];
  if (known !== undefined) return known;
  // A digit behind an octal escape would become part of it.
  if (code < 8 && !(next >= 48 && next <= 57)) return `\\${code}`;
  if (code < 32 || code >= 127) {
    return code > 255 ? `\\u${hex(code, 4)}` : `\\x${hex(code, 2)}`;
  }
  return String.fromCharCode(code);
}

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0');
}

const manyElements = 15;
const shownElements = 5;
const longString = 60;
const shownCharacters = 27;
const itemsOnALine = 4;
const cut = ' ... ';

class Writer {
  readonly #options: ValueTextOptions;
  readonly #inside = new Set<object>();

  constructor(options: ValueTextOptions) {
    this.#options = options;
  }

  write(value: unknown, indent: string): string {
    if (typeof value === 'number') return numberText(value);
    if (typeof value === 'string') return this.#string(value);
    if (typeof value === 'function') return functionText(value, this.#options.result === true);
    if (typeof value !== 'object' || value === null) return String(value);
    if (this.#inside.has(value)) return cut;
    this.#inside.add(value);
    const text = this.#object(value, indent);
    this.#inside.delete(value);
    return text;
  }

  #string(text: string): string {
    if (this.#options.result !== true || text.length <= longString) return quoted(text);
    return quoted(text.slice(0, shownCharacters)) + cut + quoted(text.slice(-shownCharacters));
  }

  #object(value: object, indent: string): string {
    if (Array.isArray(value)) return this.#list(value, indent);
    if (types.isAnyArrayBuffer(value)) return this.#bytes(new Uint8Array(value), 'ArrayBuffer');
    if (types.isTypedArray(value)) return this.#bytes(value as ArrayLike<number>, tagOf(value));
    const name = this.#options.className?.(value);
    const own = ownText(value, name);
    if (own !== undefined) return own;
    return (name === undefined ? '' : `${name}: `) + this.#entries(value, indent);
  }

  #list(items: readonly unknown[], indent: string): string {
    const limited = this.#options.result === true && items.length > manyElements;
    let text = '[ ';
    let breakNext = false;
    for (let i = 0; i < items.length; i++) {
      if (limited && i >= shownElements && i < items.length - shownElements) continue;
      if (i > 0) text += ', ';
      if (limited && i === items.length - shownElements) text += cut;
      const tall = needsLine(items[i]);
      if (breakNext || tall) text += `\n${indent}  `;
      text += this.write(items[i], `${indent}  `);
      breakNext = tall;
    }
    return `${text}${breakNext ? `\n${indent}` : ''} ]`;
  }

  #entries(value: object, indent: string): string {
    let text = '{ ';
    let breakNext = false;
    let onLine = 0;
    let first = true;
    for (const [key, item] of Object.entries(value)) {
      onLine++;
      if (!first) text += ', ';
      const tall = needsLine(item);
      if (breakNext || tall || onLine > itemsOnALine) {
        text += `\n${indent}  `;
        onLine = 0;
      }
      const bare = this.#options.result === true && /^([A-Za-z_$][\w$]*|\d+)$/.test(key);
      text += `${bare ? key : quoted(key)}: ${this.write(item, `${indent}  `)}`;
      first = false;
      breakNext = tall;
    }
    return `${text}${breakNext ? `\n${indent}` : ''} }`;
  }

  #bytes(items: ArrayLike<number>, name: string): string {
    const zero = Array.prototype.every.call(items, (item: number) => item === 0);
    if (zero) return `new ${name}(${items.length})`;
    const limited = this.#options.result === true && items.length > manyElements;
    const parts = Array.from(items, (item) => numberText(item));
    const shown = limited
      ? `${parts.slice(0, shownElements).join(', ')}, ${cut}${parts.slice(-shownElements).join(', ')}`
      : parts.join(', ');
    return name === 'ArrayBuffer' ? `new Uint8Array([${shown}]).buffer` : `new ${name}([${shown}])`;
  }
}

function tagOf(value: object): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

function needsLine(value: unknown): boolean {
  return !(value === undefined || value === null || typeof value === 'number' || typeof value === 'boolean');
}

/** What an object's own kind prints as: pins, devices, errors, dates. */
function ownText(value: object, name: string | undefined): string | undefined {
  if (types.isDate(value)) return `Date: ${String(value)}`;
  if (types.isNativeError(value)) return `${name ?? value.name}: ${errorText(value)}`;
  const shown = (value as { readonly '#text'?: unknown })['#text'];
  return typeof shown === 'string' ? shown : undefined;
}

/** `TypeError: message`. */
export function errorText(error: unknown): string {
  if (typeof error !== 'object' || error === null) return typeof error === 'string' ? error : valueText(error, {});
  const { name, message } = error as { readonly name?: unknown; readonly message?: unknown };
  if (!types.isNativeError(error)) return typeof message === 'string' ? `Error: ${message}` : '[object Object]';
  return `${String(name)}: ${String(message)}`;
}

function shownFunction(parameters: string, body: string, short: boolean): string {
  return `function (${parameters.split(/\s*,\s*/).join(',')}) ${short ? `{${cut}}` : `{${body.slice(1, -1).trim()}}`}`;
}

function functionText(fn: unknown, short: boolean): string {
  const source = Function.prototype.toString.call(fn);
  const named = /^function\s*[\w$]*\s*\(\s*([^)]*?)\s*\)\s*([^]*)$/.exec(source);
  if (source.includes('[native code]') || source.includes('invoke(this')) return 'function () { [native code] }';
  if (named) return shownFunction(named[1]!, named[2]!, short);
  const arrow = /^(?:\(([^)]*)\)|([\w$]+))\s*=>\s*([^]*)$/.exec(source);
  if (!arrow) return source;
  const body = arrow[3]!;
  return shownFunction(arrow[1] ?? arrow[2]!, body.startsWith('{') ? body : `{return ${body};}`, short);
}

/** The name under which the value's constructor is a global; undefined for a plain object, or when it is none. */
export function classNameOf(global: Readonly<Record<string, unknown>>, value: object): string | undefined {
  const constructor = (Object.getPrototypeOf(value) as { readonly constructor?: unknown } | null)?.constructor;
  if (typeof constructor !== 'function' || constructor === global['Object']) return undefined;
  return Object.getOwnPropertyNames(global).find((name) => global[name] === constructor);
}
