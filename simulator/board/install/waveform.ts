// Waveform: samples played by the interpreter's timer through a pin that is an analogue output. As in the interpreter, it
// runs until the interpreter is idle again after it was stopped, and tells of an empty buffer only then, too.
import { types } from 'node:util';
import { BoardError } from '../outcome.ts';
import type { RealmObject } from '../realm.ts';
import type { Playing } from '../sound-output.ts';
import type { Program } from '../program.ts';
import { hasConverter, named } from './pin-functions.ts';

/** The timer's index into a buffer has sixteen bits. */
const indices = 0x10000;
/** The timer does not run faster, in microseconds. */
const shortestPeriod = 30;

interface Options {
  readonly doubleBuffer?: unknown;
  readonly bits?: unknown;
  readonly time?: unknown;
  readonly repeat?: unknown;
}

export function installWaveform(program: Program): void {
  const { realm } = program;
  const playings = new WeakMap<object, Playing>();

  realm.classOf(
    'Waveform',
    (self, args) => {
      const object = self as RealmObject;
      const given = args[0];
      const options = optionsOf(args[1]);
      const bits = Number(options.bits ?? 0);
      if (![0, 8, 16].includes(bits)) throw new BoardError('Error', 'Invalid number of bits');
      if (bits === 16 || types.isUint16Array(given)) {
        throw new BoardError('InternalError', 'samples of 16 bits are not modelled by the virtual board');
      }
      if (typeof given !== 'number' && !ArrayBuffer.isView(given) && !types.isAnyArrayBuffer(given)) {
        throw new BoardError('Error', "'samples' should be a integer or ArrayBuffer");
      }
      if (typeof given === 'number' && given <= 0) throw new BoardError('Error', 'Samples must be greater than 0');
      const samples = typeof given === 'number' ? given : lengthOf(given);
      const fresh = (): Uint8Array => realm.uint8Array(new Uint8Array(samples));
      object['buffer'] = typeof given === 'number' ? fresh() : given;
      if (options.doubleBuffer) object['buffer2'] = fresh();
      return undefined;
    },
    {
      startOutput: (self, args) => {
        const object = self as RealmObject;
        if (object['running']) throw new BoardError('Error', 'Waveform is already running');
        const pin = named(program, args[0]);
        const hertz = Number(args[1]);
        if (!(hertz >= 0.001)) throw new BoardError('Error', 'Frequency must be above 0.001Hz');
        const options = optionsOf(args[2]);
        const waitMs = Number(options.time ?? 0) > 0 ? Number(options.time) * 1000 - program.nowMs : 0;
        const first = object['buffer'];
        const second = object['buffer2'];
        let untold = 0;
        const playing = program.sound.start({
          pin,
          audible: hasConverter(program, pin) || program.pins.state(pin).mode === 'af_output',
          startMs: program.momentMs + Math.max(0, waitMs),
          periodMs: Math.max(shortestPeriod, Math.floor(1e6 / hertz)) / 1000 / program.time.rate,
          buffers:
            second === undefined ? [reached(program, first)] : [reached(program, first), reached(program, second)],
          repeats: Boolean(options.repeat),
          flipped: () => {
            // The program has not had the one before yet: what sounds now is what sounded then.
            if (untold > 0 && second !== undefined) program.soundUnderran();
            untold++;
            program.turn(() => {
              untold--;
              if (second === undefined || Number(object['currentBuffer'] ?? 0) === playing.current) return;
              object['currentBuffer'] = playing.current;
              program.emitOn(object, 'buffer', [playing.current === 0 ? second : first]);
            }, true);
          },
          ended: () => {
            finished(object);
          },
        });
        playings.set(object, playing);
        object['running'] = true;
        object['freq'] = hertz;
      },
      startInput: () => {
        throw new BoardError('InternalError', 'startInput is not modelled by the virtual board');
      },
      stop: (self) => {
        const object = self as RealmObject;
        if (!object['running']) throw new BoardError('Error', 'Waveform is not running');
        playings.get(object)?.stop(program.momentMs);
        finished(object);
      },
    },
  );

  /** The interpreter learns of it when it is idle. */
  const finished = (object: RealmObject): void => {
    program.turn(() => {
      object['running'] = false;
      program.emitOn(object, 'finish', [object['buffer']]);
    }, true);
  };
}

function optionsOf(value: unknown): Options {
  if (value === undefined) return {};
  if (typeof value === 'object' && value !== null) return value;
  const what = typeof value;
  throw new BoardError(
    'Error',
    `Expecting options to be undefined or an Object, not ${what.charAt(0).toUpperCase()}${what.slice(1)}`,
  );
}

function lengthOf(samples: ArrayBufferView | ArrayBufferLike): number {
  return types.isTypedArray(samples) ? samples.length : samples.byteLength;
}

/**
 * What the timer plays of a buffer: all bytes behind it, wherever the view begins, as far as sixteen bits of index reach.
 * Bytes in memory are counted from the variable in front of them; bytes of a file from the first.
 */
function reached(program: Program, buffer: unknown): Uint8Array {
  const memory = new Uint8Array(ArrayBuffer.isView(buffer) ? buffer.buffer : (buffer as ArrayBuffer));
  const before = program.flashBuffers.has(memory.buffer) ? 0 : program.description.variableBytes;
  const end = (memory.length + before) % indices;
  return memory.subarray(0, Math.max(1, end - before));
}
