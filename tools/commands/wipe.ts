// klarkode wipe: destroys a token's credential, on the token first and then in the registry, and retires the token.
import { sessionWith, targetOf } from '../session/target.ts';
import { Failure } from '../failure.ts';
import type { Station } from '../station.ts';

export interface WipeOptions {
  readonly serialNumber?: string;
}

export async function wipe(station: Station, options: WipeOptions): Promise<void> {
  const { row, hello } = await targetOf(station, options.serialNumber);
  const { serial_number: serialNumber } = row;
  if (hello === undefined) throw new Failure('usage', 'Wiping needs the token at hand: name its port with --port.');
  await station.mustConfirm(
    `The credential of ${serialNumber} will be destroyed and the token retired; that can't be undone.`,
    serialNumber,
  );
  const session = await sessionWith(station, row, hello);
  await session.request('wipe');
  await (await station.registry()).retire(serialNumber);
  station.reporter.result({ verb: 'wipe', serialNumber }, [
    `${serialNumber} is wiped and retired; its secrets are destroyed here too.`,
  ]);
}
