// Opens a locked Espruino console. A password is sent only to a console that asks for one, and is never shown.
import { Failure } from '../failure.ts';
import type { BoardConsole } from './console.ts';
import { answerWithinMs } from './console.ts';

const refusal = /invalid password/gi;

/** Tries one password; true when the console is open afterwards. */
export async function unlock(boardConsole: BoardConsole, password: string): Promise<boolean> {
  const { wire } = boardConsole;
  // Bytes that were sent to a locked console stand before the password on its line: end that line first.
  await wire.send('\n');
  await wire.quiet(150);
  wire.forget();
  await wire.send(`${password}\n`);
  await wire.send('\x10print("<"+"open>")\n');
  // A refused password is followed by a refused question; an accepted one by its answer.
  return wire.until(
    (text) => {
      const open = text.indexOf('<open>');
      if (open >= 0) return { value: true, used: open + 6 };
      return (text.match(refusal)?.length ?? 0) >= 2 ? { value: false, used: text.length } : undefined;
    },
    answerWithinMs,
    'answer to its console password',
  );
}

/** Tries the passwords in turn and gives the place of the one that fits; fails with `console-locked`. */
export async function unlockWithOneOf(boardConsole: BoardConsole, passwords: readonly string[]): Promise<number> {
  // Twice: a character that was disturbed on its way makes a wrong password of the right one.
  for (let tries = 0; tries < 2; tries++)
    for (const [at, password] of passwords.entries()) if (await unlock(boardConsole, password)) return at;
  throw new Failure(
    'console-locked',
    `The console of the board on ${boardConsole.wire.link.name} is locked with a password that this registry does not have: ` +
      'use the registry of the station that flashed it, name the right token with --serial-number, or check the cable.',
  );
}
