// Where the virtual board is known to differ from the real interpreter, text by text. An entry that no longer holds
// makes the suite fail: so this list can only be right.

export interface KnownDifference {
  /** The case's name. */
  readonly in: string;
  /** What the real interpreter printed there: whole lines. */
  readonly real: string;
  /** What the virtual board prints instead. */
  readonly virtual: string;
  readonly why: string;
}

export const knownDifferences: readonly KnownDifference[] = [];

/** What the virtual board must print, given what the real interpreter printed. Errors name an entry that is wrong. */
export function expectedOfVirtual(name: string, recorded: string): string {
  let text = recorded;
  for (const difference of knownDifferences) {
    if (difference.in !== name) continue;
    if (!text.includes(difference.real)) {
      throw new Error(`known-differences.ts: the real interpreter does not print "${difference.real}" in ${name}`);
    }
    text = text.replace(difference.real, () => difference.virtual);
  }
  return text;
}
