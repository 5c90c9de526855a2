// How many of the interpreter's variables the firmware takes on the real interpreter, what could be collected left out: with a dark
// panel, while a code is drawn, and while it is said.
import { Setting } from '../../firmware/core/records/settings-record.ts';
import type { MemoryMoment } from '../conformance/device-notes.ts';
import type { Interpreter } from '../conformance/real-console.ts';
import type { Built } from './built.ts';
import { delay, ServicedDevice, untilTimeIsLeft } from './serviced-device.ts';

/** In use, the interpreter's own included and those of the device's dressing left out. */
export interface Variables {
  /** With a dark panel, after a code was shown. */
  readonly rest: number;
  /** At most, whatever it does. */
  readonly peak: number;
  /** At most while it speaks; undefined: the board is mute. */
  readonly speaking?: number;
}

const timeoutMs = 20_000;
/** The dressing notes them every half second. */
const settleMs = 1500;
/** A code is said in less. */
const speechMs = 12_000;
const darkTries = 60;

/** Errors when a step does not work there. */
export async function measureVariables(binary: string, interpreter: Interpreter, built: Built): Promise<Variables> {
  const serviced = await ServicedDevice.start(binary, interpreter, built);
  const { device } = serviced;
  const speaks = built.board.audio !== undefined;
  try {
    device.notes.begin('memory');
    await device.restart([]);
    await delay(settleMs);
    const dressed = mostOf(device.notes.takeMemory(), 'rest') - interpreter.bareVariables;
    await serviced.flash();
    await serviced.answers();
    for (const eventBased of [true, false]) {
      await serviced.hello();
      await serviced.open();
      if (speaks) await darkSoon(serviced);
      await serviced.issue(eventBased);
      if (!eventBased) {
        await serviced.setClock();
        await untilTimeIsLeft();
      }
      await device.press(timeoutMs);
      await delay(speaks ? speechMs : settleMs);
      for (let tries = 0; device.isLit; tries++) {
        if (tries === darkTries) throw new Error('the panel of the real interpreter does not go dark');
        if (!speaks) await device.press(timeoutMs);
        await delay(settleMs);
      }
    }
    const notes = device.notes.takeMemory();
    await delay(settleMs);
    return {
      rest: device.notes.takeMemory().findLast(({ at }) => at === 'rest')!.variables - dressed,
      peak: Math.max(...notes.map(({ variables }) => variables)) - dressed,
      ...(speaks ? { speaking: mostOf(notes, 'speaking') - dressed } : {}),
    };
  } finally {
    await serviced.close();
  }
}

/** A panel that no key darkens goes dark by itself, ten seconds after it has said everything; and what ends soon is said all the same. */
export async function darkSoon(serviced: ServicedDevice): Promise<void> {
  await serviced.set(Setting.ShowSeconds, 10);
  await serviced.set(Setting.LeastSeconds, 0);
}

function mostOf(
  notes: readonly { readonly at: MemoryMoment; readonly variables: number }[],
  moment: MemoryMoment,
): number {
  const found = notes.filter(({ at }) => at === moment).map(({ variables }) => variables);
  if (found.length === 0) throw new Error(`the device noted no variables at ${moment}`);
  return Math.max(...found);
}
