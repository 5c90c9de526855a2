// A board without firmware, for tests of what surrounds a board: it records the pins and bytes that reach it and can be
// told to show a frame or send bytes.
import { pixljs } from '../../../hardware/boards/pixljs.ts';
import type { BoardEvents, Frame, VirtualBoard } from '../../../simulator/board/board.ts';
import { VirtualClock } from '../../../simulator/board/clock.ts';
import { Flash } from '../../../simulator/board/flash.ts';

export interface Edge {
  readonly pin: string;
  readonly level: 0 | 1;
  readonly atMs: number;
}

export class FakeBoard implements VirtualBoard {
  readonly description = pixljs;
  readonly clock = new VirtualClock();
  readonly flash = new Flash(pixljs.storage.bytes, pixljs.storage.pageBytes);
  readonly figures = {
    wakeUps: 0,
    flashBytesWritten: 0,
    flashPagesErased: 0,
    serialBytesReceived: 0,
    serialBytesSent: 0,
    soundUnderruns: 0,
  };
  readonly edges: Edge[] = [];
  readonly received: number[] = [];
  readonly ink = new Set<string>();
  millivolts = 0;
  ppm = 0;
  lit = true;
  powered = false;
  serialOpen = true;
  readonly panel;
  readonly #listeners: { [E in keyof BoardEvents]: Set<BoardEvents[E]> } = {
    ready: new Set(),
    frame: new Set(),
    sent: new Set(),
    power: new Set(),
    sound: new Set(),
    level: new Set(),
  };

  constructor() {
    const lit = (): boolean => this.lit;
    this.panel = {
      width: pixljs.display.width,
      height: pixljs.display.height,
      bitsPerPixel: 1,
      background: 0,
      get lit() {
        return lit();
      },
      pixel: (x: number, y: number) => (this.ink.has(`${x},${y}`) ? 1 : 0),
    };
  }

  plugCable(plugged: boolean): void {
    this.serialOpen = plugged;
  }

  powerOn(): void {
    if (this.powered) return;
    this.powered = true;
    for (const listener of this.#listeners.power) listener(true);
    for (const listener of this.#listeners.ready) listener();
  }

  powerOff(): void {
    this.powered = false;
    for (const listener of this.#listeners.power) listener(false);
  }

  setPin(pin: string, level: 0 | 1): void {
    this.edges.push({ pin, level, atMs: this.clock.nowMs });
  }

  send(bytes: Uint8Array): void {
    this.received.push(...bytes);
  }

  setBatteryMillivolts(millivolts: number): void {
    this.millivolts = millivolts;
  }

  setOscillatorPpm(ppm: number): void {
    this.ppm = ppm;
  }

  on<E extends keyof BoardEvents>(event: E, listener: BoardEvents[E]): () => void {
    const listeners: Set<BoardEvents[E]> = this.#listeners[event];
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  show(frame: Frame): void {
    this.lit = frame.lit;
    for (const listener of this.#listeners.frame) listener(frame);
  }

  emit(bytes: Uint8Array): void {
    for (const listener of this.#listeners.sent) listener(bytes);
  }
}
