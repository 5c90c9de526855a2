// The board's JavaScript world: a context of its own whose globals are what Espruino has and nothing more.
//
// How to put something into it:
//   realm.native((self, args) => ...)   a host function that the board's JavaScript may call (or `new`)
//   realm.object({...}) / array([...]) / uint8Array(bytes) / arrayBuffer(bytes) / error('TypeError', 'why')
//                                       values with the context's own prototypes
//   realm.define(target, name, value)   a property that programs can replace but do not list
//   realm.methods(target, {name: fn})   natives as methods of an object that realm made
// A native takes the board's values as `unknown` and must hand back primitives or values made here: a host
// object is refused on its way in. Errors that a native throws become errors of the board's own types.
import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import type { CostCounters } from './costs.ts';
import { DialectError, translate } from './dialect.ts';
import { BoardError, Halt } from './outcome.ts';
import type { ErrorKind, HaltReason, Outcome } from './outcome.ts';
import { compiled } from './scripts.ts';
import { guardName } from './syntax.ts';
import { numberText } from './number-text.ts';
import { keepOnly } from './builtins.ts';
import { PowerCut } from './flash.ts';

/** An object of the board's world, as the host sees it. */
export type RealmObject = Record<string, unknown>;
/** A function of the board's world. Call it through `realm.call` only. */
export type RealmFunction = (...args: unknown[]) => unknown;
/** A host function that the board's JavaScript may call. */
export type Native = (self: unknown, args: ArrayLike<unknown>) => unknown;

/** What translated programs call; see dialect.ts. It lives under a name that no Espruino program can write. */
interface Guard {
  n: number;
  m: number;
}

interface Bridge {
  readonly guard: Guard;
  wrap(invoke: Native): RealmFunction;
  object(): RealmObject;
  list(items: ArrayLike<unknown>): unknown[];
  bytes(length: number): Uint8Array;
  buffer(length: number): ArrayBuffer;
  error(kind: string, message: string): Error;
  translateError(error: unknown): unknown;
  define(target: object, name: string, value: unknown): void;
}

export interface RealmOptions {
  /** Strings hold bytes: see BoardDescription. */
  readonly byteStrings: boolean;
  /** What `Date.now()` gives, fractions included. */
  readonly nowMilliseconds: () => number;
  /** What `Math.random()` gives. */
  readonly random: () => number;
  /** Runs a settled promise's callback after the present turn. */
  readonly later: (job: RealmFunction) => void;
  /** Where to count what programs cost; without it nothing is counted and nothing is slower. */
  readonly costs?: CostCounters | undefined;
}

/** Loop rounds that one run may take before it counts as hung: hours on a real board, seconds here. */
export const longestRunRounds = 50_000_000;

export class Realm {
  readonly global: RealmObject;
  readonly byteStrings: boolean;
  readonly #context: vm.Context;
  readonly #bridge: Bridge;
  readonly #costs: CostCounters | undefined;
  #halted: HaltReason | undefined;
  #depth = 0;

  constructor(options: RealmOptions) {
    this.byteStrings = options.byteStrings;
    this.#costs = options.costs;
    this.#context = vm.createContext(Object.create(null) as object, {
      codeGeneration: { strings: true, wasm: false },
    });
    this.global = vm.runInContext('globalThis', this.#context) as RealmObject;
    const start = this.#prelude('bridge') as (host: unknown) => Bridge;
    this.#bridge = start({
      translate: (source: string) => this.#tryToTranslate(source),
      halted: () => this.#halted !== undefined,
      halt: (reason: HaltReason) => {
        this.#stop(reason);
      },
    });
    this.global['bridgeGuard'] = this.#bridge.guard;
    compiled(`const ${guardName} = bridgeGuard`, 'guard').runInContext(this.#context);
    delete this.global['bridgeGuard'];
    const hooks = {
      byteStrings: options.byteStrings,
      now: this.native(() => options.nowMilliseconds()),
      random: this.native(() => options.random()),
      numberText: this.native((_self, args) => numberText(Number(args[0]))),
      later: this.native((_self, args) => {
        options.later(args[0] as RealmFunction);
      }),
      costs: this.#costs,
    };
    const parts = ['date', 'promise', 'numbers', 'language'];
    for (const part of this.#costs === undefined ? parts : [...parts, 'costs']) {
      (this.#prelude(part) as (bridge: Bridge, hooks: object) => void)(this.#bridge, hooks);
    }
    keepOnly(this.#context);
  }

  /** The function that a file in prelude/ evaluates to, inside the context. */
  #prelude(name: string): unknown {
    return compiled(preludeSource(name), `prelude/${name}.js`).runInContext(this.#context);
  }

  /** A host function as one that the board's JavaScript can call. */
  native(fn: Native): RealmFunction {
    return this.#bridge.wrap((self, args) => {
      if (this.#halted !== undefined) throw this.#haltError();
      try {
        const result = fn(self, args);
        if (result instanceof Object) throw new Error('a value of the host was about to reach the board');
        if (this.#costs !== undefined && isMade(result, self)) this.#costs.allocations++;
        return result;
      } catch (error) {
        throw this.#asBoardError(error);
      }
    });
  }

  object(entries: Readonly<Record<string, unknown>> = {}): RealmObject {
    const made = this.#bridge.object();
    for (const [name, value] of Object.entries(entries)) made[name] = value;
    return made;
  }

  /** An empty object that is a function to `typeof`, as Espruino's built-in libraries (E, process, ...) are. */
  library(): RealmObject {
    return this.native(() => undefined) as unknown as RealmObject;
  }

  array(items: ArrayLike<unknown>): unknown[] {
    return this.#bridge.list(items);
  }

  uint8Array(bytes: Uint8Array): Uint8Array {
    const made = this.#bridge.bytes(bytes.length);
    made.set(bytes);
    return made;
  }

  arrayBuffer(bytes: Uint8Array): ArrayBuffer {
    const made = this.#bridge.buffer(bytes.length);
    new Uint8Array(made).set(bytes);
    // Espruino's buffers have a length too.
    this.define(made, 'length', bytes.length);
    return made;
  }

  error(kind: ErrorKind, message: string): Error {
    return this.#bridge.error(kind, message);
  }

  /** A property that programs can replace but that `Object.keys` does not list. */
  define(target: object, name: string, value: unknown): void {
    this.#bridge.define(target, name, value);
  }

  methods(target: object, natives: Readonly<Record<string, Native>>): void {
    for (const [name, fn] of Object.entries(natives)) this.define(target, name, this.native(fn));
  }

  /** A constructor and its prototype: `make` runs for `new Name(...)` and for `Name(...)`. */
  classOf(name: string, make: Native, natives: Readonly<Record<string, Native>>): RealmObject {
    const constructor = this.native(make);
    const prototype = (constructor as unknown as { prototype: RealmObject }).prototype;
    this.methods(prototype, natives);
    this.define(this.global, name, constructor);
    return prototype;
  }

  /** Runs a program; its value is that of its last statement. Only inside `run`, or as the outermost call. */
  evaluate(source: string, fileName: string): unknown {
    return compiled(this.#translated(source), fileName).runInContext(this.#context) as unknown;
  }

  /** Calls a function of the board's world from a native; what it throws passes through. */
  call(fn: unknown, self: unknown, args: readonly unknown[]): unknown {
    if (typeof fn !== 'function') throw new BoardError('TypeError', 'Function expected');
    return Reflect.apply(fn as RealmFunction, self, args);
  }

  /** Runs `work` as one turn of the interpreter and says how it ended. Never throws what the board threw. */
  run(work: () => unknown): Outcome {
    const outermost = this.#depth === 0;
    if (outermost) {
      if (this.#halted === 'power' || this.#halted === 'reboot') return { kind: 'halted', reason: this.#halted };
      this.#halted = undefined;
      this.#bridge.guard.n = 0;
      this.#bridge.guard.m = longestRunRounds;
    }
    this.#depth++;
    try {
      const value = work();
      if (this.#halted !== undefined) return { kind: 'halted', reason: this.#halted };
      return { kind: 'value', value };
    } catch (error) {
      if (error instanceof Halt) this.#stop(error.reason);
      if (error instanceof PowerCut) this.#stop('power');
      if (this.#halted === undefined && isStackOverflow(error)) this.#stop('recursion');
      if (this.#halted !== undefined) return { kind: 'halted', reason: this.#halted };
      return {
        kind: 'thrown',
        error: error instanceof Error ? this.#asBoardError(error) : this.#bridge.translateError(error),
      };
    } finally {
      this.#depth--;
    }
  }

  /** Stops all JavaScript: for good when the power went or the board restarts. */
  halt(reason: HaltReason): void {
    this.#stop(reason);
  }

  #stop(reason: HaltReason): void {
    this.#halted ??= reason;
    this.#bridge.guard.m = -1;
  }

  #haltError(): Error {
    return this.#bridge.error('InternalError', 'Execution Interrupted');
  }

  #translated(source: string): string {
    return translate(source, this.byteStrings, this.#costs !== undefined);
  }

  #tryToTranslate(source: string): { readonly text: string } | { readonly error: string } {
    try {
      return { text: this.#translated(source) };
    } catch (error) {
      return { error: error instanceof Error ? error.message : 'Got something that is not a program' };
    }
  }

  /** What the board's program sees of something that a native threw. */
  #asBoardError(error: unknown): unknown {
    if (error instanceof Halt || error instanceof PowerCut) {
      this.#stop(error instanceof Halt ? error.reason : 'power');
      return this.#haltError();
    }
    if (!(error instanceof Error)) return error;
    if (error instanceof BoardError) return this.#bridge.error(error.kind, error.message);
    if (error instanceof DialectError) return this.#bridge.error('SyntaxError', error.message);
    if (isStackOverflow(error)) {
      this.#stop('recursion');
      return this.#haltError();
    }
    return this.#bridge.error('Error', error.message);
  }
}

/** A string or an object that the native made, not the one that it belongs to. */
function isMade(result: unknown, self: unknown): boolean {
  return typeof result === 'string' || (typeof result === 'object' && result !== null && result !== self);
}

function isStackOverflow(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'message' in error &&
    error.message === 'Maximum call stack size exceeded'
  );
}

const preludes = new Map<string, string>();

function preludeSource(name: string): string {
  let source = preludes.get(name);
  if (source === undefined) {
    source = readFileSync(new URL(`./prelude/${name}.js`, import.meta.url), 'utf8');
    preludes.set(name, source);
  }
  return source;
}
