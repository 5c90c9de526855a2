// At the code: the token's own rules (codes.ts) say whether there is one; here it is told, unless it would end before it has
// been heard and typed. A digit is told of the code that is on the panel at that moment and of no other.
import { Setting } from '../../core/records/settings-record.ts';
import { showCode } from '../codes.ts';
import { Do, type Effect } from '../effects.ts';
import { AlarmId } from '../events.ts';
import { Fault, View, type State } from '../state.ts';
import { maySound } from './items.ts';
import { Place, Tell, tell, type Reader } from './reader.ts';
import { secondsToSay } from './voice.ts';

/** Whether the view changes with the seconds, and so has an alarm of its own. */
export const isTicking = (state: State): boolean =>
  state.view === View.Wait || (state.view === View.Code && !state.terms!.eventBased);

/** From now on the panel stays for the time that is set; a view that stands still is looked at again when it is up. */
export const stay = (state: State, atSeconds: number): Effect[] => {
  const seconds = state.settingValues[Setting.ShowSeconds]!;
  state.untilSeconds = atSeconds + seconds;
  return isTicking(state) ? [] : [{ do: Do.Alarm, alarm: AlarmId.Tick, delayMs: seconds * 1000 }];
};

/** An event-based code is used up once and shown until the panel is dark, whatever is looked at meanwhile. */
const currentCode = (state: State, atSeconds: number): Effect[] => {
  // Of this very press (press.ts): a dark panel has no other.
  if (state.view === View.Dark && state.code !== '') state.view = View.Code;
  if (state.faultNumber === Fault.None && state.terms && state.terms.eventBased && state.code !== '') {
    state.view = View.Code;
    return [{ do: Do.Battery }, { do: Do.Draw }];
  }
  return showCode(state, atSeconds);
};

/** Tells the code that is on the panel, or waits for the next one when too little is left of it. */
const tellCode = (
  reader: Reader,
  state: State,
  /** One digit more is asked for, after so many. */
  step: boolean,
  begun: number,
  oneByOne: boolean,
  /** It was on the panel already. */
  lit: boolean,
): void => {
  const values = state.settingValues;
  const terms = state.terms!;
  const sounds = maySound(state, reader);
  if (!terms.eventBased) {
    const period = terms.periodSeconds;
    const needed = sounds ? secondsToSay(reader.voice!, values[Setting.Pace]!, oneByOne ? 1 : terms.digits) : 0;
    // To begin with, there must be time to type it too. Whoever has it repeated is typing already.
    let enough = begun > 0 || (lit && !step) ? 0 : Math.min(values[Setting.LeastSeconds]!, period / 2);
    // Nor is it typed while something else is said after it; but no code must have to be waited for in vain.
    if (enough > 0 && sounds && !oneByOne && !reader.warned) {
      enough += Math.min(reader.voice!.failureSeconds, period / 4);
    }
    reader.tooFast = needed > period - 1;
    if (!reader.tooFast && state.leftSeconds - 1 < Math.max(needed, enough)) state.view = View.Wait;
  }
  if (oneByOne && sounds && !reader.tooFast) reader.digits = begun;
  if (state.view === View.Wait || !sounds || reader.tooFast || reader.changed || (oneByOne && !step)) {
    tell(reader, Tell.Words, 0);
  } else if (step) {
    reader.digits++;
    tell(reader, Tell.Digit, 0);
  } else {
    tell(reader, Tell.Code, 0);
  }
};

/**
 * Shows the code, or why there is none, or that the next one must be waited for; and tells it: one digit more (`step`), or
 * all there is to tell.
 */
export const home = (reader: Reader, state: State, atSeconds: number, step: boolean): Effect[] => {
  const isHome = reader.place === Place.Home;
  const lit = isHome && state.view === View.Code;
  // Whoever waits for a code to read it one by one gets it so.
  const waited = isHome && state.view === View.Wait && reader.digits === 0;
  const before = state.code;
  let begun = lit && step ? Math.max(0, reader.digits) : 0;
  reader.place = Place.Home;
  const effects = currentCode(state, atSeconds);
  reader.digits = -1;
  reader.tooFast = false;
  reader.changed = waited || (begun > 0 && state.code !== before);
  if (reader.changed || begun === before.length) begun = 0;
  const oneByOne = step || waited || state.settingValues[Setting.OneByOne] !== 0;
  if (state.view === View.Code) {
    tellCode(reader, state, step, begun, oneByOne, lit);
  } else {
    tell(reader, Tell.Words, 0);
  }
  // How the code that is waited for will be told.
  if (state.view === View.Wait && oneByOne) reader.digits = 0;
  return effects.concat(stay(state, atSeconds));
};
