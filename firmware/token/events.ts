// What the hand, the clock and the wire did. `atSeconds` is the board's uptime at that moment.
import type { Bytes } from '../core/bytes.ts';

/** Alarms that the application sets. */
export const enum AlarmId {
  tick,
  hold,
}

/** Which one: a number, because Espruino compares those fastest. */
export const enum Did {
  down,
  up,
  alarm,
  line,
  battery,
  refused,
  loaded,
}

export type TokenEvent =
  | { readonly type: Did.down; readonly key: string; readonly atSeconds: number }
  | { readonly type: Did.up; readonly key: string; readonly atSeconds: number }
  | { readonly type: Did.alarm; readonly alarm: number; readonly atSeconds: number }
  /** A whole line came; `atSeconds` is when its last byte did. `noise`: 32 bits of the board's. */
  | { readonly type: Did.line; readonly line: string; readonly atSeconds: number; readonly noise: number }
  | { readonly type: Did.battery; readonly percent: number }
  /** The store refused an effect; those after it were not done. `onWire`: a line had asked for it, and waits for an answer. */
  | { readonly type: Did.refused; readonly onWire: boolean; readonly atSeconds: number }
  /** The stored records were read (again). */
  | { readonly type: Did.loaded; readonly records: Records };

/** What the store holds, read and checked. */
export interface Records {
  readonly credential: Bytes | undefined;
  /** Slot of the credential record: names its file of counter marks. */
  readonly slot: number;
  readonly marks: number;
  readonly trim: Bytes | undefined;
  readonly wrongProofs: number;
}
