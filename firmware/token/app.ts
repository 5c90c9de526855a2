// The loop: reads the records, tests itself, then turns events into effects and does them.
import { bytesOf, uint32, readUint32, type Bytes } from '../core/bytes.ts';
import type { Machine } from '../core/machine.ts';
import { encodeLine } from '../core/protocol/line.ts';
import { instantiate } from '../core/random.ts';
import { counterMarksName, credentialRecordName } from '../core/records/credential-record.ts';
import { readIdentity } from '../core/records/identity-record.ts';
import { clearMarks, countMarks, makeMark } from '../core/records/marks.ts';
import { eraseRecord, readRecord, writeRecord } from '../core/records/record.ts';
import { Setting, settingsRecordName } from '../core/records/settings-record.ts';
import { Do, type Effect } from './effects.ts';
import { Did, type TokenEvent } from './events.ts';
import { selfTest } from './self-test.ts';
import { logRecordName } from './session-verbs.ts';
import { Fault, View, type Holder, type Speak, type State, type Surroundings } from './state.ts';
import { guessesRecordName, prepareDeviceKey, waitAfter } from './wire.ts';

/** While this file exists the console is open to the unit's console password and the application does not start. */
const holdFile = 'kk.hold';
/** The file that counts the starts which drew a nonce. */
const startsRecordName = 'kk.b';

/** A running token: feed it events. */
export interface Token {
  /** False: the unit was never flashed whole, and can't open a session. */
  readonly hasIdentity: boolean;
  readonly state: State;
  readonly speak: Speak;
  handle(event: TokenEvent): void;
}

/** Starts the application on a machine, as the product whose holder meets it in `update` and `show`. */
export const startToken = (
  machine: Machine,
  around: Surroundings,
  update: Holder['update'],
  show: Holder['show'],
): Token => {
  const store = machine.store;
  const state: State = {
    // Looked up from the first one on: what a press asks for stands first.
    view: View.Dark,
    key: undefined,
    terms: undefined,
    code: '',
    innerDigest: '',
    readySeconds: 0,
    sureUntilSeconds: -1,
    utcAtZero: 0,
    utcRate: 1,
    tally: '',
    marks: 0,
    leftSeconds: 0,
    factor: 0,
    pressed: false,
    untilSeconds: 0,
    settingValues: [],
    around: around,
    identity: readIdentity(store),
    faultNumber: Fault.None,
    clockErrorSeconds: 0,
    batteryPercent: 100,
    slot: 0,
    forcedSteps: { count: 0, stepMilliseconds: 0, toSeconds: 0 },
    wrongProofs: 0,
    deafUntilSeconds: 0,
  };

  /** The word's line in the language file; read where it lies, so that no list of words stands in memory. */
  const speak = (word: number): Bytes => {
    const chosen = state.settingValues[Setting.Language]!;
    const flashed = state.identity ? state.identity.languages[0] : 'en';
    const text = (chosen && store.read('kk.' + bytesOf(chosen >> 8, chosen & 255))) || store.read('kk.' + flashed);
    return text ? text.split('\n')[word]! : '#' + word + '|%';
  };

  const payloadOf = (name: string): Bytes => {
    const record = readRecord(store, name);
    return record ? record.payload : '';
  };

  const load = (): boolean => {
    const credential = readRecord(store, credentialRecordName);
    const slot = credential ? credential.slot : 0;
    handle({
      type: Did.Loaded,
      records: {
        credential: credential ? credential.payload : '',
        slot: slot,
        marks: countMarks(store, counterMarksName + slot),
        settingsPayload: payloadOf(settingsRecordName),
        logPayload: payloadOf(logRecordName),
      },
    });
    return true;
  };

  /** The new record and its empty tally are whole before the old ones go. */
  const storeCredential = (payload: Bytes): boolean => {
    const old = readRecord(store, credentialRecordName);
    const slot = old ? 1 - old.slot : 0;
    // Only an event-based credential (the payload's second byte) has a tally.
    if (payload.charCodeAt(1) && !clearMarks(store, counterMarksName + slot)) return false;
    if (writeRecord(store, credentialRecordName, payload) === undefined) return false;
    store.erase(credentialRecordName + (1 - slot));
    store.erase(counterMarksName + (1 - slot));
    return true;
  };

  const wipe = (): void => {
    eraseRecord(store, credentialRecordName);
    store.erase(counterMarksName + 0);
    store.erase(counterMarksName + 1);
    eraseRecord(store, settingsRecordName);
  };

  /** Does one effect; false when the store refused it. */
  const perform = (effect: Effect): boolean => {
    switch (effect.do) {
      case Do.Draw:
        show(state, machine, speak);
        return true;
      case Do.Dark:
        machine.screen.off();
        return true;
      case Do.Alarm:
        machine.alarm(effect.alarm, effect.delayMs);
        return true;
      case Do.Mark:
        return makeMark(store, counterMarksName + effect.slot, effect.index);
      case Do.Credential:
        return storeCredential(effect.payload) && load();
      case Do.Record:
        return writeRecord(store, effect.name, effect.payload) !== undefined;
      case Do.Load:
        return load();
      case Do.Wipe:
        wipe();
        return load();
      case Do.Hold:
        return store.write(holdFile, '1');
      case Do.Battery:
        handle({ type: Did.Battery, percent: machine.batteryPercent() });
        return true;
      case Do.Send:
        machine.send(encodeLine(store.crc32, effect.body));
        return true;
      case Do.Restart:
        machine.restart();
        return true;
    }
  };

  const handle = (event: TokenEvent): void => {
    // A store so broken that it can't count this start: nothing is answered, and the technician finds the locked console.
    if (event.type === Did.Line) {
      if (!state.generator && !seedGenerator()) return machine.giveWireBack();
      // What is sent says how full it is now.
      state.batteryPercent = machine.batteryPercent();
    }
    const effects = update(state, event);
    for (let i = 0; i < effects.length; i++) {
      if (!perform(effects[i]!)) {
        handle({ type: Did.Refused, onWire: event.type === Did.Line, atSeconds: machine.uptimeSeconds() });
        return;
      }
    }
  };

  /** Instantiates the generator at the first line: the count of such starts keeps a noiseless board from repeating. */
  const seedGenerator = (): boolean => {
    const starts = payloadOf(startsRecordName);
    const count = starts ? readUint32(starts, 0) + 1 : 1;
    const hash = around.sha1 || around.sha256;
    if (!state.identity || !hash || !writeRecord(store, startsRecordName, uint32(count))) return false;
    state.generator = instantiate(
      hash,
      state.identity.seed + uint32(count) + uint32(machine.noise()) + uint32(machine.noise()) + uint32(machine.noise()),
    );
    return true;
  };

  machine.screen.off();
  state.faultNumber = selfTest(around) ? Fault.None : Fault.Hash;
  if (!state.identity) state.faultNumber = Fault.Identity;
  prepareDeviceKey(state);
  // Not with the other records: a count that a full store refused must not be forgotten when they are read again.
  const guesses = payloadOf(guessesRecordName);
  if (guesses) state.wrongProofs = readUint32(guesses, 0);
  load();
  state.deafUntilSeconds = machine.uptimeSeconds() + waitAfter(state.wrongProofs);
  return { hasIdentity: !!state.identity, state: state, speak: speak, handle: handle };
};
