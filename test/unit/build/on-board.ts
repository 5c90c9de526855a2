// A virtual board to try built files on: writes them over the console, switches the power, types lines, reads what is printed.
import { pixljs } from '../../../hardware/boards/pixljs.ts';
import { VirtualClock } from '../../../simulator/board/clock.ts';
import { createBoard } from '../../../simulator/board/create.ts';
import { Flash } from '../../../simulator/board/flash.ts';

export class BoardOnTrial {
  readonly #clock = new VirtualClock();
  readonly #board;
  #printed = '';

  constructor() {
    const { storage } = pixljs;
    const flash = new Flash(storage.bytes, storage.pageBytes);
    this.#board = createBoard({ description: pixljs, clock: this.#clock, flash, pacedSerial: false });
    this.#board.on('sent', (bytes) => (this.#printed += Buffer.from(bytes).toString('latin1')));
    this.restart();
  }

  /** Power off and on; gives what the board printed meanwhile. */
  restart(): string {
    return this.#printedBy(() => {
      this.#board.powerOff();
      this.#board.powerOn();
    });
  }

  /** Types a line; gives what the board printed. */
  type(line: string): string {
    return this.#printedBy(() => this.#board.send(Buffer.from(`${line}\n`, 'latin1')));
  }

  /** Runs a line on the open console; gives what it printed. */
  run(line: string): string {
    return this.type(`\x10${line}`)
      .replace(/\r?\x1b\[J|\r|^>|>$/g, '')
      .trim();
  }

  write(name: string, content: Buffer | string): void {
    const bytes = Buffer.from(content as string, 'latin1');
    const quoted = JSON.stringify(name);
    for (let at = 0; at < bytes.length; at += 300) {
      const part = bytes.subarray(at, at + 300).toString('base64');
      this.run(`require("Storage").write(${quoted},atob("${part}"),${at},${bytes.length});`);
    }
  }

  #printedBy(act: () => void): string {
    this.#printed = '';
    act();
    this.#clock.advance(2000);
    return this.#printed;
  }
}
