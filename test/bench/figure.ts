// One measured figure beside the budget that it must keep, and the table of them.

export interface Figure {
  /** What was measured: `bundle, code-display on pixljs`. */
  readonly title: string;
  readonly value: number;
  readonly unit: string;
  /** Undefined: the figure is shown and nothing is asked of it. */
  readonly budget?: number;
  /** Which side of the budget is the good one. */
  readonly bound: 'at most' | 'at least';
  /** What the figure makes in other units, for people. */
  readonly note?: string;
}

/** A group of figures that are measured together. */
export interface Measurement {
  readonly title: string;
  /** Measures. An error stands for a figure that could not be had, which counts as a missed budget. */
  readonly measure: () => Promise<readonly Figure[]> | AsyncIterable<Figure>;
}

export function isWithinBudget({ value, budget, bound }: Figure): boolean {
  if (budget === undefined) return true;
  return bound === 'at most' ? value <= budget : value >= budget;
}

/** `bundle ...   15,344 bytes   at most 16,384 bytes   ok` */
export function figureLine(figure: Figure): string {
  const { title, value, unit, budget, bound, note } = figure;
  const asked = budget === undefined ? '' : `  ${bound} ${amount(budget)} ${unit}`;
  return [
    title.padEnd(58),
    `${amount(value)} ${unit}`.padStart(22),
    asked.padEnd(34),
    budget === undefined ? '' : isWithinBudget(figure) ? 'ok' : 'OVER',
    note ?? '',
  ]
    .join(' ')
    .trimEnd();
}

function amount(value: number): string {
  const digits = Number.isInteger(value) ? 0 : Math.max(0, Math.min(4, 2 - Math.floor(Math.log10(Math.abs(value)))));
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
