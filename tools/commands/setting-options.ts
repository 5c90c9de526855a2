// The options of klarkode settings by name: which setting of a token each one is (core/records/settings-record.ts), and how
// what people type becomes the token's number and back.
import { isSetting, Setting } from '../../firmware/core/records/settings-record.ts';
import { Failure } from '../failure.ts';

interface SettingOption {
  readonly setting: Setting;
  /** What it is, and what may be typed. */
  readonly words: string;
  /** Undefined where nothing fits; without it, the number itself. */
  readonly numberOf?: (typed: string) => number | undefined;
  /** Without it, the number itself. */
  readonly typedOf?: (value: number, languages: readonly string[]) => string | number;
}

/** What a holder chooses in a menu: by the words for 0, 1, ... */
const oneOf = (...names: readonly string[]): Pick<SettingOption, 'numberOf' | 'typedOf'> => ({
  numberOf: (typed) => (names.includes(typed) ? names.indexOf(typed) : undefined),
  typedOf: (value) => names[value] ?? value,
});
const onOrOff = oneOf('off', 'on');

const decimal = (typed: string): number => (/^-?\d+(\.\d{1,3})?$/.test(typed) ? Number(typed) : Number.NaN);

const options = {
  trimPpm: {
    setting: Setting.Trim,
    words: 'oscillator runs slow by so many ppm, -1000 to 1000',
    // Kept in thousandths of a ppm, plus a million.
    numberOf: (typed) => Math.round((decimal(typed) + 1000) * 1000),
    typedOf: (value) => value / 1000 - 1000,
  },
  clockErrorPpm: { setting: Setting.BoundPpm, words: 'worst error of the oscillator after that, 0 to 10000 ppm' },
  showSeconds: { setting: Setting.ShowSeconds, words: 'how long a screen stays, 10 to 120' },
  warnSeconds: { setting: Setting.WarnSeconds, words: 'ask for the clock to be set from this error on, 1 to 86400' },
  unsureSeconds: { setting: Setting.UnsureSeconds, words: 'show no code from this error on, 1 to 86400' },
  longestPeriod: { setting: Setting.PeriodSeconds, words: 'longest period of a credential, 1 to 120 s' },
  language: {
    setting: Setting.Language,
    words: 'one of the languages that were flashed, like da',
    numberOf: (typed) => (/^[a-z]{2}$/.test(typed) ? typed.charCodeAt(0) * 256 + typed.charCodeAt(1) : undefined),
    // 0: the first that was flashed.
    typedOf: (value, [first]) => (value === 0 ? first! : String.fromCharCode(value >> 8, value & 255)),
  },
  volume: {
    setting: Setting.Volume,
    words: 'code reader: 1 to 4',
    numberOf: (t) => decimal(t) - 1,
    typedOf: (v) => v + 1,
  },
  pace: { setting: Setting.Pace, words: 'code reader: slow, normal or fast', ...oneOf('slow', 'normal', 'fast') },
  headsetOnly: { setting: Setting.HeadsetOnly, words: 'code reader: codes in the headset only, on or off', ...onOrOff },
  oneByOne: { setting: Setting.OneByOne, words: 'code reader: one digit for each press, on or off', ...onOrOff },
  largeText: { setting: Setting.Large, words: 'code reader: large text, on or off', ...onOrOff },
  whiteOnBlack: { setting: Setting.Inverse, words: 'code reader: white on black, on or off', ...onOrOff },
  leastSeconds: {
    setting: Setting.LeastSeconds,
    words: 'code reader: wait for the next code with less left, 0 to 60 s',
  },
  strikeMs: { setting: Setting.StrikeMilliseconds, words: 'code reader: a key again sooner is a tremor, 0 to 2000 ms' },
} as const satisfies Readonly<Record<string, SettingOption>>;

export type SettingName = keyof typeof options;
export const settingOptions: Readonly<Record<SettingName, SettingOption>> = options;
export const settingNames = Object.keys(options) as readonly SettingName[];

/** `trimPpm` as it is typed: `trim-ppm`. */
export function optionOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The token's number; fails with `bad-input` for what it can't be. `languages`: those that the token has. */
export function settingValueOf(name: SettingName, typed: string, languages: readonly string[]): number {
  const { setting, words, numberOf = decimal } = settingOptions[name];
  const value = numberOf(typed);
  const isFlashed = name !== 'language' || languages.includes(typed);
  if (value !== undefined && Number.isInteger(value) && isFlashed && isSetting(Infinity, setting, value)) return value;
  const has = name === 'language' ? ` (it has ${languages.join(', ')}; klarkode flash --languages brings others)` : '';
  throw new Failure('bad-input', `--${optionOf(name)} is "${typed}": ${words}${has}.`);
}

/** A setting as it would be typed. */
export function typedSetting(name: SettingName, value: number, languages: readonly string[]): string | number {
  return settingOptions[name].typedOf?.(value, languages) ?? value;
}
