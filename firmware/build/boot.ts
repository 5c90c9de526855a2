// Writes `.boot0`, which every start of the board runs first, whatever key is held. It locks the console with the unit's own
// password before anything else, then starts the application in place from flash, provided that its bytes are whole.
// It declares no name, so nothing of it is left in the global object. The console must never stay open.

/** What the CRC of a file is compared with, and what the application is told about itself. */
export interface BootFacts {
  /** CRC-32 of kk.app. */
  readonly crc32: number;
  /** SHA-256 of kk.app, in hex. */
  readonly sha256: string;
}

/** Hex digits of the firmware hash that the application gets: enough for people to compare. */
export const hashDigits = 8;

/**
 * The text of `.boot0`.
 * - The password is copied ('' + ...): a string read from Storage dies when its file is rewritten, and the lock with it.
 * - Without kk.pw it is a line end, which nobody can type: the console takes it for the end of a line.
 * - While kk.hold exists, or when kk.app is not the one that was built, nothing starts and the console stays locked.
 */
export function bootText({ crc32, sha256 }: BootFacts): string {
  return [
    `E.setPassword(""+(require("Storage").read("kk.pw")||"\\n"));`,
    `E.lockConsole();`,
    `if(!require("Storage").read("kk.hold")&&E.CRC32(require("Storage").read("kk.app")||"")===${crc32})`,
    `eval(require("Storage").read("kk.app"))("${sha256.slice(0, hashDigits)}")\n`,
  ].join('');
}

/** The global names that `.boot0` takes beyond the application's. */
export const bootGlobals: readonly string[] = ['eval'];
