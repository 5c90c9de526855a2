// klarkode status: what the token says of itself beside what the registry knows of it. Changes nothing.
import type { Hello } from '../../firmware/core/protocol/hello.ts';
import { boardNamed } from '../../hardware/boards.ts';
import { candidates, type CredentialRow } from '../registry/credentials.ts';
import type { TokenRow } from '../registry/registry.ts';
import { clockDifference } from '../session/set-clock.ts';
import type { TokenSession } from '../session/session.ts';
import { helloOnPort, sessionWith } from '../session/target.ts';
import { lineRate, type Station } from '../station.ts';

export interface StatusOptions {
  readonly clock?: boolean;
  readonly details?: boolean;
}

/** What only an open session tells. */
interface Details {
  /** The next one of an event-based credential. */
  readonly counter: number;
  /** The most by which its clock may be off, by its own reckoning; null when it has lost the time. */
  readonly clockErrorMs: number | null;
  /** Since it was flashed: how often its clock was moved far, by how much the last time, and to when. */
  readonly forcedSteps: { readonly count: number; readonly lastMs: number; readonly lastTo: string | null };
  /** 0: its hashes give what they must. Else the number of its fault. */
  readonly selfTest: number;
}

export async function status(station: Station, options: StatusOptions): Promise<void> {
  const hello = await helloOnPort(station);
  const registry = await station.registry();
  const row = await registry.find(hello.serialNumber);
  const credentials = row === undefined ? [] : await candidates(registry, row.serial_number);
  const mayAsk = options.details === true || (options.clock === true && hello.clock !== 'lost');
  const inside = mayAsk
    ? await askInside(station, await registry.mustFind(hello.serialNumber), hello, options.details === true)
    : {};
  const { nonce: _nonce, ...token } = hello;
  station.reporter.result(
    {
      verb: 'status',
      token,
      registry: row === undefined ? null : recordOf(row, credentials),
      clockDifferenceMs: inside.difference,
      details: inside.details,
    },
    [
      ...tokenLines(hello),
      ...registryLines(registry.file, row, credentials),
      ...(inside.difference === undefined ? [] : [differenceLine(inside.difference)]),
      ...(inside.details === undefined ? [] : detailLines(inside.details)),
    ],
  );
}

async function askInside(
  station: Station,
  row: TokenRow,
  hello: Hello,
  all: boolean,
): Promise<{ difference?: { least: number; most: number }; details?: Details }> {
  const session = await sessionWith(station, row, hello);
  const rate = lineRate(hello.board) / 10;
  const wireMs = (characters: number): number => (rate === 0 ? 0 : (characters * 1000) / rate);
  const difference = hello.clock === 'lost' ? undefined : await clockDifference(station, session, wireMs);
  const details = all ? await askDetails(session) : undefined;
  await session.request('close');
  return { ...(difference && { difference }), ...(details && { details }) };
}

async function askDetails(session: TokenSession): Promise<Details> {
  const [counter, clock, , errorMs] = await session.request('status');
  const [count, lastMs, lastTo] = (await session.request('log')).map(Number);
  const [selfTest] = await session.request('test');
  return {
    counter: Number(counter),
    clockErrorMs: clock === 'lost' ? null : Number(errorMs),
    forcedSteps: { count: count!, lastMs: lastMs!, lastTo: count === 0 ? null : instantOf(lastTo!) },
    selfTest: Number(selfTest),
  };
}

/** A token takes any time up to 2^53 ms; what a calendar does not reach is told in seconds. */
function instantOf(utcSeconds: number): string {
  return utcSeconds > 8.64e12 ? `${utcSeconds} s after 1970` : new Date(utcSeconds * 1000).toISOString();
}

const clockWords = {
  lost: 'lost: it shows no time-based code until "klarkode clock" sets it',
  set: 'set',
  unsure: 'running, but may be off by more than allowed: have it set',
};

function tokenLines(hello: Hello): string[] {
  const lines = [
    `Serial number   ${hello.serialNumber}`,
    `Product         ${hello.product} on ${boardNamed(hello.board)?.title ?? hello.board}`,
    `Firmware        ${hello.firmwareHash}`,
    `Credential      ${{ blank: 'none', issued: 'present', fault: 'fault: its screen says more' }[hello.lifecycle]}`,
    `Clock           ${clockWords[hello.clock]}`,
    `Battery         ${hello.batteryPercent} %`,
  ];
  if (hello.wrongProofs > 0)
    lines.push(`Wrong proofs    ${hello.wrongProofs}; listens again in ${hello.waitSeconds} s`);
  return lines;
}

function registryLines(file: string, row: TokenRow | undefined, credentials: readonly CredentialRow[]): string[] {
  if (row === undefined) return [`Registry        unknown in ${file}`];
  const lines = [
    `Registry        ${row.lifecycle}, flash ${row.flash_state}, firmware ${row.firmware_hash?.slice(0, 8) ?? 'unknown'}`,
  ];
  for (const one of credentials) {
    const shape = one.type === 'totp' ? `${one.period_seconds} s` : `next counter ${one.next_moment}`;
    const arrival = one.state === 'pending' ? ', arrival not confirmed' : '';
    lines.push(
      `Issued          ${one.issued_at}: ${one.type} ${one.algorithm}, ${one.digits} digits, ${shape}${arrival}`,
    );
  }
  return lines;
}

function recordOf(row: TokenRow, credentials: readonly CredentialRow[]): object {
  const {
    device_key: _key,
    console_password: _password,
    next_device_key: _nextKey,
    next_console_password: _nextPassword,
    ...open
  } = row;
  return { ...open, credentials: credentials.map(({ secret: _secret, ...one }) => one) };
}

function differenceLine(difference: { least: number; most: number }): string {
  return `Token's clock   ${difference.least} to ${difference.most} ms against this station's`;
}

function detailLines({ counter, clockErrorMs, forcedSteps: { count, lastMs, lastTo }, selfTest }: Details): string[] {
  return [
    `Worst error     ${clockErrorMs === null ? 'it has lost the time' : `${(clockErrorMs / 1000).toFixed(1)} s`}`,
    `Forced steps    ${count === 0 ? 'none' : `${count}, the last by ${(lastMs / 1000).toFixed(1)} s to ${lastTo}`}`,
    `Next counter    ${counter}`,
    `Self-test       ${selfTest === 0 ? 'passed' : `fault ${selfTest}`}`,
  ];
}
