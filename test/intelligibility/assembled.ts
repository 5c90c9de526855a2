// What a recogniser's microphone takes up of a code: the clips of a voice file in the order and with the pauses of the application itself, as
// the converter gives them, which holds each sample until the next one.
import { crc32 } from '../../firmware/core/crc32.ts';
import { Span } from '../../firmware/core/machine.ts';
import { codeItems } from '../../firmware/token/reader/items.ts';
import { findVoice, rateOf, spansOf } from '../../firmware/token/reader/voice.ts';
import { atRate } from '../../firmware/voice/sound.ts';

/** The samples that recognisers take. */
export const recogniserRate = 16_000;
/** The pace that the device comes with. 0 is the slow one, 2 the fast one. */
export const normalPace = 1;
const silence = 0x80;
const aroundSeconds = 0.3;
/** What a filter may ring before and after a clip. */
const ringSeconds = 0.01;
/** A held sample, as so many: steps that are steep enough not to be heard as anything else. */
const heldSamples = 8;
const loudness = 200;

/** How a voice file says codes: 16-bit samples at `recogniserRate`, with a little silence around. Throws when it is not whole. */
export function speakerOf(language: string, file: Buffer, pace = normalPace): (code: string) => Int16Array {
  const name = `kk.v${language}`;
  const bytes = file.toString('latin1');
  const store = { read: (asked: string) => (asked === name ? bytes : undefined), crc32: (of: string) => crc32(of) };
  const voice = findVoice(store as Parameters<typeof findVoice>[0], 0, language, [language]);
  if (!voice.whole) throw new Error(`${name} is no whole voice.`);
  const rate = rateOf(voice, pace);
  const known = new Map<number, Float64Array>();
  const heardOf = (at: number, length: number): Float64Array => {
    const heard = known.get(at) ?? takenUp(converted(file, at, length), 2 * rate);
    known.set(at, heard);
    return heard;
  };
  return (code) => {
    const spans = spansOf(bytes, voice, pace, codeItems(code));
    const seconds = spans.reduce((sum, length, i) => (i % 2 === 1 ? sum + length / rate : sum), 2 * aroundSeconds);
    const said = new Float64Array(Math.ceil(seconds * recogniserRate));
    let atSeconds = aroundSeconds;
    for (let i = 0; i < spans.length; i += 2) {
      const first = Math.round((atSeconds - ringSeconds) * recogniserRate);
      if (spans[i] !== 0)
        for (const [j, level] of heardOf(spans[i]!, spans[i + 1]!).entries()) said[first + j]! += level;
      atSeconds += spans[i + 1]! / rate;
    }
    return Int16Array.from(said, (level) => level * loudness);
  };
}

/** A span's samples as the converter takes them, silence being 0: two for each one of the voice. */
function converted(file: Buffer, at: number, length: number): Float64Array {
  const from = at & Span.Offset;
  return Float64Array.from({ length: 2 * length }, (_, i) => file[from + (at & Span.Fine ? i : i >> 1)]! - silence);
}

/** At the recogniser's rate, with `ringSeconds` around: nothing of the steps folds back into what it hears. */
function takenUp(levels: Float64Array, samplesPerSecond: number): Float64Array {
  const around = Math.round(ringSeconds * samplesPerSecond);
  const held = new Float64Array((levels.length + 2 * around) * heldSamples);
  for (const [i, level] of levels.entries())
    held.fill(level, (i + around) * heldSamples, (i + around + 1) * heldSamples);
  return atRate({ samples: held, samplesPerSecond: samplesPerSecond * heldSamples }, recogniserRate).samples;
}
