// The guides' pages in a real browser: axe-core finds nothing, in light, in dark, enlarged and on paper.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readGuides } from '../../guides/guides.ts';
import { webPageOf } from '../../guides/web-page.ts';
import { findChromium, launchChromium } from '../browser/chromium.ts';
import { findings } from '../browser/findings.ts';

const chromium = findChromium();
const mayBeAbsent = process.env['CI'] !== 'true';

describe.skipIf(chromium === undefined && mayBeAbsent)('the page of the guide', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    if (chromium === undefined) throw new Error('Chromium is missing; on Debian: apt install chromium');
    browser = await launchChromium(chromium);
    page = await browser.newPage();
  });

  afterAll(async () => {
    await browser?.close();
  });

  describe.each(readGuides())('$name', (guide) => {
    it.each(['light', 'dark'] as const)('has nothing that axe-core finds, in %s', async (colorScheme) => {
      await page.emulateMedia({ colorScheme, media: 'screen' });
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.setContent(webPageOf(guide));
      expect(await findings(page)).toEqual([]);
    });

    it('is read on a page 320 points wide without scrolling sideways', async () => {
      await page.setViewportSize({ width: 320, height: 640 });
      await page.setContent(webPageOf(guide));
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    });

    it('is printed black on white without its links, large', async () => {
      await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
      await page.setContent(webPageOf(guide));
      const seen = await page.evaluate(() => {
        const style = getComputedStyle(document.documentElement);
        return { size: parseFloat(style.fontSize), colour: style.color, paper: style.backgroundColor };
      });
      // 18 points are 24 pixels.
      expect(seen).toEqual({ size: 24, colour: 'rgb(0, 0, 0)', paper: 'rgb(255, 255, 255)' });
      expect(await page.locator('nav:visible').count()).toBe(0);
    });
  });
});
