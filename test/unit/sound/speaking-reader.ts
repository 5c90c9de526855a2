// A code reader on the virtual board, with a credential and the time: a hand on its keys, eyes on its panel, ears.
import { esp32Cyd } from '../../../hardware/boards/esp32-cyd.ts';
import type { Sound } from '../../../simulator/board/sound-output.ts';
import { listen } from '../../../simulator/desk/listening.ts';
import { phraseOf } from '../../../simulator/desk/vocabulary.ts';
import type { Heard } from '../../../simulator/world/ears.ts';
import { Fob } from '../../scenarios/fob.ts';
import { FobStation, rfcSecret } from '../../scenarios/station.ts';

/** RFC 6238, Appendix B: with SHA-1 and eight digits the code is 89005924. */
export const utcSeconds = 1234567890;

export class SpeakingReader {
  readonly fob: Fob;
  readonly heard: Heard[] = [];
  readonly sounds: Sound[] = [];

  constructor(options: { readonly takesTime: boolean; readonly languages?: readonly string[] }) {
    this.fob = new Fob({ product: 'code-reader', board: esp32Cyd, languages: ['en'], ...options });
    listen(this.fob, {
      sound: (sound) => this.sounds.push(sound),
      ended: (heard) => this.heard.push(heard),
    });
  }

  get nowMs(): number {
    return this.fob.clock.nowMs;
  }

  /** A credential of eight digits and the time. */
  issue(): void {
    const station = new FobStation(this.fob);
    station.issue({ digits: 8, secret: rfcSecret });
    station.setClock(utcSeconds);
    this.fob.pass(30);
    this.fob.pass(31 - ((this.nowMs / 1000) % 1));
  }

  /** Puts a finger on the key, now. Returns the moment. */
  down(key: string): number {
    this.fob.hand.hold(key, 120);
    return this.nowMs;
  }

  /** What was said from that moment on: the clips' names, `...` after one that was cut off. */
  saidSince(ms: number): string[] {
    return this.heard
      .filter(({ startMs }) => startMs >= ms)
      .map(({ clip, part }) => (clip ? phraseOf(clip.language, clip.number)!.name : 'tone') + (part < 1 ? '...' : ''));
  }

  /** When the first sample left that was not silence, after that moment. */
  firstSoundMs(afterMs: number): number | undefined {
    return this.#moments(afterMs).next().value;
  }

  /** When the last one did. */
  lastSoundMs(): number | undefined {
    let last: number | undefined;
    for (const ms of this.#moments(0)) last = ms;
    return last;
  }

  *#moments(afterMs: number): Generator<number, undefined> {
    for (const { startMs, samplesPerSecond, samples } of this.sounds) {
      for (const [at, sample] of samples.entries()) {
        const ms = startMs + (at * 1000) / samplesPerSecond;
        if (sample !== 0x80 && ms >= afterMs) yield ms;
      }
    }
    return undefined;
  }
}
