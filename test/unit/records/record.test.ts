// Records in two slots, and the tally of marks: layout, order of writes, and every damage that a slot may have.
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../firmware/core/crc32.ts';
import { clearMarks, countMarks, makeMark, marksPerFile } from '../../../firmware/core/records/marks.ts';
import {
  decodeRecord,
  encodeRecord,
  eraseRecord,
  readRecord,
  writeRecord,
} from '../../../firmware/core/records/record.ts';
import { MemoryStore } from './memory-store.ts';

describe('a record', () => {
  const bytes = encodeRecord(crc32, 258, 'payload');

  it('is its sequence number, its length, its payload and a CRC-32', () => {
    const body = Buffer.from([0, 0, 1, 2, 0, 0, 0, 7, ...Buffer.from('payload')]);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body.toString('latin1')) >>> 0);
    expect(Buffer.from(bytes, 'latin1').toString('hex')).toBe(Buffer.concat([body, sum]).toString('hex'));
  });

  it('is read back', () => {
    expect(decodeRecord(crc32, bytes, 1)).toEqual({ payload: 'payload', sequence: 258, slot: 1 });
    const empty = encodeRecord(crc32, 1, '');
    expect(empty.length).toBe(12);
    expect(decodeRecord(crc32, empty, 0)).toEqual({ payload: '', sequence: 1, slot: 0 });
  });

  it('is not read when it is missing, cut short, longer, or any bit is another', () => {
    expect(decodeRecord(crc32, undefined, 0)).toBeUndefined();
    expect(decodeRecord(crc32, '', 0)).toBeUndefined();
    expect(decodeRecord(crc32, `${bytes}\0`, 0)).toBeUndefined();
    for (let length = 0; length < bytes.length; length++) {
      expect(decodeRecord(crc32, bytes.slice(0, length), 0)).toBeUndefined();
    }
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes, 'latin1');
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(decodeRecord(crc32, changed.toString('latin1'), 0)).toBeUndefined();
    }
  });

  it('takes a CRC-32 for the number that it is, of either sign', () => {
    const signed = (text: string): number => crc32(text) | 0;
    for (let i = 0; i < 8; i++) {
      expect(decodeRecord(signed, encodeRecord(signed, i, 'payload'), 0)?.sequence).toBe(i);
    }
  });
});

describe('two slots', () => {
  it('are written in turn, and the newest whole one counts', () => {
    const store = new MemoryStore();
    expect(readRecord(store, 'r')).toBeUndefined();
    expect(writeRecord(store, 'r', 'one')).toEqual({ payload: 'one', sequence: 1, slot: 0 });
    expect(writeRecord(store, 'r', 'two')).toEqual({ payload: 'two', sequence: 2, slot: 1 });
    expect(writeRecord(store, 'r', 'three')).toEqual({ payload: 'three', sequence: 3, slot: 0 });
    expect(readRecord(store, 'r')).toEqual({ payload: 'three', sequence: 3, slot: 0 });
    expect(store.done).toEqual(['erase r0', 'write r0', 'erase r1', 'write r1', 'erase r0', 'write r0']);
    store.files.set('r0', 'torn');
    expect(readRecord(store, 'r')).toEqual({ payload: 'two', sequence: 2, slot: 1 });
    expect(writeRecord(store, 'r', 'again')).toEqual({ payload: 'again', sequence: 3, slot: 0 });
    store.files.delete('r1');
    expect(readRecord(store, 'r')?.payload).toBe('again');
  });

  it('with one number go to the first', () => {
    const store = new MemoryStore();
    store.files.set('r0', encodeRecord(crc32, 5, 'a'));
    store.files.set('r1', encodeRecord(crc32, 5, 'b'));
    expect(readRecord(store, 'r')?.payload).toBe('a');
  });

  it('keep the old record when a write is refused, or what was written is not what is there', () => {
    const store = new MemoryStore();
    writeRecord(store, 'r', 'old');
    store.refuse = true;
    expect(writeRecord(store, 'r', 'new')).toBeUndefined();
    store.refuse = false;
    const spoils: ((bytes: string) => string)[] = [
      (bytes) => `${bytes.slice(0, -1)}x`,
      () => encodeRecord(crc32, 2, 'other'),
      () => encodeRecord(crc32, 7, 'new'),
      () => '',
    ];
    for (const spoil of spoils) {
      store.spoil = spoil;
      expect(writeRecord(store, 'r', 'new')).toBeUndefined();
      store.files.delete('r1');
    }
    expect(readRecord(store, 'r')?.payload).toBe('old');
  });

  it('are erased older one first', () => {
    const store = new MemoryStore();
    writeRecord(store, 'r', 'one');
    store.done.length = 0;
    eraseRecord(store, 'r');
    expect(store.done).toEqual(['erase r1', 'erase r0']);
    writeRecord(store, 'r', 'one');
    writeRecord(store, 'r', 'two');
    store.done.length = 0;
    eraseRecord(store, 'r');
    expect(store.done).toEqual(['erase r0', 'erase r1']);
    expect(store.files.size).toBe(0);
    eraseRecord(store, 'r');
    expect(store.done.slice(2)).toEqual(['erase r1', 'erase r0']);
  });
});

describe('a tally', () => {
  it('counts up to its last word that is not erased', () => {
    const store = new MemoryStore();
    expect(countMarks(store, 'n')).toBe(-1);
    expect(clearMarks(store, 'n')).toBe(true);
    expect(store.done).toEqual(['erase n', 'begin n 1024', 'mark n 1020']);
    expect(countMarks(store, 'n')).toBe(0);
    for (let i = 0; i < marksPerFile; i++) {
      expect(makeMark(store, 'n', i)).toBe(true);
      expect(countMarks(store, 'n')).toBe(i + 1);
    }
    expect(marksPerFile).toBe(254);
    expect(store.done.slice(3, 5)).toEqual(['mark n 4', 'mark n 8']);
    expect(store.files.get('n')).toBe('\0'.repeat(1024));
  });

  it('takes a mark of which one bit is made for a mark', () => {
    const store = new MemoryStore();
    for (let at = 0; at < 12; at++) {
      store.files.set('n', '\0\0\0\0' + '\xff'.repeat(at) + '\xfe' + '\xff'.repeat(1015 - at) + '\0\0\0\0');
      expect(countMarks(store, 'n')).toBe((at >> 2) + 1);
    }
  });

  it('is none when it is missing, cut, or its last word was never written', () => {
    const store = new MemoryStore();
    const whole = '\0'.repeat(8) + '\xff'.repeat(1012) + '\0\0\0\0';
    store.files.set('n', whole);
    expect(countMarks(store, 'n')).toBe(1);
    for (let length = 0; length < 1024; length += 4) {
      store.files.set('n', whole.slice(0, length));
      expect(countMarks(store, 'n')).toBe(-1);
      store.files.set('n', whole.slice(0, length) + '\xff'.repeat(1024 - length));
      expect(countMarks(store, 'n')).toBe(-1);
    }
  });

  it('is full after its last word', () => {
    const store = new MemoryStore();
    clearMarks(store, 'n');
    store.done.length = 0;
    expect(makeMark(store, 'n', marksPerFile)).toBe(false);
    expect(store.done).toEqual([]);
  });

  it('says when a mark was refused, is not there afterwards, or is another than the next', () => {
    const store = new MemoryStore();
    clearMarks(store, 'n');
    store.refuse = true;
    expect(makeMark(store, 'n', 0)).toBe(false);
    expect(clearMarks(store, 'n')).toBe(false);
    store.refuse = false;
    clearMarks(store, 'n');
    store.spoil = () => '\xff'.repeat(1024);
    expect(makeMark(store, 'n', 0)).toBe(false);
    store.spoil = (bytes) => bytes;
    makeMark(store, 'n', 5);
    expect(makeMark(store, 'n', 1)).toBe(false);
  });

  it('is made behind one that a power cut left half made, and not when it is half made itself', () => {
    const word = (bytes: string, index: number, to: string): string =>
      bytes.slice(0, index * 4) + to + bytes.slice(index * 4 + 4);
    const store = new MemoryStore();
    clearMarks(store, 'n');
    for (let index = 0; index < 8; index++) expect(makeMark(store, 'n', index)).toBe(true);
    const eight = store.files.get('n')!;
    expect(makeMark(store, 'n', 9)).toBe(false);
    for (const torn of ['\x0f\0\0\0', '\0\0\0\x80', '\xfe\xff\xff\xff']) {
      // The eighth is half made: the ninth comes behind it.
      store.files.set('n', word(eight, 8, torn));
      expect(makeMark(store, 'n', 8)).toBe(true);
      expect(countMarks(store, 'n')).toBe(9);
      // The ninth itself stays half made, behind a whole one and behind a half one.
      for (const before of [eight, word(eight, 8, torn)]) {
        store.files.set('n', before);
        store.spoil = (bytes) => word(bytes, 9, torn);
        expect(makeMark(store, 'n', 8)).toBe(false);
        store.spoil = (bytes) => bytes;
      }
    }
  });
});
