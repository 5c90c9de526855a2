// The conformance cases on the real interpreter and on the virtual board, beside each other: any difference that is not in the
// list of known ones is shown line by line.
import { loadCases, readRecording, type ConformanceCase } from '../conformance/cases.ts';
import { expectedOfVirtual, knownDifferences } from '../conformance/known-differences.ts';
import { play } from '../conformance/play.ts';
import { openRealConsole, type Interpreter } from '../conformance/real-console.ts';
import { playReal } from '../conformance/second-try.ts';
import { openVirtualConsole } from '../conformance/virtual-console.ts';

export interface CaseResult {
  readonly name: string;
  readonly result: 'same' | 'known' | 'different' | 'not run';
  /** The lines that differ, why they are known to, or why it was not run. */
  readonly detail: readonly string[];
  /** How the interpreter broke down at a first try, which is then not the one that counts. */
  readonly brokeDown?: string;
}

/** Plays every case on both. */
export async function compareWithVirtual(
  binary: string,
  interpreter: Interpreter,
  tell: (result: CaseResult) => void,
): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  for (const example of loadCases()) {
    const result = await compareCase(binary, interpreter, example);
    results.push(result);
    tell(result);
  }
  return results;
}

async function compareCase(binary: string, { has }: Interpreter, example: ConformanceCase): Promise<CaseResult> {
  const { name } = example;
  const missing = example.needs.filter((need) => !has.includes(need));
  if (missing.length > 0) {
    return { name, result: 'not run', detail: [`recorded with ${missing.join(', ')}, which this interpreter has not`] };
  }
  try {
    const { printed, brokeDown } = await playReal(() => openRealConsole(binary), example);
    // What no virtual board can do is compared with its recording.
    const result =
      example.realOnly === undefined
        ? compared(name, printed, await playOnVirtual(example))
        : plainlyCompared(name, printed, readRecording(name) ?? '');
    return brokeDown === undefined ? result : { ...result, brokeDown };
  } catch (error) {
    return { name, result: 'different', detail: [error instanceof Error ? error.message : String(error)] };
  }
}

async function playOnVirtual(example: ConformanceCase): Promise<string> {
  const board = openVirtualConsole();
  try {
    return await play(board, example);
  } finally {
    await board.close();
  }
}

/** What the virtual board printed against what the real one did, but for what is known to differ. */
export function compared(name: string, real: string, virtual: string): CaseResult {
  const known = knownDifferences.filter((one) => one.in === name);
  const { result, detail } = plainlyCompared(name, expectedOfVirtual(name, real), virtual);
  if (result !== 'same' || known.length === 0) return { name, result, detail };
  return { name, result: 'known', detail: [...new Set(known.map(({ why }) => why))] };
}

function plainlyCompared(name: string, real: string, other: string): CaseResult {
  if (real === other) return { name, result: 'same', detail: [] };
  const realLines = real.split('\n');
  const otherLines = other.split('\n');
  const detail: string[] = [];
  for (let at = 0; at < Math.max(realLines.length, otherLines.length); at++) {
    if (realLines[at] === otherLines[at]) continue;
    detail.push(
      `line ${at + 1}, real:    ${realLines[at] ?? '(none)'}`,
      `line ${at + 1}, virtual: ${otherLines[at] ?? '(none)'}`,
    );
  }
  return { name, result: 'different', detail };
}
