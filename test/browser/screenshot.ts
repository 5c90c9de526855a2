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
  const page = await browser.newPage({ viewport: { width: 1280, height: 1180 }, colorScheme: 'light' });
  await page.goto(await desk.url);
  for (const product of ['code-display', 'code-reader']) {
    const readiness = page.locator(`.${product} .readiness`);
    await readiness.getByText('Ready', { exact: true }).waitFor({ state: 'attached', timeout: 180_000 });
  }
  await page.getByRole('button', { name: 'Sound on' }).click();
  const speak = page.locator('.code-reader [data-key="speak"]');
  await speak.click();
  // A code that has just begun, so that both tokens show theirs for a while.
  await page.waitForFunction(
    () => /^\d{3} \d{3} · (?:29|30) s/.test(document.querySelector('.code-reader .on-screen')?.textContent ?? ''),
    undefined,
    { timeout: 90_000, polling: 50 },
  );
  await page.locator('.code-display .device-key').click();
  // It may be saying that code by itself, because the one before it was too old; then a press would silence it.
  await page.waitForTimeout(1000);
  if ((await page.locator('.speaking').count()) === 0) await speak.click();
  await page.waitForTimeout(4000);
  const shown = page.locator('.code-reader .on-screen');
  await page.locator('#code').fill((await shown.innerText()).slice(0, 7));
  await page.keyboard.press('Enter');
  await page.locator('.verdict.accepted').waitFor({ timeout: 15_000 });
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.mouse.move(0, 0);
  await page.screenshot({ path: picture });
} finally {
  await browser.close();
  await desk.end();
}
