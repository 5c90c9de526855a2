// Compaction: when it happens by itself, what it prints, what it moves and what a power cut in it costs.
import { describe, expect, it } from 'vitest';
import { Flash, PowerCut } from '../../../simulator/board/flash.ts';
import { FlashStorage } from '../../../simulator/board/storage.ts';

const PAGE = 1024;

/** Four pages: `first` fills the first, then `keep`, then trash, then `last`. */
function threeFiles(flash: Flash): FlashStorage {
  const storage = new FlashStorage(flash);
  storage.write('first', 'f'.repeat(PAGE - 32));
  storage.write('keep', 'k'.repeat(500));
  storage.write('junk', 'j'.repeat(1200));
  storage.write('last', 'l'.repeat(500));
  storage.erase('junk');
  return storage;
}

const whole: Record<string, string> = { first: 'f'.repeat(PAGE - 32), keep: 'k'.repeat(500), last: 'l'.repeat(500) };

/** The storage after a restart when the power failed at that step of a compaction; undefined: it was done before. */
function compactUntil(step: number): FlashStorage | undefined {
  const flash = new Flash(4 * PAGE, PAGE);
  const storage = threeFiles(flash);
  flash.stepsUntilPowerCut = step;
  try {
    storage.compact();
    return undefined;
  } catch (error) {
    if (error instanceof PowerCut) return new FlashStorage(flash);
    throw error;
  }
}

describe('compaction', () => {
  it('happens when a file finds no room otherwise, and keeps all live files', () => {
    const printed: string[] = [];
    const flash = new Flash(4 * PAGE, PAGE);
    const storage = new FlashStorage(flash, { print: (text) => printed.push(text) });
    storage.write('keep', 'k'.repeat(700));
    for (let i = 0; i < 40; i++) storage.write('often', `value ${i} `.repeat(20));
    expect(printed.join('')).toMatch(/^(Compacting\.\.\. \n)+$/);
    expect(storage.read('keep')).toBe('k'.repeat(700));
    expect(storage.read('often')).toBe('value 39 '.repeat(20));
  });

  it('is not tried when free space and erased files together are too little by far', () => {
    const printed: string[] = [];
    const storage = new FlashStorage(new Flash(4 * PAGE, PAGE), { print: (text) => printed.push(text) });
    storage.write('junk', 'j'.repeat(500));
    storage.erase('junk');
    expect(() => storage.write('big', 'b'.repeat(20 * PAGE))).toThrow('Unable to find or create file');
    expect(printed).toEqual([]);
  });

  it('says whether there was anything to gain', () => {
    const storage = threeFiles(new Flash(4 * PAGE, PAGE));
    expect(storage.compact()).toBe(true);
    expect(storage.compact()).toBe(false);
    expect(storage.getStats()).toMatchObject({ trashBytes: 0, trashCount: 0, fileCount: 3 });
  });

  it('leaves the pages before the first erased file alone', () => {
    const flash = new Flash(4 * PAGE, PAGE);
    const storage = threeFiles(flash);
    flash.pagesErased = 0;
    storage.compact();
    expect(flash.pagesErased).toBe(3);
    expect(storage.list()).toEqual(['first', 'keep', 'last']);
  });

  it('loses what was in its buffer when the power fails: never a file in the pages before', () => {
    const lost = new Set<string>();
    let step = 0;
    for (let after = compactUntil(step); after !== undefined; after = compactUntil(++step)) {
      for (const name of ['first', 'keep', 'last']) if (after.read(name) !== whole[name]) lost.add(name);
    }
    expect(step).toBeGreaterThan(1000);
    expect([...lost]).toEqual(['keep', 'last']);
  });
});
