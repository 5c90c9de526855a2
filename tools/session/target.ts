// Which token a verb is about: the one that answers on the port, or, where a verb can do without it, the one named.
import { boardNamed } from '../../hardware/boards.ts';
import type { Hello } from '../../firmware/core/protocol/hello.ts';
import { Failure } from '../failure.ts';
import type { TokenRow } from '../registry/registry.ts';
import { parseSerialNumber } from '../registry/serial-number.ts';
import type { Station } from '../station.ts';
import { greet } from './greeting.ts';
import { TokenSession } from './session.ts';

/** What the token on the port says of itself; fails with `wrong-lifecycle` when the board is no token yet. */
export async function helloOnPort(station: Station): Promise<Hello> {
  const wire = await station.wire();
  const greeting = await greet(wire);
  if (greeting.kind === 'token') return greeting.hello;
  const what =
    greeting.kind === 'open-console'
      ? 'is a board without Klarkode'
      : 'is a token whose flash was not finished, or whose store is full';
  throw new Failure('wrong-lifecycle', `What answers on ${wire.link.name} ${what}: run "klarkode flash" first.`);
}

export interface Target {
  readonly row: TokenRow;
  /** Undefined when the token is not at hand. */
  readonly hello: Hello | undefined;
}

/** The token on the port, or the named one when no port is given. Fails with `unknown-token` for a foreign one. */
export async function targetOf(station: Station, named: string | undefined): Promise<Target> {
  const serialNumber = named === undefined ? undefined : parseSerialNumber(named);
  const registry = await station.registry();
  if (serialNumber !== undefined && !station.portIsNamed)
    return { row: await registry.mustFind(serialNumber), hello: undefined };
  const hello = await helloOnPort(station);
  if (serialNumber !== undefined && hello.serialNumber !== serialNumber) {
    throw new Failure(
      'unknown-token',
      `The token on this port is ${hello.serialNumber}, not ${serialNumber}: connect the right one.`,
    );
  }
  return { row: await registry.mustFind(hello.serialNumber), hello };
}

/**
 * Fails with `wrong-lifecycle` while the token's flash is unfinished: what it is given may be taken off again, and somebody may have finished that
 * flash who had the board while its console stood open.
 */
export function mustBeFlashed({ serial_number: serialNumber, flash_state: state }: TokenRow): void {
  if (state !== 'unfinished') return;
  throw new Failure(
    'wrong-lifecycle',
    `The last flash of ${serialNumber} was cut: run "klarkode flash" first, which goes on where it stopped.`,
  );
}

/** A session with the token on the port. */
export async function sessionWith(station: Station, row: TokenRow, hello: Hello): Promise<TokenSession> {
  if (row.lifecycle === 'retired') {
    throw new Failure(
      'wrong-lifecycle',
      `${row.serial_number} is retired: make a new token of its board with "klarkode flash --new-identity".`,
    );
  }
  const secrets = await (await station.registry()).secretsOf(row);
  const slow = boardNamed(hello.board)?.hashes.sha256 !== 'native';
  station.reporter.step(`Opening a session with ${row.serial_number}${slow ? ': some seconds on this board' : ''}.`);
  return await TokenSession.open(await station.wire(), hello, secrets.deviceKey);
}
