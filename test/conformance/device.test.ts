// The firmware that was built, on the real interpreter: flashed and issued over its console and wire by the very tool,
// then pressed. Its screen must be the virtual board's, pixel for pixel. Only with ESPRUINO=/path/to/espruino.
import { generateSync } from 'otplib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { crc32 } from '../../firmware/core/crc32.ts';
import { pixljs } from '../../hardware/boards/pixljs.ts';
import { VirtualClock } from '../../simulator/board/clock.ts';
import { createBoard } from '../../simulator/board/create.ts';
import { Flash } from '../../simulator/board/flash.ts';
import { openPtyEnd } from '../../simulator/desk/pty-end.ts';
import { openLink } from '../../tools/link/open.ts';
import { machineTimers } from '../../tools/link/timers.ts';
import { Wire } from '../../tools/link/wire.ts';
import { RealDevice } from './device.ts';
import { identify, type Interpreter } from './real-console.ts';
import { klarkode } from './station.ts';

const binary = process.env['ESPRUINO'] ?? '';
// RFC 4226, Appendix D: the secret of the examples.
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const pressTimeoutMs = 10_000;

describe.skipIf(binary === '')('the built firmware on the real interpreter', () => {
  let device: RealDevice;
  let interpreter: Interpreter;

  beforeAll(async () => {
    interpreter = await identify(binary);
    device = await RealDevice.start({ binary, ...interpreter });
    device.note('texts');
    const flashed = await klarkode(device, ['flash', '--product', 'code-display', '--board', 'pixljs']);
    expect(flashed).toMatchObject({ exitCode: 0 });
  });
  afterAll(async () => {
    await device.close();
  });

  const restart = async (): Promise<void> => {
    await device.restart();
    expect(await klarkode(device, ['status'])).toMatchObject({ exitCode: 0 });
  };

  test('shows the first code of RFC 4226, Appendix D, with the pixels of the virtual board', async () => {
    const issued = await klarkode(device, ['issue', '--type', 'hotp', '--secret-stdin'], `${secret}\n`);
    expect(issued).toMatchObject({ exitCode: 0 });
    const expected = pressVirtual(device.flash, interpreter);
    const shown = await device.press(pressTimeoutMs);
    expect(digitsOf(device.texts)).toBe('755224');
    expect(picture((x, y) => ((shown[(y * 128 + x) >> 3] ?? 0) & (128 >> (x & 7))) !== 0)).toBe(expected);
  });

  test('answers on a serial port that any program can open', async () => {
    const end = await openPtyEnd();
    device.plugInto(end);
    try {
      const hello = await helloOver(end.port);
      expect(hello).toContain('ok klarkode 1 code-display pixljs');
    } finally {
      await end.close();
    }
  });

  test('goes on with the next code after a power cut', async () => {
    await restart();
    const expected = pressVirtual(device.flash, interpreter);
    const shown = await device.press(pressTimeoutMs);
    expect(digitsOf(device.texts)).toBe('287082');
    expect(picture((x, y) => ((shown[(y * 128 + x) >> 3] ?? 0) & (128 >> (x & 7))) !== 0)).toBe(expected);
  });

  test('shows the code of the time that the tool gave it', async () => {
    await restart();
    const issued = await klarkode(device, ['issue', '--type', 'totp', '--secret-stdin', '--force'], `${secret}\n`);
    expect(issued).toMatchObject({ exitCode: 0 });
    await untilTimeIsLeft();
    const epoch = Math.floor(Date.now() / 1000);
    await device.press(pressTimeoutMs);
    const key = Buffer.from('12345678901234567890');
    const code = generateSync({ secret: key, strategy: 'totp', algorithm: 'sha1', epoch });
    expect(digitsOf(device.texts)).toBe(code);
  });
});

/** What a token answers to `hello` on that port. */
async function helloOver(port: string): Promise<string> {
  const wire = new Wire(await openLink(port, pixljs.serial.baud), machineTimers);
  try {
    await wire.send(`\nhello*${crc32('hello').toString(16).padStart(8, '0')}\n`);
    const answer = (text: string): { value: string; used: number } | undefined => {
      const end = /ok klarkode[^\n]*\n/.exec(text);
      return end === null ? undefined : { value: end[0], used: end.index + end[0].length };
    };
    return await wire.until(answer, pressTimeoutMs, 'answer to hello');
  } finally {
    await wire.link.close();
  }
}

/** The digits among the texts that were drawn: the code in its groups of three, as often as it was drawn. */
function digitsOf(texts: readonly string[]): string {
  const groups = texts.filter((text) => /^\d{3}$/.test(text));
  return groups.slice(-2).join('');
}

/** A code that is about to end is not shown. The interpreter's clock is the machine's: only waiting helps. */
async function untilTimeIsLeft(): Promise<void> {
  const leftMs = 30_000 - (Date.now() % 30_000);
  if (leftMs < 10_000) await new Promise((done) => setTimeout(done, leftMs + 500));
}

/** What a virtual board with this flash shows when its key is pressed. */
function pressVirtual(image: Uint8Array, { flashBytes, flashPageBytes }: Interpreter): string {
  const description = { ...pixljs, storage: { ...pixljs.storage, bytes: flashBytes, pageBytes: flashPageBytes } };
  const clock = new VirtualClock();
  const board = createBoard({ description, clock, flash: new Flash(flashBytes, flashPageBytes, image) });
  board.powerOn();
  clock.advance(2000);
  board.setPin('BTN1', 1);
  clock.advance(150);
  board.setPin('BTN1', 0);
  clock.advance(500);
  const shown = picture((x, y) => board.panel.pixel(x, y) !== 0);
  board.powerOff();
  return shown;
}

/** A panel as text, so that a difference can be seen. */
function picture(isSet: (x: number, y: number) => boolean): string {
  const rows = Array.from({ length: 64 }, (_row, y) =>
    Array.from({ length: 128 }, (_column, x) => (isSet(x, y) ? '#' : '.')).join(''),
  );
  return rows.join('\n');
}
