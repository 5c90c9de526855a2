// From whatever state a board is in to an open Espruino console on it, and the knowledge of which token it is.
// Passwords go only to a console that asks for one.
import type { BoardDescription } from '../../hardware/board.ts';
import { boards } from '../../hardware/boards.ts';
import { crc32 } from '../../firmware/core/crc32.ts';
import { BoardConsole, printable } from '../console/console.ts';
import { crcsOf, serialNumberOnBoard } from '../console/storage.ts';
import { unlockWithOneOf } from '../console/unlock.ts';
import { Failure } from '../failure.ts';
import type { Registry, TokenRow } from '../registry/registry.ts';
import { greet, type Greeting } from '../session/greeting.ts';
import { TokenSession } from '../session/session.ts';
import type { Station } from '../station.ts';

export const passwordFile = 'kk.pw';

export interface Reached {
  readonly boardConsole: BoardConsole;
  /** The token that the board is, by this registry; undefined: none yet. */
  readonly row: TokenRow | undefined;
  /** True when the board's identity file is whole and that token's. */
  readonly identityIsWhole: boolean;
}

// A board's interpreter starts in well under a second, a USB port comes back in a few.
const restartWithinMs = 30_000;
const restartPauseMs = 500;

/** Gets an open console. `namedSerialNumber` helps with a locked board whose flash was not cut here. */
export async function reachConsole(
  station: Station,
  description: BoardDescription,
  namedSerialNumber: string | undefined,
  newIdentity: boolean,
): Promise<Reached> {
  const registry = await station.registry();
  const greeting = await greet(await station.wire(description.serial.baud));
  if (greeting.kind === 'token') {
    const row = await registry.mustFind(greeting.hello.serialNumber);
    checkNamed(row.serial_number, namedSerialNumber);
    station.reporter.step(`${row.serial_number} answers; it runs firmware ${greeting.hello.firmwareHash}.`);
    const secrets = await registry.secretsOf(row);
    await registry.beginFlash(row.serial_number);
    const session = await TokenSession.open(await station.wire(), greeting.hello, secrets.deviceKey);
    await session.request('maintenance');
    const after = await greetAfterRestart(station, description, (one) => one.kind !== 'token');
    const boardConsole = new BoardConsole(await station.wire());
    if (after.kind === 'locked-console') await unlockWithOneOf(boardConsole, [secrets.consolePassword]);
    await checkBoard(boardConsole, description);
    return { boardConsole, row, identityIsWhole: (await serialNumberOnBoard(boardConsole)) === row.serial_number };
  }
  const boardConsole = new BoardConsole(await station.wire());
  if (greeting.kind === 'locked-console')
    return await reachLocked(registry, boardConsole, description, namedSerialNumber);
  await boardConsole.attend();
  await checkBoard(boardConsole, description);
  return await reachOpen(registry, boardConsole, newIdentity);
}

/** Greets until the board, after a restart, is what `isIt` wants; fails with `link-silent` when it never is. */
export async function greetAfterRestart(
  station: Station,
  description: BoardDescription,
  isIt: (greeting: Greeting) => boolean,
): Promise<Greeting> {
  const { surroundings } = station;
  const endMs = surroundings.steadyMs() + restartWithinMs;
  for (;;) {
    await station.wait(restartPauseMs);
    try {
      const greeting = await greet(await station.wire(description.serial.baud));
      if (isIt(greeting)) return greeting;
      if (surroundings.steadyMs() > endMs) {
        throw new Failure(
          'link-silent',
          `The board came back as ${words[greeting.kind]}, which is not what was asked of it.`,
        );
      }
    } catch (failure) {
      const passing = failure instanceof Failure && /^link-/.test(failure.code) && surroundings.steadyMs() <= endMs;
      if (!passing) throw failure;
      await station.hangUp();
    }
  }
}

const words = { token: 'a token', 'locked-console': 'a locked console', 'open-console': 'an open console' };

async function reachLocked(
  registry: Registry,
  boardConsole: BoardConsole,
  description: BoardDescription,
  namedSerialNumber: string | undefined,
): Promise<Reached> {
  const rows =
    namedSerialNumber === undefined ? await registry.unfinishedFlashes() : [await registry.mustFind(namedSerialNumber)];
  const passwords: string[] = [];
  for (const row of rows) passwords.push((await registry.secretsOf(row)).consolePassword);
  const row = rows[await unlockWithOneOf(boardConsole, passwords)]!;
  await checkBoard(boardConsole, description);
  return { boardConsole, row, identityIsWhole: (await serialNumberOnBoard(boardConsole)) === row.serial_number };
}

async function reachOpen(registry: Registry, boardConsole: BoardConsole, newIdentity: boolean): Promise<Reached> {
  const serialNumber = await serialNumberOnBoard(boardConsole);
  if (serialNumber !== undefined) {
    const row = newIdentity ? await registry.find(serialNumber) : await registry.mustFind(serialNumber);
    return { boardConsole, row, identityIsWhole: true };
  }
  // The first file of a flash is the password: it tells which of the cut flashes this board belongs to.
  const [passwordCrc] = await crcsOf(boardConsole, [passwordFile]);
  for (const row of passwordCrc === undefined ? [] : await registry.unfinishedFlashes()) {
    if (crc32((await registry.secretsOf(row)).consolePassword) === passwordCrc)
      return { boardConsole, row, identityIsWhole: false };
  }
  return { boardConsole, row: undefined, identityIsWhole: false };
}

async function checkBoard(boardConsole: BoardConsole, description: BoardDescription): Promise<void> {
  const answer = await boardConsole.ask('process.env.BOARD+" "+process.env.VERSION');
  const [name = '', version = ''] = printable(String(answer)).split(' ');
  if (name === description.espruinoBoard) return;
  const known = boards.find((board) => board.espruinoBoard === name);
  const itIs =
    known === undefined ? `${name} (Espruino ${version})` : `${known.title}: flash it with --board ${known.name}`;
  throw new Failure(
    'wrong-board',
    `The board on ${boardConsole.wire.link.name} is no ${description.title} but ${itIs}.`,
  );
}

function checkNamed(found: string, named: string | undefined): void {
  if (named === undefined || named === found) return;
  throw new Failure(
    'unknown-token',
    `The token on this port is ${found}, not ${named}: connect the right one, or leave --serial-number out.`,
  );
}
