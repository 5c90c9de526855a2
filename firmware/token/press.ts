// The one way past events and effects, for the one thing that somebody waits for. On Espruino they take longer than the code; this
// does what update would do with the same press, and nothing but that.
import type { Machine } from '../core/machine.ts';
import { shownSeconds, takeTime, untilNextSecond } from './codes.ts';
import { AlarmId } from './events.ts';
import { doubleStrikeSeconds, holdMs } from './hand.ts';
import { paint } from './paint.ts';
import { View, type Speak, type State } from './state.ts';

/**
 * A press on a dark code display that is sure of its time (`prepare` in codes.ts knows): the code is on the panel.
 * False: nothing was done, and the press is an event like any other.
 */
export const quickPress = (state: State, machine: Machine, speak: Speak, atSeconds: number): boolean => {
  if (
    state.view !== View.Dark ||
    !(atSeconds < state.sureUntilSeconds!) ||
    atSeconds - state.upSeconds < doubleStrikeSeconds
  ) {
    return false;
  }
  takeTime(state, state.utcAtZero! + atSeconds * state.utcRate!);
  paint(state, machine, speak);
  state.pressed = false;
  state.untilSeconds = atSeconds + shownSeconds(state);
  machine.alarm(AlarmId.Hold, holdMs);
  machine.alarm(AlarmId.Tick, untilNextSecond(state, atSeconds));
  return true;
};
