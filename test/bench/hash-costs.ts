// What one code costs in the core alone on the real interpreter, key prepared: with the board's own hash, and with ours beside a
// plain loop implementation of HMAC (programs/plain-hmac.ts). Both are built as the firmware is.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pixljs } from '../../hardware/boards/pixljs.ts';
import { bundle } from '../../firmware/build/bundle.ts';
import { buildConstants } from '../../firmware/build/constants.ts';
import { keptNames } from '../../firmware/build/names.ts';
import { root } from '../../tools/setup/root.mjs';
import type { Interpreter } from '../conformance/real-console.ts';
import { instructionsOfCall } from './callgrind.ts';

/** In instructions of one code of six digits, but for the first. */
export interface HashCost {
  /** The two hashes alone that such a code is made of, by the interpreter's own function. */
  readonly twoNative: number;
  readonly native: number;
  readonly own: number;
  /** With the same hash in plain loops, no key prepared; undefined: there is no such program. */
  readonly plain?: number;
}

export interface HashCosts {
  readonly interpreter: string;
  /** The program of our own hashes that was measured: its size, and its SHA-256 in hexadecimal. */
  readonly programBytes: number;
  readonly programSha256: string;
  readonly sha1: HashCost;
  readonly sha256: HashCost;
  readonly sha512: HashCost;
}

/** Bytes that a code hashes: the inner block and the counter, the outer block and the inner digest. RFC 6238's codes for 1. */
const hashes = [
  { key: 'sha1', name: 'Sha1', inner: 64 + 8, outer: 64 + 20, code: '287082' },
  { key: 'sha256', name: 'Sha256', inner: 64 + 8, outer: 64 + 32, code: '119246' },
  { key: 'sha512', name: 'Sha512', inner: 128 + 8, outer: 128 + 64, code: '693936' },
] as const;
/** What is over soon is called more often, so that its count is steady. */
const fast = [1, 5] as const;
const slow = [1, 2] as const;

/** Throws when valgrind is missing or a code is wrong. */
export async function measureHashes(
  binary: string,
  interpreter: Pick<Interpreter, 'title' | 'flashBytes' | 'flashPageBytes'>,
): Promise<HashCosts> {
  const count = (before: string, call: string, code: string, calls: readonly [number, number]): number => {
    const { instructions, result } = instructionsOfCall({ binary, ...interpreter }, { before, call, calls });
    if (result !== code) throw new Error(`${call} gave ${result} instead of ${code} on the interpreter`);
    return Math.round(instructions);
  };
  const native = await program('codes', 'native');
  const own = await ownProgram();
  const plain = await program('plain-hmac', 'none');
  const costOf = ({ key, name, inner, outer, code }: (typeof hashes)[number]): HashCost => {
    const both = `hash=require("crypto").${name.toUpperCase()};inner="x".repeat(${inner});outer="x".repeat(${outer});`;
    const two = `${both}both=()=>{hash(inner);hash(outer);return 2}`;
    return {
      twoNative: count(two, 'both()', '2', fast),
      native: count(native, `code${name}()`, code, fast),
      own: count(own, `code${name}()`, code, slow),
      ...(key === 'sha512' ? {} : { plain: count(plain, `plain${name}()`, code, slow) }),
    };
  };
  const [sha1, sha256, sha512] = hashes.map(costOf) as [HashCost, HashCost, HashCost];
  return {
    interpreter: interpreter.title,
    programBytes: own.length,
    programSha256: createHash('sha256').update(own, 'latin1').digest('hex'),
    sha1,
    sha256,
    sha512,
  };
}

/** The program of our own hashes, built from the sources as they are. */
export const ownProgram = (): Promise<string> => program('codes', 'own');

/** A program of programs/, run: it leaves its functions in the global object. */
async function program(name: string, source: 'native' | 'own' | 'none'): Promise<string> {
  const firmware = join(root, 'firmware');
  const board = { ...pixljs, hashes: { sha1: source, sha256: source, sha512: source } };
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
