// npm run bench: every figure that has a budget, measured here and now, beside that budget.
// With `-- --espruino PATH` (or ESPRUINO=PATH) also what the real interpreter needs, and with `--authentiwatch PATH`, a checkout of
// BangleApps, beside what that app needs there. `--espruino` may be given again: each product is measured on the first one that it
// fits into. `--board NAME` measures that one only, and nothing else: it takes a real interpreter. Ends with an error when a budget
// is missed, or nothing can be measured.
import { parseArgs } from 'node:util';
import { getEspruino } from '../../tools/setup/espruino.mjs';
import { giveUp } from '../../tools/setup/root.mjs';
import { mustBeBoard } from './built.ts';
import { bundleBytes } from './bundle-bytes.ts';
import { costRows } from './cost-rows.ts';
import { deviceFigures } from './device-figures.ts';
import { flashRate } from './flash-rate.ts';
import { figureLine, isWithinBudget, type Measurement } from './figure.ts';
import { idleDay } from './idle-day.ts';
import { startToPage } from './start-to-page.ts';
import { voiceFigures } from './voice.ts';

const { values } = parseArgs({
  options: {
    espruino: { type: 'string', multiple: true },
    authentiwatch: { type: 'string' },
    board: { type: 'string', multiple: true, default: [] },
  },
});
const named = process.env['ESPRUINO'] ?? '';
const binaries = values.espruino ?? (named === '' ? [] : [named]);
try {
  values.board.forEach(mustBeBoard);
} catch (error) {
  giveUp(error instanceof Error ? error.message : String(error));
}
if (binaries.length === 0) {
  if (values.board.length > 0)
    giveUp(`--board is measured on the real interpreter: name one with --espruino PATH; ${getEspruino}.`);
  console.log(`Without --espruino PATH nothing is measured on the real interpreter; ${getEspruino}.`);
}
const ofThisMachine: Measurement[] = [
  { title: 'bundle', measure: bundleBytes },
  { title: 'costs on the virtual board', measure: costRows },
  { title: 'flashing', measure: flashRate },
  { title: 'idle day', measure: idleDay },
  { title: 'voice', measure: voiceFigures },
  { title: 'npm start', measure: startToPage },
];
const measurements: Measurement[] = [
  ...(values.board.length === 0 ? ofThisMachine : []),
  ...(binaries.length === 0
    ? []
    : [{ title: 'real interpreter', measure: () => deviceFigures(binaries, values.authentiwatch, values.board) }]),
];

let missed = 0;
for (const { title, measure } of measurements) {
  try {
    for await (const figure of await measure()) {
      console.log(figureLine(figure));
      if (!isWithinBudget(figure)) missed++;
    }
  } catch (error) {
    console.log(`${title}: could not be measured: ${error instanceof Error ? error.message : String(error)}`);
    missed++;
  }
}
console.log(missed === 0 ? 'Every budget is kept.' : `${missed} missed or not measured.`);
process.exitCode = missed === 0 ? 0 : 1;
