// The one way past events and effects, for the one thing that somebody waits for. On Espruino they take longer than the code; this
// does what update would do with the same edge of the key, and nothing but that.
import { bytesOf } from '../core/bytes.ts';
import type { Machine } from '../core/machine.ts';
import { makeMark } from '../core/records/marks.ts';
import { Setting } from '../core/records/settings-record.ts';
import type { Token } from './app.ts';
import { shownSeconds, tooLateSeconds, untilNextSecond } from './codes.ts';
import { AlarmId, Did } from './events.ts';
import { doubleStrikeSeconds, holdMs } from './hand.ts';
import { paint } from './paint.ts';
import { View, type Speak, type State } from './state.ts';

/**
 * The key of a dark code display went down, and it is sure of its time (`prepare` in codes.ts knows): the code is on the panel.
 * False: nothing was done, and the edge is an event like any other.
 */
export const quickDown = (state: State, machine: Machine, speak: Speak, atSeconds: number): boolean => {
  if (state.view !== View.Dark || atSeconds < state.readySeconds || !(atSeconds < state.sureUntilSeconds)) return false;
  const utc = state.utcAtZero + atSeconds * state.utcRate;
  const period = state.terms!.periodSeconds;
  const into = utc % period;
  if (into >= period - tooLateSeconds) return false;
  const step = (utc - into) / period;
  const key = state.key!;
  const hash = key.hash;
  // What hotp makes of a step of 32 bits, without calling it.
  state.code = (
    '000000000' +
    hash.truncatedMac(
      key,
      hash.innerDigest(key, '\0\0\0\0' + bytesOf(step >>> 24, (step >>> 16) & 255, (step >>> 8) & 255, step & 255)),
    )
  ).slice(-state.terms!.digits);
  state.factor = step;
  state.leftSeconds = period - (into | 0);
  state.view = View.Code;
  paint(state, machine, speak);
  state.pressed = false;
  state.untilSeconds = atSeconds + shownSeconds(state);
  machine.alarm(AlarmId.Hold, holdMs);
  machine.alarm(AlarmId.Tick, untilNextSecond(state, atSeconds));
  return true;
};

/**
 * The key came up again on a dark code display, and when it went down nothing spoke against the next counter (`prepareCounter` in
 * codes.ts): it is used up, and its code on the panel. False: nothing was done, as above.
 */
export const quickUp = (
  state: State,
  machine: Machine,
  speak: Speak,
  handle: Token['handle'],
  atSeconds: number,
): boolean => {
  if (!state.innerDigest) return false;
  // In flash, and read back, before there is a code.
  const isMarked = makeMark(machine.store, state.tally, state.marks);
  state.view = View.Code;
  if (isMarked) {
    state.code = ('000000000' + state.key!.hash.truncatedMac(state.key!, state.innerDigest)).slice(
      -state.terms!.digits,
    );
    paint(state, machine, speak);
    state.marks++;
    state.untilSeconds = atSeconds + state.settingValues[Setting.ShowSeconds]!;
    machine.alarm(AlarmId.Tick, state.settingValues[Setting.ShowSeconds]! * 1000);
  }
  state.innerDigest = '';
  state.pressed = false;
  state.readySeconds = atSeconds + doubleStrikeSeconds;
  machine.alarm(AlarmId.Hold, undefined);
  if (!isMarked) handle({ type: Did.Refused, onWire: false, atSeconds: machine.uptimeSeconds() });
  return true;
};
