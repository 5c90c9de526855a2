// ESPRUINO=/path/to/espruino npm run record-interpreter: what a press takes on the real interpreter, written to
// test/bench/recorded/interpreter.json and into the table of firmware/README.md. For figures that stand for a Pixl.js it
// must be a 32-bit build, optimised for size, with that board's variables and Storage.
import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { ensureFirmware } from '../../tools/setup/firmware.mjs';
import { giveUp } from '../../tools/setup/root.mjs';
import { identify } from '../conformance/real-console.ts';
import { builtProducts } from './built.ts';
import { interpreterFile, writeEvidence, type RecordedInterpreter } from './evidence.ts';
import { measurePress } from './interpreter.ts';
import { readRecordedCosts } from './regression.ts';

const title = 'code-display on pixljs';
const binary = process.env['ESPRUINO'] ?? '';
if (binary === '') giveUp('set ESPRUINO to the path of an Espruino for Linux, which its maker publishes.');
if (!(await ensureFirmware())) giveUp('the firmware could not be built; the reason stands above.');
const built = builtProducts().find((one) => one.title === title);
const bundle = built?.files.find(({ name }) => name === built.bundle);
if (bundle === undefined) giveUp(`dist/firmware has no ${title}.`);
const recorded: RecordedInterpreter = {
  format: 1,
  interpreter: (await identify(binary)).title,
  products: { [title]: { bundleBytes: bundle.content.length, ...(await measurePress(binary)) } },
};
writeFileSync(interpreterFile, await format(JSON.stringify(recorded, null, 2), { parser: 'json', printWidth: 120 }));
await writeEvidence(readRecordedCosts());
console.log(recorded);
