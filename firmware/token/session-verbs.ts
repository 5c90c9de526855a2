// The verbs of an open session. Each answers once, numbered and tagged; what it changes is stored before the answer.
import { fromHex, uint32 } from '../core/bytes.ts';
import { errorSeconds, utcSeconds, type Clock } from '../core/clock/clock.ts';
import { macKey } from '../core/digest/hmac.ts';
import { Refusal } from '../core/protocol/errors.ts';
import { decodeNumber } from '../core/protocol/line.ts';
import { cipher, host, sealText, token, type Session } from '../core/protocol/session.ts';
import { decodeTerms, encodeCredential } from '../core/records/credential-record.ts';
import { clockState, hide } from './codes.ts';
import { Do, type Effect } from './effects.ts';
import { hashOf } from './load.ts';
import { Fault, type State } from './state.ts';

/** The file of the oscillator's trim. */
export const trimRecordName = 'kk.t';
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
  if (!terms) return refusal(session, Refusal.BadArguments);
  const hash = hashOf(state, terms.algorithm);
  if (!hash) return refusal(session, Refusal.NoHash);
  const effects: Effect[] = hide(state);
  effects.push({ do: Do.Credential, payload: encodeCredential(terms, macKey(hash, terms.secret)) });
  effects.push(answer(session, 'ok'));
  return effects;
};

const clock = (state: State, session: Session, words: string[], atSeconds: number): Effect[] => {
  const milliseconds = decodeNumber(words[1] || '');
  if (milliseconds === undefined || words.length !== 3) return refusal(session, Refusal.BadArguments);
  const seconds = milliseconds / 1000;
  const old = state.clock;
  const step = old ? seconds - utcSeconds(old, atSeconds) : 0;
  if ((step > mostForwardSeconds || step < -mostBackwardSeconds) && words[2] !== '1') {
    return refusal(session, Refusal.StepTooLarge);
  }
  state.clock = {
    baseSeconds: seconds,
    atUptimeSeconds: atSeconds,
    trimPpm: state.trimPpm,
    boundPpm: state.boundPpm,
  };
  const effects: Effect[] = hide(state);
  effects.push(answer(session, old ? 'ok ' + Math.round(step * 1000) : 'ok none'));
  return effects;
};

const trim = (state: State, session: Session, words: string[], atSeconds: number): Effect[] => {
  const milliPpm = decodeNumber(words[1] || '');
  const boundPpm = decodeNumber(words[3] || '');
  const sign = words[2];
  if (milliPpm === undefined || milliPpm > 1000000 || boundPpm === undefined || boundPpm > 1000 || words.length !== 4) {
    return refusal(session, Refusal.BadArguments);
  }
  if (sign !== '+' && sign !== '-') return refusal(session, Refusal.BadArguments);
  state.trimPpm = sign === '-' ? -milliPpm / 1000 : milliPpm / 1000;
  state.boundPpm = boundPpm;
  const old = state.clock;
  if (old) state.clock = carry(old, state, atSeconds);
  return [
    { do: Do.Record, name: trimRecordName, payload: uint32(state.trimPpm * 1000) + uint32(boundPpm) },
    answer(session, 'ok'),
  ];
};

/** The same clock, going on from now with another trim. */
const carry = (old: Clock, state: State, atSeconds: number): Clock => ({
  baseSeconds: utcSeconds(old, atSeconds),
  atUptimeSeconds: atSeconds,
  trimPpm: state.trimPpm,
  boundPpm: state.boundPpm,
});

const status = (state: State, session: Session, atSeconds: number): Effect[] => {
  const counter = state.terms ? state.terms.counter + state.marks : 0;
  const now = state.clock;
  const times = !now
    ? '0 0'
    : Math.round(utcSeconds(now, atSeconds) * 1000) + ' ' + Math.round(errorSeconds(now, atSeconds) * 1000);
  return [answer(session, 'ok ' + counter + ' ' + clockState(state, atSeconds) + ' ' + times)];
};

/** Does what an authenticated request asks. */
export const sessionVerb = (state: State, session: Session, words: string[], atSeconds: number): Effect[] => {
  const verb = words[0];
  if (state.fault === Fault.Hash && verb !== 'maintenance') return refusal(session, Refusal.Fault);
  if (verb === 'issue') return issue(state, session, words);
  if (verb === 'clock') return clock(state, session, words, atSeconds);
  if (verb === 'trim') return trim(state, session, words, atSeconds);
  if (verb === 'status') return status(state, session, atSeconds);
  if (verb === 'maintenance') return [{ do: Do.Hold }, answer(session, 'ok'), { do: Do.Restart }];
  if (verb === 'wipe') return hide(state).concat([{ do: Do.Wipe }, answer(session, 'ok')]);
  if (verb === 'close') {
    const effects = [answer(session, 'ok')];
    state.session = undefined;
    return effects;
  }
  return refusal(session, Refusal.UnknownVerb);
};
