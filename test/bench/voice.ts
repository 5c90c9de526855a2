// How quick the code reader's voice is, on the virtual board whose programs take their estimated time (simulator/board/
// processor.ts, +-30 %): from the press to the first sample, from the press to silence, while the panel is drawn too.
import { SpeakingReader } from '../unit/sound/speaking-reader.ts';
import type { Figure } from './figure.ts';

const phases = 24;

export async function voiceFigures(): Promise<readonly Figure[]> {
  const reader = new SpeakingReader({ takesTime: true });
  reader.issue();
  const pass = (seconds: number): void => reader.fob.pass(seconds);
  const pressed = reader.down('speak');
  pass(1);
  const firstMs = (reader.firstSoundMs(pressed) ?? Number.NaN) - pressed;
  let silentMs = 0;
  for (let phase = 0; phase < phases; phase++) {
    pass(30 - ((reader.nowMs / 1000) % 30) + 0.5);
    reader.down('speak');
    pass(3 + phase / phases);
    const atMs = reader.down('speak');
    pass(1);
    silentMs = Math.max(silentMs, (reader.lastSoundMs() ?? Number.NaN) - atMs);
  }
  return [
    { title: 'code reader: press to first sound', value: firstMs, unit: 'ms', budget: 300, bound: 'at most' },
    {
      title: `code reader: press to silence, worst of ${phases}`,
      value: silentMs,
      unit: 'ms',
      budget: 100,
      bound: 'at most',
    },
    {
      title: 'code reader: sound buffers not refilled in time',
      value: reader.fob.board.figures.soundUnderruns,
      unit: 'times',
      budget: 0,
      bound: 'at most',
    },
  ];
}
