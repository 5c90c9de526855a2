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
    // The wire's session and the screen come to rest.
    station.clock.advance(dayMs);
    const durationsMs: number[] = [];
    for (let day = 0; day < measuredDays; day++) {
      const startMs = performance.now();
      station.clock.advance(dayMs);
      durationsMs.push(performance.now() - startMs);
    }
    const medianMs = durationsMs.toSorted((a, b) => a - b)[Math.floor(measuredDays / 2)] ?? Number.NaN;
    return [{ title: 'idle day of the fob, simulated', value: medianMs, unit: 'ms', budget: 10, bound: 'at most' }];
  } finally {
    station.close();
  }
}
