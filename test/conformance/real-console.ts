// The real interpreter as a conformance console, and what is known about it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Need } from './cases.ts';
import type { BoardConsole } from './play.ts';
import { startRealEspruino } from './real-espruino.ts';

/** A fresh interpreter with erased flash. */
export async function openRealConsole(binary: string): Promise<BoardConsole> {
  const cwd = mkdtempSync(join(tmpdir(), 'espruino-'));
  let espruino = await startRealEspruino({ binary, cwd });
  return {
    send: (bytes) => espruino.send(bytes),
    waitFor: (text, timeoutMs) => espruino.waitFor(text, timeoutMs),
    setPin: (pin, level) => espruino.setPin(pin, level),
    restart: async () => {
      await espruino.close();
      espruino = await startRealEspruino({ binary, cwd });
    },
    close: async () => {
      await espruino.close();
      rmSync(cwd, { recursive: true, force: true });
    },
  };
}

export interface Interpreter {
  /** One line that says which one it is. */
  readonly title: string;
  readonly has: readonly Need[];
  /** Variables in all. */
  readonly variables: number;
  /** Whether a string from Storage is the flash itself, as on most boards. */
  readonly inPlace: boolean;
  readonly flashBytes: number;
  readonly flashPageBytes: number;
  /** Variables in use when nothing runs. */
  readonly bareVariables: number;
}

/** The line by which recordings and figures name an interpreter. */
export function titleOf(of: {
  readonly version: string;
  readonly commit: string;
  readonly variables: number;
  /** Strings have a byte for each character. */
  readonly bytes: boolean;
  readonly flashBytes: number;
  readonly inPlace: boolean;
}): string {
  const strings = of.bytes ? 'byte strings' : 'Unicode strings';
  const storage = `${of.flashBytes} bytes of Storage${of.inPlace ? ', read in place' : ''}`;
  return `Espruino ${of.version} (${of.commit}), Linux build, ${of.variables} variables, ${strings}, ${storage}`;
}

/** Asks an interpreter what it is. */
export async function identify(binary: string): Promise<Interpreter> {
  const espruino = await startRealEspruino({ binary });
  try {
    const ask = async (expression: string): Promise<string> => (await espruino.command(`print(${expression})`)).trim();
    await espruino.waitFor('\r\n>', 20_000);
    const bytes = (await ask('"\\u20ac".charCodeAt(0)<256')) === 'true';
    const pins = (await ask('typeof BTN1')) === 'number';
    const flashBytes = Number(await ask('require("Storage").getStats().totalBytes'));
    const firstPage = 'require("Flash").getPage(require("Flash").getFree()[0].addr)';
    const flashPageBytes = Number(await ask(`${firstPage}.length`));
    const sha512 = (await ask('typeof require("crypto").SHA512')) === 'function';
    const twoFonts = (await ask('Graphics.createArrayBuffer(8,8,1).getFonts().length')) === '2';
    const version = await ask('process.version');
    const commit = await ask('process.env.GIT_COMMIT');
    const inPlace =
      (await ask('require("Storage").write("x","x")&&E.getAddressOf(require("Storage").read("x"),true)>0')) === 'true';
    const bareVariables = Number(await ask('process.memory().usage'));
    const has: Need[] = [];
    if (bytes) has.push('byte-strings');
    if (pins) has.push('pins');
    if (flashBytes === 36 * 1024) has.push('small-flash');
    if (sha512) has.push('sha512');
    // Those that every board has; some builds bring more.
    if (twoFonts) has.push('two-fonts');
    const variables = Number(await ask('process.memory().total'));
    return {
      title: titleOf({ version, commit, variables, bytes, flashBytes, inPlace }),
      has,
      variables,
      inPlace,
      flashBytes,
      flashPageBytes,
      bareVariables,
    };
  } finally {
    await espruino.close();
  }
}
