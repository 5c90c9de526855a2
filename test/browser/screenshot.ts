// Takes the picture of the desk that the README opens with: simulator/desk/screenshot.png.
// Run it with `node tools/setup/run.mjs test/browser/screenshot.ts` after a change of the page.
import { fileURLToPath } from 'node:url';
import { findChromium, launchChromium } from './chromium.ts';
import { DeskProcess } from './desk-process.ts';

const picture = fileURLToPath(new URL('../../simulator/desk/screenshot.png', import.meta.url));
const chromium = findChromium();
if (chromium === undefined) throw new Error('Chromium is missing; on Debian: apt install chromium');

const desk = new DeskProcess();
const browser = await launchChromium(chromium);
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 884 }, colorScheme: 'light' });
  await page.goto(await desk.url);
  await page.locator('section[data-ready="true"]').waitFor({ timeout: 60_000 });
  await page.locator('.device-key').click();
  const caption = page.locator('.on-screen');
  await page.waitForFunction(() =>
    /^\d{3} \d{3} · (?:2|1)\d s/.test(document.querySelector('.on-screen')?.textContent ?? ''),
  );
  const code = (await caption.innerText()).slice(0, 7);
  await page.locator('#code').fill(code);
  await page.keyboard.press('Enter');
  await page.locator('.verdict.accepted').waitFor({ timeout: 15_000 });
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.mouse.move(0, 0);
  await page.screenshot({ path: picture });
} finally {
  await browser.close();
  await desk.end();
}
