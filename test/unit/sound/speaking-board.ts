// A virtual board with the loudspeaker's driver on it, and everything that was heard of it.
import { fileURLToPath } from 'node:url';
import { bundle } from '../../../firmware/build/bundle.ts';
import { buildConstants } from '../../../firmware/build/constants.ts';
import { refuseForeignDialect } from '../../../firmware/build/dialect.ts';
import { globalsOf } from '../../../firmware/build/dialect/globals.ts';
import { keptNames } from '../../../firmware/build/names.ts';
import { esp32Cyd } from '../../../hardware/boards/esp32-cyd.ts';
import type { Sound } from '../../../simulator/board/sound-output.ts';
import { Bench } from '../board/bench.ts';

const firmware = fileURLToPath(new URL('../../../firmware', import.meta.url));
const entry = fileURLToPath(new URL('speaker-entry.ts', import.meta.url));

const built = build();

async function build(): Promise<string> {
  const text = await bundle({
    entry,
    firmware,
    displayDriver: esp32Cyd.display.driver,
    constants: buildConstants('code-reader', esp32Cyd, '0.0.0'),
    keptNames: [...keptNames(firmware), 'speaker', 'spoken', 'edges', 'plugged', 'play', 'beep', 'hush', 'volume'],
  });
  refuseForeignDialect('speaker', text, globalsOf(esp32Cyd));
  return text;
}

/** Samples that can be told from each other: no two runs of eight in them are the same. */
export function voiceOf(samples: number): Uint8Array {
  const voice = new Uint8Array(samples);
  let state = 1;
  for (let i = 0; i < samples; i++) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    voice[i] = 40 + ((state >>> 16) % 176);
  }
  return voice;
}

export const voiceFile = 'kk.vxx';

export class SpeakingBoard {
  readonly bench: Bench;
  readonly voice: Uint8Array;
  readonly sounds: Sound[] = [];

  static async start(
    options: { readonly takesTime?: boolean; readonly samples?: number } = {},
  ): Promise<SpeakingBoard> {
    return new SpeakingBoard(await built, options.takesTime ?? false, options.samples ?? 60_000);
  }

  private constructor(text: string, takesTime: boolean, samples: number) {
    this.voice = voiceOf(samples);
    this.bench = new Bench({
      description: esp32Cyd,
      takesTime,
      files: { [voiceFile]: Buffer.from(this.voice).toString('latin1'), '.bootcde': `${text}("00000000")` },
    });
    this.bench.board.on('sound', (sound) => this.sounds.push(sound));
    this.bench.advance(1000);
  }

  get nowMs(): number {
    return this.bench.clock.nowMs;
  }

  /** Runs a line on the board's console, at once. */
  do(line: string): void {
    const said = this.bench.prints(line);
    if (said.includes('Error')) throw new Error(said);
  }

  play(spans: readonly number[], samplesPerSecond = 6250): void {
    this.do(`E.speaker.play("${voiceFile}",${samplesPerSecond},[${spans.join()}])`);
  }

  get spoken(): number {
    return Number(this.bench.value('E.spoken'));
  }

  /** All samples in their order. */
  get heard(): number[] {
    return this.sounds.flatMap(({ samples }) => [...samples]);
  }

  /** When the last sample left that is not silence. */
  get silentSinceMs(): number | undefined {
    for (const { startMs, samplesPerSecond, samples } of this.sounds.toReversed()) {
      const last = samples.findLastIndex((sample) => sample !== 0x80);
      if (last >= 0) return startMs + (last * 1000) / samplesPerSecond;
    }
    return undefined;
  }

  /** When the first sample left that is not silence, after that moment. */
  firstSoundMs(afterMs: number): number | undefined {
    for (const { startMs, samplesPerSecond, samples } of this.sounds) {
      const first = samples.findIndex(
        (sample, at) => sample !== 0x80 && startMs + (at * 1000) / samplesPerSecond >= afterMs,
      );
      if (first >= 0) return startMs + (first * 1000) / samplesPerSecond;
    }
    return undefined;
  }
}

/** A sample at so many steps of 6 dB less. */
export function quieter(sample: number, steps: number): number {
  return steps === 0 ? sample : quieter(64 + (sample >> 1), steps - 1);
}
