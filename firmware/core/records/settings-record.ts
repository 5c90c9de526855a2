// What a technician may set on a token (files kk.s0, kk.s1): whole numbers, each within its limits.
import { readUint32, uint32, type Bytes } from '../bytes.ts';

export const settingsRecordName = 'kk.s';

/** Position in the record, and the number by which the wire names it. */
export const enum Setting {
  /** Correction of the oscillator in thousandths of a part per million, plus a million: 1,000,000 is none. */
  Trim,
  /** Worst error of the oscillator after that correction, in parts per million. */
  BoundPpm,
  /** How long a screen stays by itself. */
  ShowSeconds,
  /** From this error of the clock on, the screen asks to have it set. */
  WarnSeconds,
  /** From this error on there is no code. */
  UnsureSeconds,
  /** The longest period that a credential may have. */
  PeriodSeconds,
  /** Two letters, the first times 256; 0: the first language that was flashed. */
  Language,

  // From here on a code reader's: its holder's choices.
  /** 0 to 3; each step more is 6 dB louder. */
  Volume,
  /** 0 slow, 1 normal, 2 fast. */
  Pace,
  /** 1: codes are heard in the headset only. */
  HeadsetOnly,
  /** 1: one digit for each press of the key NEXT. */
  OneByOne,
  /** 1: everything as large as it goes. */
  Large,
  /** 1: white on black. */
  Inverse,
  /** With less time left than this, the next code is waited for. */
  LeastSeconds,
  /** The same key pressed again sooner after it came up than this was not meant. */
  StrikeMilliseconds,
}

/** No trim; half the window of a verifier that takes one step of 30 s either way; the widest window in common use. */
export const defaultSettings = (boundPpm: number): number[] => [1000000, boundPpm, 60, 15, 180, 120, 0];

/** The same for a code reader. */
export const readerSettings = (boundPpm: number): number[] =>
  defaultSettings(boundPpm).concat([2, 1, 0, 0, 0, 0, 15, 300]);

const least = (setting: Setting): number => (setting === Setting.ShowSeconds ? 10 : setting < 2 || setting > 5 ? 0 : 1);
const mostOf = (): number[] => [2000000, 10000, 120, 86400, 86400, 120, 65535, 3, 2, 1, 1, 1, 1, 60, 2000];

/** Whether the setting at that place, of so many, may have that value. */
export const isSetting = (settings: number, setting: number | undefined, value: number | undefined): boolean =>
  // What is undefined is neither less nor more than anything.
  setting! < settings && value! >= least(setting!) && value! <= mostOf()[setting!]!;

/** Four bytes for each, in order. */
export const encodeSettings = (settings: readonly number[]): Bytes => {
  let bytes = '';
  for (let i = 0; i < settings.length; i++) bytes += uint32(settings[i]!);
  return bytes;
};

/** The settings of a record, or those of `settings` where it has none. */
export const decodeSettings = (bytes: Bytes, settings: number[]): number[] => {
  for (let i = 0; i < settings.length && i * 4 < bytes.length; i++) {
    const value = readUint32(bytes, i * 4);
    if (isSetting(settings.length, i, value)) settings[i] = value;
  }
  return settings;
};
