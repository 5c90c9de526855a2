// npm run bench: every figure that has a budget, measured here and now, beside that budget.
// With ESPRUINO=/path/to/espruino also what the real interpreter needs. Ends with an error when a budget is missed.
import { bundleBytes } from './bundle-bytes.ts';
import { costRows } from './cost-rows.ts';
import { flashRate } from './flash-rate.ts';
import { figureLine, isWithinBudget, type Measurement } from './figure.ts';
import { idleDay } from './idle-day.ts';
import { interpreterFigures } from './interpreter.ts';
import { startToPage } from './start-to-page.ts';
import { voiceFigures } from './voice.ts';

const espruino = process.env['ESPRUINO'] ?? '';
const measurements: Measurement[] = [
  { title: 'bundle', measure: bundleBytes },
  { title: 'costs on the virtual board', measure: costRows },
  { title: 'flashing', measure: flashRate },
  { title: 'idle day', measure: idleDay },
  { title: 'voice', measure: voiceFigures },
  { title: 'npm start', measure: startToPage },
  ...(espruino === '' ? [] : [{ title: 'real interpreter', measure: () => interpreterFigures(espruino) }]),
];

let missed = 0;
for (const { title, measure } of measurements) {
  try {
    for (const figure of await measure()) {
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
