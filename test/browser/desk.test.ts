// The whole way in a real browser: the desk gets its token ready by itself; a person presses the button, reads the code off
// the pixels, types it in.
import { lstatSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, launchChromium } from './chromium.ts';
import { DeskProcess } from './desk-process.ts';
import { dotsOf, flashedDigits, readCode } from './read-pixels.ts';

const chromium = findChromium();
const mayBeAbsent = process.env['CI'] !== 'true';

if (chromium === undefined && mayBeAbsent)
  console.warn('no Chromium here (Debian: apt install chromium): the desk is not tested');

describe.skipIf(chromium === undefined && mayBeAbsent)('the desk in Chromium', () => {
  let desk: DeskProcess;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  const glyphs = flashedDigits();

  beforeAll(async () => {
    if (chromium === undefined) throw new Error('Chromium is missing; on Debian: apt install chromium');
    desk = new DeskProcess('--product', 'code-display', '--port', '17700');
    [browser] = await Promise.all([launchChromium(chromium), desk.url]);
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
    page.on('pageerror', (error) => void complaints.push(error.message));
    await page.goto(await desk.url);
  });

  afterAll(async () => {
    await browser?.close();
    await desk?.end();
  });

  /** What a person reads on the screen; '' when there is no code. */
  async function codeByEye(): Promise<string> {
    return readCode(dotsOf(await page.locator('.lcd canvas').screenshot(), 128, 64), glyphs);
  }

  /** Waits for a code: one that is about to end is not offered, the next one comes within seconds. */
  async function waitForCode(): Promise<string> {
    let code = '';
    await expect.poll(async () => (code = await codeByEye()), { timeout: 20_000, interval: 200 }).toMatch(/^\d{6}$/);
    return code;
  }

  const verdict = () => page.locator('.verdict');
  const waitUntilReady = () => page.locator('section[data-ready="true"]').waitFor({ timeout: 60_000 });

  it('flashes, issues and activates a token where everybody can see it', async () => {
    await page.locator('[data-step="flash"][data-state="running"] progress').waitFor();
    await expect.poll(() => page.locator('.progress span').textContent()).toMatch(/[\d,]+ of [\d,]+ bytes, \d+ %/);
    await waitUntilReady();
    await page.locator('summary').click();
    const steps = await page.locator('.steps li').allInnerTexts();
    expect(steps.map((text) => /^✓\s/.test(text))).toEqual([true, true, true]);
    expect(await page.locator('.wire li').count()).toBeGreaterThan(10);
    expect(await page.locator('.wire li b').first().innerText()).toMatch(/^[\d,]+ console lines, [\d,]+ bytes/);
    expect(statSync(join(desk.state, 'desk-passphrase')).mode & 0o077).toBe(0);
    expect(lstatSync(join(desk.state, 'code-display', 'port')).isSymbolicLink()).toBe(true);
  });

  it('has a name on every control', async () => {
    const controls = page.locator('button, input, select, textarea, summary, [tabindex]');
    expect(await controls.count()).toBeGreaterThan(15);
    for (const control of await controls.all()) {
      const [line = ''] = (await control.ariaSnapshot()).split('\n');
      expect(line, await control.evaluate((element) => element.outerHTML.slice(0, 200))).toMatch(
        /^- \S+ ".*\S.*"|^- text: \S/,
      );
    }
    await page.getByRole('slider', { name: 'Battery', exact: true }).waitFor();
    const oscillator = page.getByRole('slider', { name: 'Oscillator', exact: true });
    expect(await oscillator.getAttribute('aria-valuetext')).toBe('0 ppm, exact');
  });

  it('shows a code at a press, which is accepted once', async () => {
    expect(await codeByEye()).toBe('');
    await page.locator('.device-key').click();
    const code = await waitForCode();
    await page.locator('#code').fill(code);
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await expect.poll(() => verdict().getAttribute('data-accepted'), { timeout: 15_000 }).toBe('true');
    expect(await verdict().innerText()).toContain(`Accepted ${code}`);

    await page.locator('#code').fill(`${code.slice(0, 3)} ${code.slice(3)}`);
    await page.keyboard.press('Enter');
    await expect.poll(() => verdict().getAttribute('data-accepted'), { timeout: 15_000 }).toBe('false');
    expect(await verdict().innerText()).toContain('used already');
  });

  it('refuses a code that was never shown, with the reason', async () => {
    const shown = await codeByEye();
    await page.locator('#code').fill(shown === '000000' ? '111111' : '000000');
    await page.keyboard.press('Enter');
    await expect.poll(() => verdict().innerText(), { timeout: 15_000 }).toContain('it does not match');
    expect(await verdict().innerText()).not.toContain('issue');
  });

  it('works with the keyboard alone: press, read, type; hold for the info screen', async () => {
    const focused = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.className || '');
    const tabTo = async (name: string): Promise<void> => {
      for (let i = 0; i < 30 && (await focused()) !== name; i++) await page.keyboard.press('Tab');
      expect(await focused()).toBe(name);
    };
    await page.getByRole('button', { name: '+30 s' }).click();
    await page.reload();
    await tabTo('device-key');
    // A press while something is on the screen clears it.
    if ((await page.locator('.lcd.lit').count()) > 0) {
      await page.keyboard.press(' ', { delay: 120 });
      await page.locator('.lcd:not(.lit)').waitFor();
      await page.waitForTimeout(500);
    }
    await page.keyboard.press('Enter', { delay: 120 });
    const code = await waitForCode();
    const live = page.locator('[data-live="screen"]');
    await expect.poll(() => live.textContent()).toContain([...code].slice(0, 3).join(' '));
    expect(await page.locator('[data-live="screen"] [lang="en"]').textContent()).toContain([...code][0]);
    expect(await page.locator('.on-screen').getAttribute('lang')).toBe('en');
    await tabTo('code');
    await page.keyboard.type(code);
    await page.keyboard.press('Enter');
    await expect.poll(() => verdict().innerText(), { timeout: 15_000 }).toContain(`Accepted ${code}`);

    await tabTo('device-key');
    await page.keyboard.press(' ', { delay: 1400 });
    await expect.poll(() => page.locator('.on-screen').innerText(), { timeout: 5000 }).toMatch(/KK-\d{7}/);
  });

  it('shows codes that are right after a day has passed at once', async () => {
    await page.getByRole('button', { name: '+1 day' }).click();
    await page.locator('.lcd:not(.lit)').waitFor();
    await page.locator('.device-key').click();
    const code = await waitForCode();
    await page.locator('#code').fill(code);
    await page.keyboard.press('Enter');
    await expect.poll(() => verdict().innerText(), { timeout: 15_000 }).toContain(`Accepted ${code}`);
  });

  it('says what was lost when the battery was out, and is set right again', async () => {
    await page.getByRole('button', { name: 'Take the battery out' }).click();
    await expect.poll(() => page.locator('.on-screen').innerText()).toBe('nothing: it has no power');
    await page.getByRole('button', { name: 'Put the battery in' }).click();
    await page.locator('[data-power="on"]').waitFor();
    await page.waitForTimeout(1000);
    await page.locator('.device-key').click();
    await expect.poll(() => page.locator('.on-screen').innerText()).toContain('Time lost');
    await page.getByRole('button', { name: 'Set the clock again' }).click();
    await page.locator('[data-ready="false"]').waitFor();
    await waitUntilReady();
    if (await page.locator('.lcd.lit').count()) await page.locator('.device-key').click();
    await page.locator('.lcd:not(.lit)').waitFor();
    await page.waitForTimeout(500);
    await page.locator('.device-key').click();
    expect(await waitForCode()).toMatch(/^\d{6}$/);
  });

  it('fits a telephone and complains of nothing', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    const share = async (): Promise<number> => {
      const [panel, window] = await Promise.all([
        page.locator('.lcd canvas').boundingBox(),
        page.locator('.lcd').boundingBox(),
      ]);
      return panel!.width / window!.width;
    };
    await expect.poll(share).toBeGreaterThan(0.9);
    expect(await share()).toBeLessThanOrEqual(1);
    expect(complaints).toEqual([]);
  });
});
