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
  Count,
}

/** No trim; half the window of a verifier that takes one step of 30 s either way; the widest window in common use. */
export const defaultSettings = (boundPpm: number): number[] => [1000000, boundPpm, 60, 15, 180, 120, 0];

const least = (setting: Setting): number => (setting === Setting.ShowSeconds ? 10 : setting < 2 || setting > 5 ? 0 : 1);
const mostOf = (): number[] => [2000000, 1000, 120, 86400, 86400, 120, 65535];

/** Whether a setting may have that value. */
export const isSetting = (setting: number, value: number): boolean =>
  setting < Setting.Count && value >= least(setting) && value <= mostOf()[setting]!;

/** Four bytes for each, in order. */
export const encodeSettings = (settings: readonly number[]): Bytes => {
  let bytes = '';
  for (let i = 0; i < Setting.Count; i++) bytes += uint32(settings[i]!);
  return bytes;
};

/** The settings of a record, or those of `settings` where it has none. */
export const decodeSettings = (bytes: Bytes, settings: number[]): number[] => {
  for (let i = 0; i < Setting.Count && i * 4 < bytes.length; i++) {
    const value = readUint32(bytes, i * 4);
    if (isSetting(i, value)) settings[i] = value;
  }
  return settings;
};
