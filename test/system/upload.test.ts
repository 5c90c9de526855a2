// The console uploader against the virtual board: right bytes, no interrupt byte on the wire, and at least 85 % of
// the line rate, at 9600 and at 115200 baud.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fromByteArray } from '../../firmware/core/bytes.ts';
import { crc32 } from '../../firmware/core/crc32.ts';
import type { BoardDescription } from '../../hardware/board.ts';
import { esp32Cyd } from '../../hardware/boards/esp32-cyd.ts';
import { pixljs } from '../../hardware/boards/pixljs.ts';
import { VirtualClock } from '../../simulator/board/clock.ts';
import { createBoard } from '../../simulator/board/create.ts';
import { Flash } from '../../simulator/board/flash.ts';
import { BoardConsole } from '../../tools/console/console.ts';
import { eraseEverything } from '../../tools/console/storage.ts';
import type { StorageFile } from '../../tools/console/upload.ts';
import { writeFiles } from '../../tools/flash/write.ts';
import { Listeners } from '../../tools/link/link.ts';
import { Wire } from '../../tools/link/wire.ts';

const silent = { step: () => {}, warn: () => {}, progress: () => {}, result: () => {}, failure: () => {} };

interface Uploaded {
  /** On the board's clock. */
  readonly seconds: number;
  /** Every byte that went to the board. */
  readonly sent: Buffer;
  readonly warnings: readonly string[];
  readonly startedOver: boolean;
}

/** Uploads to a new board, through a cable that may change what passes. */
async function upload(
  description: BoardDescription,
  files: readonly StorageFile[],
  cable: (bytes: Uint8Array, at: number) => Uint8Array = (bytes) => bytes,
  damage: (flash: Flash) => void = () => {},
): Promise<Uploaded> {
  let startedOver = false;
  const warnings: string[] = [];
  const clock = new VirtualClock();
  const board = createBoard({
    description,
    clock,
    flash: new Flash(description.storage.bytes, description.storage.pageBytes),
  });
  damage(board.flash);
  board.powerOn();
  clock.advance(2000);
  const listeners = new Listeners();
  board.on('sent', (bytes) => listeners.received(bytes));
  const sent: Uint8Array[] = [];
  const link = {
    name: 'a virtual cable',
    write(bytes: Uint8Array) {
      sent.push(Uint8Array.from(bytes));
      board.send(cable(Uint8Array.from(bytes), Buffer.concat(sent).length));
      return Promise.resolve();
    },
    onBytes: (listener: (bytes: Uint8Array) => void) => listeners.onBytes(listener),
    onClosed: (listener: (reason: string) => void) => listeners.onClosed(listener),
    close: () => Promise.resolve(),
  };
  let isOver = false;
  const pump = (): void => {
    if (isOver) return;
    clock.advance(1);
    setImmediate(pump);
  };
  setImmediate(pump);
  const boardConsole = new BoardConsole(new Wire(link, { after: (delayMs, run) => clock.after(delayMs, run) }));
  await boardConsole.attend();
  const startMs = clock.nowMs;
  await writeFiles(boardConsole, description, files, { ...silent, warn: (text) => warnings.push(text) }, async () => {
    startedOver = true;
    await eraseEverything(boardConsole);
    return files;
  });
  const seconds = (clock.nowMs - startMs) / 1000;
  for (const file of files) {
    const name = JSON.stringify(file.name);
    const stored = await boardConsole.ask(
      `[require("Storage").read(${name}).length,E.CRC32(require("Storage").read(${name}))>>>0]`,
    );
    expect(stored).toEqual([file.data.length, crc32(fromByteArray(file.data))]);
  }
  isOver = true;
  return { seconds, sent: Buffer.concat(sent), warnings, startedOver };
}

const bundle = (bytes: number): Buffer => {
  // The nearest thing to a minified bundle that is always there: this project's own source, in one line.
  const source = readFileSync(
    fileURLToPath(new URL('../../firmware/core/protocol/session.ts', import.meta.url)),
    'latin1',
  );
  return Buffer.from(source.replace(/\s+/g, ' ').repeat(8).slice(0, bytes), 'latin1');
};

describe('uploading', () => {
  it.each([9600, 115200])('keeps 85 per cent of the line rate at %i baud', async (baud) => {
    const files = [
      { name: 'kk.font', data: randomBytes(1500) },
      { name: 'kk.app', data: bundle(14_500) },
    ];
    const { seconds } = await upload({ ...pixljs, serial: { ...pixljs.serial, baud } }, files);
    const rate = 16_000 / seconds / (baud / 10);
    process.stdout.write(`${baud} baud: ${(rate * 100).toFixed(1)} % of the line rate\n`);
    expect(rate).toBeGreaterThan(0.85);
  });

  it('keeps the line busy with a voice, in base64, at 115200 baud', async () => {
    // Noise has the bytes of speech and none to spare.
    const voice = { name: 'kk.vxx', data: randomBytes(60_000) };
    const { seconds, sent } = await upload(esp32Cyd, [voice]);
    const bytesPerSecond = voice.data.length / seconds;
    const busy = sent.length / seconds / (esp32Cyd.serial.baud / 10);
    process.stdout.write(
      `a voice at 115200 baud: ${Math.round(bytesPerSecond)} bytes of file a second, line ${(busy * 100).toFixed(1)} % busy\n`,
    );
    expect(busy).toBeGreaterThan(0.93);
    expect(bytesPerSecond).toBeGreaterThan(8000);
  });

  it.each([
    ['a byte changed', (bytes: Uint8Array) => bytes.map((byte, at) => (at === 200 ? byte ^ 1 : byte))],
    ['a byte lost', (bytes: Uint8Array) => bytes.filter((_byte, at) => at !== 300)],
    ['a line end lost', (bytes: Uint8Array) => bytes.slice(0, -1)],
    ['a bracket turned', (bytes: Uint8Array) => bytes.map((byte) => (byte === 0x29 ? 0x28 : byte))],
  ])('writes a file once more after %s on the way', async (_what, disturb) => {
    let isDisturbed = false;
    const { warnings } = await upload(pixljs, [{ name: 'kk.app', data: bundle(4000) }], (bytes, at) => {
      if (isDisturbed || at < 2500) return bytes;
      isDisturbed = true;
      return disturb(bytes);
    });
    expect(warnings).toEqual([expect.stringMatching(/kk\.app did not arrive whole; writing it again/)]);
  });

  it('starts over on a store that a power cut has damaged, and only there', async () => {
    const files = [{ name: 'kk.app', data: bundle(4000) }];
    // A file's header (size, then name in 28 bytes) that was torn into one which seems to fill the store.
    const torn = Buffer.alloc(32);
    torn.writeUInt32LE(36_000, 0);
    torn.write('torn', 4);
    const { startedOver } = await upload(pixljs, files, undefined, (flash) => flash.write(0, torn));
    expect(startedOver).toBe(true);
    expect((await upload(pixljs, files)).startedOver).toBe(false);
    const tooMuch = [
      { name: 'kk.app', data: bundle(8000) },
      { name: 'kk.font', data: randomBytes(40_000) },
    ];
    const seconds = upload(pixljs, tooMuch).then((uploaded) => uploaded.seconds);
    await expect(seconds).rejects.toThrow(/does not fit into the board/);
  });

  it('never puts 0x03 or 0x04 on the wire, whatever the files hold', async () => {
    const every = Uint8Array.from({ length: 256 }, (_, at) => at);
    const { sent } = await upload(pixljs, [
      { name: 'every', data: every },
      { name: 'threes', data: new Uint8Array(40).fill(3) },
    ]);
    expect(sent.filter((byte) => byte === 3 || byte === 4)).toHaveLength(0);
    expect(
      Math.max(
        ...sent
          .toString('latin1')
          .split('\n')
          .map((line) => line.length + 1),
      ),
    ).toBeLessThanOrEqual(512);
  });
});
