// What the hand did with the main key. A time-based code appears as soon as the key goes down. An event-based one is
// used up only when it comes up again, so that holding the key for the info screen costs no code.
import { hide, prepareCounter, showCode, showInfo } from './codes.ts';
import { Do, type Effect } from './effects.ts';
import { AlarmId } from './events.ts';
import { View, type State } from './state.ts';

/** A key held for this long asks for the info screen. */
export const holdMs = 1000;
/** A press that begins sooner after the last one is a tremor, not a wish. */
export const doubleStrikeSeconds = 0.3;

const act = (state: State, atSeconds: number): Effect[] =>
  state.view === View.Dark ? showCode(state, atSeconds) : hide(state);

export const keyDown = (state: State, atSeconds: number): Effect[] => {
  if (atSeconds < state.readySeconds) return [];
  const effects: Effect[] = [{ do: Do.Alarm, alarm: AlarmId.Hold, delayMs: holdMs }];
  // Only an event-based code waits for the key to come up.
  state.pressed = state.view === View.Dark && state.terms !== undefined && state.terms.eventBased;
  if (!state.pressed) return effects.concat(act(state, atSeconds));
  prepareCounter(state);
  return effects;
};

export const keyUp = (state: State, atSeconds: number): Effect[] => {
  const effects: Effect[] = [{ do: Do.Alarm, alarm: AlarmId.Hold, delayMs: undefined }];
  state.readySeconds = atSeconds + doubleStrikeSeconds;
  if (!state.pressed) return effects;
  state.pressed = false;
  return effects.concat(act(state, atSeconds));
};

export const keyHeld = (state: State, atSeconds: number): Effect[] => {
  state.pressed = false;
  state.innerDigest = '';
  return showInfo(state, atSeconds);
};
