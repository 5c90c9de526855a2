// npm run bench: every figure that has a budget, measured here and now, beside that budget.
// With `-- --espruino PATH` (or ESPRUINO=PATH) also what the real interpreter needs, and with `--authentiwatch PATH`, a checkout of
// BangleApps, beside what that app needs there. Ends with an error when a budget is missed.
import { parseArgs } from 'node:util';
import { bundleBytes } from './bundle-bytes.ts';
import { costRows } from './cost-rows.ts';
import { deviceFigures } from './device-figures.ts';
import { flashRate } from './flash-rate.ts';
import { figureLine, isWithinBudget, type Measurement } from './figure.ts';
import { idleDay } from './idle-day.ts';
import { startToPage } from './start-to-page.ts';
import { voiceFigures } from './voice.ts';

const { values } = parseArgs({ options: { espruino: { type: 'string' }, authentiwatch: { type: 'string' } } });
const espruino = values.espruino ?? process.env['ESPRUINO'] ?? '';
const measurements: Measurement[] = [
  { title: 'bundle', measure: bundleBytes },
  { title: 'costs on the virtual board', measure: costRows },
  { title: 'flashing', measure: flashRate },
  { title: 'idle day', measure: idleDay },
  { title: 'voice', measure: voiceFigures },
  { title: 'npm start', measure: startToPage },
  ...(espruino === ''
    ? []
    : [{ title: 'real interpreter', measure: () => deviceFigures(espruino, values.authentiwatch) }]),
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
