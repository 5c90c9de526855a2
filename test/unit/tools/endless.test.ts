// A board, or somebody on the wire, that keeps the station waiting for ever: the command ends, and says why.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { crc32 } from '../../../firmware/core/crc32.ts';
import { encodeLine } from '../../../firmware/core/protocol/line.ts';
import { Listeners, type Link } from '../../../tools/link/link.ts';
import { machineTimers } from '../../../tools/link/timers.ts';
import { Wire } from '../../../tools/link/wire.ts';
import { greet } from '../../../tools/session/greeting.ts';
import { TokenSession } from '../../../tools/session/session.ts';

const hello = {
  product: 'code-display',
  board: 'pixljs',
  serialNumber: 'KK-0000013',
  firmwareHash: '01234567',
  lifecycle: 'issued',
  clock: 'set',
  batteryPercent: 100,
  wrongProofs: 0,
  waitSeconds: 0,
  nonce: 'n'.repeat(16),
} as const;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A wire on which this text comes again and again. */
function wireThatSays(text: string, everyMs: number): Wire {
  const listeners = new Listeners();
  const link: Link = {
    name: 'a cable',
    onBytes: (listener) => listeners.onBytes(listener),
    onClosed: (listener) => listeners.onClosed(listener),
    write: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  setInterval(() => listeners.received(Buffer.from(text, 'latin1')), everyMs);
  return new Wire(link, machineTimers);
}

/** How it ended within five minutes. */
async function endOf(work: Promise<unknown>): Promise<unknown> {
  let end: unknown = 'it never ended';
  void work.then(
    () => (end = 'done'),
    (failure: unknown) => (end = failure),
  );
  await vi.advanceTimersByTimeAsync(300_000);
  return end;
}

it('with notes that it is at work', async () => {
  const wire = wireThatSays(`${encodeLine(crc32, 'note wait')}\n`, 10_000);
  expect(await endOf(TokenSession.open(wire, hello, 'k'.repeat(32)))).toMatchObject({ code: 'link-silent' });
});

it.each([
  ['bytes without a line end', '\x1b[2J\0\xff'.repeat(1000)],
  ['lines with a wrong check sum', 'ok klarkode 1 x*00000000\n'],
  ['lines of another protocol', 'NMEA,1,2,3*5F\r\n'],
])('with %s', async (_what, text) => {
  expect(await endOf(greet(wireThatSays(text, 50)))).toMatchObject({ code: 'link-silent' });
});

it('with a console that never falls silent', async () => {
  expect(await endOf(greet(wireThatSays('Uncaught ReferenceError\r\n>', 50)))).toBe('done');
});
