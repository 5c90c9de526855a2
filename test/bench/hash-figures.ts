// npm run bench -- --espruino PATH: what a code costs in the core alone, with each hash, beside its budgets.
import { boards } from '../../hardware/boards.ts';
import { millisecondsOf, timeText } from './estimate.ts';
import type { Figure } from './figure.ts';
import type { HashCosts } from './hash-costs.ts';
import { mostPercentOfPlain, mostSha512Seconds } from './interpreter-budget.ts';

/**
 * Rows of the core's codes.
 * @param mostNative budget for a code with the board's own hash, in instructions
 */
export function hashFigures({ sha1, sha256, sha512 }: HashCosts, mostNative: number): readonly Figure[] {
  const figures: Figure[] = [];
  for (const [name, cost] of [['SHA-1', sha1] as const, ['SHA-256', sha256] as const, ['SHA-512', sha512] as const]) {
    figures.push(instructions(`two native ${name} alone`, cost.twoNative));
    figures.push(instructions(`core hotp() with the native ${name}`, cost.native, mostNative));
    figures.push(instructions(`code with our own ${name}`, cost.own));
    if (cost.plain === undefined) continue;
    figures.push(instructions('the same in plain loops', cost.plain), {
      title: `our own ${name} against plain loops`,
      value: (100 * cost.own) / cost.plain,
      unit: '%',
      budget: mostPercentOfPlain,
      bound: 'at most',
    });
  }
  const offered = boards.filter(({ hashes }) => hashes.sha512 === 'own').map(({ title }) => title);
  figures.push({
    title: `code with our own SHA-512 (offered on: ${offered.join(', ') || 'no board'})`,
    value: millisecondsOf(sha512.own) / 1000,
    unit: 's on a 64 MHz nRF52, estimated',
    bound: 'at most',
    ...(offered.length > 0 ? { budget: mostSha512Seconds } : {}),
  });
  return figures;
}

function instructions(title: string, value: number, budget?: number): Figure {
  const note = timeText(value);
  return { title, value, unit: 'instructions', bound: 'at most', note, ...(budget === undefined ? {} : { budget }) };
}
