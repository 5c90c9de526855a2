// A board whose native hash gives a wrong answer, by one bit: the self-test at the start finds it, and the token shows a fault
// and never a code, though it was issued and worked before.
import { describe, expect, it } from 'vitest';
import type { BoardDescription, HashSource } from '../../hardware/board.ts';
import { boards } from '../../hardware/boards.ts';
import { esp32Cyd } from '../../hardware/boards/esp32-cyd.ts';
import { FlashStorage } from '../../simulator/board/storage.ts';
import { Fob } from './fob.ts';
import { FobStation } from './station.ts';

type Source = readonly [hash: string, source: HashSource];

const nativeHashes = ({ sha1, sha256, sha512 }: BoardDescription['hashes']): string[] => {
  const sources: readonly Source[] = [
    ['SHA1', sha1],
    ['SHA256', sha256],
    ['SHA512', sha512],
  ];
  return sources.filter(([, source]) => source === 'native').map(([hash]) => hash);
};

const codeDisplays = boards.filter(({ products }) => products.includes('code-display'));

/** Run before the application, in the interpreter's own module. */
const breaking = (hash: string): string =>
  `(function(c,f){c.${hash}=function(m){var b=new Uint8Array(f(m));b[3]^=1;return b.buffer}})` +
  `(require("crypto"),require("crypto").${hash});`;

const startBroken = (fob: Fob, hash: string): void => {
  const storage = new FlashStorage(fob.board.flash);
  storage.write('.boot0', breaking(hash) + storage.read('.boot0'));
  fob.seen.length = 0;
  fob.board.powerOff();
  fob.board.powerOn();
  fob.pass(1);
};

describe.each(codeDisplays)('on $title', (board) => {
  it.each(nativeHashes(board.hashes))('a wrong %s is Fault 1, never a code', (hash) => {
    const fob = new Fob({ board });
    const station = new FobStation(fob);
    expect(station.issue({ eventBased: true })).toBe('ok');
    expect(fob.press()).toBe('755 / 224');
    fob.press();
    startBroken(fob, hash);
    for (let press = 0; press < 3; press++) {
      expect(fob.press()).toMatch(/^Fault 1 /);
      fob.pass(2);
      fob.press();
      fob.pass(2);
    }
    expect(fob.ask('hello')).toMatch(/ fault /);
    expect(fob.seen.filter((frame) => /\d\d\d/.test(frame.replace(/^[\d.]+/, '')))).toEqual([]);
  });
});

describe('on a code reader', () => {
  const press = (fob: Fob, key: string): string => {
    fob.clock.advance(fob.hand.hold(key, 120));
    const seen = fob.panel;
    fob.pass(5);
    return seen;
  };

  it.each(nativeHashes(esp32Cyd.hashes))('a wrong %s is Fault 1, never a code', (hash) => {
    const fob = new Fob({ product: 'code-reader', board: esp32Cyd, languages: ['en', 'da'] });
    expect(new FobStation(fob).issue({ eventBased: true })).toBe('ok');
    expect(press(fob, 'speak')).toBe('755 / 224');
    startBroken(fob, hash);
    for (const key of ['speak', 'next', 'speak']) expect(press(fob, key)).not.toMatch(/\d\d\d/);
    expect(fob.seen.at(-1)).toMatch(/Fault 1 /);
    expect(fob.ask('hello')).toMatch(/ fault /);
  });
});
