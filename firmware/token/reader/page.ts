// What the code reader's panel shows: the words that are being said, and the code. Made by the views, painted by paint.ts.
import type { Bytes } from '../../core/bytes.ts';

export interface Page {
  /** The digits that may be seen now; '' when there is no code on the page. */
  readonly code: string;
  /** How many digits the whole code has: while it is read out one by one, `code` is its beginning. */
  readonly digits: number;
  /** Whole seconds that the code still lasts; -1: it does not end by itself. */
  readonly leftSeconds: number;
  readonly periodSeconds: number;
  /** The title first, then what is said; in the language, one phrase each. Wrapped when painted. */
  readonly phrases: readonly Bytes[];
  /** Something to know beside a code ('Battery low'); '' for nothing. */
  readonly warning: Bytes;
  /** The holder's choice: everything as large as it goes, and fewer words. */
  readonly large: boolean;
  /** White on black. */
  readonly inverse: boolean;
}
