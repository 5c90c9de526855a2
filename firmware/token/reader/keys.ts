// What the hand did: one press, one thing. No key waits for another one, none has to be held, and SPEAK always leads home.
import { encodeSettings, settingsRecordName } from '../../core/records/settings-record.ts';
import { Clip } from '../../core/words/clip.ts';
import { Do, type Effect } from '../effects.ts';
import { View, type State } from '../state.ts';
import { home, stay } from './home.ts';
import { itemsOf, nextValue, settingOf } from './menus.ts';
import { Place, Tell, silence, tell, type Reader } from './reader.ts';

/** The name of a key. */
const nameOf = (key: string): Clip =>
  key === 'speak' ? Clip.SpeakKey : key === 'next' ? Clip.NextKey : key === 'up' ? Clip.UpKey : Clip.DownKey;

/** The page of where the holder is now, told from that phrase on. */
const page = (reader: Reader, state: State, atSeconds: number, from: number): Effect[] => {
  state.view = View.Info;
  tell(reader, Tell.Words, from);
  const effects: Effect[] = [{ do: Do.Battery }, { do: Do.Draw }];
  return effects.concat(stay(state, atSeconds));
};

/** Changes a choice and stores it; the new value is told in the new voice, at the new loudness. */
const change = (reader: Reader, state: State, setting: number, atSeconds: number): Effect[] => {
  state.settingValues[setting] = nextValue(state, setting);
  reader.saving = true;
  const effects: Effect[] = [{ do: Do.Record, name: settingsRecordName, payload: encodeSettings(state.settingValues) }];
  return effects.concat(page(reader, state, atSeconds, 3));
};

/** NEXT in a menu. */
const choose = (reader: Reader, state: State, atSeconds: number): Effect[] => {
  const item = itemsOf(state, reader)[reader.item]!;
  const setting = settingOf(item);
  if (setting >= 0) return change(reader, state, setting, atSeconds);
  if (item === Clip.KeyHelp) {
    reader.place = Place.Help;
    reader.helpKey = 0;
    return page(reader, state, atSeconds, 0);
  }
  if (item === Clip.NewCode) {
    state.code = '';
    return home(reader, state, atSeconds, false);
  }
  // Information is told again, as it is now.
  return page(reader, state, atSeconds, 3);
};

/** UP and DOWN: a step in the menu that is open; else UP opens one and DOWN the other, at its first item. */
const move = (reader: Reader, state: State, isMenu: boolean, step: number, atSeconds: number): Effect[] => {
  if (!isMenu) {
    reader.place = step > 0 ? Place.Settings : Place.Device;
    reader.item = 0;
    return page(reader, state, atSeconds, 0);
  }
  const count = itemsOf(state, reader).length;
  reader.item = (reader.item + step + count) % count;
  return page(reader, state, atSeconds, 1);
};

/** Key help: names the key. The same one again ends it. */
const help = (reader: Reader, state: State, key: string, atSeconds: number): Effect[] => {
  const name = nameOf(key);
  if (reader.helpKey !== name) {
    reader.helpKey = name;
    return page(reader, state, atSeconds, 1);
  }
  reader.place = Place.Device;
  return key === 'speak' ? home(reader, state, atSeconds, false) : page(reader, state, atSeconds, 1);
};

export const keyDown = (reader: Reader, state: State, key: string, atSeconds: number): Effect[] => {
  if (key === reader.upKey && atSeconds < state.readySeconds) return [];
  const spoke = reader.speaking;
  // Silence comes first, before anything is computed, stored or drawn.
  silence(reader);
  const effects: Effect[] = spoke ? [{ do: Do.Draw }] : [];
  reader.notice = 0;
  if (state.view === View.Dark) {
    reader.place = Place.Home;
    reader.warned = false;
  }
  if (reader.place === Place.Help) return effects.concat(help(reader, state, key, atSeconds));
  if (key === 'speak') {
    return effects.concat(spoke ? stay(state, atSeconds) : home(reader, state, atSeconds, false));
  }
  const isMenu = reader.place === Place.Settings || reader.place === Place.Device;
  if (key === 'next') {
    return effects.concat(isMenu ? choose(reader, state, atSeconds) : home(reader, state, atSeconds, true));
  }
  return effects.concat(move(reader, state, isMenu, key === 'up' ? -1 : 1, atSeconds));
};
