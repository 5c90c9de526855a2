// Files in memory that behave as Storage does where records could notice: bits are only cleared, and any write may be refused.
import { crc32 } from '../../../firmware/core/crc32.ts';
import type { Store } from '../../../firmware/core/machine.ts';

export class MemoryStore implements Store {
  readonly files = new Map<string, string>();
  /** What was done, in order: `erase kk.c0`, `write kk.c1`. */
  readonly done: string[] = [];
  refuse = false;
  /** What is written comes out otherwise. */
  spoil: (bytes: string) => string = (bytes) => bytes;

  crc32 = crc32;

  read(name: string, offset = 0, length = Infinity): string | undefined {
    return this.files.get(name)?.slice(offset, offset + length);
  }

  write(name: string, bytes: string): boolean {
    this.done.push(`write ${name}`);
    if (this.refuse) return false;
    this.files.set(name, this.spoil(bytes));
    return true;
  }

  begin(name: string, bytes: string, size: number): boolean {
    this.done.push(`begin ${name} ${size}`);
    if (this.refuse) return false;
    this.files.set(name, bytes.padEnd(size, '\xff'));
    return true;
  }

  mark(name: string, bytes: string, offset: number): boolean {
    this.done.push(`mark ${name} ${offset}`);
    const file = this.files.get(name);
    if (this.refuse || file === undefined) return false;
    this.files.set(name, this.spoil(file.slice(0, offset) + bytes + file.slice(offset + bytes.length)));
    return true;
  }

  erase(name: string): void {
    this.done.push(`erase ${name}`);
    this.files.delete(name);
  }
}
