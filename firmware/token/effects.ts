// What the machine must do, in order. One that the store refuses ends the list, and `refused` comes back.
import type { Bytes } from '../core/bytes.ts';

/** Which one: a number, because Espruino compares those fastest. */
export const enum Do {
  Draw,
  Dark,
  Alarm,
  Mark,
  Credential,
  Record,
  Load,
  Wipe,
  Hold,
  Battery,
  Send,
  Restart,
}

export type Effect =
  /** Bring what the state says to the holder: painted and, on a code reader, spoken. */
  | { readonly do: Do.Draw }
  /** Switch the panel off. */
  | { readonly do: Do.Dark }
  | { readonly do: Do.Alarm; readonly alarm: number; readonly delayMs: number | undefined }
  /** Use up one HOTP counter: before its code is shown. */
  | { readonly do: Do.Mark; readonly slot: number; readonly index: number }
  /** Store a credential with an empty tally of marks, then forget the one before. */
  | { readonly do: Do.Credential; readonly payload: Bytes }
  | { readonly do: Do.Record; readonly name: string; readonly payload: Bytes }
  /** Read the records again. */
  | { readonly do: Do.Load }
  /** Overwrite and remove credential, marks, settings. */
  | { readonly do: Do.Wipe }
  /** From the next start on, leave the console to the technician. */
  | { readonly do: Do.Hold }
  | { readonly do: Do.Battery }
  | { readonly do: Do.Send; readonly body: string }
  | { readonly do: Do.Restart };
