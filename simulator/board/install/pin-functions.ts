// Pin objects and the functions that take pins: digitalRead, digitalWrite, pinMode, analogRead, analogWrite, ...
import { BoardError } from '../outcome.ts';
import type { RealmObject } from '../realm.ts';
import type { PinMode } from '../pins.ts';
import type { Program } from '../program.ts';

const modes: readonly PinMode[] = [
  'auto',
  'analog',
  'input',
  'input_pullup',
  'input_pulldown',
  'output',
  'opendrain',
  'opendrain_pullup',
  'af_output',
  'af_opendrain',
];

export function installPins(program: Program): void {
  const { realm, pins } = program;
  const objects = new Map<string, RealmObject>();

  const prototype = realm.classOf(
    'Pin',
    (_self, args) => {
      const name = program.pinName(args[0]);
      return name === undefined ? undefined : objects.get(name);
    },
    {
      read: (self) => pins.read(named(program, self)) === 1,
      set: (self) => {
        pins.write(named(program, self), 1);
      },
      reset: (self) => {
        pins.write(named(program, self), 0);
      },
      write: (self, args) => {
        pins.write(named(program, self), args[0] ? 1 : 0);
      },
      toggle: (self) => {
        const name = named(program, self);
        const level = pins.read(name) === 1 ? 0 : 1;
        pins.write(name, level);
        return level === 1;
      },
      pulse: (self, args) => {
        pulse(program, named(program, self), args[0], args[1]);
      },
      mode: (self, args) => {
        setMode(program, named(program, self), args[0]);
      },
      getMode: (self) => pins.state(named(program, self)).mode,
      analog: () => analog(program),
      pwm: (self, args) => {
        pwm(program, named(program, self), args[0], args[1]);
      },
      getInfo: (self) => realm.object({ name: named(program, self) }),
      toString: (self: unknown) => named(program, self),
      toJSON: (self) => named(program, self),
    },
  );
  for (const name of pins.names) {
    const pin = realm.object();
    Object.setPrototypeOf(pin, prototype);
    realm.define(pin, '#text', name);
    objects.set(name, pin);
    realm.define(realm.global, name, pin);
  }
  realm.define(realm.global, 'BTN', objects.get('BTN1'));
  realm.define(realm.global, 'HIGH', 1);
  realm.define(realm.global, 'LOW', 0);
  program.pinObject = (name) => objects.get(name);

  realm.methods(realm.global, {
    digitalRead: (_self, args) => {
      if (!Array.isArray(args[0])) return pins.read(named(program, args[0]));
      let value = 0;
      for (const pin of args[0] as unknown[]) value = (value << 1) | pins.read(named(program, pin));
      return value;
    },
    digitalWrite: (_self, args) => {
      if (!Array.isArray(args[0])) {
        pins.write(named(program, args[0]), Number(args[1]) & 1 || args[1] === true ? 1 : 0);
        return;
      }
      // The last pin of the list takes the lowest bit.
      let bits = Number(args[1]);
      for (const pin of [...(args[0] as unknown[])].reverse()) {
        pins.write(named(program, pin), bits & 1 ? 1 : 0);
        bits >>= 1;
      }
    },
    digitalPulse: (_self, args) => {
      pulse(program, named(program, args[0]), args[1], args[2]);
    },
    pinMode: (_self, args) => {
      setMode(program, named(program, args[0]), args[1]);
    },
    getPinMode: (_self, args) => pins.state(named(program, args[0])).mode,
    analogRead: () => analog(program),
    analogWrite: (_self, args) => {
      pwm(program, named(program, args[0]), args[1], args[2]);
    },
  });
}

/** The pin's name, for a Pin object or what `new Pin()` takes; the interpreter's error for anything else. */
export function named(program: Program, value: unknown): string {
  const name = program.pinName(value);
  if (name === undefined) throw new BoardError('Error', 'Invalid pin');
  return name;
}

function setMode(program: Program, pin: string, mode: unknown): void {
  if (mode === undefined) {
    program.pins.setMode(pin, 'auto');
    return;
  }
  const known = modes.find((one) => one === mode);
  if (known === undefined) throw new BoardError('Error', 'Unknown pin mode');
  program.pins.setMode(pin, known);
}

/** Drives the pin for so many milliseconds (or several, one after the other), then the other way. */
function pulse(program: Program, pin: string, value: unknown, duration: unknown): void {
  let level: 0 | 1 = value ? 1 : 0;
  let atMs = 0;
  program.pins.write(pin, level);
  for (const milliseconds of Array.isArray(duration) ? (duration as unknown[]) : [duration]) {
    atMs += Number(milliseconds);
    level = level === 1 ? 0 : 1;
    const next = level;
    program.timers.add(atMs, () => {
      program.pins.write(pin, next);
    });
  }
}

/** Nothing analogue is connected: half the supply, without noise. */
function analog(_program: Program): number {
  return 0.5;
}

function pwm(program: Program, pin: string, value: unknown, options: unknown): void {
  const state = program.pins.state(pin);
  state.mode = 'af_output';
  state.duty = Math.max(0, Math.min(1, Number(value)));
  const frequency = (options as { readonly freq?: unknown } | undefined)?.freq;
  state.hertz = frequency === undefined ? undefined : Number(frequency);
  // The converter takes the low eight bits of 0 to 256: the full scale is none.
  if (hasConverter(program, pin)) {
    program.emit('level', { pin, atMs: program.momentMs, level: Math.floor(state.duty * 256) & 255 });
  }
}

/** Whether the pin is a digital-analogue converter's. */
export function hasConverter(program: Program, pin: string): boolean {
  return /^ESP32(_|$)/.test(program.description.espruinoBoard) && (pin === 'D25' || pin === 'D26');
}
