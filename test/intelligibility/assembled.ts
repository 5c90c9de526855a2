// What leaves the loudspeaker for a code: the clips of a voice file in the order and with the pauses of the application itself, as the
// converter gives it, which holds each sample until the next one.
import { crc32 } from '../../firmware/core/crc32.ts';
import { codeItems } from '../../firmware/token/reader/items.ts';
import { findVoice, rateOf, spansOf } from '../../firmware/token/reader/voice.ts';

/** The samples that recognisers take. */
export const recogniserRate = 16_000;
/** The pace that the device comes with. */
const normalPace = 1;
const silence = 0x80;
const aroundSeconds = 0.3;

/** How a voice file says codes: 16-bit samples at `recogniserRate`, with a little silence around. Throws when it is not whole. */
export function speakerOf(language: string, file: Buffer): (code: string) => Int16Array {
  const name = `kk.v${language}`;
  const bytes = file.toString('latin1');
  const store = { read: (asked: string) => (asked === name ? bytes : undefined), crc32: (of: string) => crc32(of) };
  const voice = findVoice(store as Parameters<typeof findVoice>[0], 0, language, [language]);
  if (!voice.whole) throw new Error(`${name} is no whole voice.`);
  const rate = rateOf(voice, normalPace);
  return (code) => {
    const around = new Array<number>(Math.round(aroundSeconds * rate)).fill(silence);
    const said = [...around];
    const spans = spansOf(bytes, voice, normalPace, codeItems(code));
    for (let i = 0; i < spans.length; i += 2) {
      for (let j = 0; j < spans[i + 1]!; j++) said.push(spans[i] === 0 ? silence : file[spans[i]! + j]!);
    }
    said.push(...around);
    const length = Math.floor((said.length * recogniserRate) / rate);
    return Int16Array.from({ length }, (_, i) => (said[Math.floor((i * rate) / recogniserRate)]! - silence) * 200);
  };
}
