// Everything that can stop the command, by name, with the exit code that scripts may rely on.
// A message is one sentence or two: what was wrong, where, and what to do. It never holds a secret.

/** What went wrong, as `--json` reports it, and the exit code that it leads to. */
export const failureCodes = {
  internal: 1,
  usage: 2,
  'bad-input': 2,
  'link-absent': 3,
  'link-busy': 3,
  'link-permission': 3,
  'link-lost': 3,
  'link-silent': 3,
  'token-refused': 4,
  'token-protocol': 4,
  'wrong-board': 4,
  'wrong-lifecycle': 4,
  'console-locked': 4,
  registry: 5,
  passphrase: 5,
  'unknown-token': 5,
  'unknown-credential': 5,
  'wrong-code': 6,
  'wrong-hash': 6,
  interrupted: 130,
} as const;

export type FailureCode = keyof typeof failureCodes;

/** The exit codes in words: `klarkode help exit-codes` prints this table. */
export const exitCodes: readonly (readonly [number, string])[] = [
  [0, 'done'],
  [1, 'a defect in klarkode itself'],
  [2, 'wrong usage, or input that is not allowed; nothing was changed'],
  [3, 'the port: absent, busy, not permitted, silent or lost'],
  [4, 'the token refused, or is not in the state or of the kind that the verb needs'],
  [5, 'the registry: file, passphrase, or a token or credential that it does not know'],
  [6, 'a check failed: a wrong code, or a hash that does not match'],
  [130, 'interrupted with Ctrl-C'],
];

/** Stops the command; `message` is for the technician. */
export class Failure extends Error {
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string) {
    super(message);
    this.name = 'Failure';
    this.code = code;
  }

  get exitCode(): number {
    return failureCodes[this.code];
  }
}
