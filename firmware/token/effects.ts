// What the machine must do, in order. One that the store refuses ends the list, and `refused` comes back.
import type { Bytes } from '../core/bytes.ts';

export type Effect =
  /** Paint what the state says and show it. */
  | { readonly do: 'draw' }
  /** Switch the panel off. */
  | { readonly do: 'dark' }
  | { readonly do: 'alarm'; readonly alarm: number; readonly delayMs: number | undefined }
  /** Use up one HOTP counter: before its code is shown. */
  | { readonly do: 'mark'; readonly slot: number; readonly index: number }
  /** Store a credential with an empty tally of marks, then forget the one before. */
  | { readonly do: 'credential'; readonly payload: Bytes }
  | { readonly do: 'record'; readonly name: string; readonly payload: Bytes }
  /** Read the records again. */
  | { readonly do: 'load' }
  /** Overwrite and remove credential, marks, trim. */
  | { readonly do: 'wipe' }
  /** From the next start on, leave the console to the technician. */
  | { readonly do: 'hold' }
  | { readonly do: 'battery' }
  | { readonly do: 'send'; readonly body: string }
  | { readonly do: 'restart' };
