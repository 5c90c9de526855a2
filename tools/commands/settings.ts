// klarkode settings: shows what is set on a token, and sets what is given (core/records/settings-record.ts).
import { isSetting, Setting } from '../../firmware/core/records/settings-record.ts';
import { Refusal } from '../../firmware/core/protocol/errors.ts';
import { Failure } from '../failure.ts';
import { TokenError, type TokenSession } from '../session/session.ts';
import { sessionWith, targetOf } from '../session/target.ts';
import { setClock } from '../session/set-clock.ts';
import { lineRate, type Station } from '../station.ts';

/** The options by name: which setting, what it is, and how a typed number becomes the token's. */
export const settingOptions = {
  trimPpm: { setting: Setting.Trim, words: 'oscillator runs slow by so many ppm, -1000 to 1000' },
  clockErrorPpm: { setting: Setting.BoundPpm, words: 'worst error of the oscillator after that, 0 to 1000 ppm' },
  showSeconds: { setting: Setting.ShowSeconds, words: 'how long a screen stays, 10 to 120' },
  warnSeconds: { setting: Setting.WarnSeconds, words: 'ask for the clock to be set from this error on, 1 to 86400' },
  unsureSeconds: { setting: Setting.UnsureSeconds, words: 'show no code from this error on, 1 to 86400' },
  longestPeriod: { setting: Setting.PeriodSeconds, words: 'longest period of a credential, 1 to 120 s' },
  language: { setting: Setting.Language, words: 'two letters of a language that was flashed, like da' },
  leastSeconds: {
    setting: Setting.LeastSeconds,
    words: 'code reader: wait for the next code with less left, 0 to 60 s',
  },
  strikeMs: { setting: Setting.StrikeMilliseconds, words: 'code reader: a key again sooner is a tremor, 0 to 2000 ms' },
} as const;

type SettingName = keyof typeof settingOptions;

export type SettingsOptions = { readonly [name in SettingName]?: string } & { readonly serialNumber?: string };

export async function settings(station: Station, options: SettingsOptions): Promise<void> {
  const names = Object.keys(settingOptions) as SettingName[];
  const wanted = names.flatMap((name) => {
    const typed = options[name];
    return typed === undefined ? [] : [{ setting: settingOptions[name].setting, value: valueOf(name, typed) }];
  });
  const { row, hello } = await targetOf(station, options.serialNumber);
  if (hello === undefined) throw new Failure('usage', 'Settings need the token at hand: name its port with --port.');
  const session = await sessionWith(station, row, hello);
  for (const { setting, value } of wanted) await setOne(session, setting, value);
  // They count from the next setting of the clock on; a clock that was lost is set when the technician says so.
  const isOfClock = wanted.some(({ setting }) => setting === Setting.Trim || setting === Setting.BoundPpm);
  if (isOfClock && hello.clock !== 'lost') await setClock(station, session, lineRate(hello.board) / 10, false);
  const values = (await session.request('settings')).map(Number);
  await session.request('close').catch(() => {});
  // A code display has the first of them only.
  const known = names.filter((name) => settingOptions[name].setting < values.length);
  const shown = Object.fromEntries(known.map((name) => [name, typedOf(name, values[settingOptions[name].setting]!)]));
  station.reporter.result(
    { verb: 'settings', serialNumber: row.serial_number, settings: shown },
    known.map((name) => `${optionOf(name).padEnd(16)} ${shown[name] ?? 'the first that was flashed'}`),
  );
}

async function setOne(session: TokenSession, setting: Setting, value: number): Promise<void> {
  try {
    await session.request(`set ${setting} ${value}`);
  } catch (error) {
    if (setting !== Setting.Language || !(error instanceof TokenError) || error.number !== Refusal.BadArguments)
      throw error;
    throw new Failure(
      'token-refused',
      `${session.hello.serialNumber} does not speak ${lettersOf(value)}: flash it with --languages first.`,
    );
  }
}

const lettersOf = (value: number): string => String.fromCharCode(value >> 8, value & 255);

/** `trimPpm` as it is typed: `trim-ppm`. */
export function optionOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The token's number. A trim is kept in thousandths of a ppm, plus a million. */
function valueOf(name: SettingName, typed: string): number {
  const { setting, words } = settingOptions[name];
  if (setting === Setting.Language && /^[a-z]{2}$/.test(typed)) return typed.charCodeAt(0) * 256 + typed.charCodeAt(1);
  const number = /^-?\d+(\.\d{1,3})?$/.test(typed) ? Number(typed) : Number.NaN;
  const value = setting === Setting.Trim ? Math.round((number + 1000) * 1000) : number;
  if (setting !== Setting.Language && Number.isInteger(value) && isSetting(Infinity, setting, value)) return value;
  throw new Failure('bad-input', `--${optionOf(name)} is "${typed}": ${words}.`);
}

/** As a technician would type it; null: the first language that was flashed. */
function typedOf(name: SettingName, value: number): number | string | null {
  if (settingOptions[name].setting === Setting.Language) return value === 0 ? null : lettersOf(value);
  return settingOptions[name].setting === Setting.Trim ? value / 1000 - 1000 : value;
}
