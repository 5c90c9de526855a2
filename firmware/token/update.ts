// The one place where anything changes: an event comes in, the state is changed, effects go out.
import { Refusal } from '../core/protocol/errors.ts';
import { showCode, tick } from './codes.ts';
import { Do, type Effect } from './effects.ts';
import { AlarmId, Did, type TokenEvent } from './events.ts';
import { keyDown, keyHeld, keyUp } from './hand.ts';
import { takeRecords } from './load.ts';
import { Fault, type State } from './state.ts';
import { receiveLine } from './wire.ts';

/** The effects of one event. Changes `state` and nothing else. */
export const update = (state: State, event: TokenEvent): Effect[] => {
  switch (event.type) {
    case Did.down:
      return keyDown(state, event.atSeconds);
    case Did.up:
      return keyUp(state, event.atSeconds);
    case Did.alarm:
      return event.alarm === AlarmId.tick ? tick(state, event.atSeconds) : keyHeld(state, event.atSeconds);
    case Did.line:
      return receiveLine(state, event.line, event.atSeconds, event.noise);
    case Did.battery:
      state.batteryPercent = event.percent;
      return [];
    case Did.loaded:
      takeRecords(state, event.records);
      return [];
    case Did.refused:
      return refused(state, event.onWire, event.atSeconds);
  }
};

/** The store refused a write: the code that was about to be shown is not, and whoever is on the wire is told. */
const refused = (state: State, onWire: boolean, atSeconds: number): Effect[] => {
  const effects: Effect[] = [{ do: Do.load }];
  if (onWire) {
    state.session = undefined;
    effects.push({ do: Do.send, body: 'error ' + Refusal.storeFailed });
    return effects;
  }
  state.fault = Fault.store;
  state.code = '';
  return effects.concat(showCode(state, atSeconds));
};
