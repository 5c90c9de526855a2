// From whatever state a board is in to an open Espruino console on it, and the knowledge of which token it is.
// Passwords go only to a console that asks for one.
import type { BoardDescription } from '../../hardware/board.ts';
import { boards } from '../../hardware/boards.ts';
import type { Bytes } from '../../firmware/core/bytes.ts';
import { BoardConsole } from '../console/console.ts';
import { boardKind } from '../console/said-by-board.ts';
import { crcsOf } from '../console/storage.ts';
import { unlockWithOneOf } from '../console/unlock.ts';
import { Failure } from '../failure.ts';
import { passwordsOf } from '../registry/keys.ts';
import type { Registry, TokenRow } from '../registry/registry.ts';
import { Refusal } from '../../firmware/core/protocol/errors.ts';
import type { Hello } from '../../firmware/core/protocol/hello.ts';
import { greet, type Greeting } from '../session/greeting.ts';
import { greetAfterRestart } from './after-restart.ts';
import { TokenError, TokenSession } from '../session/session.ts';
import type { Station } from '../station.ts';
import { passwordFile } from './contents.ts';
import { lockFiles } from './guard.ts';
import { provenKey } from './proof.ts';
import { reachOpen } from './reach-open.ts';

export interface Reached {
  readonly boardConsole: BoardConsole;
  /** The token that the board is, by this registry; undefined: none yet. */
  readonly row: TokenRow | undefined;
  /** True when the board's identity file is whole and that token's. */
  readonly identityIsWhole: boolean;
  /** True when it was a running token that gave its console back: its firmware is whole. */
  readonly wasRunning: boolean;
  /** True when its console was locked: behind the lock may lie what must not lie on an open board. */
  readonly wasLocked: boolean;
  /**
   * How the board showed that it is this token: by its device key behind its lock; on an open console by the CRC-32 of its
   * password; or not at all, only the technician says so.
   */
  readonly proof: 'key' | 'checksum' | 'none';
  /** The device key that it has shown to have; undefined: none. On an open console somebody may have read it. */
  readonly deviceKey: Bytes | undefined;
  /** The password of its lock, or that on an open board; undefined: not known. */
  readonly password: string | undefined;
}

export interface Reaching {
  readonly description: BoardDescription;
  /** The token that the technician named: the one on the port must be it, and a locked console gets its password. */
  readonly named: string | undefined;
  /** A board that this registry does not know may be taken over. */
  readonly takeOver: boolean;
  /** Called as soon as the token is known and before anything on it changes: throws when it must be left alone. */
  approve(row: TokenRow): Promise<void>;
}

/** Gets an open console on the board, whatever it is now: a token, a token whose flash was cut, or a new board. */
export async function reachConsole(station: Station, reaching: Reaching): Promise<Reached> {
  const registry = await station.registry();
  const { description } = reaching;
  const reached = await reachAs(station, registry, reaching, await greet(await station.wire(description.serial.baud)));
  if (reached !== undefined) return reached;
  // Its lock shuts the console at its start; one that is open then has none.
  const greeting = await greetAfterRestart(station, description, () => true);
  return (await reachAs(station, registry, reaching, greeting, true))!;
}

/** Undefined: it had a lock, and its console stood open all the same; it starts anew now. */
async function reachAs(
  station: Station,
  registry: Registry,
  reaching: Reaching,
  greeting: Greeting,
  isStarted = false,
): Promise<Reached | undefined> {
  const { description } = reaching;
  if (greeting.kind === 'token') return await reachToken(station, registry, reaching, greeting.hello);
  const boardConsole = new BoardConsole(await station.wire());
  if (greeting.kind === 'locked-console') return await reachLocked(registry, boardConsole, reaching);
  await boardConsole.attend();
  await checkBoard(boardConsole, description);
  // Somebody unlocked it. Taken for a board without a lock, it would lose the one that it has while its credential is still there.
  if (!isStarted && ((await boardConsole.wasLeftOpen()) || (await hasLock(boardConsole)))) {
    await boardConsole.mustStartAnew();
    return undefined;
  }
  // A line that was lost on its way must not make a board without a lock of one that has one.
  if (await boardConsole.hasNotStarted()) {
    await boardConsole.startAnew();
    throw new Failure(
      'link-silent',
      `The board on ${boardConsole.wire.link.name} was told to start anew and did not: check the cable and run the same command again.`,
    );
  }
  const reached = await reachOpen(station, registry, boardConsole, reaching);
  if (reached.row !== undefined) await approved(reached.row, reaching);
  return reached;
}

/** Without a password it could never be opened again. */
async function hasLock(boardConsole: BoardConsole): Promise<boolean> {
  const [password, ...locks] = await crcsOf(boardConsole, [passwordFile, ...lockFiles]);
  return password !== undefined && locks.some((crc) => crc !== undefined);
}

/** A running token gives its console back when it is asked in a session. */
async function reachToken(station: Station, registry: Registry, reaching: Reaching, hello: Hello): Promise<Reached> {
  const { description } = reaching;
  const row = await registry.mustFind(hello.serialNumber);
  station.reporter.step(`${row.serial_number} answers; it runs firmware ${hello.firmwareHash}.`);
  mustBeOurs(row, hello);
  await approved(row, reaching);
  const secrets = await registry.secretsOf(row);
  const session = await TokenSession.open(await station.wire(), hello, secrets.deviceKey);
  await registry.beginFlash(row.serial_number);
  await session.request('maintenance').catch((failure: unknown) => {
    throw failure instanceof TokenError && failure.number === Refusal.StoreFailed ? fullStore(row) : failure;
  });
  const after = await greetAfterRestart(station, description, (one) => one.kind !== 'token');
  // It was the token a moment ago; whether it still is, only its lock and its identity can say.
  if (after.kind === 'open-console') throw anotherBoard(row, 'its console is open');
  const boardConsole = new BoardConsole(await station.wire());
  const passwords = passwordsOf(secrets);
  const password = passwords[await unlockWithOneOf(boardConsole, passwords)]!;
  return await reachedToken(registry, boardConsole, description, row, true, password);
}

/**
 * An older copy of a registry does not know the password that the token computed since. Once asked for its console, the token would stay behind
 * that lock: so it is not asked where its firmware shows that another registry had it last.
 */
function mustBeOurs(row: TokenRow, { firmwareHash }: Hello): void {
  const { flash_state: state, firmware_hash: last } = row;
  if (state === 'unfinished' || last === null || last.startsWith(firmwareHash)) return;
  throw new Failure(
    'unknown-token',
    `${row.serial_number} runs firmware ${firmwareHash}, and this registry gave it ${last.slice(0, 8)}: it was flashed since with another registry, or with a ` +
      'newer copy of this one, and only that one has the password of its console. Use that one.',
  );
}

function anotherBoard(row: TokenRow, why: string): Failure {
  return new Failure(
    'unknown-token',
    `What answers on this port now is not ${row.serial_number} any more (${why}), so it was given nothing: ` +
      'connect that token and run the same command again.',
  );
}

/** Without room to count a start, it leaves the locked console on the wire instead, whose password this flash knows. */
function fullStore(row: TokenRow): Failure {
  return new Failure(
    'token-refused',
    `The store of ${row.serial_number} is too full to give its console back: take its power away, give it back, and run the ` +
      'same command again; if it says this once more, do the same once more.',
  );
}

/** A locked console gets passwords only of the token that was named, or of one whose flash is unfinished. */
async function reachLocked(registry: Registry, boardConsole: BoardConsole, reaching: Reaching): Promise<Reached> {
  const known: { readonly row: TokenRow; readonly password: string }[] = [];
  for (const row of await behindLock(registry, reaching))
    for (const password of passwordsOf(await registry.secretsOf(row))) known.push({ row, password });
  const passwords = known.map(({ password }) => password);
  const { row, password } = known[await unlockWithOneOf(boardConsole, passwords)]!;
  try {
    await approved(row, reaching);
  } catch (failure) {
    await boardConsole.startAnew();
    throw failure;
  }
  return await reachedToken(registry, boardConsole, reaching.description, row, false, password);
}

/** Which tokens a locked console can be: one, and those that were given up before their board became another token. */
async function behindLock(registry: Registry, { named, takeOver }: Reaching): Promise<readonly TokenRow[]> {
  if (named !== undefined && !takeOver) return [await registry.mustFind(named)];
  const unfinished = await registry.unfinishedFlashes();
  const givenUp = unfinished.filter((row) => row.lifecycle === 'retired');
  const goingOn = unfinished.filter((row) => row.lifecycle !== 'retired');
  if (goingOn.length > 1 && (!takeOver || givenUp.length === 0)) {
    const numbers = (rows: readonly TokenRow[]): string => rows.map((row) => row.serial_number).join(', ');
    const orGivenUp =
      givenUp.length === 0 ? '' : `, or --new-identity if it is ${numbers(givenUp)}, which was given up`;
    throw new Failure(
      'console-locked',
      `The console of the board is locked, and ${goingOn.length} flashes are unfinished (${numbers(goingOn)}): ` +
        (takeOver
          ? 'go on with the one that it is, with its --serial-number, and make a new token of it then.'
          : `say with --serial-number which token it is${orGivenUp}.`),
    );
  }
  if (takeOver) return goingOn.length > 1 ? givenUp : [...givenUp, ...goingOn];
  if (goingOn.length === 0 && givenUp.length > 0) {
    throw new Failure(
      'console-locked',
      `The console of the board is locked, and ${givenUp[0]!.serial_number} was given up before its board became another token: ` +
        'if it is that board, go on with --new-identity.',
    );
  }
  return goingOn;
}

/** The console was unlocked: it locks itself again when it is left alone, and whenever anything goes wrong. */
async function reachedToken(
  registry: Registry,
  boardConsole: BoardConsole,
  description: BoardDescription,
  row: TokenRow,
  wasRunning: boolean,
  password: string,
): Promise<Reached> {
  await boardConsole.lockAfterSilence();
  try {
    await checkBoard(boardConsole, description);
    const deviceKey = await provenKey(registry, boardConsole, row);
    const identityIsWhole = deviceKey !== undefined;
    if (wasRunning && !identityIsWhole) throw anotherBoard(row, 'it does not know who it is');
    const proof = identityIsWhole ? 'key' : 'none';
    return { boardConsole, row, identityIsWhole, wasRunning, wasLocked: true, proof, deviceKey, password };
  } catch (failure) {
    await boardConsole.startAnew();
    throw failure;
  }
}

async function approved(row: TokenRow, reaching: Reaching): Promise<void> {
  if (reaching.named !== undefined && reaching.named !== row.serial_number && !reaching.takeOver) {
    throw new Failure(
      'unknown-token',
      `The token on this port is ${row.serial_number}, not ${reaching.named}: connect the right one, or leave --serial-number out.`,
    );
  }
  await reaching.approve(row);
}

async function checkBoard(boardConsole: BoardConsole, description: BoardDescription): Promise<void> {
  const answer = await boardConsole.ask('process.env.BOARD+" "+process.env.VERSION');
  const { name = 'a board without a name', version = 'of another version' } = boardKind(String(answer));
  if (name === description.espruinoBoard) return;
  const known = boards.find((board) => board.espruinoBoard === name);
  const itIs =
    known === undefined ? `${name} (Espruino ${version})` : `${known.title}: flash it with --board ${known.name}`;
  throw new Failure(
    'wrong-board',
    `The board on ${boardConsole.wire.link.name} is no ${description.title} but ${itIs}.`,
  );
}
