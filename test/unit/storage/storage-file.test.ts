// StorageFile: files that grow, in chunks.
import { describe, expect, it } from 'vitest';
import { Flash } from '../../../simulator/board/flash.ts';
import { FlashStorage } from '../../../simulator/board/storage.ts';

function blank(): FlashStorage {
  return new FlashStorage(new Flash(16384, 1024));
}

describe('a StorageFile', () => {
  it('is written at once and read by bytes or lines', () => {
    const storage = blank();
    const file = storage.open('foobar', 'w');
    for (const text of ['Hell', 'o World\n', 'Hello\n', 'World 2\n']) file.write(text);
    const reader = storage.open('foobar', 'r');
    expect([reader.read(13), reader.read(13), reader.read(13)]).toEqual([
      'Hello World\nH',
      'ello\nWorld 2\n',
      undefined,
    ]);
    const lines = storage.open('foobar', 'r');
    expect([lines.readLine(), lines.readLine()]).toEqual(['Hello World\n', 'Hello\n']);
    expect([lines.readLine(), lines.readLine()]).toEqual(['World 2\n', undefined]);
    expect(file.getLength()).toBe(26);
  });

  it('goes on in the next chunk, also when a line spans two', () => {
    const storage = blank();
    const text = Array.from({ length: 200 }, (_, i) => `line number ${i}\n`).join('');
    const file = storage.open('log', 'w');
    for (let i = 0; i < text.length; i += 31) file.write(text.slice(i, i + 31));
    expect(storage.list()).toEqual(['log\x01']);
    expect(storage.list(undefined, { sf: true })).toEqual(['log']);
    expect(storage.find('log\x03'.padEnd(28, '\0'))).toBeDefined();
    expect(storage.open('log', 'r').read(10_000)).toBe(text);
    const reader = storage.open('log', 'r');
    let lines = '';
    for (let line = reader.readLine(); line !== undefined; line = reader.readLine()) lines += line;
    expect(lines).toBe(text);
    expect(reader.getLength()).toBe(text.length);
  });

  it('is appended to after a restart', () => {
    const flash = new Flash(16384, 1024);
    new FlashStorage(flash).open('log', 'a').write('one\n');
    new FlashStorage(flash).open('log', 'a').write('two\n');
    expect(new FlashStorage(flash).open('log', 'r').read(99)).toBe('one\ntwo\n');
  });

  it('is replaced when it is opened for writing, and gone when erased', () => {
    const storage = blank();
    storage.open('log', 'w').write('old');
    const file = storage.open('log', 'w');
    expect(storage.open('log', 'r').read(9)).toBeUndefined();
    file.write('new');
    expect(storage.open('log', 'r').read(9)).toBe('new');
    file.erase();
    expect(storage.list()).toEqual([]);
    expect(() => file.write('x')).toThrow("Can't write in this mode");
  });

  it('can only do what it was opened for', () => {
    const storage = blank();
    expect(() => storage.open('log', 'x')).toThrow('Invalid mode "x"');
    expect(() => storage.open('log', undefined)).toThrow('Invalid mode undefined');
    expect(() => storage.open('log', 'r').write('x')).toThrow("Can't write in this mode");
    expect(() => storage.open('log', 'a').read(1)).toThrow("Can't read in this mode");
  });

  it('refuses more than a chunk at once, and no longer takes anything', () => {
    const storage = blank();
    const file = storage.open('log', 'w');
    expect(() => file.write('x'.repeat(1100))).toThrow('Too much data for file size');
    expect(() => file.write('x')).toThrow("Can't write in this mode");
  });
});
