// klarkode clock: sets a token's clock and nothing else: its credential stays. A large step needs --force, because whoever
// can move a token's clock can collect codes of another time.
import { Failure } from '../failure.ts';
import { setClock } from '../session/set-clock.ts';
import { sessionWith, targetOf } from '../session/target.ts';
import { lineRate, type Station } from '../station.ts';

export interface ClockOptions {
  readonly serialNumber?: string;
  readonly force?: boolean;
}

export async function clock(station: Station, options: ClockOptions): Promise<void> {
  const { row, hello } = await targetOf(station, options.serialNumber);
  const { serial_number: serialNumber } = row;
  if (hello === undefined) {
    throw new Failure('usage', 'Setting a clock needs the token at hand: name its port with --port.');
  }
  const session = await sessionWith(station, row, hello);
  const setting = await setClock(station, session, lineRate(hello.board) / 10, options.force === true);
  await session.request('close').catch(() => {});
  const registry = await station.registry();
  await registry.log(registry.db, 'clock set', serialNumber, {
    stepMs: setting.stepMs ?? null,
    forced: options.force === true,
  });
  station.reporter.result({ verb: 'clock', serialNumber, clock: setting }, [
    setting.stepMs === undefined
      ? `${serialNumber} had lost the time; its clock is set.`
      : `The clock of ${serialNumber} is set; it moved by ${(setting.stepMs / 1000).toFixed(1)} s.`,
  ]);
}
