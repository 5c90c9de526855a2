// The code reader on the desk, in a real browser and without a mouse: what it says is played sample by sample as it left the
// board, stands there in words, and stops at a key. What WebAudio is given is overheard; nothing is replaced.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { esp32Cyd } from '../../hardware/boards/esp32-cyd.ts';
import { Flash } from '../../simulator/board/flash.ts';
import type { Caption, FromToken } from '../../simulator/desk/messages.ts';
import { quieterBy } from '../../simulator/world/ears.ts';
import { clipsIn } from '../../simulator/desk/vocabulary.ts';
import { findChromium, launchChromium } from './chromium.ts';
import { DeskProcess } from './desk-process.ts';
import { eavesdrop, overheard } from './eavesdrop.ts';

const chromium = findChromium();
const mayBeAbsent = process.env['CI'] !== 'true';

describe.skipIf(chromium === undefined && mayBeAbsent)('the code reader on the desk', () => {
  let desk: DeskProcess;
  let browser: Browser;
  let page: Page;
  /** What the desk's server told of the reader. */
  let told: FromToken['message'][] = [];

  beforeAll(async () => {
    if (chromium === undefined) throw new Error('Chromium is missing; on Debian: apt install chromium');
    desk = new DeskProcess('--product', 'code-reader', '--port', '17760');
    [browser] = await Promise.all([launchChromium(chromium), desk.url]);
    page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
    page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => told.push((JSON.parse(String(payload)) as FromToken).message));
    });
    await eavesdrop(page);
    await page.goto(await desk.url);
    await page.locator('section[data-ready="true"]').waitFor({ timeout: 120_000 });
  }, 150_000);

  afterAll(async () => {
    await browser?.close();
    await desk?.end();
  });

  const heard = <K extends FromToken['message']['kind']>(kind: K) =>
    told.filter((message): message is Extract<FromToken['message'], { kind: K }> => message.kind === kind);
  const captions = (): readonly Caption[] => heard('captions').flatMap((message) => message.captions);
  /** Until nothing has sounded for a moment: between two sentences there is a shorter pause. */
  async function silence(): Promise<void> {
    let count = -1;
    while (count !== heard('sound').length) {
      count = heard('sound').length;
      await page.waitForTimeout(900);
    }
    expect(heard('sound').at(-1)?.samples ?? '').toBe('');
  }

  /** Presses a key of the keyboard and lets the reader finish what it has to say. */
  async function say(key: string): Promise<void> {
    told = [];
    await page.keyboard.press(key, { delay: 100 });
    await expect.poll(() => heard('sound').length, { timeout: 10_000 }).toBeGreaterThan(0);
    await silence();
  }

  /** Waits for a code that lasts long enough to be said at once, and for silence. */
  async function waitForCode(): Promise<string> {
    const text = () => page.locator('.on-screen').innerText();
    await say('F2');
    await expect.poll(text, { timeout: 60_000 }).toMatch(/^\d{3} \d{3} · \d+ s/);
    // One that came by itself is said, too.
    await silence();
    await expect.poll(text, { timeout: 60_000 }).toMatch(/^\d{3} \d{3} · (1[89]|2\d|30) s/);
    await overheard(page);
    return (await text()).slice(0, 7).replace(' ', '');
  }

  it('is made ready', async () => {
    // What was said while it was activated is over.
    await silence();
  });

  it('tells a screen reader what it says, while it is not heard', async () => {
    await say('F9');
    const live = page.locator('[data-live="speech"]');
    const words = captions()
      .map(({ text }) => text)
      .join(' ');
    const spoken = async (): Promise<string> => (await live.textContent()) ?? '';
    await expect.poll(async () => (await spoken()).replaceAll(',', '')).toContain(words);
    expect(await spoken()).toMatch(/Settings, Volume, one of five, \w+$/);
    expect(await live.getAttribute('aria-live')).toBe('polite');
    expect(await overheard(page)).toEqual([]);
  });

  it('plays the very samples of the board without a gap, and they are the clips that the captions name', async () => {
    const button = page.getByRole('button', { name: 'Sound on' });
    await button.press('Enter');
    await page.getByRole('button', { name: 'Sound off' }).waitFor();
    expect(await page.locator('[data-live="speech"]').getAttribute('aria-live')).toBe('off');
    const code = await waitForCode();
    await say('F2');

    const sent = Buffer.concat(heard('sound').map(({ samples }) => Buffer.from(samples, 'base64')));
    const runs = await overheard(page);
    expect(runs.length).toBeGreaterThan(10);
    const played = Buffer.concat(runs.map(({ levels }) => Buffer.from(levels)));
    expect(played.equals(sent)).toBe(true);
    const rate = heard('sound')[0]!.samplesPerSecond;
    expect(runs.every((run) => run.rate === Math.round(rate))).toBe(true);
    const gaps = runs.slice(1).map((run, i) => run.fromSeconds - runs[i]!.toSeconds);
    expect(Math.min(...gaps), 'no two at once').toBeGreaterThan(-1e-6);
    // There is one between the code and the time left; on a machine that is busy, a run may come late.
    expect(gaps.filter((gap) => gap > 1e-6).length).toBeLessThanOrEqual(2);

    const flash = new Flash(
      esp32Cyd.storage.bytes,
      esp32Cyd.storage.pageBytes,
      new Uint8Array(readFileSync(join(desk.state, 'code-reader', 'flash.bin'))),
    );
    const clips = clipsIn(flash).filter(({ language }) => language === 'en');
    let at = 0;
    for (const { clip, text } of captions()) {
      const { samples } = clips.find(({ number }) => number === clip)!;
      // As loud as the reader is set: the same at one of its steps.
      const found = [0, 1, 2, 3].map((steps) =>
        played.indexOf(
          samples.map((level) => quieterBy(steps, level)),
          at,
        ),
      );
      at = Math.min(...found.filter((place) => place >= 0));
      expect(at, `${text} is heard, and after the one before it`).toBeLessThan(played.length);
      at += samples.length;
    }
    const digits = captions()
      .slice(0, code.length)
      .map(({ clip }) => clip);
    expect(digits.join('')).toBe(code);
  });

  it('writes the words of what it says beside it, and lists them', async () => {
    const words = captions()
      .map(({ text }) => text)
      .join(' ');
    // The newest is the time left, which is a sentence of its own.
    const [left = '', code = ''] = await page.locator('.said li').allInnerTexts();
    const withoutTime = (line: string): string => line.replace(/^[\d:]+\s+/, '');
    expect(`${withoutTime(code)} ${withoutTime(left)}`.replaceAll(',', '')).toBe(words);
    // In groups, as they are heard.
    expect(withoutTime(code)).toMatch(/^\w+ \w+ \w+, \w+ \w+ \w+$/);
    expect(await page.locator('.spoken').innerText()).toBe(withoutTime(left));
    expect(await page.locator('.spoken [lang="en"]').count()).toBe(1);
  });

  it('is silent within 100 ms of a key', async () => {
    const silentAfterMs: number[] = [];
    // The machine may be busy with other things: the best of five counts.
    for (let i = 0; i < 5 && Math.min(...silentAfterMs) > 100; i++) {
      told = [];
      await page.keyboard.press('F9', { delay: 100 });
      await expect.poll(() => heard('captions').length, { timeout: 10_000 }).toBeGreaterThan(1);
      await overheard(page);
      await expect.poll(() => heard('sound').length, { timeout: 10_000 }).toBeGreaterThan(5);
      await page.keyboard.press('F2', { delay: 100 });
      await silence();
      const pressed = await page.evaluate(() => window.pressedSeconds ?? 0);
      const runs = await overheard(page);
      silentAfterMs.push(Math.round((Math.max(...runs.map(({ toSeconds }) => toSeconds)) - pressed) * 1000));
    }
    expect(silentAfterMs.at(-1), `after ${silentAfterMs.join(', ')} ms`).toBeLessThanOrEqual(100);
    console.log(`silent ${silentAfterMs.at(-1)} ms after the key`);
  }, 120_000);

  it('notices its headset', async () => {
    told = [];
    await page.getByRole('button', { name: 'Plug the headset in' }).press('Enter');
    await page.getByRole('button', { name: 'Pull the headset out' }).waitFor();
    await expect
      .poll(
        () =>
          captions()
            .map(({ text }) => text)
            .join(),
        { timeout: 10_000 },
      )
      .toMatch(/headset/i);
    await silence();
  });

  it('falls silent with its power', async () => {
    told = [];
    await page.keyboard.press('F8', { delay: 100 });
    await expect.poll(() => heard('captions').length, { timeout: 10_000 }).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Pull the power plug' }).press('Enter');
    await silence();
    await page.getByRole('button', { name: 'Put the power plug in' }).press('Enter');
  });

  it('has its four keys in a row, each with its shortcut, which can be switched off', async () => {
    const keys = page.getByRole('group', { name: 'Keys of the code reader' }).getByRole('button');
    const attributes = async (name: string) => Promise.all((await keys.all()).map((key) => key.getAttribute(name)));
    expect(await attributes('aria-label')).toEqual(['SPEAK, with the raised dot', 'NEXT', 'UP', 'DOWN']);
    expect(await attributes('aria-keyshortcuts')).toEqual(['F2', 'F4', 'F8', 'F9']);
    await keys.first().focus();
    for (const name of ['NEXT', 'UP', 'DOWN']) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(name);
    }
    const box = page.getByRole('checkbox', { name: /F2 SPEAK, F4 NEXT, F8 UP, F9 DOWN/ });
    await box.press(' ');
    expect(await attributes('aria-keyshortcuts')).toEqual([null, null, null, null]);
    await page.reload();
    await box.waitFor();
    expect(await box.isChecked()).toBe(false);
    await box.press(' ');
    expect(await attributes('aria-keyshortcuts')).toEqual(['F2', 'F4', 'F8', 'F9']);
  });
});
