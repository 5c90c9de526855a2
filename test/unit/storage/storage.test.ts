// The functions of Storage: what they return and what they throw.
import { describe, expect, it } from 'vitest';
import { Flash } from '../../../simulator/board/flash.ts';
import { FlashStorage, StorageError } from '../../../simulator/board/storage.ts';

function blank(): FlashStorage {
  return new FlashStorage(new Flash(8192, 1024));
}

describe('write', () => {
  it('leaves room after the data, to be filled later but never over what is there', () => {
    const storage = blank();
    expect(storage.write('a', 'Hello', 0, 14)).toBe(true);
    expect(storage.read('a')).toBe('Hello' + '\xff'.repeat(9));
    expect(storage.write('a', ' World!!!', 5)).toBe(true);
    expect(storage.read('a')).toBe('Hello World!!!');
    expect(() => storage.write('a', 'X', 6)).toThrow(new StorageError('File already written with different data'));
    expect(storage.read('a')).toBe('Hello World!!!');
  });

  it('takes bytes as well as byte strings', () => {
    const storage = blank();
    storage.write('a', Uint8Array.of(0, 255, 10));
    expect(storage.read('a')).toBe('\0\xff\n');
    expect(storage.readArrayBuffer('a')).toEqual(Uint8Array.of(0, 255, 10));
  });

  it('writes nothing when the file already holds just that', () => {
    const flash = new Flash(8192, 1024);
    const storage = new FlashStorage(flash);
    storage.write('a', 'same');
    const before = flash.bytesWritten;
    expect(storage.write('a', 'same')).toBe(true);
    expect(flash.bytesWritten).toBe(before);
  });

  it.each([
    ['nothing', '', 0, 0, "Can't create zero length file"],
    ['more than the size', 'hello', 0, 3, 'Too much data for file size'],
    ['into a file that is not there', 'hello', 5, 0, 'Unable to find or create file'],
    ['more than the flash holds', 'hello', 0, 9000, 'Unable to find or create file'],
  ])('refuses %s', (_what, data, offset, size, message) => {
    expect(() => blank().write('new', data, offset, size)).toThrow(new StorageError(message));
  });

  it('refuses what is no data at all', () => {
    expect(() => blank().write('a', undefined)).toThrow(new StorageError("Can't get pointer to data to write"));
  });

  it('says false to negative numbers', () => {
    expect(blank().write('a', 'x', -1)).toBe(false);
    expect(blank().write('a', 'x', 0, -1)).toBe(false);
  });

  it('has lost the old file when there is no room for the new one', () => {
    const storage = blank();
    storage.write('a', 'old');
    expect(() => storage.write('a', 'x'.repeat(9000))).toThrow('Unable to find or create file');
    expect(storage.read('a')).toBeUndefined();
  });
});

describe('names', () => {
  it('are cut to 28 bytes without a word', () => {
    const storage = blank();
    storage.write('a-name-that-is-31-bytes-long-ok', 'x');
    expect(storage.list()).toEqual(['a-name-that-is-31-bytes-long']);
    expect(storage.read('a-name-that-is-31-bytes-long-ok')).toBe('x');
  });

  it('lose a drive letter', () => {
    const storage = blank();
    storage.write('C:x', '1');
    expect(storage.list()).toEqual(['x']);
    expect(storage.read('D:x')).toBe('1');
  });

  it('are told apart from the fifth character on too', () => {
    const storage = blank();
    storage.write('kk.c0', 'A');
    storage.write('kk.c1', 'B');
    expect([storage.read('kk.c0'), storage.read('kk.c1'), storage.read('kk.c')]).toEqual(['A', 'B', undefined]);
  });
});

describe('read', () => {
  it.each([
    [0, 0, 'abcdef'],
    [2, 0, 'cdef'],
    [2, 2, 'cd'],
    [4, 99, 'ef'],
    [-5, 2, 'ab'],
    [6, 1, ''],
    [99, 0, ''],
  ])('from %i, %i bytes', (offset, length, expected) => {
    const storage = blank();
    storage.write('a', 'abcdef');
    expect(storage.read('a', offset, length)).toBe(expected);
  });

  it('is undefined without the file', () => {
    expect(blank().read('a')).toBeUndefined();
    expect(blank().readArrayBuffer('a')).toBeUndefined();
  });
});

describe('list and hash', () => {
  it('show files in the order of flash, filtered by name and kind', () => {
    const storage = blank();
    storage.write('b', '1');
    storage.open('log', 'w').write('line');
    storage.write('a', '2');
    expect(storage.list()).toEqual(['b', 'log\x01', 'a']);
    expect(storage.list(undefined, { sf: false })).toEqual(['b', 'a']);
    expect(storage.list(undefined, { sf: true })).toEqual(['log']);
    expect(storage.list((name) => name > 'a')).toEqual(['b', 'log\x01']);
  });

  it('change the hash when a file moves', () => {
    const storage = blank();
    storage.write('junk', '1');
    storage.write('a', '2');
    storage.erase('junk');
    const before = storage.hash();
    storage.compact();
    expect(storage.hash()).not.toBe(before);
  });
});

describe('what programs hold of a file', () => {
  it('is told to die before the file goes, and to follow it when it moves', () => {
    const storage = blank();
    storage.write('junk', 'xxxx');
    storage.write('a', 'data');
    const moves: [number, number, number | undefined][] = [];
    storage.onMoved = (...move) => moves.push(move);
    storage.erase('junk');
    storage.compact();
    expect(moves).toEqual([
      [32, 4, undefined],
      [36, 36, 0],
    ]);
    expect(storage.mapped('a')).toEqual({ address: 32, length: 4 });
    expect([storage.generation('junk'), storage.generation('a')]).toEqual([1, 0]);
  });

  it('dies as a whole with eraseAll', () => {
    const storage = blank();
    storage.write('a', 'data');
    storage.eraseAll();
    expect(storage.list()).toEqual([]);
    expect(storage.getFree()).toBe(8192);
  });
});
