// The end of a flash: starts the board and sees for itself that the right token came up.
import type { BoardDescription } from '../../hardware/board.ts';
import type { BoardConsole } from '../console/console.ts';
import type { Hello } from '../../firmware/core/protocol/hello.ts';
import { Failure } from '../failure.ts';
import type { Credential } from '../../firmware/core/codes/credential.ts';
import type { TokenRow } from '../registry/registry.ts';
import { sendCredential } from '../session/give-credential.ts';
import { TokenSession } from '../session/session.ts';
import { setClock } from '../session/set-clock.ts';
import { lineRate, type Station } from '../station.ts';
import type { Firmware } from './manifest.ts';
import { greetAfterRestart } from './after-restart.ts';

/**
 * Whether the token has to be given the credential. What `hello` says is not authenticated, so an event-based one, which must
 * never go back to codes that were shown, is looked for in the session: by its counter. At 0 it shows none: whether it has the
 * credential or not, it may get it.
 */
async function lacks(session: TokenSession, hello: Hello, credential: Credential): Promise<boolean> {
  if (credential.type === 'totp') return hello.lifecycle === 'blank';
  const counter = Number((await session.request('status'))[0]);
  return counter === 0 || counter < credential.counter;
}

/** Whoever says on the wire that a token is blank costs the registry nothing: its counter is asked for in the session. */
async function hasShownCodes(session: TokenSession, { lifecycle }: TokenRow): Promise<boolean> {
  return (lifecycle === 'issued' || lifecycle === 'active') && Number((await session.request('status'))[0]) > 0;
}

/**
 * Starts the token and sees for itself that it is the one, runs these bytes and knows its key. A blank one is given `back`,
 * the credential that it had. Gives true when it has one in the end; then its clock, which the restart cost it, is set again.
 * @param isUp called when the token has shown that it runs and has its key: so its lock stands. It has been given nothing yet
 */
export async function startToken(
  station: Station,
  boardConsole: BoardConsole,
  description: BoardDescription,
  row: TokenRow,
  firmware: Firmware,
  back: Credential | undefined,
  isUp: () => Promise<void>,
): Promise<boolean> {
  station.reporter.step('Restarting the board.');
  await boardConsole.run('E.reboot()');
  const greeting = await greetAfterRestart(station, description, (one) => one.kind === 'token');
  const hello = greeting.kind === 'token' ? greeting.hello : undefined;
  if (hello === undefined) throw new Error('a greeting that is no token was taken for one');
  if (hello.serialNumber !== row.serial_number || hello.firmwareHash !== firmware.hash.slice(0, 8)) {
    throw new Failure(
      'wrong-hash',
      `The token came back as ${hello.serialNumber} with firmware ${hello.firmwareHash}: run the same command again.`,
    );
  }
  if (hello.lifecycle === 'fault')
    throw new Failure(
      'token-refused',
      `${row.serial_number} starts, but its self-test fails: its screen says more; don't hand it out.`,
    );
  const { deviceKey } = await (await station.registry()).secretsOf(row);
  const session = await TokenSession.open(await station.wire(), hello, deviceKey);
  await isUp();
  // The restart cost a token that was in use its time: without it, it shows no codes.
  const lacksIt = back !== undefined && (await lacks(session, hello, back));
  const hasCredential = hello.lifecycle === 'issued' || lacksIt || (await hasShownCodes(session, row));
  if (hasCredential) await setClock(station, session, lineRate(hello.board) / 10, lacksIt);
  if (lacksIt) {
    station.reporter.step('Giving it its credential back, encrypted.');
    await sendCredential(session, back);
  }
  await session.request('close');
  return hasCredential;
}
