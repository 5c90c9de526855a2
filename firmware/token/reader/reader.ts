// The code reader's own state, beside the token's: where the holder is, and what is being told. It lives in RAM alone; what
// the holder has chosen is in the settings record.
import type { Voice } from './voice.ts';

/** Where the holder is on a lit panel. */
export const enum Place {
  /** At the code, or at the reason why there is none. SPEAK always leads here. */
  Home,
  Settings,
  Device,
  /** A press says the key's name and does nothing else. */
  Help,
  /** Something was announced while the panel was dark. */
  News,
}

/** What is told: made from the same state as the page, at the same moment. */
export const enum Tell {
  Nothing,
  /** The phrases of the page, from `from` on. */
  Words,
  /** All digits. */
  Code,
  /** The last of the digits that may be seen. */
  Digit,
  /** What follows the digits: how long they last, and warnings. */
  After,
  /** `notice` alone. */
  News,
}

export interface Reader {
  place: Place;
  /** Position in the menu; 0 is the first. */
  item: number;
  /** How many digits have been told of a code that is read one by one; -1: it is read whole. */
  digits: number;
  /** The code changed while it was read one by one. */
  changed: boolean;
  /** The code changes sooner than it could be said. */
  tooFast: boolean;
  /** To be told when the page is next shown. */
  tell: Tell;
  from: number;
  /** What was told last. */
  told: Tell;
  /** Something sounds, or will as soon as the page is shown. */
  speaking: boolean;
  /** What sounds must stop, before anything else is done. */
  hush: boolean;
  /** Something was cut off: the loudspeaker can begin anew only when the interpreter has been idle. */
  cut: boolean;
  headset: boolean;
  /** A clip that was announced, until the next key; 0: none. */
  notice: number;
  /** Key help: the clip of the key that was named last; 0: none. */
  helpKey: number;
  /** The key that came up last. */
  upKey: string;
  /** A choice is being stored. */
  saving: boolean;
  /** What is on the panel, but for the time left; '': something else. */
  painted: string;
  voice: Voice | undefined;
  /** That a voice failed has been heard since the panel came on. */
  warned: boolean;
}

export const newReader = (headset: boolean): Reader => ({
  place: Place.Home,
  item: 0,
  digits: -1,
  changed: false,
  tooFast: false,
  tell: Tell.Nothing,
  from: 0,
  told: Tell.Nothing,
  speaking: false,
  hush: false,
  cut: false,
  headset: headset,
  notice: 0,
  helpKey: 0,
  upKey: '',
  saving: false,
  painted: '',
  voice: undefined,
  warned: false,
});

/** Stops what sounds and what was about to. */
export const silence = (reader: Reader): void => {
  reader.hush = reader.speaking || reader.hush;
  reader.speaking = false;
  reader.tell = Tell.Nothing;
};

/** Has something told when the page is next shown. */
export const tell = (reader: Reader, what: Tell, from: number): void => {
  reader.tell = what;
  reader.from = from;
  reader.speaking = true;
};
