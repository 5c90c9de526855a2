// The clips of one language: each its text, spoken, at the voice's rate and level. The synthesiser says all of them in
// their order, those that a recording replaces too, so that a recording changes no other clip.
import { Clip } from '../core/words/clip.ts';
import { clipNames } from '../core/words/reader/clip-names.ts';
import type { ClipText } from '../core/words/reader/language.ts';
import { levelled } from './level.ts';
import { atRate, brightened, mixed, movedDown, tone, trimmed, withoutRumble, type AudioStretch } from './sound.ts';
import type { Synthesiser } from './synthesiser.ts';
import { mostClipBytes } from './voice-file.ts';

/** 160 microseconds a sample: the rate at which Danish and English fit into 400 KB together. */
export const samplesPerSecond = 6250;

/** Words a minute: a code's digits slowly, other numbers and phrases at the pace of lively speech. */
const digitTempo = 165;
const numberTempo = 206;
const phraseTempo = 254;

const beepHertz = 1000;
const beepSeconds = 0.15;
/** A small loudspeaker turns what lies below into heat, not sound. */
const rumbleHertz = 120;
const brightness = 0.5;
/** Hiss: from where it is taken, how far down it goes, where it begins then, and how loud it is against the rest. */
const hissFromHertz = 3300;
const hissDownHertz = 2500;
const hissAboveHertz = 900;
const hissShare = 2;

export interface Speaking {
  /** Two letters. */
  readonly language: string;
  readonly texts: readonly ClipText[];
  /** Recorded sounds that replace the synthesiser's, by the clip's name. */
  readonly recorded: ReadonlyMap<string, AudioStretch>;
  /** Another voice of the synthesiser (`f2`), and so many words a minute more: for comparisons. */
  readonly variant?: string;
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
    const samples = levelled(trimmed(inTheBand(sound)));
    if (samples.length === 0) throw new Error(`The clip ${name} of the language "${language}" is silent.`);
    if (samples.length <= mostClipBytes) return samples;
    const most = Math.floor(mostClipBytes / samplesPerSecond);
    throw new Error(
      `The clip ${name} of the language "${language}" lasts ${Math.ceil(samples.length / samplesPerSecond)} s; make it ${most} s at most.`,
    );
  });
}

/** At the voice's rate, with what that rate can't carry brought down to what it can. */
function inTheBand(sound: AudioStretch): AudioStretch {
  const low = brightened(atRate(withoutRumble(sound, rumbleHertz), samplesPerSecond), brightness);
  const hiss = movedDown(sound, hissFromHertz, hissDownHertz);
  if (hiss === undefined) return low;
  const audible = withoutRumble(withoutRumble(hiss, hissAboveHertz), hissAboveHertz);
  return mixed(low, atRate(audible, samplesPerSecond), hissShare);
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
