// The clips of one language: each its text, spoken, at the voice's rate and level. The synthesiser says all of them in
// their order, those that a recording replaces too, so that a recording changes no other clip.
import { Clip } from '../core/words/clip.ts';
import { clipNames } from '../core/words/reader/clip-names.ts';
import type { ClipText } from '../core/words/reader/language.ts';
import { levelled, silentByte } from './level.ts';
import { atRate, brightened, mixed, movedDown, tone, trimmed, withoutRumble, type AudioStretch } from './sound.ts';
import type { Synthesiser } from './synthesiser.ts';
import { mostClipBytes } from './voice-file.ts';

/** 166 microseconds a sample: the rate at which Danish and English fit into 400 KB together. */
export const samplesPerSecond = 6024;
/** The digits: whoever hears a code has no sentence around it to guess from. They have twice that rate. */
export const fineClips: ReadonlySet<number> = new Set(Array.from({ length: Clip.Ten }, (_, digit) => digit));

/** Words a minute: a code's digits slowly, other numbers and phrases at the pace of lively speech. */
export const digitTempo = 165;
const numberTempo = 216;
const phraseTempo = 266;

const beepHertz = 1000;
const beepSeconds = 0.15;
/** A small loudspeaker turns what lies below into heat, not sound. */
const rumbleHertz = 120;

/** What a rate can carry, and how what lies above it is made heard all the same. */
interface Band {
  readonly samplesPerSecond: number;
  readonly brightness: number;
  /** Hiss: from where it is taken, how far down it goes, where it begins then, and how loud it is against the rest. */
  readonly hissFromHertz: number;
  readonly hissDownHertz: number;
  readonly hissAboveHertz: number;
  readonly hissShare: number;
}

const coarse: Band = {
  samplesPerSecond,
  brightness: 0.5,
  hissFromHertz: 3300,
  hissDownHertz: 2500,
  hissAboveHertz: 900,
  hissShare: 1,
};
/** It holds the hiss of an s itself, but for the upper end of it. */
const fine: Band = {
  samplesPerSecond: 2 * samplesPerSecond,
  brightness: 0.7,
  hissFromHertz: 5500,
  hissDownHertz: 2000,
  hissAboveHertz: 3000,
  hissShare: 1,
};

export interface Speaking {
  /** Two letters. */
  readonly language: string;
  readonly texts: readonly ClipText[];
  /** Recorded sounds that replace the synthesiser's, by the clip's name. */
  readonly recorded: ReadonlyMap<string, AudioStretch>;
  /** Another of the synthesiser's voices (`f2`) than its usual one. */
  readonly variant?: string | undefined;
  /** So many words a minute more: for comparisons. */
  readonly faster?: number;
}

/**
 * The samples of each clip.
 * @throws Error when there is no voice for the language, or a clip is silent or too long
 */
export function clipsOf(speaking: Speaking, synthesiser: Synthesiser): Uint8Array[] {
  const { language, texts, recorded } = speaking;
  return texts.map((text, clip) => {
    const name = clipNames[clip] ?? `clip ${clip}`;
    const spoken = soundOf(text, clip, speaking, synthesiser);
    const sound = recorded.get(name) ?? spoken;
    if (text.shown === '') return new Uint8Array();
    if (sound === undefined) {
      throw new Error(
        `The synthesiser has no voice for the language "${text.voice ?? language}": record all clips of "${language}", or take the language out.`,
      );
    }
    const band = fineClips.has(clip) ? fine : coarse;
    const samples = even(levelled(trimmed(inTheBand(sound, band))));
    if (samples.length === 0) throw new Error(`The clip ${name} of the language "${language}" is silent.`);
    if (samples.length <= mostClipBytes) return samples;
    const lasts = Math.ceil(samples.length / band.samplesPerSecond);
    const most = Math.floor(mostClipBytes / band.samplesPerSecond);
    throw new Error(`The clip ${name} of the language "${language}" lasts ${lasts} s; make it ${most} s at most.`);
  });
}

/** At the band's rate, with what that rate can't carry brought down to what it can. */
function inTheBand(sound: AudioStretch, band: Band): AudioStretch {
  const { samplesPerSecond: rate, brightness, hissAboveHertz } = band;
  const low = brightened(atRate(withoutRumble(sound, rumbleHertz), rate), brightness);
  const hiss = movedDown(sound, band.hissFromHertz, band.hissDownHertz);
  if (hiss === undefined) return low;
  const audible = withoutRumble(withoutRumble(hiss, hissAboveHertz), hissAboveHertz);
  return mixed(low, atRate(audible, rate), band.hissShare);
}

/** Two samples of a fine clip sound in the time of one. */
function even(clip: Uint8Array): Uint8Array {
  return clip.length % 2 === 0 ? clip : Uint8Array.of(...clip, silentByte);
}

/** Undefined: there is nothing to say, or no voice to say it. */
function soundOf(
  text: ClipText,
  clip: number,
  { language, variant, faster = 0 }: Speaking,
  synthesiser: Synthesiser,
): AudioStretch | undefined {
  if (text.shown === '') return undefined;
  if (clip === Clip.Beep) return tone(beepHertz, beepSeconds, samplesPerSecond);
  const voice = text.voice ?? language;
  if (!synthesiser.has(voice)) return undefined;
  const tempo = clip < Clip.Ten ? digitTempo : clip < Clip.And ? numberTempo : phraseTempo;
  const manner = { voice: variant === undefined ? voice : `${voice}+${variant}`, wordsPerMinute: tempo + faster };
  return synthesiser.say(text.said ?? text.shown, manner);
}
