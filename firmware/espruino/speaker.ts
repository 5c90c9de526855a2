// The loudspeaker over Espruino's Waveform: two small buffers that sound in turn, each refilled while the other one sounds
// from the voice file in flash, through a table for the volume. So a queue of clips has no gaps, is as loud as was asked
// for at once, and takes the same memory whatever is said. The converter takes two samples for each one of the voice: fine clips
// have both, of the others each sounds twice, so that clips of both kinds follow one another without a gap.
// Must never let a buffer sound twice: that could be a digit.
import { Span, type Speaker, type Store } from '../core/machine.ts';

/**
 * 328 ms of speech at its normal pace. While the panel is drawn nothing is refilled, and a buffer that comes too late is heard
 * again; but a key that is to silence the speech may have to wait for a refill. Both are made once: a new pair for each
 * utterance would find no room in one piece one day.
 */
const bufferSamples = 2048;
/** The pin's level in silence, of a sample and as analogWrite takes it. */
const silence = 0x80;
const silentPart = 0.5;
/** The tone: eight samples are one period of 1,000 Hz, as loud as the voices are. */
const tonePeriod = '\x80\xaa\xbc\xaa\x80\x56\x44\x56';
const toneSamplesPerSecond = 8000;
const toneSamples = 1200;
const tonePauseSamples = 800;

const enum Wave {
  Idle,
  Running,
  /** Stopped, and the interpreter has not yet said so: it can't start. */
  Stopping,
}

/** @param onSpoken called when the last sample of what was played has left */
export const makeSpeaker = (store: Pick<Store, 'read'>, onSpoken: () => void): Speaker => {
  const wave = new Waveform(2 * bufferSamples, { doubleBuffer: true });
  /** Tables: a sample at half its height, and in both of two bytes. */
  const half = new Uint8Array(256);
  const twice = new Uint16Array(256);
  /** For the volume: of fine clips, and of the others. */
  const table = new Uint8Array(256);
  const held = new Uint16Array(256);
  /** As many periods as a span may take, and one before them: a span that begins at 0 is silence. */
  const tone = new Uint8Array(8 + toneSamples);
  let phase = Wave.Idle;
  /** The file that is played; '': the tone. */
  let source = '';
  let samplesPerSecond = 0;
  let spans: readonly number[] = [];
  let total = 0;
  /** Something is to be heard. It begins as soon as the wave is idle. */
  let wanted = false;
  let mayRepeat = false;
  let startedSeconds = 0;
  /** Which buffer sounds, counted from the start. */
  let turn = 0;
  let end: ReturnType<typeof setTimeout> | undefined;

  const setVolume = (step: number): void => {
    // The lower byte: each sample as it is.
    table.set(twice);
    for (let i = 0; i < step; i++) E.mapInPlace(table, table, half);
    E.mapInPlace(table, held, twice);
  };

  /** Writes what is due in that turn into the buffer whose turn it is. */
  const fill = (due: number): void => {
    const buffer = due & 1 ? wave.buffer2 : wave.buffer;
    let skip = due * bufferSamples;
    let done = 0;
    for (let i = 0; i < spans.length && done < bufferSamples; i += 2) {
      const length = spans[i + 1]!;
      if (skip >= length) {
        skip -= length;
      } else {
        const count = Math.min(length - skip, bufferSamples - done);
        const at = spans[i]!;
        if (at === 0) buffer.fill(silence, 2 * done, 2 * (done + count));
        else {
          /** Samples in the file for each one of the voice. */
          const kept = at & Span.Fine ? 2 : 1;
          // No view of the whole file: the interpreter's views begin within 65,535 bytes.
          E.mapInPlace(
            source === ''
              ? new Uint8Array(tone.buffer, at + skip, count)
              : E.toArrayBuffer(store.read(source, (at & Span.Offset) + kept * skip, kept * count)!),
            kept > 1
              ? new Uint8Array(buffer.buffer, 2 * done, 2 * count)
              : new Uint16Array(buffer.buffer, 2 * done, count),
            kept > 1 ? table : held,
          );
        }
        done += count;
        skip = 0;
      }
    }
    buffer.fill(silence, 2 * done);
  };

  /** Silence at once: the timer stands still and the pin at its middle, which no loudspeaker hears. */
  const halt = (): void => {
    if (end !== undefined) clearTimeout(end);
    end = undefined;
    if (phase !== Wave.Running) return;
    phase = Wave.Stopping;
    wave.stop();
    analogWrite(__SOUND_PIN__, silentPart);
  };

  const finish = (): void => {
    wanted = false;
    halt();
    onSpoken();
  };

  /** Plans the end when the last sample is in the buffer that sounds now. */
  const planEnd = (): void => {
    const left = total - turn * bufferSamples;
    // The first sample leaves when its time is over.
    if (end === undefined && left <= bufferSamples) end = setTimeout(finish, ((left + 1) * 1000) / samplesPerSecond);
  };

  const start = (): void => {
    turn = 0;
    fill(0);
    // The interpreter remembers which buffer sounded last, and would not tell when the first one is empty.
    wave.currentBuffer = 0;
    // The interpreter cuts the microseconds off behind the point: a shade slower than what is meant.
    wave.startOutput(__SOUND_PIN__, 2 * samplesPerSecond - 0.1, { repeat: true });
    phase = Wave.Running;
    startedSeconds = getTime();
    fill(1);
    planEnd();
  };

  const say = (from: string, rate: number, what: readonly number[]): void => {
    halt();
    source = from;
    // What the board can do of it: whole microseconds between two samples of the converter.
    samplesPerSecond = 5e5 / Math.round(5e5 / rate);
    spans = what;
    total = 0;
    for (let i = 1; i < what.length; i += 2) total += what[i]!;
    wanted = true;
    mayRepeat = true;
    if (phase === Wave.Idle) start();
  };

  wave.on('buffer', () => {
    if (phase !== Wave.Running) return;
    turn++;
    if (getTime() - startedSeconds < ((turn + 1) * bufferSamples) / samplesPerSecond) {
      fill(turn + 1);
      planEnd();
    } else if (mayRepeat) {
      // Too late: something was heard twice. Once more from the beginning; a second time it is left alone.
      mayRepeat = false;
      halt();
    } else finish();
  });
  wave.on('finish', () => {
    phase = Wave.Idle;
    if (wanted) start();
  });
  for (let i = 0; i < 256; i++) {
    half[i] = 64 + (i >> 1);
    twice[i] = 257 * i;
  }
  setVolume(0);
  for (let i = 0; i < 8; i++) tone[i] = tonePeriod.charCodeAt(i);
  // Twice as much each time: a string that repeats itself is slow to make.
  for (let made = 8; made < tone.length; made *= 2) {
    E.mapInPlace(
      new Uint8Array(tone.buffer, 0, made),
      new Uint8Array(tone.buffer, made, Math.min(made, tone.length - made)),
      undefined,
    );
  }
  analogWrite(__SOUND_PIN__, silentPart);

  return {
    play: say,
    beep: (times) => {
      const tones: number[] = [];
      for (let i = 0; i < times; i++) tones.push(8, toneSamples, 0, tonePauseSamples);
      say('', toneSamplesPerSecond, tones);
    },
    hush: () => {
      wanted = false;
      halt();
    },
    volume: (step) => {
      setVolume(step);
      if (phase !== Wave.Running) return;
      fill(turn);
      fill(turn + 1);
    },
  };
};
