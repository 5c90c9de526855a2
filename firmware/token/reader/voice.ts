// The voice file `kk.vxx`: 'KV2' | flags | samples per second (2) | clips (1) | sum of those four bytes | CRC-32 of all from offset
// 12 on (4) | an offset of three bytes for each clip and one for the end | samples. The highest bit of an offset: the clip has twice
// as many samples a second. A file that is not whole is never played.
import { readUint32, type Bytes } from '../../core/bytes.ts';
import { Span, type Store } from '../../core/machine.ts';
import { Clip } from '../../core/words/clip.ts';
import { numberClips } from '../../core/words/utterance.ts';

/** Added to a number among items: 1024 is said 'twenty-four'. An item below it is a clip, a negative one a pause. */
export const numberItem = 1000;
/** Pauses, in milliseconds at the normal pace. */
export const digitPause = -110;
export const groupPause = -450;
export const phrasePause = -300;
/** Between two words. */
const wordPause = -40;

const tableAt = 12;
/** How long a digit takes while nothing better is known. */
const guessedDigitMs = 600;

export interface Voice {
  /** The language that it was looked for in, as in the settings. */
  readonly chosen: number;
  /** The file that can be played: of the chosen language when `whole`, else of another; '' when there is none. */
  readonly file: string;
  /** What is spoken and shown: the file's language; the chosen one when there is no file. */
  readonly language: string;
  readonly whole: boolean;
  /** Says that another one was chosen and failed. Which one: its place among those flashed, for a voice knows its own name alone. */
  readonly failure: readonly number[];
  /** The most seconds that this takes, at any pace; 0 when there is nothing to say. */
  failureSeconds: number;
  readonly flags: number;
  readonly samplesPerSecond: number;
  /** The longest of the ten digits at the normal pace. */
  readonly digitMs: number;
}

/** Where a clip begins: a `Span`. */
const offsetAt = (bytes: Bytes, clip: number): number => {
  const at = tableAt + clip * 3;
  return (bytes.charCodeAt(at) << 16) | (bytes.charCodeAt(at + 1) << 8) | bytes.charCodeAt(at + 2);
};

/** How long a clip is that begins there, in samples at the file's rate. */
const lengthFrom = (bytes: Bytes, clip: number, from: number): number => {
  const length = (offsetAt(bytes, clip + 1) & Span.Offset) - (from & Span.Offset);
  return from & Span.Fine ? length / 2 : length;
};

/** The file's bytes when it is a whole voice of this firmware. */
const readVoice = (store: Store, file: string): Bytes | undefined => {
  const bytes = store.read(file);
  if (!bytes || bytes.slice(0, 3) !== 'KV2' || bytes.charCodeAt(6) !== Clip.Count) return undefined;
  let sum = 0;
  for (let i = 3; i < 7; i++) sum += bytes.charCodeAt(i);
  if ((sum & 255) !== bytes.charCodeAt(7)) return undefined;
  if (offsetAt(bytes, Clip.Count) !== bytes.length) return undefined;
  return readUint32(bytes, 8) === store.crc32(bytes.slice(tableAt)) >>> 0 ? bytes : undefined;
};

/** The voice of the language, checked from the first to the last byte; or of another flashed language that is whole. */
export const findVoice = (store: Store, chosen: number, language: string, languages: readonly string[]): Voice => {
  let spoken = language;
  let bytes = readVoice(store, 'kk.v' + spoken);
  const whole = !!bytes;
  for (let i = 0; i < languages.length && !bytes; i++) {
    spoken = languages[i]!;
    bytes = readVoice(store, 'kk.v' + spoken);
  }
  let samplesPerSecond = 0;
  let digitMs = guessedDigitMs;
  if (bytes) {
    samplesPerSecond = readUint32(bytes, 2) & 0xffff;
    let longest = 0;
    for (let i = 0; i < 10; i++) longest = Math.max(longest, lengthFrom(bytes, i, offsetAt(bytes, i)));
    digitMs = (longest * 1000) / samplesPerSecond;
  }
  const voice: Voice = {
    chosen: chosen,
    file: bytes ? 'kk.v' + spoken : '',
    language: bytes ? spoken : language,
    whole: whole,
    failure:
      bytes && !whole
        ? [
            groupPause,
            Clip.VoiceFailed,
            phrasePause,
            Clip.Language,
            numberItem + languages.indexOf(language) + 1,
            Clip.Of,
            numberItem + languages.length,
          ]
        : [],
    failureSeconds: 0,
    flags: bytes ? bytes.charCodeAt(3) : 0,
    samplesPerSecond: samplesPerSecond,
    digitMs: digitMs,
  };
  const spans = bytes ? spansOf(bytes, voice, 0, voice.failure) : [];
  for (let i = 1; i < spans.length; i += 2) voice.failureSeconds += spans[i]! / rateOf(voice, 0);
  return voice;
};

/**
 * How fast the samples are played at a pace (0 slow, 1 normal, 2 fast), as a share of the recorded speed. Played slowly, digits are
 * harder to tell apart, not easier; from 1.1 on a five is heard as a nine (test/intelligibility).
 */
const speedOf = (pace: number): number => (pace > 1 ? 1.09 : 1);

/** A pause at a pace. The fast one too keeps that between digits: they run into one another when it is shorter. */
const pauseAt = (pace: number, pause: number): number =>
  pace === 0 ? 2.6 * pause : pace > 1 ? Math.max(pause, -160) : pause;

/** Samples per second at a pace. */
export const rateOf = (voice: Voice, pace: number): number => Math.round(voice.samplesPerSecond * speedOf(pace));

/** The most seconds that so many digits take. */
export const secondsToSay = (voice: Voice, pace: number, digits: number): number =>
  (digits * (voice.digitMs / speedOf(pace) - pauseAt(pace, digitPause)) -
    (digits > 1 ? 2 * pauseAt(pace, groupPause) : 0)) /
  1000;

/** What the loudspeaker is to play, as Speaker.play takes it. */
export const spansOf = (bytes: Bytes, voice: Voice, pace: number, items: readonly number[]): number[] => {
  const spans: number[] = [];
  const samplesPerMs = rateOf(voice, pace) / 1000;
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!;
    const pause = item < 0 ? item : i > 0 && items[i - 1]! >= 0 ? wordPause : 0;
    if (pause < 0) spans.push(0, Math.round(-pauseAt(pace, pause) * samplesPerMs));
    if (item < 0) continue;
    const clips = item < numberItem ? [item] : numberClips(item - numberItem, voice.flags);
    for (let j = 0; j < clips.length; j++) {
      const from = offsetAt(bytes, clips[j]!);
      const length = lengthFrom(bytes, clips[j]!, from);
      if (length > 0) spans.push(from, length);
    }
  }
  return spans;
};
