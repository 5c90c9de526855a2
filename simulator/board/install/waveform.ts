// Waveform: samples played through a pin that analogWrite has set up. Says what sounds and for how long.
import { types } from 'node:util';
import { bytesOf } from '../bytes.ts';
import { BoardError } from '../outcome.ts';
import type { RealmObject } from '../realm.ts';
import type { Program } from '../program.ts';
import { named } from './pin-functions.ts';

/** The timer's index has sixteen bits. */
const longestClip = 65535;

interface Playing {
  readonly pin: string;
  readonly hertz: number;
  readonly timer: number | undefined;
}

export function installWaveform(program: Program): void {
  const { realm, timers } = program;
  const clips = new WeakMap<object, { readonly samples: () => Uint8Array; playing: Playing | undefined }>();
  const clipOf = (self: unknown) => {
    const clip = typeof self === 'object' && self !== null ? clips.get(self) : undefined;
    if (clip === undefined) throw new BoardError('Error', 'Not a Waveform');
    return clip;
  };
  const stop = (self: RealmObject): void => {
    const clip = clipOf(self);
    const { playing } = clip;
    if (playing === undefined) return;
    clip.playing = undefined;
    if (playing.timer !== undefined) timers.remove(playing.timer);
    self['running'] = false;
    program.emit('sound', { pin: playing.pin, hertz: playing.hertz, samples: new Uint8Array() });
  };
  realm.classOf(
    'Waveform',
    (self, args) => {
      const given = args[0];
      const view = typeof given === 'number' ? realm.uint8Array(new Uint8Array(given)) : given;
      const buffer = types.isAnyArrayBuffer(view) ? realm.uint8Array(new Uint8Array(view)) : view;
      if (!ArrayBuffer.isView(buffer)) throw new BoardError('Error', 'Samples must be a number or an ArrayBuffer');
      if (typeof self !== 'object' || self === null) throw new BoardError('Error', 'Use new Waveform(...)');
      const object = self as RealmObject;
      object['running'] = false;
      object['buffer'] = buffer;
      clips.set(object, {
        samples: () => (bytesOf(buffer) ?? new Uint8Array()).slice(0, longestClip),
        playing: undefined,
      });
      return undefined;
    },
    {
      startOutput: (self, args) => {
        const object = self as RealmObject;
        const clip = clipOf(object);
        if (clip.playing !== undefined) throw new BoardError('Error', 'Waveform is already running');
        const pin = named(program, args[0]);
        const hertz = Number(args[1]);
        if (!(hertz > 0)) throw new BoardError('Error', 'Frequency must be above 0');
        if (program.pins.state(pin).mode !== 'af_output') {
          throw new BoardError('Error', `Unable to write to pin ${pin}: use analogWrite first`);
        }
        const repeats = Boolean((args[2] as { readonly repeat?: unknown } | undefined)?.repeat);
        const samples = clip.samples();
        const finished = (): void => {
          program.turn(() => {
            stop(object);
            program.emitOn(object, 'finish', [object['buffer']]);
          });
        };
        const timer = repeats ? undefined : timers.add((samples.length / hertz) * 1000, finished);
        clip.playing = { pin, hertz, timer };
        object['running'] = true;
        program.emit('sound', { pin, hertz, samples });
      },
      stop: (self) => {
        stop(self as RealmObject);
      },
    },
  );
}
