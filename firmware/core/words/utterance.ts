// How a number is said: which clips, in which order, in the forms of a language. The forms are the flags of its voice file.
import { Clip } from './clip.ts';

/** What a voice file's flags say of its language and its voice. */
export const enum VoiceFlag {
  /** 24 is 'four and twenty'. */
  UnitsFirst = 1,
  /** Nobody vouches for this voice. */
  Experimental = 2,
  /** 100 is 'one hundred', not 'hundred'. */
  OneHundred = 4,
  /** 105 is 'hundred and five', not 'hundred five'. */
  AndAfterHundred = 8,
}

/** The clips of a whole number from 0 to 999, in the order in which they are said; `flags` are those of the voice file. */
export const numberClips = (n: number, flags: number): Clip[] => {
  const clips: Clip[] = [];
  const hundreds = Math.floor(n / 100);
  const rest = n % 100;
  const units = rest % 10;
  if (hundreds > 0) {
    if (hundreds > 1 || flags & VoiceFlag.OneHundred) clips.push(hundreds);
    clips.push(Clip.Hundred);
    if (rest === 0) return clips;
    if (flags & VoiceFlag.AndAfterHundred) clips.push(Clip.And);
  }
  if (rest < Clip.Twenty) {
    clips.push(rest);
    return clips;
  }
  if (units > 0 && flags & VoiceFlag.UnitsFirst) clips.push(Clip.JoinedOne + units - 1);
  clips.push(Clip.Twenty + Math.floor(rest / 10) - 2);
  if (units > 0 && !(flags & VoiceFlag.UnitsFirst)) clips.push(units);
  return clips;
};
