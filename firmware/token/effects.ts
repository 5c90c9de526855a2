// What the machine must do, in order. One that the store refuses ends the list, and `refused` comes back.
import type { Bytes } from '../core/bytes.ts';

/** Which one: a number, because Espruino compares those fastest. */
export const enum Do {
  draw,
  dark,
  alarm,
  mark,
  credential,
  record,
  load,
  wipe,
  hold,
  battery,
  send,
  restart,
}

export type Effect =
  /** Paint what the state says and show it. */
  | { readonly do: Do.draw }
  /** Switch the panel off. */
  | { readonly do: Do.dark }
  | { readonly do: Do.alarm; readonly alarm: number; readonly delayMs: number | undefined }
  /** Use up one HOTP counter: before its code is shown. */
  | { readonly do: Do.mark; readonly slot: number; readonly index: number }
  /** Store a credential with an empty tally of marks, then forget the one before. */
  | { readonly do: Do.credential; readonly payload: Bytes }
  | { readonly do: Do.record; readonly name: string; readonly payload: Bytes }
  /** Read the records again. */
  | { readonly do: Do.load }
  /** Overwrite and remove credential, marks, trim. */
  | { readonly do: Do.wipe }
  /** From the next start on, leave the console to the technician. */
  | { readonly do: Do.hold }
  | { readonly do: Do.battery }
  | { readonly do: Do.send; readonly body: string }
  | { readonly do: Do.restart };
