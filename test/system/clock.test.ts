// klarkode clock against the virtual board: the time comes back after a loss of power, the credential stays.
import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { FlashStorage } from '../../simulator/board/storage.ts';
import { codeOnDisplay, flashedFob, issueRfc, rfcCode, rfcInstant } from './fob.ts';
import { Rehearsal, type Snapshot } from './rehearsal.ts';

let station: Rehearsal;
let flashed: Snapshot;

beforeAll(async () => {
  flashed = await flashedFob();
});
afterAll(() => {
  rmSync(flashed.folder, { recursive: true });
});
beforeEach(async () => {
  station = new Rehearsal();
  station.restore(flashed);
  expect((await issueRfc(station)).exitCode).toBe(0);
});
afterEach(() => {
  station.end();
});

it('sets a clock that was lost, and the token shows the codes of its credential again', async () => {
  station.board.powerOff();
  station.board.powerOn();
  station.clock.advance(2000);
  const run = await station.klarkode(['clock', '--now', rfcInstant]);
  expect(run).toMatchObject({ exitCode: 0 });
  expect(run.out).toMatch(/had lost the time; its clock is set/);
  expect(codeOnDisplay(station)).toBe(rfcCode);
});

it("a code reader's setting is refused for a code display by name, before anything is set", async () => {
  const refused = await station.klarkode(['settings', '--show-seconds', '30', '--volume', '2']);
  expect(refused.exitCode).toBe(4);
  expect(refused.err).toContain('--volume is for a code reader, and KK-0000013 is a code-display: nothing was set.');
  expect((await station.klarkode(['settings', '--json'])).json.at(-1)).toMatchObject({ settings: { showSeconds: 60 } });
});

it('refuses a large step without --force, and tells how far it moved with it', async () => {
  const later = new Date(Date.parse(rfcInstant) + 3_600_000).toISOString();
  const refused = await station.klarkode(['clock', '--now', later]);
  expect(refused.exitCode).not.toBe(0);
  expect(refused.err).toMatch(/--force/);
  expect(codeOnDisplay(station)).toBe(rfcCode);
  const forced = await station.klarkode(['clock', '--now', later, '--force']);
  expect(forced).toMatchObject({ exitCode: 0 });
  expect(forced.out).toMatch(/moved by 3[56]\d\d\.\d s/);
});

it('a credential that a board lost is given again from the registry, the same one', async () => {
  // What a cut in the middle of a tidied store leaves: the token's files, without its credential.
  const storage = new FlashStorage(station.board.flash);
  for (const name of ['kk.c0', 'kk.c1']) storage.erase(name);
  station.board.powerOff();
  station.board.powerOn();
  station.clock.advance(2000);
  const again = await station.klarkode(['issue', '--again', '--now', rfcInstant]);
  expect(again.exitCode, again.err).toBe(0);
  expect(codeOnDisplay(station)).toBe(rfcCode);
  const hotp = await station.klarkode(['issue', '--type', 'hotp', '--yes', '--force', '--now', rfcInstant]);
  expect(hotp).toMatchObject({ exitCode: 0 });
  const refused = await station.klarkode(['issue', '--again', '--yes', '--force', '--now', rfcInstant]);
  expect(refused.exitCode).not.toBe(0);
  expect(refused.err).toMatch(/event-based/);
});

it('settings are shown, set within their limits, and refused outside before the token is asked', async () => {
  const first = await station.klarkode(['settings', '--json']);
  const shown = { trimPpm: 0, clockErrorPpm: 500, showSeconds: 60, warnSeconds: 15, unsureSeconds: 180 };
  expect(first.json.at(-1)).toMatchObject({ settings: shown });
  const set = await station.klarkode(['settings', '--trim-ppm', '-12.5', '--clock-error-ppm', '20', '--json']);
  expect(set.json.at(-1)).toMatchObject({ settings: { ...shown, trimPpm: -12.5, clockErrorPpm: 20 } });
  const refused = await station.klarkode(['settings', '--clock-error-ppm', '10001']);
  expect(refused.exitCode).toBe(2);
  expect(refused.err).toMatch(/--clock-error-ppm is "10001": worst error .* 0 to 10000 ppm/);
});

it('the language is chosen among those that were flashed, by its letters', async () => {
  const language = async (...argv: string[]): Promise<unknown> =>
    (await station.klarkode(['settings', ...argv, '--json'])).json.at(-1);
  expect(await language()).toMatchObject({ settings: { language: 'da' } });
  expect(await language('--language', 'en')).toMatchObject({ settings: { language: 'en' } });
  station.powerCycle();
  expect(station.press()[0]).toBe('Time lost');
  station.press();
  expect(await language('--language', 'da')).toMatchObject({ settings: { language: 'da' } });
  expect(station.press()[0]).toBe('Tiden er tabt');
  for (const [typed, message] of [
    ['de', /--language is "de": .* \(it has da, en; klarkode flash --languages brings others\)/],
    ['25697', /--language is "25697": one of the languages/],
    ['DA', /--language is "DA"/],
  ] as const) {
    const run = await station.klarkode(['settings', '--language', typed]);
    expect([run.exitCode, run.err]).toEqual([2, expect.stringMatching(message)]);
  }
  expect(await language()).toMatchObject({ settings: { language: 'da' } });
});

it('status --details tells what only a session tells: worst error, forced steps, counter, self-test', async () => {
  const first = (await station.klarkode(['status', '--details', '--json'])).json.at(-1);
  expect(first).toMatchObject({
    clockDifferenceMs: { least: expect.any(Number) as number },
    details: { counter: 0, forcedSteps: { count: 0, lastMs: 0, lastTo: null }, selfTest: 0 },
  });
  station.clock.advance(1_000_000);
  const hotp = ['issue', '--type', 'hotp', '--counter', '41', '--yes', '--force'];
  expect((await station.klarkode([...hotp, '--now', '2009-02-15T00:00:00Z'])).exitCode).toBe(0);
  codeOnDisplay(station);
  const text = (await station.klarkode(['status', '--details'])).out;
  expect(text).toMatch(/Worst error {5}0\.2 s\nForced steps {4}1, the last by 87\d\d\d\.\d s to 2009-02-15T00:00:0\d/);
  expect(text).toMatch(/\nNext counter {4}42\nSelf-test {7}passed\n/);
  station.powerCycle();
  const lost = (await station.klarkode(['status', '--details', '--json'])).json.at(-1);
  expect(lost).toMatchObject({ details: { clockErrorMs: null, forcedSteps: { count: 1 }, counter: 42 } });
  expect(lost).not.toHaveProperty('clockDifferenceMs');
});
