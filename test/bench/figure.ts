// One measured figure beside the budget that it must keep, and the table of them.

export interface Figure {
  /** What was measured: `bundle, code-display on pixljs`. */
  readonly title: string;
  readonly value: number;
  readonly unit: string;
  readonly budget: number;
  /** Which side of the budget is the good one. */
  readonly bound: 'at most' | 'at least';
}

/** A group of figures that are measured together. */
export interface Measurement {
  readonly title: string;
  /** Measures. An error stands for a figure that could not be had, which counts as a missed budget. */
  readonly measure: () => Promise<readonly Figure[]>;
}

export function isWithinBudget({ value, budget, bound }: Figure): boolean {
  return bound === 'at most' ? value <= budget : value >= budget;
}

/** `bundle ...   15,344 bytes   at most 16,384 bytes   ok` */
export function figureLine(figure: Figure): string {
  const { title, value, unit, budget, bound } = figure;
  return [
    title.padEnd(58),
    `${amount(value)} ${unit}`.padStart(22),
    `  ${bound} ${amount(budget)} ${unit}`.padEnd(34),
    isWithinBudget(figure) ? 'ok' : 'OVER',
  ].join(' ');
}

function amount(value: number): string {
  const digits = Number.isInteger(value) ? 0 : Math.max(0, Math.min(4, 2 - Math.floor(Math.log10(Math.abs(value)))));
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
