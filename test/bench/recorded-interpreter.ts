// test/bench/recorded/interpreter.json: what the real interpreter needed, and of which bundle. It can't be measured where there is no
// real interpreter, so the figures stay behind when the firmware goes on; then the table says of which bundle they are.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { root } from '../../tools/setup/root.mjs';
import type { Built } from './built.ts';
import type { HashCosts } from './hash-costs.ts';
import type { InterpreterCosts } from './interpreter-costs.ts';

export interface MeasuredProduct {
  /** Version, commit and kind of build, as it says itself. */
  readonly interpreter: string;
  /** Of the bundle that was measured: its size, and its SHA-256 in hexadecimal. */
  readonly bundleBytes: number;
  readonly bundleSha256: string;
  readonly costs: InterpreterCosts;
}

export interface RecordedInterpreter {
  readonly format: 2;
  /** authentiwatch's `hotp()` on the first interpreter, in instructions. */
  readonly peer?: { readonly interpreter: string; readonly instructions: number };
  /** A code with each hash, on the first interpreter. */
  readonly hashes?: HashCosts;
  /** By title: `code-display on pixljs`. */
  readonly products: Readonly<Record<string, MeasuredProduct>>;
}

const file = join(root, 'test', 'bench', 'recorded', 'interpreter.json');

export function readRecordedInterpreter(): RecordedInterpreter {
  return JSON.parse(readFileSync(file, 'utf8')) as RecordedInterpreter;
}

export async function writeRecordedInterpreter(recorded: RecordedInterpreter): Promise<void> {
  writeFileSync(file, await format(JSON.stringify(recorded), { parser: 'json', printWidth: 120 }));
}

/** Which bundle it is. */
export function bundleOf({ bundle, files }: Built): Pick<MeasuredProduct, 'bundleBytes' | 'bundleSha256'> {
  const { content } = files.find(({ name }) => name === bundle)!;
  return { bundleBytes: content.length, bundleSha256: createHash('sha256').update(content).digest('hex') };
}
