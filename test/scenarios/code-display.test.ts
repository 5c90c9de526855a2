// The code display as its holder meets it, on every board that can be one: the built bundle on the virtual board, pressed by a
// bouncing hand. What is seen is held against golden text and golden pictures; the codes against the RFCs.
import { generateSync } from 'otplib';
import { describe, expect, it } from 'vitest';
import { FlashStorage } from '../../simulator/board/storage.ts';
import { boards } from '../../hardware/boards.ts';
import { panelPicture } from '../../simulator/world/eyes.ts';
import { expectPicture } from '../golden/pictures.ts';
import { Fob, flashedImage } from './fob.ts';
import { FobStation, rfcSecret } from './station.ts';

/** The code as otplib has it. */
const generateHOTP = (counter: number): string =>
  generateSync({ strategy: 'hotp', secret: new Uint8Array(rfcSecret), counter });

type Terms = Parameters<FobStation['issue']>[0];

describe.each(boards.filter(({ products }) => products.includes('code-display')))('on $title', (board) => {
  const { width, height } = board.display;
  // Boards whose panels have the same size show the same pictures.
  const golden = width === 128 && height === 64 ? 'code-display' : `code-display/${width}x${height}`;
  const picture = (fob: Fob, name: string): void => expectPicture(`${golden}/${name}`, panelPicture(fob.board.panel));
  const issued = (utcSeconds: number, terms: Terms = {}, languages = ['en']): Fob => {
    const fob = new Fob({ board, languages });
    const station = new FobStation(fob);
    expect(station.issue(terms)).toBe('ok');
    expect(station.setClock(utcSeconds)).toBe('ok none');
    return fob;
  };

  describe.each(['en', 'da'])('screens in %s', (language) => {
    it('not set up', () => {
      const fob = new Fob({ board, languages: [language] });
      expect(fob.panel).toBe('dark');
      fob.press();
      picture(fob, `${language}/not-set-up`);
    });

    it('code, about to change, next code, wait, info, low battery, time lost', async () => {
      const fob = issued(1234567890, {}, [language]);
      const from = fob.seen.length;
      fob.press();
      picture(fob, `${language}/code`);
      fob.pass(20);
      picture(fob, `${language}/about-to-change`);
      fob.pass(5);
      picture(fob, `${language}/next-code`);
      fob.press();
      fob.pass(26);
      fob.press();
      picture(fob, `${language}/wait`);
      fob.press();
      fob.pass(1);
      fob.holdKey();
      picture(fob, `${language}/info`);
      fob.pass(1);
      fob.press();
      // Three percent of any board's battery.
      const { emptyMillivolts, fullMillivolts } = board.battery;
      fob.board.setBatteryMillivolts(emptyMillivolts + (fullMillivolts - emptyMillivolts) / 30);
      fob.pass(5);
      fob.press();
      // What hangs on USB does not know of a battery.
      if (board.battery.gauge) picture(fob, `${language}/low-battery`);
      fob.pass(70);
      fob.board.powerOff();
      fob.board.powerOn();
      fob.pass(1);
      fob.press();
      picture(fob, `${language}/time-lost`);
      // When each frame comes depends on the wire's rate: written down once.
      if (board.name !== 'pixljs') return;
      await expect(fob.seen.slice(from).join('\n')).toMatchFileSnapshot(`../golden/${golden}/${language}/a-day.txt`);
    });
  });

  it.each([7, 8, 9, 10])('fits a code of %i digits', (digits) => {
    const fob = issued(1234567890, { digits });
    fob.press();
    picture(fob, `digits-${digits}`);
  });

  it('shows 89005924 for RFC 6238 Appendix B, SHA-1, 2009-02-13T23:31:30Z', () => {
    expect(issued(1234567890, { digits: 8 }).press()).toMatch(/^8900 \/ 5924 \/ /);
  });

  it('shows the SHA-256 row of RFC 6238 Appendix B with the SHA-256 that it has', () => {
    const secret = Buffer.from('12345678901234567890123456789012');
    expect(issued(1234567890, { digits: 8, algorithm: 1, secret }).press()).toMatch(/^9181 \/ 9424 \/ /);
  });

  it('shows the codes of RFC 4226 Appendix D and goes on after power cuts', () => {
    const fob = issued(0, { eventBased: true });
    const codes = ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'];
    for (const code of codes) {
      expect(fob.press().replace(' / ', '')).toBe(code);
      fob.press();
      fob.board.powerOff();
      fob.board.powerOn();
      fob.pass(1);
    }
  });

  it('cannot be read upside down: no screen of digits turned by half is a screen of digits', () => {
    const shown = new Map<string, string>();
    for (let counter = 0; counter < 40; counter++) {
      const fob = issued(0, { eventBased: true, counter: BigInt(counter * 7) });
      const code = fob.press();
      const { panel } = fob.board;
      const rows = (turned: boolean): string => {
        let bits = '';
        for (let y = 0; y < panel.height; y++) {
          for (let x = 0; x < panel.width; x++) {
            bits += panel.pixel(turned ? panel.width - 1 - x : x, turned ? panel.height - 1 - y : y) ? '1' : '0';
          }
        }
        return bits;
      };
      shown.set(rows(false), code);
      expect(shown.has(rows(true))).toBe(false);
    }
  });

  it('does nothing while it is dark', () => {
    const fob = issued(1234567890);
    fob.press();
    fob.board.plugCable(false);
    fob.pass(120);
    expect(fob.panel).toBe('dark');
    const before = fob.board.figures.wakeUps;
    fob.pass(86400);
    expect(fob.board.figures.wakeUps).toBe(before);
  });

  // A store of megabytes takes a lifetime to fill.
  if (board.storage.bytes <= 64 * 1024) {
    it('never tidies its store: presses until it is full, every code is right, and then it says that it needs service', () => {
      const fob = issued(0, { eventBased: true });
      const storage = new FlashStorage(fob.board.flash);
      // A larger store is filled beforehand, with files that are gone: the presses shall be as many.
      const spareBytes = board.storage.bytes - 36 * 1024;
      if (spareBytes > 0) {
        storage.write('gone', 'x'.repeat(spareBytes));
        storage.erase('gone');
      }
      const appAddress = storage.mapped('kk.app')!.address;
      const erasedBefore = fob.board.flash.pagesErased;
      let counter = 0;
      for (;;) {
        const seen = fob.press();
        if (seen.startsWith('Fault 3')) break;
        expect(seen.replace(' / ', '')).toBe(generateHOTP(counter++));
        fob.press();
      }
      expect(counter).toBeGreaterThan(2000);
      expect(fob.board.flash.pagesErased).toBe(erasedBefore);
      expect(storage.mapped('kk.app')!.address).toBe(appAddress);
      // Power taken away and given back changes nothing of it: no code comes twice.
      fob.board.powerOff();
      fob.board.powerOn();
      fob.pass(1);
      expect(fob.press()).toMatch(/^Fault 3/);
    }, 120_000);
  }
});

it('starts as a fault when its identity is torn, and leaves the locked console to the technician', () => {
  const flash = flashedImage();
  const at = Buffer.from(flash.bytes).indexOf('kk.id\0') + 28 + 10;
  flash.bytes[at]! ^= 1;
  const fob = new Fob({ flash });
  expect(fob.press()).toMatch(/^Fault 2/);
  expect(fob.wire('\x10print(1+1)\n')).toContain('Invalid password');
});

it('does not start an application whose bytes are not the ones that were built', () => {
  const flash = flashedImage();
  const at = Buffer.from(flash.bytes).indexOf('kk.app\0') + 28 + 5000;
  flash.bytes[at] = 0;
  const fob = new Fob({ flash });
  fob.press();
  expect(fob.seen.filter((line) => !/ (dark)?$/.test(line))).toEqual([]);
  expect(fob.wire('\x10print(1+1)\n')).toContain('Invalid password');
});
