// What the panel shows for each view: drawn whole every time, so that what is on it never depends on what was.
import type { Bytes } from '../core/bytes.ts';
import { errorSeconds } from '../core/clock/clock.ts';
import { bigFont, textFont, type Machine, type Screen } from '../core/machine.ts';
import { Setting } from '../core/records/settings-record.ts';
import { Word } from '../core/words/word.ts';
import { clockState } from './codes.ts';
import { Fault, View, type Speak, type State } from './state.ts';

const put = (phrase: Bytes, value: string | number): Bytes => phrase.replace('%', '' + value);

/** Below this the holder is told. */
const lowBatteryPercent = 15;
/** From this many seconds on, the screen says that the code is about to change. */
const soonSeconds = 5;

/** Lines of text, one under the other. */
const paintLines = (screen: Screen, text: Bytes, left: number, top: number): void => {
  const lines = text.split('|');
  for (let i = 0; i < lines.length; i++) screen.text(textFont, lines[i]!, left, top + i * screen.heightOf(textFont));
};

/** Words beside the digits, or in one line below them. No function within paintCode: that and what it sees would hold each other. */
const paintWords = (screen: Screen, phrase: Bytes, below: boolean, left: number, top: number): void =>
  paintLines(screen, below ? phrase.split('|').join(' ') : phrase, left, top);

/** The code in two rows, the seconds left as a number and as a bar that empties, and what else must be known. */
const paintCode = (state: State, machine: Machine, speak: Speak): void => {
  const screen = machine.screen;
  const terms = state.terms!;
  const half = (terms.digits + 1) >> 1;
  const first = state.code.slice(0, half);
  const font = half > 3 ? bigFont : screen.sixDigitFont;
  // The font has a bar under each 6 and 9: held upside down, no digit can be taken for another.
  const rowHeight = screen.heightOf(font) + 1;
  const lineHeight = screen.heightOf(textFont);
  screen.text(font, first, 0, 0);
  screen.text(font, state.code.slice(half), 0, rowHeight);
  const beside = screen.widthOf(font, first) + 4;
  // The words stand beside the digits, or below them where the panel is tall enough for two lines and the bar.
  const below = screen.height - 2 * rowHeight > 2 * lineHeight + 6;
  const aside = below ? 3 : beside;
  const top = below ? 2 * rowHeight : 1;
  // Beside nine or ten digits there is room for a number alone.
  const narrow = !below && screen.width - beside < screen.widthOf(textFont, '00 s');
  if (!terms.eventBased) {
    const bottom = screen.height - 1;
    const left = state.leftSeconds;
    const soon = left <= soonSeconds;
    if (soon) {
      screen.fill(aside - 3, top - 1, screen.width - 1, top + lineHeight * (below || narrow ? 1 : 3));
      screen.reverse(true);
    }
    paintWords(screen, put(narrow ? '%' : speak(soon ? Word.changesSoon : Word.secondsLeft), left), below, aside, top);
    if (soon) screen.reverse(false);
    screen.fill(0, bottom, screen.width - 1, bottom);
    // Rounded up, so that the last second has its share.
    screen.fill(0, bottom - 4, ((screen.width * left - 1) / terms.periodSeconds) | 0, bottom);
  }
  // Only now: whoever waits for the digits does not wait for this.
  state.batteryPercent = machine.batteryPercent();
  const lowBattery = state.batteryPercent < lowBatteryPercent;
  const warnSeconds = state.settingValues[Setting.WarnSeconds]!;
  if (lowBattery || (!terms.eventBased && errorSeconds(state.runningClock!, machine.uptimeSeconds()) > warnSeconds)) {
    paintWords(
      screen,
      narrow ? '!' : speak(lowBattery ? Word.batteryLow : Word.setClockSoon),
      below,
      aside,
      below ? top + lineHeight : rowHeight,
    );
  }
};

/** A title in reverse, and what to do under it. */
const paintMessage = (screen: Screen, phrase: Bytes): void => {
  const lineHeight = screen.heightOf(textFont);
  const cut = phrase.indexOf('|');
  screen.fill(0, 0, screen.width - 1, lineHeight + 1);
  screen.reverse(true);
  screen.text(textFont, phrase.slice(0, cut), 2, 1);
  screen.reverse(false);
  paintLines(screen, phrase.slice(cut + 1), 0, lineHeight + 4);
};

const paintInfo = (state: State, screen: Screen, speak: Speak, atSeconds: number): void => {
  const serial = state.identity ? state.identity.serialNumber : '-';
  const clock = clockState(state, atSeconds);
  paintLines(
    screen,
    speak(Word.serial) +
      serial +
      '|' +
      speak(Word.firmware) +
      state.around.firmwareHash +
      '|' +
      put(speak(clock === 'lost' ? Word.clockIsLost : Word.clockWithin), state.clockErrorSeconds) +
      '|' +
      (state.batteryPercent < lowBatteryPercent
        ? speak(Word.batteryLow).replace('|', ' ') + ': % %'
        : speak(Word.battery)
      ).replace('%', '' + state.batteryPercent),
    0,
    0,
  );
};

/** Why there is no code. */
const reason = (state: State, atSeconds: number): Word => {
  if (state.faultNumber !== Fault.None) return Word.fault;
  if (!state.key) return Word.blank;
  return clockState(state, atSeconds) === 'lost' ? Word.clockLost : Word.clockUnsure;
};

/** Paints the state's view and shows it. */
export const paint = (state: State, machine: Machine, speak: Speak): void => {
  const screen = machine.screen;
  screen.clear();
  if (state.view === View.Code) paintCode(state, machine, speak);
  else {
    const atSeconds = machine.uptimeSeconds();
    if (state.view === View.Wait) paintMessage(screen, put(speak(Word.waitForNext), state.leftSeconds));
    if (state.view === View.Notice) paintMessage(screen, put(speak(reason(state, atSeconds)), state.faultNumber));
    if (state.view === View.Info) paintInfo(state, screen, speak, atSeconds);
  }
  screen.show();
};
