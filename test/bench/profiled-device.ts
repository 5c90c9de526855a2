// The built firmware on the real interpreter under valgrind's callgrind: instructions of its start, of a session and of what a
// hand's press brings. Instructions are only counted when asked for, so that a session does not take minutes.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { RealDevice } from '../conformance/device.ts';
import type { Interpreter } from '../conformance/real-console.ts';
import type { Built } from './built.ts';
import {
  codeOf,
  dumps,
  eventsOf,
  hasCode,
  isDarkening,
  isDrawing,
  isFrame,
  isOver,
  pixelOf,
  preparedOf,
  profile,
  soundOf,
  takeParts,
  wholeOf,
  type Part,
} from './profile-parts.ts';
import { delay, ServicedDevice, untilTimeIsLeft } from './serviced-device.ts';

/** Only what runs for an event is counted, not the waiting between events. */
const forEvents = 'jsiExecuteEventCallback';
/** All that runs at power-on: the dressing of the device, and the firmware up to where it waits. */
const forStart = 'jsfLoadBootCodeFromFlash';

const timeoutMs = 60_000;
/** What still runs after a frame was shown is over by then; the next second has not begun. */
const settleMs = 250;
/** A session's answer is sent before its event is over. */
const idleMs = 2500;
const frameTries = 300;
const pressTries = 3;
const run = promisify(execFile);

/** Instructions of an event that shows a code. */
export interface FrameCost {
  /** Up to where the digits of a code are there, and an event-based one's mark is in flash and read back; of nothing else. */
  readonly code: number;
  /** Up to the moment when the panel gets its first pixels. */
  readonly pixel: number;
  /** Up to the moment when the first sample may leave; undefined: it is silent. */
  readonly sound: number | undefined;
  /** All of the event. */
  readonly whole: number;
}

export class ProfiledDevice {
  readonly serviced: ServicedDevice;
  readonly #device: RealDevice;
  readonly #binary: string;
  readonly #interpreter: Interpreter;
  /** All that was counted since the last start, and how many of its events were looked at. */
  #parts: Part[] = [];
  #seen = 0;
  /** How many there were when the key was last pressed. */
  #beforePress = 0;

  private constructor(serviced: ServicedDevice, binary: string, interpreter: Interpreter) {
    this.serviced = serviced;
    this.#device = serviced.device;
    this.#binary = binary;
    this.#interpreter = interpreter;
  }

  /** A flashed board with an identity, without a credential, switched on without valgrind. */
  static async flashed(binary: string, interpreter: Interpreter, built: Built): Promise<ProfiledDevice> {
    const serviced = await ServicedDevice.start(binary, interpreter, built);
    await serviced.flash();
    return new ProfiledDevice(serviced, binary, interpreter);
  }

  /** Instructions from power-on to waiting, without those of the dressing. */
  async start(): Promise<number> {
    const bare = await RealDevice.start({ binary: this.#binary, ...this.#interpreter, board: this.#device.board });
    try {
      return (await startOf(this.#device)) - (await startOf(bare));
    } finally {
      await bare.close();
    }
  }

  /** Starts it anew under callgrind, not counting yet. */
  async restart(): Promise<void> {
    const off = ['--instr-atstart=no', '--collect-atstart=no', `--toggle-collect=${forEvents}`];
    const to = `--callgrind-out-file=${join(this.#device.folder, profile)}`;
    this.#parts = [];
    this.#seen = 0;
    await this.#device.restart(['valgrind', '--tool=callgrind', ...off, to, ...dumps]);
    await this.serviced.answers();
  }

  /** Runs what `step` sends with every instruction of its events counted. */
  async counted(step: () => Promise<void>): Promise<number> {
    await this.count(true);
    await this.#skip();
    await step();
    const events = await this.#rest();
    await this.count(false);
    return events.reduce((total, event) => total + wholeOf(event), 0);
  }

  /** From now on instructions are counted, or not: then all is ten times as fast. */
  async count(on: boolean): Promise<void> {
    // Switched on in the middle of an event, it would count what runs between events instead.
    if (on) await delay(idleMs);
    await this.#control('-i', on ? 'on' : 'off');
    await delay(settleMs);
  }

  /** Presses the main key of a dark panel until something is shown, and lets go. */
  async press(eventBased: boolean, tries = pressTries): Promise<FrameCost> {
    if (!eventBased) await untilTimeIsLeft();
    await this.#skip();
    this.#beforePress = this.#seen;
    await this.#device.press(timeoutMs);
    const event = await this.#frame();
    // On a loaded machine the press may come so late that the next code is announced instead: once more.
    if (!eventBased && tries > 1 && !hasCode(event)) {
      await this.hide();
      return this.press(eventBased, tries - 1);
    }
    return {
      code: codeOf(event, eventBased),
      pixel: pixelOf(event),
      sound: soundOf(event),
      whole: wholeOf(event),
    };
  }

  /** Since the last press began, and by now: half of an event-based code, this one's or the next one's. */
  async prepared(): Promise<number> {
    return preparedOf((await this.#events()).slice(this.#beforePress));
  }

  /** The next redrawing by itself. */
  async redraw(): Promise<number> {
    return wholeOf(await this.#frame());
  }

  /** Until the panel is dark: at a press, or by itself, where there are more keys or the machine is too slow. */
  async hide(): Promise<number> {
    if (this.#device.board.keys.length === 1 && this.#device.isLit) await this.#device.press(timeoutMs);
    return wholeOf(await this.#frame(isDarkening));
  }

  /** The next event that showed something, when it is over. */
  async #frame(isWanted = isDrawing): Promise<readonly Part[]> {
    for (let tries = 0; tries < frameTries; tries++) {
      await delay(settleMs);
      const events = await this.#events();
      const at = events.findIndex((event, index) => index >= this.#seen && isFrame(event) && isWanted(event));
      const event = events[at];
      if (event === undefined || (at === events.length - 1 && !isOver(event))) continue;
      this.#seen = at + 1;
      return event;
    }
    throw new Error('the device showed nothing that could be counted');
  }

  /** What is yet to be looked at, when nothing runs any more. */
  async #rest(): Promise<Part[][]> {
    for (;;) {
      await delay(settleMs);
      const events = await this.#events();
      if (events.every(isOver)) return events.slice(this.#seen);
    }
  }

  /** What began until now is not looked at. */
  async #skip(): Promise<void> {
    this.#seen = (await this.#events()).length;
  }

  async #events(): Promise<Part[][]> {
    await this.#control('-d');
    this.#parts.push(...takeParts(this.#device.folder));
    return eventsOf(this.#parts);
  }

  /** callgrind's own program, which sends it a command. */
  async #control(...command: readonly string[]): Promise<void> {
    await run('callgrind_control', [...command, String(this.#device.processId)]);
  }

  async close(): Promise<void> {
    await this.serviced.close();
  }
}

async function startOf(device: RealDevice): Promise<number> {
  const file = join(device.folder, profile);
  const command = ['valgrind', '--tool=callgrind', '--collect-atstart=no', `--toggle-collect=${forStart}`];
  await device.restart([...command, `--callgrind-out-file=${file}`]);
  let counts: number[] = [];
  for (let before = -1; counts.at(-1) !== before || before <= 0;) {
    before = counts.at(-1) ?? -1;
    await delay(2000);
    await run('callgrind_control', ['-d', String(device.processId)]);
    counts = [...counts, (counts.at(-1) ?? 0) + wholeOf(takeParts(device.folder))];
  }
  return counts.at(-1)!;
}
