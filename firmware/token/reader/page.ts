// What the code reader's panel shows: the words that are being said, and the code. Made by the views, painted by paint.ts.
import type { Bytes } from '../../core/bytes.ts';

export interface Page {
  /** The digits that may be seen now. */
  readonly code: string;
  /** How many digits the whole code has: while it is read out one by one, `code` is its beginning. 0: no code here. */
  readonly digits: number;
  /** Whole seconds that the code still lasts; -1: it does not end by itself. */
  readonly leftSeconds: number;
  readonly periodSeconds: number;
  /** The title first, then what is said; in the language, one phrase each. Wrapped when painted. */
  readonly phrases: readonly Bytes[];
  /** Something to know beside that ('Battery low'); '' for nothing. */
  readonly warning: Bytes;
  /** Beside the time, where there is no room for all of that beside a code. */
  readonly sign: Bytes;
  /** The holder's choice: words larger, and fewer where there are many. Digits always are as large as they go. */
  readonly large: boolean;
  /** White on black. */
  readonly inverse: boolean;
}
