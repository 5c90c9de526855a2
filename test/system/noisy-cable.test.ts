// A cable that changes one digit on its way.
import { afterEach, expect, it, vi } from 'vitest';
import { BoardConsole } from '../../tools/console/console.ts';
import { asFob } from './fob.ts';
import { HostileStation } from './hostile/hostile-station.ts';

const station = new HostileStation();
afterEach(() => {
  vi.restoreAllMocks();
  station.end();
});

it('a count of shown codes that was disturbed is not believed: no event-based code comes twice', async () => {
  await station.eventBased();
  const shown = station.codes(12);
  station.renewFirmware();
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own object below
  const { ask } = BoardConsole.prototype;
  let disturbed = 0;
  vi.spyOn(BoardConsole.prototype, 'ask').mockImplementation(async function (this: BoardConsole, text, withinMs) {
    const answer = await ask.call(this, text, withinMs);
    if (!text.includes('"marks "') || disturbed++ > 0) return answer;
    return String(answer).replace(/^12/, '10');
  });
  const run = await station.klarkode(asFob);
  expect(disturbed).toBe(1);
  expect(run.exitCode).not.toBe(0);
  expect(run.err).toMatch(/was disturbed on its way: check the cable and run the same command again/);
  await station.must(...asFob);
  const after = station.codes(3);
  expect(after.filter((code) => shown.includes(code))).toEqual([]);
  // Counter 12 of the RFC's secret, by oathtool.
  expect(after[0]).toBe('868912');
});
