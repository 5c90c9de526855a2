// A board whose native hash gives a wrong answer, by one bit: the self-test at the start finds it, and the token shows a fault
// and never a code, though it was issued and worked before.
import { describe, expect, it } from 'vitest';
import type { HashSource } from '../../hardware/board.ts';
import { boards } from '../../hardware/boards.ts';
import { FlashStorage } from '../../simulator/board/storage.ts';
import { Fob } from './fob.ts';
import { FobStation } from './station.ts';

const codeDisplays = boards.filter(({ products }) => products.includes('code-display'));

/** Run before the application, in the interpreter's own module. */
const breaking = (hash: string): string =>
  `(function(c,f){c.${hash}=function(m){var b=new Uint8Array(f(m));b[3]^=1;return b.buffer}})` +
  `(require("crypto"),require("crypto").${hash});`;

describe.each(codeDisplays)('on $title', (board) => {
  const sources: readonly [string, HashSource][] = [
    ['SHA1', board.hashes.sha1],
    ['SHA256', board.hashes.sha256],
    ['SHA512', board.hashes.sha512],
  ];
  const native = sources.filter(([, source]) => source === 'native').map(([hash]) => hash);

  it.each(native)('a wrong %s is Fault 1, never a code', (hash) => {
    const fob = new Fob({ board });
    const station = new FobStation(fob);
    expect(station.issue({ eventBased: true })).toBe('ok');
    expect(fob.press()).toBe('755 / 224');
    fob.press();
    const storage = new FlashStorage(fob.board.flash);
    storage.write('.boot0', breaking(hash) + storage.read('.boot0'));
    fob.seen.length = 0;
    fob.board.powerOff();
    fob.board.powerOn();
    fob.pass(1);
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
