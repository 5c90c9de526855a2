// What the hand, the clock and the wire did. `atSeconds` is the board's uptime at that moment.
import type { Bytes } from '../core/bytes.ts';

/** Alarms that the application sets. */
export const enum AlarmId {
  Tick,
  /** Of a code display: the key is held. */
  Hold,
  /** Of a code reader: the page is due, now that its words sound. */
  Paint,
}

/** Which one: a number, because Espruino compares those fastest. */
export const enum Did {
  Down,
  Up,
  Alarm,
  Line,
  Battery,
  Refused,
  Loaded,
  /** What the loudspeaker was given has been heard to its end. */
  Spoken,
  Headset,
}

export type TokenEvent =
  | { readonly type: Did.Down; readonly key: string; readonly atSeconds: number }
  | { readonly type: Did.Up; readonly key: string; readonly atSeconds: number }
  | { readonly type: Did.Spoken; readonly atSeconds: number }
  | { readonly type: Did.Headset; readonly plugged: boolean; readonly atSeconds: number }
  | { readonly type: Did.Alarm; readonly alarm: number; readonly atSeconds: number }
  /** A whole line came; `atSeconds` is when its last byte did. `noise`: 32 bits of the board's. */
  | { readonly type: Did.Line; readonly line: string; readonly atSeconds: number; readonly noise: number }
  | { readonly type: Did.Battery; readonly percent: number }
  /** The store refused an effect; those after it were not done. `onWire`: a line had asked for it, and waits for an answer. */
  | { readonly type: Did.Refused; readonly onWire: boolean; readonly atSeconds: number }
  /** The stored records were read (again). */
  | { readonly type: Did.Loaded; readonly records: Records };

/** What the store holds, read and checked. */
export interface Records {
  /** Payloads; '' where there is no record. */
  readonly credential: Bytes;
  /** Slot of the credential record: names its file of counter marks. */
  readonly slot: number;
  readonly marks: number;
  readonly settingsPayload: Bytes;
  readonly logPayload: Bytes;
}
