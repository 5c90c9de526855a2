// klarkode settings: shows what is set on a token, and sets what is given (core/records/settings-record.ts).
import { Setting } from '../../firmware/core/records/settings-record.ts';
import { Failure } from '../failure.ts';
import { mayHaveStoodOpen } from '../flash/carried.ts';
import { mustBeFlashed, sessionWith, targetOf } from '../session/target.ts';
import { setClock } from '../session/set-clock.ts';
import type { TokenRow } from '../registry/registry.ts';
import { lineRate, type Station } from '../station.ts';
import {
  optionOf,
  settingNames,
  settingOptions,
  settingValueOf,
  typedSetting,
  type SettingName,
} from './setting-options.ts';

export type SettingsOptions = { readonly [name in SettingName]?: string } & { readonly serialNumber?: string };

export async function settings(station: Station, options: SettingsOptions): Promise<void> {
  const typedFor = (languages: readonly string[]): { setting: Setting; value: number }[] =>
    settingNames.flatMap((name) => {
      const typed = options[name];
      if (typed === undefined) return [];
      return [{ setting: settingOptions[name].setting, value: settingValueOf(name, typed, languages) }];
    });
  // What no token could be set to is refused before one is asked.
  typedFor(options.language === undefined ? [] : [options.language]);
  const { row, hello } = await targetOf(station, options.serialNumber);
  const languages = row.languages.split(',');
  const wanted = typedFor(languages);
  if (hello === undefined) throw new Failure('usage', 'Settings need the token at hand: name its port with --port.');
  mustHave(row, wanted);
  // They would be taken off again, with all that somebody may have put there.
  if (wanted.length > 0 && mayHaveStoodOpen(row)) mustBeFlashed(row);
  const session = await sessionWith(station, row, hello);
  for (const { setting, value } of wanted) await session.request(`set ${setting} ${value}`);
  // They count from the next setting of the clock on; a clock that was lost is set when the technician says so.
  const isOfClock = wanted.some(({ setting }) => setting === Setting.Trim || setting === Setting.BoundPpm);
  if (isOfClock && hello.clock !== 'lost') await setClock(station, session, lineRate(hello.board) / 10, false);
  const values = (await session.request('settings')).map(Number);
  await session.request('close').catch(() => {});
  // A code display has the first of them only.
  const known = settingNames.filter((name) => settingOptions[name].setting < values.length);
  const shown = Object.fromEntries(
    known.map((name) => [name, typedSetting(name, values[settingOptions[name].setting]!, languages)]),
  );
  station.reporter.result(
    { verb: 'settings', serialNumber: row.serial_number, settings: shown },
    known.map((name) => `${optionOf(name).padEnd(16)} ${String(shown[name])}`),
  );
}

/** The last setting that a code display has too. */
const lastOfAll = Setting.Language;

/** Fails with `wrong-board` where one is for another product: the token would refuse it after others were set. */
function mustHave(row: TokenRow, wanted: readonly { readonly setting: Setting }[]): void {
  if (row.product === 'code-reader') return;
  const other = settingNames.find((name) =>
    wanted.some(({ setting }) => setting > lastOfAll && setting === settingOptions[name].setting),
  );
  if (other === undefined) return;
  throw new Failure(
    'wrong-board',
    `--${optionOf(other)} is for a code reader, and ${row.serial_number} is a ${row.product}: nothing was set.`,
  );
}
