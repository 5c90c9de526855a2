// JSON as Espruino reads and writes it: bytes above 126 escaped, numbers in its own notation, text behind the first
// value ignored, its parser's errors. A liberal reader also takes keys without quotes (Storage.readJSON).
import { types } from 'node:util';
import { numberText } from './number-text.ts';
import { BoardError } from './outcome.ts';
import type { Realm } from './realm.ts';

export interface JsonTextOptions {
  /** What replaces a value before it is written (JSON.stringify's second argument, and toJSON). */
  readonly prepare: (key: string, value: unknown) => unknown;
  /** What a level is indented with; undefined: no line breaks at all. */
  readonly indent: string | undefined;
}

export function jsonText(value: unknown, options: JsonTextOptions): string {
  return writeValue('', value, options, '\n', new Set());
}

function writeValue(key: string, given: unknown, options: JsonTextOptions, line: string, inside: Set<object>): string {
  const value = options.prepare(key, given);
  if (value === undefined || value === null) return 'null';
  if (typeof value === 'number') return Number.isFinite(value) ? numberText(value) : 'null';
  if (typeof value === 'string') return jsonString(value);
  if (typeof value === 'function') return 'undefined';
  if (typeof value !== 'object') return String(value);
  const shown = (value as { readonly '#text'?: unknown })['#text'];
  if (typeof shown === 'string') return jsonString(shown);
  if (inside.has(value)) return ' ... ';
  inside.add(value);
  const deeper = options.indent === undefined ? '' : line + options.indent;
  const list = listOf(value);
  const items = list
    ? list.map((item, index) => writeValue(String(index), item, options, deeper, inside))
    : Object.entries(value)
        .filter(([, item]) => item !== undefined && typeof item !== 'function')
        .map(
          ([name, item]) =>
            `${jsonString(name)}:${options.indent === undefined ? '' : ' '}${writeValue(name, item, options, deeper, inside)}`,
        );
  inside.delete(value);
  const [open, close] = list ? ['[', ']'] : ['{', '}'];
  if (options.indent === undefined) return `${open}${items.join(',')}${close}`;
  if (items.length === 0) return `${open}  ${close}`;
  return `${open} ${deeper}${items.join(`, ${deeper}`)}${line} ${close}`;
}

function listOf(value: object): unknown[] | undefined {
  if (Array.isArray(value)) return Array.from(value as unknown[]);
  if (types.isTypedArray(value)) return Array.from(value as unknown as ArrayLike<number>);
  return types.isAnyArrayBuffer(value) ? Array.from(new Uint8Array(value)) : undefined;
}

const shortEscapes: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
};

function jsonString(text: string): string {
  const escaped = text.replace(/["\\]|[^ -~]/g, (char) => {
    return shortEscapes[char] ?? `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  });
  return `"${escaped}"`;
}

/** The first value of the text, made of the realm's objects. Throws the interpreter's SyntaxError. */
export function parseJson(text: string, realm: Realm, liberal: boolean): unknown {
  return new Reader(text, realm, liberal).value();
}

interface Token {
  readonly name: string;
  /** What it stands for; undefined for punctuation. */
  readonly value?: unknown;
}

const tokenPattern =
  /[\s]*(?:(?<end>$)|(?<number>-?(?:0[xX][0-9a-fA-F]+|\d+(?<rest>\.\d*)?(?<exponent>[eE][-+]?\d+)?|\.\d+))|(?<word>[A-Za-z_$][\w$]*)|(?<text>"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*')|(?<open>["'])|(?<other>[^]))/y;

class Reader {
  readonly #text: string;
  readonly #realm: Realm;
  readonly #liberal: boolean;
  #at = 0;
  #token: Token = { name: 'EOF' };

  constructor(text: string, realm: Realm, liberal: boolean) {
    this.#text = text;
    this.#realm = realm;
    this.#liberal = liberal;
    this.#next();
  }

  value(): unknown {
    const { name, value } = this.#token;
    if (name === 'INT' || name === 'FLOAT' || name === 'STRING') {
      this.#next();
      return value;
    }
    if (name === "'['") return this.#array();
    if (name === "'{'") return this.#object();
    const word = name.startsWith('ID:') ? name.slice(3) : name;
    const constants: Readonly<Record<string, unknown>> = { true: true, false: false, null: null, NaN: NaN, Infinity };
    if (!(word in constants)) {
      throw new BoardError('SyntaxError', `Expecting valid value, got ${name.startsWith('ID:') ? 'ID' : name}`);
    }
    this.#next();
    return constants[word];
  }

  #array(): unknown {
    const items: unknown[] = [];
    this.#next();
    while (this.#token.name !== "']'") {
      items.push(this.value());
      if (this.#token.name !== "']'") this.#expect("','");
    }
    this.#next();
    return this.#realm.array(items);
  }

  #object(): unknown {
    const made = this.#realm.object();
    this.#next();
    while (this.#token.name !== "'}'") {
      if (this.#token.name === 'EOF') this.#expect("'}'");
      const { name, value } = this.#token;
      if (this.#liberal && name.startsWith('ID:')) this.#next();
      else if (this.#liberal && name === 'INT') this.#next();
      else this.#expect('STRING');
      const key = name.startsWith('ID:') ? name.slice(3) : String(value);
      this.#expect("':'");
      made[key] = this.value();
      if (this.#token.name !== "'}'") this.#expect("','");
    }
    this.#next();
    return made;
  }

  #expect(name: string): void {
    if (this.#token.name !== name) throw new BoardError('SyntaxError', `Got ${this.#token.name} expected ${name}`);
    this.#next();
  }

  #next(): void {
    tokenPattern.lastIndex = this.#at;
    const match = tokenPattern.exec(this.#text)!;
    const groups = match.groups as Readonly<Record<string, string | undefined>>;
    this.#at = tokenPattern.lastIndex;
    if (groups['number'] !== undefined) {
      const whole = groups['rest'] === undefined && groups['exponent'] === undefined;
      this.#token = { name: whole ? 'INT' : 'FLOAT', value: Number(groups['number']) };
    } else if (groups['word'] !== undefined) {
      this.#token = { name: `ID:${groups['word']}` };
    } else if (groups['text'] !== undefined) {
      this.#token = { name: 'STRING', value: this.#unescaped(groups['text'].slice(1, -1)) };
    } else if (groups['open'] !== undefined) {
      this.#token = { name: 'UNFINISHED STRING' };
    } else {
      this.#token = { name: groups['end'] !== undefined ? 'EOF' : `'${groups['other']}'` };
    }
  }

  #unescaped(text: string): string {
    const known: Readonly<Record<string, string>> = { b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r' };
    return text.replace(/\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-7]{1,3})|([^]))/g, (...parts) => {
      const [, wide, narrow, octal, other] = parts as (string | undefined)[];
      if (other !== undefined) return known[other] ?? other;
      const code = octal === undefined ? parseInt((wide ?? narrow)!, 16) : parseInt(octal, 8);
      return String.fromCharCode(this.#realm.byteStrings ? code & 255 : code);
    });
  }
}
