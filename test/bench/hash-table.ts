// The table of evidence that says which board computes which hash, and what a code costs with it.
import type { HashSource } from '../../hardware/board.ts';
import { boards } from '../../hardware/boards.ts';
import { million, number, table, timed } from './cells.ts';
import { millisecondsOf } from './estimate.ts';
import type { HashCost, HashCosts } from './hash-costs.ts';
import { mostPercentOfPlain, mostSha512Seconds } from './interpreter-budget.ts';

const names = { sha1: 'SHA-1', sha256: 'SHA-256', sha512: 'SHA-512' } as const;
type Name = keyof typeof names;
const all = Object.keys(names) as readonly Name[];

/** A row for each board, and what stands for all of them. */
export function hashTable(costs: HashCosts): string {
  const head = [
    'A code in the core alone, its key prepared',
    `SHA-1 (own: at most ${mostPercentOfPlain} % of plain loops)`,
    `SHA-256 (own: at most ${mostPercentOfPlain} %)`,
    `SHA-512 (own: under ${mostSha512Seconds} s, or refused)`,
  ];
  const rows = boards.map(({ title, hashes }) => [title, ...all.map((name) => cell(hashes[name], costs[name]))]);
  return table(head, [
    ...rows,
    ['native on any board: two hashes alone', ...all.map((name) => `${million(costs[name].twoNative)} M`)],
    ['own on any board', ...all.map((name) => ownText(costs[name]))],
    ['plain loops, key not prepared', ...all.map((name) => plainText(costs[name]))],
  ]);
}

/** Of what these figures are. */
export function hashSource({ interpreter, programBytes, programSha256 }: HashCosts): string {
  return (
    `Hashes on ${interpreter}; our own in a program of ${number(programBytes)} bytes, SHA-256 ${programSha256.slice(0, 8)}.... ` +
    'Time is that of a 64 MHz nRF52.'
  );
}

/** What is over its budget, a sentence for each; `sources` says where a board has its hashes from. */
export function hashOffences(
  costs: HashCosts,
  sources: readonly { readonly title: string; readonly hashes: Readonly<Record<Name, HashSource>> }[],
): string[] {
  const offences: string[] = [];
  for (const name of ['sha1', 'sha256'] as const) {
    const percent = percentOfPlain(costs[name]);
    if (!(percent <= mostPercentOfPlain)) offences.push(`our own ${names[name]} takes ${percent} % of plain loops`);
  }
  const seconds = millisecondsOf(costs.sha512.own) / 1000;
  for (const { title, hashes } of sources) {
    if (hashes.sha512 === 'own' && seconds >= mostSha512Seconds)
      offences.push(`${title} offers our own SHA-512, which takes ${seconds} s`);
  }
  return offences;
}

function cell(source: HashSource, cost: HashCost): string {
  if (source === 'native') return `native, ${million(cost.native)} M`;
  return source === 'own' ? `own, ${ownText(cost)}` : 'refused';
}

function ownText(cost: HashCost): string {
  return cost.plain === undefined ? timed(cost.own) : `${timed(cost.own)}, ${percentOfPlain(cost).toFixed(1)} %`;
}

function plainText({ plain }: HashCost): string {
  return plain === undefined ? '-' : `${million(plain)} M`;
}

/** NaN where there is no program in plain loops. */
function percentOfPlain({ own, plain = Number.NaN }: HashCost): number {
  return (100 * own) / plain;
}
