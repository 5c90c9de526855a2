// A cable that changes a character on its way.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BoardConsole } from '../../tools/console/console.ts';
import { asFob } from './fob.ts';
import { HostileStation } from './hostile/hostile-station.ts';

let station: HostileStation;
beforeEach(() => {
  station = new HostileStation();
});
afterEach(() => {
  vi.restoreAllMocks();
  station.end();
});

/** Changes the first answer to a question with that in it. */
function disturb(question: string, change: (answer: string) => string): () => number {
  const { ask } = BoardConsole.prototype;
  let disturbed = 0;
  vi.spyOn(BoardConsole.prototype, 'ask').mockImplementation(async function (this: BoardConsole, text, withinMs) {
    const answer = await ask.call(this, text, withinMs);
    if (!text.includes(question) || disturbed++ > 0) return answer;
    const changed = change(String(answer));
    expect(changed).not.toBe(answer);
    return changed;
  });
  return () => disturbed;
}

it('a count of shown codes that was disturbed is not believed: no event-based code comes twice', async () => {
  await station.eventBased();
  const shown = station.codes(12);
  station.renewFirmware();
  const disturbed = disturb('"marks "', (answer) => answer.replace(/^12/, '10'));
  const run = await station.klarkode(asFob);
  expect(disturbed()).toBe(1);
  expect(run.exitCode).not.toBe(0);
  expect(run.err).toMatch(/was disturbed on its way: check the cable and run the same command again/);
  await station.must(...asFob);
  const after = station.codes(3);
  expect(after.filter((code) => shown.includes(code))).toEqual([]);
  // Counter 12 of the RFC's secret, by oathtool.
  expect(after[0]).toBe('868912');
});

it('settings that were disturbed are not given up for it', async () => {
  await station.eventBased();
  await station.must('settings', '--trim-ppm', '25');
  station.renewFirmware();
  const disturbed = disturb('read("kk.s0")', (answer) => answer.replace(/^(.{20})./, (_all, head) => `${head}+`));
  const run = await station.klarkode(asFob);
  expect(disturbed()).toBe(1);
  expect(run.exitCode).not.toBe(0);
  expect(run.err).toMatch(/was disturbed on its way/);
  await station.must(...asFob);
  expect((await station.must('settings', '--json')).json.at(-1)).toMatchObject({ settings: { trimPpm: 25 } });
});
