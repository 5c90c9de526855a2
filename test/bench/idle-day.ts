// How long this machine takes to simulate one day in which nobody touches an issued code display.
import { pixljs } from '../../hardware/boards/pixljs.ts';
import type { Figure } from './figure.ts';
import { VirtualStation } from './virtual-station.ts';

const dayMs = 86_400_000;
const measuredDays = 21;

export async function idleDay(): Promise<readonly Figure[]> {
  const station = new VirtualStation(pixljs);
  try {
    await station.run(['flash', '--product', 'code-display', '--board', pixljs.name]);
    await station.run(['issue']);
    // The wire's session and the screen come to rest, and the port closes.
    station.board.plugCable(false);
    station.clock.advance(dayMs);
    const durationsMs: number[] = [];
    const wakeUpsBefore = station.board.figures.wakeUps;
    for (let day = 0; day < measuredDays; day++) {
      const startMs = performance.now();
      station.clock.advance(dayMs);
      durationsMs.push(performance.now() - startMs);
    }
    const medianMs = durationsMs.toSorted((a, b) => a - b)[Math.floor(measuredDays / 2)] ?? Number.NaN;
    const wakeUps = (station.board.figures.wakeUps - wakeUpsBefore) / measuredDays;
    if (!showsSomethingWhenPressed(station)) throw new Error('the fob did not wake up after its idle days');
    return [
      {
        title: `idle day of the fob, simulated (${wakeUps} wake-ups a day)`,
        value: medianMs,
        unit: 'ms',
        budget: 10,
        bound: 'at most',
      },
    ];
  } finally {
    station.close();
  }
}

/** The proof that what idled was a living token. */
function showsSomethingWhenPressed({ board, clock }: VirtualStation): boolean {
  const [key] = board.description.keys;
  if (key === undefined || board.panel.lit) return false;
  board.setPin(key.pin, key.pressedLevel);
  clock.advance(200);
  board.setPin(key.pin, key.pressedLevel === 1 ? 0 : 1);
  clock.advance(500);
  return board.panel.lit;
}
