// The rule that keeps costs from creeping up: no figure may rise by more than 5 % over the recorded ones, and figures
// are recorded again only with a reason that stands in CHANGELOG.md, under a mark that belongs to those figures alone.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../tools/setup/root.mjs';
import type { Costs } from './costs.ts';

/** test/bench/recorded/costs.json. */
export interface RecordedCosts {
  readonly format: 1;
  /** Why these figures are right. */
  readonly reason: string;
  /** The line that CHANGELOG.md must have. */
  readonly changelog: string;
  readonly costs: Costs;
}

export interface Comparison {
  /** One sentence for each figure that rose by too much, and for what can't be compared. */
  readonly offences: readonly string[];
  /** One sentence for each figure that fell so far that recording it again would hold the gain. */
  readonly hints: readonly string[];
}

/** Largest rise that needs no reason, as a share of the recorded figure. */
export const toleratedRise = 0.05;
export const recordCommand = 'npm run record-costs -- --reason "why"';
export const recordedFile = join(root, 'test', 'bench', 'recorded', 'costs.json');

/** Throws when there is no such file. */
export function readRecordedCosts(): RecordedCosts {
  return JSON.parse(readFileSync(recordedFile, 'utf8')) as RecordedCosts;
}

/** The most that a figure may be, given the recorded one. */
export function ceiling(recorded: number): number {
  return Math.floor(recorded * (1 + toleratedRise));
}

export function compare(recorded: Costs, measured: Costs): Comparison {
  const offences: string[] = [];
  const hints: string[] = [];
  const before = figuresOf(recorded);
  const after = figuresOf(measured);
  for (const [title, value] of after) {
    const was = before.get(title);
    if (was === undefined) offences.push(`${title} is ${value} and was never recorded: ${recordCommand}`);
    else if (value > ceiling(was))
      offences.push(`${title} rose from ${was} to ${value}: bring it down, or ${recordCommand}`);
    else if (value < was * (1 - toleratedRise)) hints.push(`${title} fell from ${was} to ${value}: ${recordCommand}`);
  }
  for (const title of before.keys()) {
    if (!after.has(title)) offences.push(`${title} is recorded but no longer measured: ${recordCommand}`);
  }
  return { offences, hints };
}

/** The line for CHANGELOG.md. Its mark changes with the figures, so that no old line serves for new figures. */
export function changelogLine(reason: string, costs: Costs): string {
  const mark = createHash('sha256').update(JSON.stringify(costs)).digest('hex').slice(0, 8);
  return `- Costs recorded (${mark}): ${reason}`;
}

/** A reason of substance: words that say something. */
const leastReasonLetters = 20;
const leastReasonWords = 4;

/** What is wrong with a reason, in one sentence, if anything is. */
export function reasonOffence(reason: string): string | undefined {
  const words = new Set(reason.toLowerCase().match(/\p{L}{2,}/gu) ?? []);
  if (words.size >= leastReasonWords && [...words].join('').length >= leastReasonLetters) return undefined;
  return `"${reason}" is no reason: say what changed and why its costs are right, in ${leastReasonLetters} letters or more`;
}

/** The section "Costs" of the changelog, line breaks as spaces. */
function costsSection(changelog: string): string {
  const section = changelog.split(/^(?=#{2,3} )/m).find((one) => /^### Costs\s*$/m.test(one.split('\n')[0]!));
  return (section ?? '').replaceAll(/\s+/g, ' ');
}

/** What is wrong with the record itself. */
export function recordOffences(recorded: RecordedCosts, changelog: string): string[] {
  const { reason, costs } = recorded;
  const offence = reasonOffence(reason);
  if (offence !== undefined) return [`test/bench/recorded/costs.json: ${offence}`];
  if (recorded.changelog !== changelogLine(reason, costs))
    return [`test/bench/recorded/costs.json was changed by hand: ${recordCommand}`];
  return costsSection(changelog).includes(recorded.changelog)
    ? []
    : [`CHANGELOG.md lacks this line under "Costs": ${recorded.changelog}`];
}

/** Every figure under a title of its own: `press, code-display on pixljs: tokens`. */
export function figuresOf(costs: Costs): Map<string, number> {
  const figures = new Map<string, number>();
  for (const [product, { files, storageBytes, steps }] of Object.entries(costs)) {
    for (const [name, bytes] of Object.entries(files)) figures.set(`${name}, ${product}: bytes`, bytes);
    figures.set(`Storage used, ${product}: bytes`, storageBytes);
    for (const [step, cost] of Object.entries(steps)) {
      for (const [counter, value] of Object.entries(cost)) figures.set(`${step}, ${product}: ${counter}`, value);
    }
  }
  return figures;
}
