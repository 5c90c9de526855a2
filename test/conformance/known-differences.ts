// Where the virtual board is known to differ from the real interpreter, text by text. An entry that no longer holds
// makes the suite fail: so this list can only be right.

export interface KnownDifference {
  /** The case's name. */
  readonly in: string;
  /** What the real interpreter printed there: whole lines. */
  readonly real: string;
  /** What the virtual board prints instead. */
  readonly virtual: string;
  readonly why: string;
  /** The real one prints either, as quick as its machine is just then. */
  readonly mayAgree?: true;
}

export const knownDifferences: readonly KnownDifference[] = [
  {
    in: 'graphics-built-in-fonts',
    real: 'default 484040000000acc0a0000000aa4060000000ea4e20000000ace040000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000',
    virtual:
      'default eeeee0000000aaaaa0000000aaaaa0000000aaaaa0000000eeeee0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000',
    why: 'the built-in fonts are boxes of the right size: the firmware draws with its own',
  },
  {
    in: 'graphics-built-in-fonts',
    real: '4x6 ae884044cc00a888a0ac2200ec88a0a44400a888a0a48200aeee404eec00000000000000000000000000000000000000000000000000000000000000000000000000000000000000',
    virtual:
      '4x6 eeeee0eeee00aaaaa0aaaa00aaaaa0aaaa00aaaaa0aaaa00eeeee0eeee00000000000000000000000000000000000000000000000000000000000000000000000000000000000000',
    why: 'the built-in fonts are boxes of the right size: the firmware draws with its own',
  },
  {
    in: 'graphics-built-in-fonts',
    real: '4x6 twice 30cc00fc000030cc00fc0000ccf000c00000ccf000c00000ccf000f00000ccf000f00000cccc000c0000cccc000c000030cc00f0000030cc00f00000000000000000000000000000',
    virtual:
      '4x6 twice fcfc00fc0000fcfc00fc0000cccc00cc0000cccc00cc0000cccc00cc0000cccc00cc0000cccc00cc0000cccc00cc0000fcfc00fc0000fcfc00fc0000000000000000000000000000',
    why: 'the built-in fonts are boxes of the right size: the firmware draws with its own',
  },
  {
    in: 'graphics-built-in-fonts',
    real: 'vector 00000000000070f1e0000000f19b300000003018300000003018f00000003070e000000030e030000000318230000000fdfbe0000000fdf8c0000000000000000000000000000000',
    virtual:
      'vector fdfbf0000000850a10000000850a10000000850a10000000850a10000000850a10000000850a10000000850a10000000850a10000000850a10000000fdfbf0000000000000000000',
    why: 'the built-in fonts are boxes of the right size: the firmware draws with its own',
  },
  {
    in: 'hash-native',
    real: 'index: 169',
    virtual: 'index: null',
    why: "an engine's ArrayBuffer has no elements: go through Uint8Array",
  },
  {
    in: 'language-errors',
    real: 'not a function | Expecting function, got Number | Error: Expecting function, got Number | true',
    virtual: 'not a function | Function "a" not found! | Error: Function "a" not found! | true',
    why: 'the engine does not tell what was called',
  },
  {
    in: 'language-errors',
    real: 'keys: ["message","type"]',
    virtual: 'keys: []',
    why: "an engine's errors list no properties",
  },
  {
    in: 'language-functions',
    real: 'name: ["undefined",0]',
    virtual: 'name: ["string",0]',
    why: "an engine's functions have names",
  },
  {
    in: 'language-loops',
    real: 'order of keys: ["b","a","10","9"]',
    virtual: 'order of keys: ["9","10","b","a"]',
    why: 'an engine puts keys that are whole numbers first',
  },
  {
    in: 'language-octal-digits',
    real: 'arithmetic: [8,8,8,16]',
    virtual: 'arithmetic: [10,10,10,16]',
    why: 'only unary plus and Number() are rewritten; the dialect check keeps digits out of the rest',
  },
  {
    in: 'language-power',
    real: 'powers of ten: [1,10,100,1000,10000,100000,1000000,10000000,100000000,1000000000,10000000000.00000381469,100000000000.00015258789]',
    virtual:
      'powers of ten: [1,10,100,1000,10000,100000,1000000,10000000,100000000,1000000000,10000000000,100000000000]',
    why: 'the virtual board has the exact power: the approximation would differ by build',
  },
  {
    in: 'language-power',
    real: 'powers of two: [256,65536,16777216,2147483648.00000190734,4294967295.99999666213,8589934592.00000953674]',
    virtual: 'powers of two: [256,65536,16777216,2147483648,4294967296,8589934592]',
    why: 'the virtual board has the exact power: the approximation would differ by build',
  },
  {
    in: 'language-strings',
    real: 'uri: ["a%20b%2F%59","a b"]',
    virtual: 'uri: ["a%20b%2F%C3%A9","a b"]',
    why: 'the real one makes "%59" of byte 0xE9, which is a fault of its own',
  },
  {
    in: 'language-typed-arrays',
    real: 'clamped: [255,0,1]',
    virtual: 'clamped: [255,0,2]',
    why: 'the real one cuts off where an engine rounds',
  },
  {
    in: 'language-typed-arrays',
    real: 'uint24: [2311527,16777215]',
    virtual: 'uint24 threw InternalError: Uint24Array is not modelled by the virtual board',
    why: 'no engine has it',
  },
  {
    in: 'printing',
    real: '"a b": 1, "5": 2',
    virtual: '"5": 2, "a b": 1',
    why: 'an engine puts keys that are whole numbers first',
  },
  {
    in: 'promises',
    real: 'timer\nthen 1\nresolved r\nrejected bad\nthen 2\ncaught no\nall [ 1, 2 ]\n',
    virtual: 'then 1\nresolved r\nrejected bad\nthen 2\ncaught no\nall [ 1, 2 ]\ntimer\n',
    why: 'a timer of 0 ms waits a tenth of a millisecond there, so promises are first; nothing may rely on either',
    mayAgree: true,
  },
  {
    in: 'storage-strings',
    real: 'overwritten: [null,"good bye"]',
    virtual: 'overwritten: ["hello there","good bye"]',
    why: 'an engine can not take a string back: never keep what was read across a write',
  },
  {
    in: 'storage-strings',
    real: 'erased: null',
    virtual: 'erased: "hello there"',
    why: 'an engine can not take a string back: never keep what was read across a write',
  },
  {
    in: 'storage-strings',
    real: 'function: [5,"Function code is null, not a string"]',
    virtual: 'function: [5,5]',
    why: 'an engine can not take a string back: never keep what was read across a write',
  },
];

/** What the virtual board must print, given what the real interpreter printed. Errors name an entry that is wrong. */
export function expectedOfVirtual(name: string, recorded: string): string {
  let text = recorded;
  for (const difference of knownDifferences) {
    if (difference.in !== name) continue;
    if (difference.mayAgree === true && text.includes(difference.virtual)) continue;
    if (!text.includes(difference.real)) {
      throw new Error(`known-differences.ts: the real interpreter does not print "${difference.real}" in ${name}`);
    }
    text = text.replace(difference.real, () => difference.virtual);
  }
  return text;
}
