// The code reader's one place where anything changes: an event comes in, the states are changed, effects go out. The wire,
// the records and the rules of codes are the token's.
import { decodeSettings, readerSettings, Setting } from '../../core/records/settings-record.ts';
import { Clip } from '../../core/words/clip.ts';
import { prepare, tick } from '../codes.ts';
import { Do, type Effect } from '../effects.ts';
import { AlarmId, Did, type TokenEvent } from '../events.ts';
import { takeRecords } from '../load.ts';
import { Fault, View, type State } from '../state.ts';
import { refused } from '../update.ts';
import { receiveLine } from '../wire.ts';
import { home, isTicking, stay } from './home.ts';
import { afterItems } from './items.ts';
import { keyDown } from './keys.ts';
import { makeReady } from './press.ts';
import { Place, Tell, silence, tell, type Reader } from './reader.ts';

const draw: Effect = { do: Do.Draw };

/** Announces one clip beside whatever is shown; on a dark panel by itself. */
const announce = (reader: Reader, state: State, clip: Clip, atSeconds: number): Effect[] => {
  const effects: Effect[] = reader.speaking ? [draw] : [];
  silence(reader);
  reader.notice = clip;
  if (state.view === View.Dark) {
    state.view = View.Info;
    reader.place = Place.News;
    reader.warned = false;
  }
  tell(reader, Tell.News, 0);
  effects.push(draw);
  return effects.concat(stay(state, atSeconds));
};

/** Waiting for the next code. What is being said is said to its end; then the code that is there by then is told. */
const wait = (reader: Reader, state: State, atSeconds: number): Effect[] => {
  if (reader.speaking) {
    state.leftSeconds = Math.max(0, state.leftSeconds - 1);
    return [draw, { do: Do.Alarm, alarm: AlarmId.Tick, delayMs: 1000 }];
  }
  const effects = home(reader, state, atSeconds, false);
  // Still waiting: that has been said.
  if (state.view === View.Wait) silence(reader);
  return effects;
};

/** A second has passed on a lit panel, or its time is up. */
const pass = (reader: Reader, state: State, atSeconds: number): Effect[] => {
  if (state.view === View.Wait) return wait(reader, state, atSeconds);
  if (reader.speaking) stay(state, atSeconds);
  const before = state.code;
  const effects = tick(state, atSeconds);
  if (state.view === View.Code && before !== '' && state.code !== before) {
    // Digits of two codes must never be heard as one.
    if (reader.speaking && reader.told === Tell.Code) {
      silence(reader);
      effects.push(draw);
    }
    if (reader.digits > 0) {
      reader.digits = 0;
      reader.changed = true;
      tell(reader, Tell.Words, 0);
    }
  }
  if (state.view !== View.Dark && !isTicking(state)) {
    effects.push({ do: Do.Alarm, alarm: AlarmId.Tick, delayMs: Math.max(1, (state.untilSeconds - atSeconds) * 1000) });
  }
  return effects;
};

/** What was told has been heard: then comes what follows it. */
const heard = (reader: Reader, state: State, atSeconds: number): Effect[] => {
  reader.speaking = false;
  if (state.view === View.Dark) return [];
  if (state.view === View.Wait) return wait(reader, state, atSeconds);
  if (reader.told === Tell.After) reader.warned = true;
  if (reader.voice!.file !== '' && afterItems(state, reader).length > 0) {
    tell(reader, Tell.After, 0);
    const effects: Effect[] = [draw];
    return effects.concat(stay(state, atSeconds));
  }
  return stay(state, atSeconds);
};

const line = (reader: Reader, state: State, text: string, atSeconds: number, noise: number): Effect[] => {
  const wasLit = state.view !== View.Dark;
  const language = state.settingValues[Setting.Language];
  const effects = receiveLine(state, text, atSeconds, noise);
  makeReady(state);
  if (state.view === View.Dark && wasLit) {
    silence(reader);
    effects.push(draw);
  }
  // Another voice is looked at now, and not when somebody waits for it to speak.
  if (state.settingValues[Setting.Language] !== language) effects.push(draw);
  return effects;
};

/** The store refused a write. */
const notStored = (reader: Reader, state: State, onWire: boolean, atSeconds: number): Effect[] => {
  if (!onWire && reader.saving) {
    reader.saving = false;
    const effects: Effect[] = [{ do: Do.Load }];
    return effects.concat(announce(reader, state, Clip.NotSaved, atSeconds));
  }
  const effects = refused(state, onWire, atSeconds);
  if (!onWire && state.faultNumber === Fault.Store && state.view === View.Notice) tell(reader, Tell.Words, 0);
  return effects;
};

/** The effects of one event. Changes the two states and nothing else. */
export const updateReader = (reader: Reader, state: State, event: TokenEvent): Effect[] => {
  switch (event.type) {
    case Did.Down:
      return keyDown(reader, state, event.key, event.atSeconds);
    case Did.Up:
      reader.upKey = event.key;
      state.readySeconds = event.atSeconds + state.settingValues[Setting.StrikeMilliseconds]! / 1000;
      makeReady(state);
      return [];
    case Did.Alarm:
      return event.alarm === AlarmId.Paint ? [draw] : pass(reader, state, event.atSeconds);
    case Did.Spoken:
      return heard(reader, state, event.atSeconds);
    case Did.Headset:
      if (reader.headset === event.plugged) return [];
      reader.headset = event.plugged;
      return announce(reader, state, event.plugged ? Clip.HeadsetIn : Clip.HeadsetOut, event.atSeconds);
    case Did.Line:
      return line(reader, state, event.line, event.atSeconds, event.noise);
    case Did.Battery:
      state.batteryPercent = event.percent;
      return [];
    case Did.Loaded:
      takeRecords(state, event.records);
      state.settingValues = decodeSettings(event.records.settingsPayload, readerSettings(state.around.boundPpm));
      prepare(state);
      makeReady(state);
      // On a dark panel nothing is drawn: the voice is looked at.
      return state.view === View.Dark ? [draw] : [];
    case Did.Refused:
      return notStored(reader, state, event.onWire, event.atSeconds);
  }
};
