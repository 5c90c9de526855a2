// The verbs of an open session. Each answers once, numbered and tagged; what it changes is stored before the answer.
import { bytesOf, fromHex } from '../core/bytes.ts';
import { errorSeconds, utcSeconds, type Clock } from '../core/clock/clock.ts';
import { macKey } from '../core/digest/hmac.ts';
import { Refusal } from '../core/protocol/errors.ts';
import { decodeNumber } from '../core/protocol/line.ts';
import { cipher, host, sealText, token, type Session } from '../core/protocol/session.ts';
import { decodeTerms, encodeCredential } from '../core/records/credential-record.ts';
import { encodeSettings, isSetting, Setting, settingsRecordName } from '../core/records/settings-record.ts';
import { clockState, hide } from './codes.ts';
import { Do, type Effect } from './effects.ts';
import { encodeForcedSteps, hashOf } from './load.ts';
import { selfTest } from './self-test.ts';
import { Fault, type State } from './state.ts';

/** The file that remembers forced steps of the clock. It outlasts `wipe`. */
export const logRecordName = 'kk.l';
/** A larger step of the clock needs the force flag. */
const mostForwardSeconds = 120;
const mostBackwardSeconds = 30;

/** The tagged answer; the session goes on with the next number. */
const answer = (session: Session, text: string): Effect => {
  const effect: Effect = { do: Do.Send, body: sealText(session, token, text) };
  session.sequence++;
  return effect;
};

const refusal = (session: Session, error: Refusal): Effect[] => [answer(session, 'error ' + error)];

const issue = (state: State, session: Session, words: string[]): Effect[] => {
  const bytes = fromHex(words[1] || '');
  if (!bytes) return refusal(session, Refusal.BadArguments);
  const terms = decodeTerms(cipher(session, host, session.sequence, bytes));
  if (!terms || terms.periodSeconds > state.settingValues[Setting.PeriodSeconds]!) {
    return refusal(session, Refusal.BadArguments);
  }
  const hash = hashOf(state, terms.algorithm);
  if (!hash) return refusal(session, Refusal.NoHash);
  const effects: Effect[] = hide(state);
  // A counter at its end is over with its credential; a store that still refuses says so again.
  state.faultNumber = Fault.None;
  effects.push({ do: Do.Credential, payload: encodeCredential(terms, macKey(hash, terms.secret)) });
  effects.push(answer(session, 'ok'));
  return effects;
};

/** The clock that was set at `atSeconds`, with the trim and the bound that are set now. */
const runningOn = (state: State, baseSeconds: number, atSeconds: number): Clock => ({
  baseSeconds: baseSeconds,
  atUptimeSeconds: atSeconds,
  trimPpm: state.settingValues[Setting.Trim]! / 1000 - 1000,
  boundPpm: state.settingValues[Setting.BoundPpm]!,
});

const clock = (state: State, session: Session, words: string[], atSeconds: number): Effect[] => {
  const milliseconds = decodeNumber(words[1]);
  if (milliseconds === undefined || words.length !== 3) return refusal(session, Refusal.BadArguments);
  const seconds = milliseconds / 1000;
  const old = state.runningClock;
  const step = old ? seconds - utcSeconds(old, atSeconds) : 0;
  const far = step > mostForwardSeconds || step < -mostBackwardSeconds;
  if (far && words[2] !== '1') return refusal(session, Refusal.StepTooLarge);
  const effects: Effect[] = hide(state);
  if (far) {
    state.forcedSteps = {
      count: state.forcedSteps.count + 1,
      stepMilliseconds: Math.round(step * 1000),
      toSeconds: Math.floor(seconds),
    };
    effects.push({ do: Do.Record, name: logRecordName, payload: encodeForcedSteps(state.forcedSteps) });
  }
  state.runningClock = runningOn(state, seconds, atSeconds);
  effects.push(answer(session, old ? 'ok ' + Math.round(step * 1000) : 'ok none'));
  return effects;
};

const set = (state: State, session: Session, words: string[]): Effect[] => {
  const setting = decodeNumber(words[1])!;
  const value = decodeNumber(words[2])!;
  if (words.length !== 3 || !isSetting(state.settingValues.length, setting, value)) {
    return refusal(session, Refusal.BadArguments);
  }
  // Only a language that was flashed: other files have two-letter names too, and what is in them is not for the panel.
  const language = bytesOf(value >> 8, value & 255);
  if (setting === Setting.Language && value && state.identity!.languages.indexOf(language) < 0) {
    return refusal(session, Refusal.BadArguments);
  }
  state.settingValues[setting] = value;
  // The running clock keeps its trim and its error: what it was wrong by is not undone by a setting.
  return [
    { do: Do.Record, name: settingsRecordName, payload: encodeSettings(state.settingValues) },
    answer(session, 'ok'),
  ];
};

const status = (state: State, session: Session, atSeconds: number): Effect[] => {
  const counter = state.terms ? state.terms.counter + state.marks : 0;
  const now = state.runningClock;
  const times = !now
    ? '0 0'
    : Math.round(utcSeconds(now, atSeconds) * 1000) + ' ' + Math.round(errorSeconds(now, atSeconds) * 1000);
  return [answer(session, 'ok ' + counter + ' ' + clockState(state, atSeconds) + ' ' + times)];
};

/** Does what an authenticated request asks. */
export const sessionVerb = (state: State, session: Session, words: string[], atSeconds: number): Effect[] => {
  const verb = words[0];
  if (state.faultNumber === Fault.Hash && verb !== 'maintenance') return refusal(session, Refusal.Fault);
  if (verb === 'issue') return issue(state, session, words);
  if (verb === 'clock') return clock(state, session, words, atSeconds);
  if (verb === 'set') return set(state, session, words);
  if (verb === 'status') return status(state, session, atSeconds);
  if (verb === 'settings') return [answer(session, 'ok ' + state.settingValues.join(' '))];
  if (verb === 'log') {
    const forced = state.forcedSteps;
    return [answer(session, 'ok ' + forced.count + ' ' + forced.stepMilliseconds + ' ' + forced.toSeconds)];
  }
  if (verb === 'test') {
    if (!selfTest(state.around)) state.faultNumber = Fault.Hash;
    return [answer(session, 'ok ' + state.faultNumber)];
  }
  if (verb === 'maintenance') return [{ do: Do.Hold }, answer(session, 'ok'), { do: Do.Restart }];
  if (verb === 'wipe') return hide(state).concat([{ do: Do.Wipe }, answer(session, 'ok')]);
  if (verb === 'close') {
    const effects = [answer(session, 'ok')];
    state.session = undefined;
    return effects;
  }
  return refusal(session, Refusal.UnknownVerb);
};
