// The built firmware on the real interpreter under valgrind's callgrind: instructions of its start, of a session and of what a
// hand's press brings. Instructions are only counted when asked for, so that a session does not take minutes.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { crc32 } from '../../firmware/core/crc32.ts';
import { decodeLine, encodeLine } from '../../firmware/core/protocol/line.ts';
import { identityFile, encodeIdentity } from '../../firmware/core/records/identity-record.ts';
import { RealDevice } from '../conformance/device.ts';
import type { Interpreter } from '../conformance/real-console.ts';
import { credentialMessage, SecondStation } from '../unit/protocol/second-station.ts';
import type { Built } from './built.ts';
import {
  eventBegins,
  eventsOf,
  isDarkening,
  isDrawing,
  isFrame,
  isOver,
  isWriting,
  panelBegins,
  profile,
  takeParts,
  textBegins,
  wholeOf,
  writingsOfFrame,
  type Part,
} from './profile-parts.ts';

/** Only what runs for an event is counted, not the waiting between events. */
const forEvents = 'jsiExecuteEventCallback';
/** All that runs at power-on: the dressing of the device, and the firmware up to where it waits. */
const forStart = 'jsfLoadBootCodeFromFlash';
/** Where drawing begins: the code is known by then. */
const drawingBegins = 'jswrap_graphics_clear';

const deviceKey = Buffer.from('bench device key, 32 bytes long!');
const nonce = Buffer.from('bench nonce 16 B');
// RFC 6238, Appendix B.
const secret = Buffer.from('12345678901234567890');
const periodSeconds = 30;

const timeoutMs = 60_000;
/** What still runs after a frame was shown is over by then; the next second has not begun. */
const settleMs = 250;
const run = promisify(execFile);

/** Instructions of an event that shows something. */
export interface FrameCost {
  /** Up to the first call that draws or clears: the code is known. */
  readonly code: number;
  /** Up to the moment when the panel gets its pixels. */
  readonly pixel: number;
  /** All of the event. */
  readonly whole: number;
}

export class ProfiledDevice {
  readonly device: RealDevice;
  readonly #binary: string;
  readonly #interpreter: Interpreter;
  #session: SecondStation | undefined;
  #received = '';
  /** All that was counted since the last start, and how many of its events were looked at. */
  #parts: Part[] = [];
  #seen = 0;

  private constructor(device: RealDevice, binary: string, interpreter: Interpreter) {
    this.device = device;
    this.#binary = binary;
    this.#interpreter = interpreter;
    device.openLink().onBytes((bytes) => void (this.#received += Buffer.from(bytes).toString('latin1')));
  }

  /** A flashed board with an identity, without a credential, switched on without valgrind. */
  static async flashed(binary: string, interpreter: Interpreter, { board, files }: Built): Promise<ProfiledDevice> {
    const device = await RealDevice.start({ binary, ...interpreter, board });
    const languages = ['en', 'da'];
    const seed = 'bench seed, with its 32 bytes in';
    const identity = { serialNumber: 'KK-0000013', deviceKey: deviceKey.toString('latin1'), seed, languages };
    await device.restart([], {
      change: (storage) => {
        storage.write('kk.pw', 'bench console passwd');
        storage.write(identityFile, encodeIdentity(crc32, identity));
        for (const { name, content } of files) storage.write(name, content);
      },
    });
    return new ProfiledDevice(device, binary, interpreter);
  }

  /** Instructions from power-on to waiting, without those of the dressing. */
  async start(): Promise<number> {
    const bare = await RealDevice.start({ binary: this.#binary, ...this.#interpreter, board: this.device.board });
    try {
      return (await startOf(this.device)) - (await startOf(bare));
    } finally {
      await bare.close();
    }
  }

  /** Starts it anew under callgrind, not counting yet. */
  async restart(): Promise<void> {
    const file = join(this.device.folder, profile);
    const dumps = [
      `--dump-before=${drawingBegins}`,
      `--dump-before=${textBegins}`,
      `--dump-before=${panelBegins}`,
      `--dump-before=${eventBegins}`,
    ];
    const off = ['--instr-atstart=no', '--collect-atstart=no', `--toggle-collect=${forEvents}`];
    this.#parts = [];
    this.#seen = 0;
    await this.device.restart(['valgrind', '--tool=callgrind', ...off, `--callgrind-out-file=${file}`, ...dumps]);
    // The firmware's first line is lost while it starts: ask until it answers.
    for (let tries = 0; (await this.#ask('hello', 3000)) === undefined; tries++) {
      if (tries === 10) throw new Error('the device did not answer under valgrind');
    }
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
    await this.#control('-i', on ? 'on' : 'off');
    await delay(settleMs);
  }

  async hello(): Promise<void> {
    this.#session = new SecondStation(deviceKey, await this.#must('hello'), nonce);
  }

  async open(): Promise<void> {
    if (!this.#session!.accepts(await this.#must(this.#session!.open()))) throw new Error("the token's proof is wrong");
  }

  /** SHA-1, six digits. */
  async issue(eventBased: boolean): Promise<void> {
    const terms = { eventBased, algorithm: 0, digits: 6, periodSeconds, counter: 0n, secret };
    await this.#command(`issue ${this.#session!.encrypt(credentialMessage(terms))}`);
  }

  /** To the machine's time, so that a test of what is shown may compute it. */
  async setClock(): Promise<void> {
    await this.#command(`clock ${Date.now()} 1`);
  }

  /** Presses the main key of a dark panel until something is shown, and lets go. */
  async press(eventBased: boolean): Promise<FrameCost> {
    if (!eventBased) await untilTimeIsLeft();
    await this.#skip();
    await this.device.press(timeoutMs);
    return this.#frame();
  }

  /** The next redrawing by itself. */
  async redraw(): Promise<FrameCost> {
    return this.#frame();
  }

  /** Presses once more, until the panel is dark. */
  async hide(): Promise<number> {
    await this.#skip();
    await this.device.press(timeoutMs);
    return (await this.#frame(isDarkening)).whole;
  }

  /** The next event that showed something, when it is over. */
  async #frame(isWanted = isDrawing): Promise<FrameCost> {
    for (let tries = 0; tries < 100; tries++) {
      await delay(settleMs);
      const events = await this.#events();
      const at = events.findIndex((event, index) => index >= this.#seen && isFrame(event) && isWanted(event));
      const event = events[at];
      if (event === undefined || (at === events.length - 1 && !isOver(event))) continue;
      this.#seen = at + 1;
      const last = event.findLastIndex(isWriting);
      const pixel = wholeOf(event.slice(0, last - writingsOfFrame + 2));
      return { code: event[0]!.instructions, pixel, whole: wholeOf(event) };
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
    this.#parts.push(...takeParts(this.device.folder));
    return eventsOf(this.#parts);
  }

  async #command(text: string): Promise<void> {
    const answer = this.#session!.answer(await this.#must(this.#session!.request(text)));
    if (!answer.startsWith('ok')) throw new Error(`${text.split(' ')[0]} was answered by ${answer}`);
  }

  async #must(body: string): Promise<string> {
    const answer = await this.#ask(body, timeoutMs);
    if (answer === undefined) throw new Error(`no answer to ${body.split(' ')[0]} from the real interpreter`);
    return answer;
  }

  async #ask(body: string, withinMs: number): Promise<string | undefined> {
    this.#received = '';
    this.device.send(`${encodeLine(crc32, body)}\n`);
    for (const endMs = Date.now() + withinMs; Date.now() < endMs; await delay(20)) {
      for (const part of this.#received.split('\n').slice(0, -1)) {
        const answer = decodeLine(crc32, part.trim());
        if (answer !== undefined) return answer;
      }
    }
    return undefined;
  }

  /** callgrind's own program, which sends it a command. */
  async #control(...command: readonly string[]): Promise<void> {
    await run('callgrind_control', [...command, String(this.device.processId)]);
  }

  async close(): Promise<void> {
    await this.device.close();
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

/** A code that is about to end is not shown, and a redrawing comes each second. The board's clock is the machine's: wait. */
async function untilTimeIsLeft(): Promise<void> {
  const leftMs = periodSeconds * 1000 - (Date.now() % (periodSeconds * 1000));
  if (leftMs < 15_000) await delay(leftMs);
  await delay(1200 - (Date.now() % 1000));
}

export function delay(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
