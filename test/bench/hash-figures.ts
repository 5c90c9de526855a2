// What one code costs in the core alone on the real interpreter, key prepared: with the board's own hash, and with ours beside a
// plain loop implementation of HMAC (programs/plain-hmac.ts). Both are built as the firmware is.
import { join } from 'node:path';
import { boards } from '../../hardware/boards.ts';
import { pixljs } from '../../hardware/boards/pixljs.ts';
import { bundle } from '../../firmware/build/bundle.ts';
import { buildConstants } from '../../firmware/build/constants.ts';
import { keptNames } from '../../firmware/build/names.ts';
import { root } from '../../tools/setup/root.mjs';
import { identify } from '../conformance/real-console.ts';
import { instructionsOfCall } from './callgrind.ts';
import { millisecondsOf, timeText } from './estimate.ts';
import type { Figure } from './figure.ts';

/** What ours may cost, in percent of the plain loops. */
const mostPercent = 45;
const mostSha512Seconds = 3;

const algorithms = [
  { name: 'SHA-1', own: 'codeSha1', plain: 'plainSha1', code: '287082' },
  { name: 'SHA-256', own: 'codeSha256', plain: 'plainSha256', code: '119246' },
] as const;

/**
 * Rows of the core's codes.
 * @param mostNative budget for a code with the board's own hash, in instructions
 * @throws when valgrind is missing or a code is wrong
 */
export async function hashFigures(binary: string, mostNative: number): Promise<readonly Figure[]> {
  const interpreter = { binary, ...(await identify(binary)) };
  const cost = (before: string, name: string, code: string, calls: readonly [number, number] = [1, 2]): number => {
    const { instructions, result } = instructionsOfCall(interpreter, { before, call: `${name}()`, calls });
    if (code !== '' && result !== code) throw new Error(`${name} gave ${result} instead of ${code} on the interpreter`);
    return instructions;
  };
  const native = await program('codes', 'native');
  const own = await program('codes', 'own');
  const plain = await program('plain-hmac', 'none');
  const figures: Figure[] = [
    instructions('core hotp() with the native SHA-1', cost(native, 'codeSha1', '287082', [1, 5]), mostNative),
    instructions('core hotp() with the native SHA-256', cost(native, 'codeSha256', '119246', [1, 5])),
  ];
  for (const { name, own: ours, plain: theirs, code } of algorithms) {
    const [mine, loops] = [cost(own, ours, code), cost(plain, theirs, code)];
    figures.push(instructions(`code with our own ${name}`, mine), instructions(`the same in plain loops`, loops), {
      title: `our own ${name} against plain loops`,
      value: (100 * mine) / loops,
      unit: '%',
      budget: mostPercent,
      bound: 'at most',
    });
  }
  const sha512 = cost(own, 'codeSha512', '693936');
  const offered = boards.filter(({ hashes }) => hashes.sha512 === 'own').map(({ title }) => title);
  figures.push({
    title: `code with our own SHA-512 (offered on: ${offered.join(', ') || 'no board'})`,
    value: millisecondsOf(sha512) / 1000,
    unit: 's on a 64 MHz nRF52, estimated',
    bound: 'at most',
    ...(offered.length > 0 ? { budget: mostSha512Seconds } : {}),
    note: `${(sha512 / 1e6).toFixed(0)} million instructions`,
  });
  return figures;
}

function instructions(title: string, value: number, budget?: number): Figure {
  const note = timeText(value);
  return { title, value, unit: 'instructions', bound: 'at most', note, ...(budget === undefined ? {} : { budget }) };
}

/** A program of programs/, run: it leaves its functions in the global object. */
async function program(name: string, hashes: 'native' | 'own' | 'none'): Promise<string> {
  const firmware = join(root, 'firmware');
  const board = { ...pixljs, hashes: { sha1: hashes, sha256: hashes, sha512: hashes } };
  const constants = buildConstants('code-display', board, '0');
  const names = ['plainSha1', 'plainSha256', 'codeSha1', 'codeSha256', 'codeSha512'];
  const text = await bundle({
    entry: join(import.meta.dirname, 'programs', `${name}.ts`),
    firmware,
    displayDriver: board.display.driver,
    constants,
    keptNames: [...keptNames(firmware), ...names],
  });
  return `(${text})()`;
}
