// How many of the interpreter's variables the firmware takes on the real interpreter: with a dark panel, and while a code is drawn.
import { RealDevice } from '../conformance/device.ts';
import type { Interpreter } from '../conformance/real-console.ts';
import { klarkode } from '../conformance/station.ts';
import type { Built } from './built.ts';
import { delay } from './profiled-device.ts';

export interface Variables {
  /** In use with a dark panel after a code was shown, and at most while one is drawn. Without those of the device's dressing. */
  readonly restVariables: number;
  readonly peakVariables: number;
}

// RFC 6238, Appendix B.
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const timeoutMs = 20_000;
/** The dressing notes them every half second. */
const settleMs = 1500;
const periodMs = 30_000;
const tries = 5;

/** Errors when a step does not work there. */
export async function measureVariables(binary: string, interpreter: Interpreter, { board }: Built): Promise<Variables> {
  const device = await RealDevice.start({ binary, ...interpreter, board });
  try {
    const dressed = Number(await device.command('print(process.memory().usage)')) - interpreter.bareVariables;
    await must(device, ['flash', '--product', 'code-display', '--board', board.name]);
    device.note('memory');
    await device.restart([]);
    await must(device, ['issue', '--type', 'totp', '--secret-stdin', '--force']);
    // A code that is about to end is not shown, and the interpreter's clock is the machine's.
    const leftMs = periodMs - (Date.now() % periodMs);
    if (leftMs < periodMs / 2) await delay(leftMs + 500);
    await device.press(timeoutMs);
    const drawing = device.memory.filter(({ at }) => at === 'drawing').map(({ variables }) => variables);
    await delay(settleMs);
    for (let i = 0; device.isLit && i < tries; i++) {
      await device.press(timeoutMs);
      await delay(settleMs);
    }
    const rest = device.memory.filter(({ at }) => at === 'rest').at(-1)?.variables;
    if (rest === undefined || drawing.length === 0) throw new Error('the device noted no variables');
    return { restVariables: rest - dressed, peakVariables: Math.max(...drawing) - dressed };
  } finally {
    await device.close();
  }
}

async function must(device: RealDevice, args: readonly string[]): Promise<void> {
  const { exitCode, err } = await klarkode(device, args, `${secret}\n`);
  if (exitCode !== 0)
    throw new Error(`klarkode ${args[0] ?? ''} on the real interpreter ended with ${exitCode}: ${err}`);
}
