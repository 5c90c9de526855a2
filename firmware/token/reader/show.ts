// Brings what the state says to the holder: first to the ears, then to the eyes. Both are made from the same items.
import type { Bytes } from '../../core/bytes.ts';
import type { Machine, Screen, Speaker, Store } from '../../core/machine.ts';
import { Setting } from '../../core/records/settings-record.ts';
import { Clip } from '../../core/words/clip.ts';
import { AlarmId, type TokenEvent } from '../events.ts';
import { View, type Holder, type Speak, type State } from '../state.ts';
import { toldItems, warningOf, words } from './items.ts';
import { itemsOf, languageOf, languagesOf } from './menus.ts';
import type { Page } from './page.ts';
import { newReader, Place, Tell, type Reader } from './reader.ts';
import { updateReader } from './update.ts';
import { findVoice, numberItem, rateOf, spansOf } from './voice.ts';

/**
 * Long enough for the present turn to end and the interpreter to be idle once: a timer that is due by then goes before what the
 * loudspeaker tells (seen with 2v29), and the page would come first again.
 */
const paintDelayMs = 20;

/** Items as they are written. */
const textOf = (speak: Speak, items: readonly number[]): Bytes => {
  const texts: Bytes[] = [];
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!;
    if (item >= 0) texts.push(item < numberItem ? speak(item) : '' + (item - numberItem));
  }
  return texts.join(' ');
};

/** The page of the state, with the phrases that can be told of it, in the language that is spoken. */
const pageOf = (state: State, reader: Reader, machine: Machine, speak: Speak, phrases: readonly number[][]): Page => {
  const voice = reader.voice!;
  const write: Speak = (line) => {
    const text = machine.store.read('kk.' + voice.language);
    return text ? text.split('\n')[line]! : speak(line);
  };
  // The language's own name.
  const failed = voice.whole ? '' : speak(Clip.LanguageName);
  const isCode = state.view === View.Code;
  const terms = state.terms;
  const values = state.settingValues;
  const texts: Bytes[] = [];
  const warnings: Bytes[] = [];
  for (let i = 0; i < phrases.length; i++) texts.push(textOf(write, phrases[i]!));
  if (state.view === View.Info && reader.place === Place.Device && itemsOf(state, reader)[reader.item] === Clip.About) {
    texts.push((state.identity ? state.identity.serialNumber : '-') + ' ' + state.around.firmwareHash);
  }
  if (!voice.whole) warnings.push(write(Clip.VoiceFailed) + ' ' + failed);
  if (reader.notice && reader.place !== Place.News) warnings.push(write(reader.notice));
  if (isCode && warningOf(state)) warnings.push(write(warningOf(state)));
  return {
    code: !isCode ? '' : reader.digits < 0 ? state.code : state.code.slice(0, reader.digits),
    digits: isCode ? terms!.digits : 0,
    leftSeconds: isCode && !terms!.eventBased ? state.leftSeconds : -1,
    periodSeconds: terms ? terms.periodSeconds : 30,
    phrases: texts,
    warning: warnings.join(' '),
    // The words go before the warning: the failed language is known by its first letters, in capitals, for the panel ends there.
    sign: failed !== '' && texts.length > 0 ? '! ' + failed.slice(0, 3).toUpperCase() : '!',
    large: values[Setting.Large] === 1,
    inverse: values[Setting.Inverse] === 1,
  };
};

/** Has the items said, or beeps where no voice is whole. */
const say = (speaker: Speaker, store: Store, state: State, reader: Reader, items: readonly number[]): void => {
  const voice = reader.voice!;
  const pace = state.settingValues[Setting.Pace]!;
  speaker.volume(3 - state.settingValues[Setting.Volume]!);
  if (voice.file === '') speaker.beep(1);
  else {
    speaker.play(voice.file, rateOf(voice, pace), spansOf(store.read(voice.file)!, voice, pace, items));
  }
};

const show = (
  reader: Reader,
  state: State,
  machine: Machine,
  speaker: Speaker,
  speak: Speak,
  paintPage: (screen: Screen, page: Page, timeOnly: boolean) => void,
): void => {
  if (reader.hush) {
    reader.hush = false;
    reader.cut = true;
    speaker.hush();
    return;
  }
  const chosen = state.settingValues[Setting.Language]!;
  if (!reader.voice || reader.voice.chosen !== chosen) {
    reader.voice = findVoice(machine.store, chosen, languageOf(state), languagesOf(state));
    reader.warned = false;
  }
  if (state.view === View.Dark) return;
  reader.saving = false;
  // Whenever the panel comes on, something is told.
  const silent = reader.tell === Tell.Nothing;
  const phrases = words(state, reader, machine.uptimeSeconds());
  if (reader.tell !== Tell.Nothing) {
    const items = toldItems(state, reader, phrases);
    reader.told = reader.tell;
    reader.tell = Tell.Nothing;
    say(speaker, machine.store, state, reader, items);
    if (reader.cut) {
      // Ears first: painted now, the page would keep the interpreter from its next sound for a fifth of a second.
      reader.cut = false;
      reader.painted = '';
      machine.alarm(AlarmId.Paint, paintDelayMs);
      return;
    }
  }
  const page = pageOf(state, reader, machine, speak, phrases);
  const painted = page.code + page.warning + page.phrases;
  paintPage(machine.screen, page, silent && painted === reader.painted);
  reader.painted = painted;
};

/** The holder's side of a code reader, with what paints its pages; `headset`: one is plugged in at the start. */
export const readerHolder = (
  paintPage: (screen: Screen, page: Page, timeOnly: boolean) => void,
  headset: boolean,
  speaker: Speaker,
): Holder => {
  const reader = newReader(headset);
  return {
    update: (state: State, event: TokenEvent) => updateReader(reader, state, event),
    show: (state, machine, speak) => show(reader, state, machine, speaker, speak, paintPage),
  };
};
