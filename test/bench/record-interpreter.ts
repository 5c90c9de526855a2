// npm run record-interpreter -- --espruino PATH [--espruino PATH] [--authentiwatch PATH] [--board NAME | --hashes]: what the firmware needs on the
// real interpreter, written to test/bench/recorded/interpreter.json and into the tables of firmware/README.md. Each product is measured
// on the first interpreter that it fits into. For figures that stand for a board it must be a 32-bit build, optimised for size and
// without assertions, with that board's variables and Storage, which is read in place. Of a board that is not measured the old figures stay.
// What a code costs with each hash is measured on the first interpreter, every time; with --hashes nothing else.
import { parseArgs } from 'node:util';
import { getEspruino } from '../../tools/setup/espruino.mjs';
import { ensureFirmware } from '../../tools/setup/firmware.mjs';
import { giveUp } from '../../tools/setup/root.mjs';
import { identify } from '../conformance/real-console.ts';
import { authentiwatchInstructions } from './authentiwatch.ts';
import { builtProducts, fitsInto, mustBeBoard } from './built.ts';
import { writeEvidence } from './evidence.ts';
import { measureHashes } from './hash-costs.ts';
import { measureCostsOf } from './interpreter-costs.ts';
import { bundleOf, readRecordedInterpreter, writeRecordedInterpreter } from './recorded-interpreter.ts';

const { values } = parseArgs({
  options: {
    espruino: { type: 'string', multiple: true },
    authentiwatch: { type: 'string' },
    board: { type: 'string', multiple: true, default: [] },
    hashes: { type: 'boolean', default: false },
  },
});
try {
  values.board.forEach(mustBeBoard);
} catch (error) {
  giveUp(error instanceof Error ? error.message : String(error));
}
const named = process.env['ESPRUINO'] ?? '';
const binaries = values.espruino ?? (named === '' ? [] : [named]);
if (binaries.length === 0) giveUp(`name an interpreter with --espruino PATH; ${getEspruino}.`);
if (!(await ensureFirmware())) giveUp('the firmware could not be built; the reason stands above.');
const interpreters = await Promise.all(
  binaries.map(async (binary) => ({ binary, interpreter: await identify(binary) })),
).catch((error: unknown) => giveUp(error instanceof Error ? error.message : String(error)));
const [{ binary: first, interpreter: ofFirst }] = interpreters as [(typeof interpreters)[number]];
let recorded = readRecordedInterpreter();
if (values.authentiwatch !== undefined) {
  const instructions = Math.round(await authentiwatchInstructions(first, values.authentiwatch));
  recorded = { ...recorded, peer: { interpreter: ofFirst.title, instructions } };
}
recorded = { ...recorded, hashes: await measureHashes(first, ofFirst) };
console.log('hashes', recorded.hashes);
for (const built of values.hashes ? [] : builtProducts()) {
  if (values.board.length > 0 && !values.board.includes(built.board.name)) continue;
  const found = interpreters.find(({ interpreter }) => fitsInto(built, interpreter.flashBytes));
  if (found === undefined) {
    console.log(`${built.title} does not fit into any of the interpreters.`);
    continue;
  }
  const costs = await measureCostsOf(found.binary, found.interpreter, built);
  const product = { interpreter: found.interpreter.title, ...bundleOf(built), costs };
  console.log(built.title, product);
  recorded = { ...recorded, products: { ...recorded.products, [built.title]: product } };
  // What was measured stays, whatever comes after it.
  await writeRecordedInterpreter(recorded);
}
await writeRecordedInterpreter(recorded);
await writeEvidence();
