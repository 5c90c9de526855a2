// A whole station in one process: the command, a virtual board and the wire between them on one virtual clock, so that
// flashing at 9600 baud takes a test milliseconds. Time passes only while the command waits for something.
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromByteArray, toByteArray } from '../../firmware/core/bytes.ts';
import { crc32 } from '../../firmware/core/crc32.ts';
import { decodeLine, encodeLine } from '../../firmware/core/protocol/line.ts';
import { boardNamed } from '../../hardware/boards.ts';
import type { BoardDescription } from '../../hardware/board.ts';
import type { VirtualBoard } from '../../simulator/board/board.ts';
import { VirtualClock } from '../../simulator/board/clock.ts';
import { createBoard } from '../../simulator/board/create.ts';
import { Flash } from '../../simulator/board/flash.ts';
import { Listeners, type Link } from '../../tools/link/link.ts';
import { linkLost } from '../../tools/link/serial.ts';
import { main } from '../../tools/main.ts';
import type { Prompts, Surroundings } from '../../tools/surroundings.ts';

export const passphrase = 'correct horse';
export const port = 'the virtual cable';

export interface Run {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
  /** The objects that --json printed. */
  readonly json: readonly Record<string, unknown>[];
}

export interface Keyboard {
  readonly environment?: Record<string, string>;
  readonly standardInput?: string;
  readonly prompts?: Prompts;
  /** Leaves --port out. */
  readonly withoutPort?: boolean;
}

export interface Snapshot {
  readonly image: Uint8Array;
  readonly folder: string;
}

/** What `npm run build` made. */
export const builtFirmware = fileURLToPath(new URL('../../dist/firmware', import.meta.url));

const stepMs = 2;

export class Rehearsal {
  readonly description: BoardDescription;
  readonly folder = mkdtempSync(join(tmpdir(), 'rehearsal-'));
  readonly registryFile = join(this.folder, 'registry.sqlite');
  clock = new VirtualClock();
  board: VirtualBoard;
  firmwareFolder = builtFirmware;
  /** Bytes towards the board until the cable is cut; undefined: it holds. */
  cableBytes: number | undefined;
  /** Runs at the moment when the cable is cut. */
  onCut: () => void = () => {};
  bytesToBoard = 0;
  /** Sees what goes to the board. */
  onBytesToBoard: (bytes: Uint8Array) => void = () => {};
  /** Somebody on the wire who makes another body of what the token says; its CRC is made right. */
  tampering: ((body: string) => string) | undefined;
  /** Somebody on the wire who holds back what goes to the board, for so many milliseconds; what that one pulls the cable of does not get there. */
  holdingBack: ((bytes: Uint8Array) => number) | undefined;
  /** What the port is instead of the board's cable. */
  otherLink: (() => Link) | undefined;
  readonly #startUtcMs: number;
  #waiting = 0;
  #isPumping = false;

  /** `startUtcMs` is the machine's time at the beginning; `snapshot`: where another rehearsal stood, instead of a new board. */
  constructor(startUtcMs = 1234567890000, boardName = 'pixljs', snapshot?: Snapshot) {
    this.#startUtcMs = startUtcMs;
    this.description = boardNamed(boardName)!;
    const { storage } = this.description;
    if (snapshot !== undefined) cpSync(snapshot.folder, this.folder, { recursive: true });
    this.board = createBoard({
      description: this.description,
      clock: this.clock,
      flash: new Flash(storage.bytes, storage.pageBytes, snapshot?.image),
    });
    this.board.powerOn();
    this.clock.advance(2000);
  }

  /** The board's flash and the registry as they are now, to begin other rehearsals with. */
  snapshot(): Snapshot {
    const folder = mkdtempSync(join(tmpdir(), 'rehearsal-'));
    for (const file of readdirSync(this.folder)) {
      if (file.startsWith('registry.')) cpSync(join(this.folder, file), join(folder, file));
    }
    return { image: this.board.flash.bytes.slice(), folder };
  }

  /** Puts this rehearsal where the snapshot was taken. */
  restore(snapshot: Snapshot): void {
    // The log of another registry must not stay beside this one's file.
    for (const file of readdirSync(this.folder)) if (file.startsWith('registry.')) rmSync(join(this.folder, file));
    cpSync(snapshot.folder, this.folder, { recursive: true });
    this.replaceBoard(snapshot.image);
  }

  /** Another board of the same kind with this flash, on this clock. */
  replaceBoard(image?: Uint8Array, Memory: typeof Flash = Flash): void {
    const { storage } = this.description;
    this.board.powerOff();
    this.board = createBoard({
      description: this.description,
      clock: this.clock,
      flash: new Memory(storage.bytes, storage.pageBytes, image),
    });
    this.board.powerOn();
    this.clock.advance(2000);
  }

  powerCycle(): void {
    this.board.powerOff();
    this.clock.advance(1000);
    this.board.powerOn();
    this.clock.advance(2000);
  }

  /** Runs `klarkode` with these arguments; port and registry are this rehearsal's. */
  async klarkode(argv: readonly string[], keyboard: Keyboard = {}): Promise<Run> {
    let out = '';
    let err = '';
    const surroundings: Surroundings = {
      streams: { out: (text) => void (out += text), err: (text) => void (err += text) },
      environment: { KLARKODE_PASSPHRASE: passphrase, ...keyboard.environment },
      prompts: keyboard.prompts,
      timers: { after: (delayMs, run) => this.#after(delayMs, run) },
      machineMs: () => this.#startUtcMs + this.clock.nowMs,
      steadyMs: () => this.clock.nowMs,
      openLink: () => Promise.resolve(this.otherLink?.() ?? this.#link()),
      listPorts: () => Promise.resolve([]),
      readStandardInput: () => Promise.resolve(keyboard.standardInput ?? ''),
      firmwareFolder: this.firmwareFolder,
      onInterrupt: () => () => {},
    };
    const exitCode = await main(
      [...(keyboard.withoutPort === true ? [] : ['--port', port]), '--registry', this.registryFile, ...argv],
      surroundings,
    );
    const lines = argv.includes('--json') ? out.trim().split('\n') : [];
    return { exitCode, out, err, json: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
  }

  /** What lies in the board's flash under that name, byte for byte, whatever the console says. */
  storedFile(name: string): string {
    // Espruino's header: size and flags (4 bytes), name (28 bytes, zero-padded), then the data.
    const image = Buffer.from(this.board.flash.bytes).toString('latin1');
    const at = image.indexOf(name.padEnd(28, '\0'));
    if (at < 4) throw new Error(`${name} is not in the board's flash`);
    const size = this.board.flash.bytes[at - 4]! | (this.board.flash.bytes[at - 3]! << 8);
    return image.slice(at + 28, at + 28 + size);
  }

  /** The strings on the panel after pressing the main key. */
  press(heldMs = 200): readonly string[] {
    const key = this.description.keys[0]!;
    let shown: readonly string[] = [];
    const stop = this.board.on('frame', (frame) => {
      shown = frame.strings.map((one) => one.text);
    });
    this.board.setPin(key.pin, key.pressedLevel);
    this.clock.advance(heldMs);
    this.board.setPin(key.pin, key.pressedLevel === 1 ? 0 : 1);
    this.clock.advance(1000);
    stop();
    return shown;
  }

  end(): void {
    this.board.powerOff();
    rmSync(this.folder, { recursive: true });
  }

  #link(): Link {
    const listeners = new Listeners();
    let begun = '';
    const stop = this.board.on('sent', (bytes) => {
      if (this.tampering === undefined) return listeners.received(bytes);
      const lines = (begun + fromByteArray(bytes)).split('\n');
      begun = lines.pop()!;
      for (const one of lines) {
        const body = decodeLine(crc32, one);
        const line = body === undefined ? one : encodeLine(crc32, this.tampering(body));
        listeners.received(toByteArray(`${line}\n`));
      }
    });
    return {
      name: port,
      onBytes: (listener) => listeners.onBytes(listener),
      onClosed: (listener) => listeners.onClosed(listener),
      write: (bytes) => {
        if (listeners.reason !== undefined) return Promise.reject(linkLost(port, listeners.reason));
        const heldMs = this.holdingBack?.(bytes) ?? 0;
        const passes = Math.min(bytes.length, this.cableBytes ?? Infinity);
        if (heldMs > 0) this.clock.after(heldMs, () => this.board.send(bytes.slice(0, passes)));
        else this.board.send(bytes.slice(0, passes));
        this.bytesToBoard += passes;
        this.onBytesToBoard(bytes.slice(0, passes));
        if (this.cableBytes === undefined) return Promise.resolve();
        // Pulled while that line was on its way: it got there, and the next one does not.
        this.cableBytes = Math.max(0, this.cableBytes - passes);
        if (passes === bytes.length) return Promise.resolve();
        this.cableBytes = undefined;
        stop();
        listeners.lost('the cable was pulled');
        this.onCut();
        return Promise.reject(linkLost(port, 'the cable was pulled'));
      },
      close: () => {
        stop();
        listeners.lost('the port was closed');
        return Promise.resolve();
      },
    };
  }

  #after(delayMs: number, run: () => void): () => void {
    this.#waiting++;
    let isOver = false;
    const over = (): void => {
      if (!isOver) this.#waiting--;
      isOver = true;
    };
    const cancel = this.clock.after(delayMs, () => {
      over();
      run();
    });
    this.#pump();
    return () => {
      over();
      cancel();
    };
  }

  /** Lets virtual time pass, a little at a time, so that the command can answer what arrives. */
  #pump(): void {
    if (this.#isPumping) return;
    this.#isPumping = true;
    const step = (): void => {
      if (this.#waiting === 0) {
        this.#isPumping = false;
        return;
      }
      this.clock.advance(stepMs);
      setImmediate(step);
    };
    setImmediate(step);
  }
}
