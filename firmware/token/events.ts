// What the hand, the clock and the wire did. `atSeconds` is the board's uptime at that moment.
import type { Bytes } from '../core/bytes.ts';

/** Alarms that the application sets. */
export const tickAlarm = 0;
export const holdAlarm = 1;

export type TokenEvent =
  | { readonly type: 'down'; readonly key: string; readonly atSeconds: number }
  | { readonly type: 'up'; readonly key: string; readonly atSeconds: number }
  | { readonly type: 'alarm'; readonly alarm: number; readonly atSeconds: number }
  /** A whole line came; `atSeconds` is when its last byte did. `noise`: 32 bits of the board's. */
  | { readonly type: 'line'; readonly line: string; readonly atSeconds: number; readonly noise: number }
  | { readonly type: 'battery'; readonly percent: number }
  /** The store refused an effect; those after it were not done. `onWire`: a line had asked for it, and waits for an answer. */
  | { readonly type: 'refused'; readonly onWire: boolean; readonly atSeconds: number }
  /** The stored records were read (again). */
  | { readonly type: 'loaded'; readonly records: Records };

/** What the store holds, read and checked. */
export interface Records {
  readonly credential: Bytes | undefined;
  /** Slot of the credential record: names its file of counter marks. */
  readonly slot: number;
  readonly marks: number;
  readonly trim: Bytes | undefined;
  readonly wrongProofs: number;
}
