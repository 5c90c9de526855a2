// A token that lives fast on the virtual board: what the steps of a year are tested with. Its memory is nobody's: the notes are made up.
import type { Built } from '../bench/built.ts';
import { Flash } from '../../simulator/board/flash.ts';
import { FlashStorage } from '../../simulator/board/storage.ts';
import { Bench } from './bench.ts';
import { productOf } from './check.ts';
import { VirtualCheckedBoard } from './virtual-board.ts';
import type { FastLife, Job, Lived } from './year-device.ts';
import type { Rest, Screen } from './year-notes.ts';

const shownMs = 1200;
const madeUp = { dirty: 1100, clean: 1000, dirtyPeak: 1400, cleanPeak: 1200, largestBytes: 2000 };

export class VirtualYear implements FastLife {
  readonly board: VirtualCheckedBoard;
  readonly bench: Bench;
  readonly dressing = 0;
  #screens: Screen[] = [];

  constructor(built: Built) {
    this.board = new VirtualCheckedBoard(built.board);
    this.bench = new Bench(this.board, productOf(built));
    this.board.onShown = ({ texts, isLit }) => {
      this.#screens.push({ texts: isLit ? texts : [], atSeconds: this.board.nowMs() / 1000 });
    };
  }

  get flash(): Uint8Array {
    return this.board.flash;
  }

  async live({ presses, jumpSeconds }: Job): Promise<Lived> {
    this.#screens = [];
    for (let press = 0; press < presses; press++) {
      await this.board.press();
      await this.board.pause(shownMs);
      await this.board.press();
      await this.board.pause(jumpSeconds * 1000);
    }
    return { screens: this.#screens, rests: [this.rest(presses)] };
  }

  rest(presses: number): Rest {
    const { bytes, pageBytes } = this.board.storage;
    const storageFreeBytes = new FlashStorage(new Flash(bytes, pageBytes, this.flash)).getFree();
    return { presses, ...madeUp, storageFreeBytes, atSeconds: this.board.nowMs() / 1000 };
  }

  async setClock(): Promise<void> {
    await this.bench.must(['clock']);
  }

  async restart(): Promise<void> {
    await this.board.restart();
  }

  afterRestart(): void {}
}
