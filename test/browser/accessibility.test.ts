// The desk for people who don't see it, who see it large or in other colours, and who have no mouse: axe-core finds nothing
// in any state, nothing is lost on a narrow page, and every function is reached and used with the keyboard alone.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, launchChromium } from './chromium.ts';
import { DeskProcess } from './desk-process.ts';
import { findings } from './findings.ts';

const chromium = findChromium();
const mayBeAbsent = process.env['CI'] !== 'true';

describe.skipIf(chromium === undefined && mayBeAbsent)('the desk is accessible', () => {
  let desk: DeskProcess;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    if (chromium === undefined) throw new Error('Chromium is missing; on Debian: apt install chromium');
    desk = new DeskProcess('--port', '17720');
    [browser] = await Promise.all([launchChromium(chromium), desk.url]);
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  });

  afterAll(async () => {
    await browser?.close();
    await desk?.end();
  });

  const fob = () => page.locator('[data-token="code-display"]');
  const verdict = () => page.locator('.verdict-now');
  const isReady = async (): Promise<void> => {
    for (const device of await page.locator('.device').all()) {
      await expect.poll(() => device.locator('.readiness').innerText(), { timeout: 90_000 }).toBe('Ready');
    }
  };

  it('before the desk answers, and while its tokens are made ready', async () => {
    await page.routeWebSocket(/./, () => undefined);
    await page.goto(await desk.url);
    await page.getByText('Looking for the desk').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.close();
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(await desk.url);
    await page.locator('[data-step="flash"][data-state="running"] progress').first().waitFor();
    expect(await findings(page)).toEqual([]);
    await isReady();
  }, 180_000);

  it('with a code, its verdict, and a message', async () => {
    await fob().locator('.device-key').click();
    await expect.poll(() => fob().locator('.on-screen').innerText(), { timeout: 20_000 }).toMatch(/^\d{3} \d{3}/);
    const code = (await fob().locator('.on-screen').innerText()).slice(0, 7);
    for (const [typed, says] of [[code, 'Accepted'] as const, [code, 'Refused'] as const]) {
      await page.locator('#code').fill(typed);
      await page.keyboard.press('Enter');
      await page.locator('.verdict.pending').waitFor();
      expect(await findings(page)).toEqual([]);
      await expect.poll(() => verdict().innerText(), { timeout: 15_000 }).toContain(says);
      expect(await findings(page)).toEqual([]);
    }
  });

  it('in the order of the page, the one token after the other', async () => {
    const name = () =>
      page.evaluate(() => {
        const element = document.activeElement;
        const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
        return (element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? '').trim();
      });
    await page.reload();
    await page.locator('#code').waitFor();
    const names: string[] = [];
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press('Tab');
      names.push(await name());
    }
    expect(names).toEqual([
      'Code display: the key, press or hold',
      'Hold the key for me',
      'SPEAK, with the raised dot',
      'NEXT',
      'UP',
      'DOWN',
      'Sound on',
      'Plug the headset in',
      'Keyboard shortcuts: F2 SPEAK, F4 NEXT, F8 UP, F9 DOWN',
      'Code display',
      'The code of the code display',
      'Check',
    ]);
  });

  it('with the code reader chosen by keys, heard, speaking, and with its headset', async () => {
    await page.getByRole('radio', { name: 'Code display' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByLabel('The code of the code reader').waitFor();
    await page.getByRole('button', { name: 'Sound on' }).press('Enter');
    await page.keyboard.press('F9', { delay: 100 });
    await page.locator('.speaking .spoken').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Plug the headset in' }).press('Enter');
    await page.getByRole('button', { name: 'Pull the headset out' }).waitFor();
    await expect.poll(() => page.locator('.said li').count()).toBeGreaterThan(1);
    expect(await findings(page)).toEqual([]);
    // Whoever presses a token's key works with that token.
    await fob().locator('.device-key').press('Enter', { delay: 100 });
    await page.getByLabel('The code of the code display').waitFor();
    expect(await page.getByRole('radio', { name: 'Code display' }).isChecked()).toBe(true);
  });

  it('with a message that something went wrong', async () => {
    const other = await browser.newPage();
    await other.routeWebSocket(/./, (ws) => {
      const server = ws.connectToServer();
      server.onMessage((text) => ws.send(text));
      ws.send('{"token":"code-display","message":{"kind":"trouble","message":"the wire is cut"}}');
    });
    await other.goto(await desk.url);
    await other.getByRole('alert').waitFor();
    expect(await findings(other)).toEqual([]);
    await other.getByRole('button', { name: 'Close this message' }).press('Enter');
    await other.getByRole('alert').waitFor({ state: 'detached' });
    await other.close();
  });

  it('with the battery out, and after that', async () => {
    await page.getByRole('button', { name: 'Take the battery out' }).click();
    await expect.poll(() => fob().locator('.on-screen').innerText()).toContain('it has no power');
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Put the battery in' }).click();
    await page.locator('summary').click();
    await fob().locator('.device-key').click();
    await expect.poll(() => fob().locator('.on-screen').innerText()).toContain('Time lost');
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Set the clock again' }).click();
    await page.locator('[data-step="clock"]').waitFor();
    await isReady();
    expect(await findings(page)).toEqual([]);
  });

  it('without motion for those who want none', async () => {
    const other = await browser.newPage({ reducedMotion: 'reduce' });
    await other.goto(await desk.url);
    await other.locator('.device-key').first().press('Enter', { delay: 100 });
    expect(await other.evaluate(() => document.getAnimations().length)).toBe(0);
    await other.close();
  });

  it.each([
    { called: 'dark', options: { colorScheme: 'dark' } as const },
    { called: 'in the colours that the reader has chosen', options: { forcedColors: 'active' } as const },
    { called: '320 pixels wide', options: { viewport: { width: 320, height: 640 } } },
    {
      called: 'on a telephone, dark',
      options: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, colorScheme: 'dark' } as const,
    },
    { called: 'at 200 %', options: { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 } },
  ])('$called, and nothing is cut off', async ({ options }) => {
    const other = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
    await other.goto(await desk.url);
    await other.locator('.device').first().waitFor();
    expect(await findings(other)).toEqual([]);
    const { width } = other.viewportSize()!;
    expect(await other.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    for (const control of await other.locator('button, input, summary').all()) {
      const box = await control.boundingBox();
      const name = await control.evaluate((element) => element.outerHTML.slice(0, 80));
      expect(box!.x, name).toBeGreaterThanOrEqual(0);
      expect(box!.x + box!.width, name).toBeLessThanOrEqual(width);
      if (await control.evaluate((element) => element.matches('button')))
        expect(box!.height, name).toBeGreaterThanOrEqual(24);
    }
    await other.close();
  });
});
