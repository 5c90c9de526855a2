// The one place where anything changes: an event comes in, the state is changed, effects go out.
import { Refusal } from '../core/protocol/errors.ts';
import { prepare, showCode, tick } from './codes.ts';
import { Do, type Effect } from './effects.ts';
import { AlarmId, Did, type TokenEvent } from './events.ts';
import { keyDown, keyHeld, keyUp } from './hand.ts';
import { takeRecords } from './load.ts';
import { Fault, View, type State } from './state.ts';
import { receiveLine } from './wire.ts';

/** The effects of one event. Changes `state` and nothing else. */
export const update = (state: State, event: TokenEvent): Effect[] => {
  switch (event.type) {
    case Did.Down:
      return keyDown(state, event.atSeconds);
    case Did.Up:
      return keyUp(state, event.atSeconds);
    case Did.Alarm:
      return event.alarm === AlarmId.Tick ? tick(state, event.atSeconds) : keyHeld(state, event.atSeconds);
    case Did.Line:
      return receiveLine(state, event.line, event.atSeconds, event.noise);
    case Did.Battery:
      state.batteryPercent = event.percent;
      break;
    case Did.Loaded:
      takeRecords(state, event.records);
      prepare(state);
      break;
    case Did.Refused:
      return refused(state, event.onWire, event.atSeconds);
    // A code display is mute.
    case Did.Spoken:
    case Did.Headset:
      break;
  }
  return [];
};

/** The store refused a write: the code that was about to be shown is not, and whoever is on the wire is told. */
export const refused = (state: State, onWire: boolean, atSeconds: number): Effect[] => {
  const effects: Effect[] = [{ do: Do.Load }];
  if (onWire) {
    state.session = undefined;
    effects.push({ do: Do.Send, body: 'error ' + Refusal.StoreFailed });
    return effects;
  }
  // A tally that could not be moved on a dark panel: the one that there is still has room for some codes.
  if (state.view === View.Dark) return effects;
  state.faultNumber = Fault.Store;
  state.code = '';
  return effects.concat(showCode(state, atSeconds));
};
