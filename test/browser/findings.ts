// What axe-core finds on a page, with every rule that it has: those of WCAG A to AAA, best practice and experiments. What it
// can't decide counts too, except where a picture or a scrolled list keeps it from seeing.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

interface Node {
  readonly target: readonly unknown[];
  readonly any: readonly { readonly message: string }[];
  readonly all: readonly { readonly message: string }[];
}

interface Result {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly Node[];
}

interface Axe {
  getRules(): { ruleId: string }[];
  run(root: Document, options: unknown): Promise<{ violations: Result[]; incomplete: Result[] }>;
}

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Undecided by nature: lines that are scrolled half out of sight, the engraving on a drawing, signs that are no letters. */
const undecidable = '.wire-lines *, svg *, [aria-hidden="true"]:not(.caption-text)';

/** One line for each finding; an empty list is what is wanted. */
export async function findings(page: Page): Promise<string[]> {
  // Not as a script of the page: its content security policy would refuse it.
  await page.evaluate(`if (!window.axe) { ${source} }`);
  const { violations, incomplete } = await page.evaluate(async (undecidable) => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const rules = Object.fromEntries(axe.getRules().map(({ ruleId }) => [ruleId, { enabled: true }]));
    const found = await axe.run(document, { rules, resultTypes: ['violations', 'incomplete'] });
    const decidable = ({ target }: Node): boolean =>
      document.querySelector(String(target[0]))?.matches(undecidable) !== true;
    return { ...found, incomplete: found.incomplete.map((one) => ({ ...one, nodes: one.nodes.filter(decidable) })) };
  }, undecidable);
  const unclear = incomplete.filter(({ id }) => id !== 'hidden-content');
  return [...violations, ...unclear].flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, any, all }) => `${id} (${help}) ${target.join(' ')}: ${(any[0] ?? all[0])?.message ?? ''}`),
  );
}
