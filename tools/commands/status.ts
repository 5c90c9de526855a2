// klarkode status: what the token says of itself beside what the registry knows of it. Changes nothing.
import type { Hello } from '../../firmware/core/protocol/hello.ts';
import { boardNamed } from '../../hardware/boards.ts';
import { candidates, type CredentialRow } from '../registry/credentials.ts';
import type { TokenRow } from '../registry/registry.ts';
import { clockDifference } from '../session/set-clock.ts';
import { helloOnPort, sessionWith } from '../session/target.ts';
import { lineRate, type Station } from '../station.ts';

export interface StatusOptions {
  readonly clock?: boolean;
}

export async function status(station: Station, options: StatusOptions): Promise<void> {
  const hello = await helloOnPort(station);
  const registry = await station.registry();
  const row = await registry.find(hello.serialNumber);
  const credentials = row === undefined ? [] : await candidates(registry, row.serial_number);
  const difference =
    options.clock === true ? await askClock(station, await registry.mustFind(hello.serialNumber), hello) : undefined;
  const { nonce: _nonce, ...token } = hello;
  station.reporter.result(
    {
      verb: 'status',
      token,
      registry: row === undefined ? null : recordOf(row, credentials),
      clockDifferenceMs: difference,
    },
    [
      ...tokenLines(hello),
      ...registryLines(registry.file, row, credentials),
      ...(difference === undefined ? [] : [differenceLine(difference)]),
    ],
  );
}

async function askClock(
  station: Station,
  row: TokenRow,
  hello: Hello,
): Promise<{ least: number; most: number } | undefined> {
  if (hello.clock === 'lost') return undefined;
  const session = await sessionWith(station, row, hello);
  const rate = lineRate(hello.board) / 10;
  const difference = await clockDifference(station, session, (characters) =>
    rate === 0 ? 0 : (characters * 1000) / rate,
  );
  await session.request('close');
  return difference;
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
  const { device_key: _key, console_password: _password, ...open } = row;
  return { ...open, credentials: credentials.map(({ secret: _secret, ...one }) => one) };
}

function differenceLine(difference: { least: number; most: number }): string {
  return `Token's clock   ${difference.least} to ${difference.most} ms against this station's`;
}
