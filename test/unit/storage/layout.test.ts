// What Storage leaves in flash, byte for byte, and in which order it gets there.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Flash, PowerCut } from '../../../simulator/board/flash.ts';
import { FlashStorage } from '../../../simulator/board/storage.ts';

function hex(flash: Flash, from: number, to: number): string {
  return Buffer.from(flash.bytes.subarray(from, to)).toString('hex');
}

describe('a file in flash', () => {
  it('is a header of size and name, then the data in steps of four', () => {
    const flash = new Flash(4096, 1024);
    new FlashStorage(flash).write('a', 'hello');
    expect(hex(flash, 0, 44)).toBe('0500000061' + '00'.repeat(27) + '68656c6c6fffffffffffffff');
  });

  it('keeps its place when it is replaced: only the first four bytes of its name go', () => {
    const flash = new Flash(4096, 1024);
    const storage = new FlashStorage(flash);
    storage.write('settings', 'one');
    storage.write('settings', 'four');
    expect(hex(flash, 0, 16)).toBe('030000000000000069 6e6773 00000000'.replaceAll(' ', ''));
    expect(hex(flash, 36, 48)).toBe('0400000073657474696e6773');
    expect(hex(flash, 68, 76)).toBe('666f7572ffffffff');
  });

  it('is what Espruino 2v29.277 leaves after fifty rewrites, a compaction and a StorageFile', () => {
    const flash = new Flash(36864, 4096);
    const storage = new FlashStorage(flash);
    for (let i = 0; i < 50; i++) {
      storage.write('kk.c' + (i & 1), 'x'.repeat(900 + i));
      if (i % 10 === 0) storage.write('kk.app', 'y'.repeat(3000), 0, 3001 + i);
      storage.open('log', 'a').write('line ' + i + '\n');
    }
    storage.erase('kk.c0');
    expect(storage.getStats()).toEqual({
      totalBytes: 36864,
      freeBytes: 25768,
      fileBytes: 8156,
      fileCount: 3,
      trashBytes: 2940,
      trashCount: 3,
    });
    expect(storage.hash()).toBe(-508611343);
    expect(createHash('sha256').update(flash.bytes).digest('hex')).toBe(
      '7d68af596e452e8a0a8eeca37bb49e622e8aa360841a612e09f0e0ce8ec24a26',
    );
  });
});

describe('the order of writing when a file is replaced', () => {
  function cutAt(step: number, pages = 4): FlashStorage {
    const flash = new Flash(pages * 1024, 1024);
    const storage = new FlashStorage(flash);
    storage.write('a', 'old!');
    flash.stepsUntilPowerCut = step;
    expect(() => storage.write('a', 'new!')).toThrow(PowerCut);
    return new FlashStorage(flash);
  }

  it('is: old name, new header, data; so nothing is there in between', () => {
    expect(cutAt(0).read('a')).toBe('old!');
    expect(cutAt(4).read('a')).toBeUndefined();
    expect(cutAt(4 + 4).read('a')).toBeUndefined();
    expect(cutAt(4 + 32).read('a')).toBe('\xff\xff\xff\xff');
    expect(cutAt(4 + 32 + 2).read('a')).toBe('ne\xff\xff');
  });

  it('leaves a file without a name when the power fails behind the size', () => {
    const storage = cutAt(4 + 4);
    expect(storage.list()).toEqual(['\xff'.repeat(28)]);
    expect(storage.isValid()).toBe(true);
  });

  it('leaves a flash that the interpreter erases at power-on when the size is torn in the last page', () => {
    expect(cutAt(4 + 2, 4).isValid()).toBe(true);
    expect(cutAt(4 + 2, 1).isValid()).toBe(false);
  });

  it('makes the next file unreadable when a size is torn: its header is written over what is there', () => {
    const storage = cutAt(4 + 2);
    expect(storage.write('b', 'nine byte')).toBe(true);
    expect(storage.read('b')).toBeUndefined();
  });
});
