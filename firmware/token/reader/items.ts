// The words of every view, as items: clips, numbers (numberItem + n) and pauses. The same items are written on the page and
// spoken; a phrase is a line of the page.
import { secondsLeft } from '../../core/codes/totp.ts';
import { utcSeconds } from '../../core/clock/clock.ts';
import { Setting } from '../../core/records/settings-record.ts';
import { Clip } from '../../core/words/clip.ts';
import { clockState } from '../codes.ts';
import { Fault, View, type State } from '../state.ts';
import { itemsOf, settingOf } from './menus.ts';
import { Place, Tell, type Reader } from './reader.ts';
import { digitPause, groupPause, numberItem, phrasePause } from './voice.ts';

/** Below this the holder is told. */
export const lowBatteryPercent = 15;

const number = (n: number): number => numberItem + Math.min(999, n);

/** The digits in groups: 3+3, 3+4, 4+4, 3+3+3, 3+3+4. */
export const codeItems = (code: string): number[] => {
  const items: number[] = [];
  const size = code.length;
  const first = size === 8 ? 4 : 3;
  for (let i = 0; i < size; i++) {
    items.push(code.charCodeAt(i) - 48);
    if (i + 1 < size) items.push(i + 1 === first || (size > 8 && i === 5) ? groupPause : digitPause);
  }
  return items;
};

/** Whether codes may sound now. */
export const maySound = (state: State, reader: Reader): boolean =>
  reader.headset || !state.settingValues[Setting.HeadsetOnly];

/** Whether the clock may soon be too far off. */
const setClockSoon = (state: State): boolean =>
  !state.terms!.eventBased && state.clockErrorSeconds > state.settingValues[Setting.WarnSeconds]!;

/** The clip of what must be known beside a code; 0: nothing. */
export const warningOf = (state: State): number =>
  state.batteryPercent < lowBatteryPercent ? Clip.BatteryLow : setClockSoon(state) ? Clip.SetClockSoon : 0;

/**
 * What follows what was told, in sentences of their own: after the last digit how long they last and what must be known; and,
 * once while the panel is on, which language's voice failed. Nothing goes between digits.
 */
export const afterItems = (state: State, reader: Reader): number[] => {
  const items: number[] = [];
  const isCode = state.view === View.Code;
  const whole = reader.told === Tell.Code || (reader.told === Tell.Digit && reader.digits === state.code.length);
  if (isCode && whole) {
    if (!state.terms!.eventBased) items.push(groupPause, number(state.leftSeconds), Clip.SecondsLeft);
    if (state.batteryPercent < lowBatteryPercent) items.push(groupPause, Clip.BatteryLow);
    if (setClockSoon(state)) items.push(groupPause, Clip.SetClockSoon);
  }
  return reader.warned || (isCode && !whole && reader.digits >= 0) ? items : items.concat(reader.voice!.failure);
};

/** Why there is no code. */
const reason = (state: State, atSeconds: number): number[] => {
  if (state.faultNumber !== Fault.None) return [Clip.Fault, number(state.faultNumber)];
  if (!state.key) return [Clip.NotReady];
  return [clockState(state, atSeconds) === 'lost' ? Clip.ClockLost : Clip.ClockUnsure];
};

/** What a menu's item is now. */
const valueOf = (state: State, item: Clip, atSeconds: number): number[] => {
  const value = state.settingValues[settingOf(item)]!;
  const clock = clockState(state, atSeconds);
  const serial = state.identity ? state.identity.serialNumber : '';
  const items: number[] = [];
  switch (item) {
    case Clip.Volume:
      return [number(value + 1)];
    case Clip.Pace:
      return [Clip.Slow + value];
    case Clip.Language:
      return [Clip.LanguageName];
    case Clip.HeadsetOnly:
    case Clip.OneByOne:
    case Clip.Inverse:
      return [value ? Clip.On : Clip.Off];
    case Clip.TextSize:
      return [value ? Clip.Large : Clip.Normal];
    case Clip.Battery:
      return [number(state.batteryPercent), Clip.Percent];
    case Clip.TimeLeft:
      if (state.faultNumber !== Fault.None || !state.key || clock !== 'set') return reason(state, atSeconds);
      return [
        number(Math.ceil(secondsLeft(utcSeconds(state.runningClock!, atSeconds), state.terms!.periodSeconds))),
        Clip.SecondsLeft,
      ];
    case Clip.Clock:
      if (clock !== 'set') return [clock === 'lost' ? Clip.ClockLost : Clip.ClockUnsure];
      // There are no words for one second; what is right within one is right within two.
      return [Clip.ClockWithin, number(Math.max(2, state.clockErrorSeconds)), Clip.Seconds];
    case Clip.About:
      items.push(Clip.CodeReader, phrasePause, Clip.SerialNumber);
      for (let i = 0; i < serial.length; i++) {
        const digit = serial.charCodeAt(i) - 48;
        if (digit >= 0 && digit <= 9) items.push(digitPause, numberItem + digit);
      }
      return items;
    default:
      return items;
  }
};

/** The phrases of the view that is shown, without a code's digits. In a menu: its name, the item, where it is, its value. */
export const words = (state: State, reader: Reader, atSeconds: number): number[][] => {
  switch (state.view) {
    case View.Code:
      if (!maySound(state, reader)) return [[Clip.PlugHeadset]];
      if (reader.tooFast) return [[Clip.TooFast]];
      if (reader.digits !== 0) return [];
      return reader.changed ? [[Clip.NewCode], [Clip.PressNext]] : [[Clip.PressNext]];
    case View.Wait:
      return [[Clip.WaitForNext], [number(state.leftSeconds), Clip.Seconds]];
    case View.Notice:
      return [reason(state, atSeconds), [Clip.AskSupport]];
    default:
  }
  if (reader.place === Place.News) return [[reader.notice]];
  if (reader.place === Place.Help) {
    return reader.helpKey ? [[Clip.KeyHelp], [reader.helpKey], [Clip.PressAgain]] : [[Clip.KeyHelp], [Clip.On]];
  }
  const items = itemsOf(state, reader);
  const item = items[reader.item]!;
  const phrases = [
    [reader.place === Place.Settings ? Clip.Settings : Clip.Device],
    [item],
    [number(reader.item + 1), Clip.Of, number(items.length)],
  ];
  const value = valueOf(state, item, atSeconds);
  if (value.length > 0) phrases.push(value);
  return phrases;
};

/** What is to be told, as one list of items. */
export const toldItems = (state: State, reader: Reader, phrases: readonly number[][]): number[] => {
  if (reader.tell === Tell.Code) return codeItems(state.code);
  if (reader.tell === Tell.After) return afterItems(state, reader);
  if (reader.tell === Tell.News) return [reader.notice];
  if (reader.tell === Tell.Digit) {
    const digit = [state.code.charCodeAt(reader.digits - 1) - 48];
    return reader.digits === state.code.length ? digit.concat([digitPause, Clip.Beep]) : digit;
  }
  let items: number[] = [];
  for (let i = reader.from; i < phrases.length; i++) {
    if (items.length > 0) items.push(phrasePause);
    items = items.concat(phrases[i]!);
  }
  return items;
};
