// When a code is shown, and when it is not. A token that is unsure of the time shows none.
import { uint64 } from '../core/bytes.ts';
import { errorSeconds, settingErrorSeconds, utcSeconds } from '../core/clock/clock.ts';
import { hotp } from '../core/codes/hotp.ts';
import { counterMarksName, encodeCredential } from '../core/records/credential-record.ts';
import { Setting } from '../core/records/settings-record.ts';
import { marksPerFile } from '../core/records/marks.ts';
import { Do, type Effect } from './effects.ts';
import { AlarmId } from './events.ts';
import { Fault, View, type State } from './state.ts';

/**
 * With fewer seconds left than this, or than a quarter of a short period, a code is not offered: the next one is announced
 * instead. A code of a short period that is offered with few seconds left says so beside it (paint.ts).
 */
export const tooLateSeconds = 5;
const infoSeconds = 30;
/** Past it a number has no exact successor. */
const lastCounter = 9007199254740990;

/** What 'lost', 'set' and 'unsure' mean, at an uptime. */
export const clockState = (state: State, atSeconds: number): 'lost' | 'set' | 'unsure' => {
  if (!state.runningClock) return 'lost';
  state.clockErrorSeconds = Math.ceil(errorSeconds(state.runningClock, atSeconds));
  return state.clockErrorSeconds > state.settingValues[Setting.UnsureSeconds]! ? 'unsure' : 'set';
};

/** Takes everything off the panel and forgets the code. */
export const hide = (state: State): Effect[] => {
  const effects: Effect[] = [{ do: Do.Dark }, { do: Do.Alarm, alarm: AlarmId.Tick, delayMs: undefined }];
  state.view = View.Dark;
  state.code = '';
  // A tally nearly full is moved now, while nobody waits for a code.
  if (state.terms && state.marks > marksPerFile - 32) effects.push(moveTally(state));
  return effects;
};

/** Starts a new tally of marks: the credential again, with the counter where the marks had brought it. */
const moveTally = (state: State): Effect => {
  const terms = state.terms!;
  // Loading the records afterwards, whether stored or refused, sets both anew.
  terms.counter += state.marks;
  state.marks = 0;
  return { do: Do.Credential, payload: encodeCredential(terms, state.key!) };
};

/** A screen that stands still until the time is up. */
const stand = (state: State, view: View, atSeconds: number, forSeconds: number): Effect[] => {
  state.view = view;
  state.untilSeconds = atSeconds + forSeconds;
  return [{ do: Do.Draw }, { do: Do.Alarm, alarm: AlarmId.Tick, delayMs: forSeconds * 1000 }];
};

/** The info screen: who the token is and how it is. */
export const showInfo = (state: State, atSeconds: number): Effect[] => {
  clockState(state, atSeconds);
  state.code = '';
  const effects: Effect[] = [{ do: Do.Battery }];
  return effects.concat(stand(state, View.Info, atSeconds, infoSeconds));
};

/** Seconds for which a time-based code is shown. */
export const shownSeconds = (state: State): number =>
  Math.max(10, Math.min(state.settingValues[Setting.ShowSeconds]!, state.terms!.periodSeconds * 2));

/** Milliseconds until the number of seconds left changes. */
export const untilNextSecond = (state: State, atSeconds: number): number => {
  const utc = utcSeconds(state.runningClock!, atSeconds);
  return Math.ceil((Math.floor(utc) + 1 - utc) * 1000) + 1;
};

/** Takes the time-based code of the moment `utc`, in seconds, or waits for the next one when little is left of it. */
export const takeTime = (state: State, utc: number): void => {
  const terms = state.terms!;
  const period = terms.periodSeconds;
  const into = utc % period;
  state.leftSeconds = period - (into | 0);
  // The whole of it is asked only near the end of a period.
  if (into >= period - tooLateSeconds && into >= period * 0.75 && state.view !== View.Code) state.view = View.Wait;
  else {
    // A multiple of the period below 2^53: exact.
    const step = (utc - into) / period;
    if (state.view !== View.Code || state.code === '' || state.factor !== step) {
      state.code = hotp(state.key!, step, terms.digits);
      state.factor = step;
    }
    state.view = View.Code;
  }
};

/** The same, drawn; and again a second later. */
const showTimeBased = (state: State, atSeconds: number): Effect[] => {
  if (state.view !== View.Code) state.untilSeconds = atSeconds + shownSeconds(state);
  takeTime(state, utcSeconds(state.runningClock!, atSeconds));
  return [{ do: Do.Draw }, { do: Do.Alarm, alarm: AlarmId.Tick, delayMs: untilNextSecond(state, atSeconds) }];
};

/** Uses up the next counter, then shows its code. */
const showEventBased = (state: State, atSeconds: number): Effect[] => {
  const terms = state.terms!;
  const counter = terms.counter + state.marks;
  if (state.marks >= marksPerFile || counter > lastCounter) {
    state.faultNumber = Fault.Store;
    return stand(state, View.Notice, atSeconds, infoSeconds);
  }
  const effects: Effect[] = [{ do: Do.Mark, slot: state.slot, index: state.marks }];
  state.code = hotp(state.key!, counter, terms.digits);
  state.factor = counter;
  state.marks++;
  return effects.concat(stand(state, View.Code, atSeconds, state.settingValues[Setting.ShowSeconds]!));
};

/** What a press asks for: the code, or the reason why there is none. */
export const showCode = (state: State, atSeconds: number): Effect[] => {
  const battery: Effect[] = [{ do: Do.Battery }];
  if (state.faultNumber === Fault.None && state.key && state.terms) {
    if (state.terms.eventBased) return battery.concat(showEventBased(state, atSeconds));
    if (clockState(state, atSeconds) === 'set') return battery.concat(showTimeBased(state, atSeconds));
  }
  return battery.concat(stand(state, View.Notice, atSeconds, infoSeconds));
};

/**
 * Puts together what a time-based code needs, while nobody waits for it: until when the clock is sure enough, and the time as a
 * line over the uptime. Never a code. To be done whenever anything that it is made of may have changed.
 */
export const prepare = (state: State): void => {
  const clock = state.runningClock;
  const terms = state.terms;
  // Until all is put together there is nothing to go by.
  unprepare(state);
  if (clock && terms && !terms.eventBased && state.key && state.faultNumber === Fault.None) {
    state.utcRate = 1 + clock.trimPpm / 1e6;
    state.utcAtZero = utcSeconds(clock, 0);
    // What errorSeconds says, solved for the uptime; and no later than a step has 32 bits.
    state.sureUntilSeconds = Math.min(
      clock.atUptimeSeconds +
        ((state.settingValues[Setting.UnsureSeconds]! - settingErrorSeconds) * 1e6) / clock.boundPpm,
      (terms.periodSeconds * 4294967296 - state.utcAtZero) / state.utcRate,
    );
  }
};

/** From now on nothing is shown by what was. */
export const unprepare = (state: State): void => {
  state.sureUntilSeconds = -1;
  state.innerDigest = '';
};

/**
 * The same for an event-based code, when the key goes down: the half of the work that makes no code yet. The code is made, and its
 * counter used up, when the key comes up again.
 */
export const prepareCounter = (state: State): void => {
  const counter = state.terms!.counter + state.marks;
  const key = state.key;
  state.innerDigest =
    key && state.faultNumber === Fault.None && state.marks < marksPerFile && counter <= lastCounter
      ? key.hash.innerDigest(key, uint64(counter))
      : '';
  state.tally = counterMarksName + state.slot;
};

/** A second has passed on a lit panel. */
export const tick = (state: State, atSeconds: number): Effect[] => {
  const timeBased = state.terms && !state.terms.eventBased && state.runningClock !== undefined;
  // Half a second of grace: an alarm may come a hair early.
  if (state.view === View.Wait && timeBased) return showTimeBased(state, atSeconds);
  if (atSeconds + 0.01 >= state.untilSeconds) return state.view === View.Dark ? [] : hide(state);
  if (state.view === View.Code && timeBased) return showTimeBased(state, atSeconds);
  return [];
};
