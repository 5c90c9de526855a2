// The flash steps of one operation, noted as it runs, and the flash as a power cut after any of them would leave it: the
// board stops at once, so what was written before the cut is what an uncut run wrote up to there.
import { Flash } from '../../../simulator/board/flash.ts';

/** A byte that is written (bits can only be cleared), or a page that is erased. */
export type Step = { readonly address: number; readonly value: number } | { readonly erasedPage: number };

/** A flash that notes its steps while `steps` is set. */
export class NotingFlash extends Flash {
  steps: Step[] | undefined;

  override write(address: number, data: Uint8Array): void {
    data.forEach((value, i) => this.steps?.push({ address: address + i, value }));
    super.write(address, data);
  }

  override erasePage(address: number): void {
    this.steps?.push({ erasedPage: address - (address % this.pageBytes) });
    super.erasePage(address);
  }
}

export interface Trace {
  readonly before: Uint8Array;
  readonly steps: readonly Step[];
  readonly pageBytes: number;
}

/**
 * The flash when the power fails in step number `index` (0 is the first; the number of steps: none fails).
 * @param tornMask bits of the failing byte that are not written any more; 0xFF: none of them is
 */
export function cutAt(trace: Trace, index: number, tornMask: number): Flash {
  const flash = new Flash(trace.before.length, trace.pageBytes, trace.before);
  for (const step of trace.steps.slice(0, index)) {
    if ('erasedPage' in step) flash.erasePage(step.erasedPage);
    else flash.bytes[step.address]! &= step.value;
  }
  const failing = trace.steps[index];
  if (failing !== undefined && 'address' in failing) flash.bytes[failing.address]! &= failing.value | tornMask;
  return flash;
}

/** A mask for each state that the failing byte can be left in, other than untouched and whole: some of its bits are cleared, some not yet. */
export function tornMasks({ steps }: Trace, index: number): number[] {
  const step = steps[index];
  if (step === undefined || !('address' in step)) return [];
  const cleared = ~step.value & 0xff;
  return Array.from({ length: 255 }, (_mask, i) => i + 1).filter((mask) => (mask & ~cleared) === 0 && mask !== cleared);
}

/** A stretch of bytes written one behind the other: a file's header, its data, what overwrites it, a mark. */
interface Run {
  readonly from: number;
  readonly to: number;
}

function runAt(steps: readonly Step[], index: number): Run {
  const follows = (at: number): boolean => {
    const [one, next] = [steps[at], steps[at + 1]];
    return one !== undefined && next !== undefined && 'address' in one && 'address' in next
      ? next.address === one.address + 1
      : false;
  };
  let from = index;
  let to = index + 1;
  while (from > 0 && follows(from - 1)) from--;
  while (follows(to - 1)) to++;
  return { from, to };
}

const nameStart = /^(kk\.|\.boo)/;

/** Where the step's byte stands in the header of a file that is being made, or undefined when it doesn't. */
function placeInHeader(steps: readonly Step[], index: number): number | undefined {
  const { from, to } = runAt(steps, index);
  for (let start = from; start + 32 <= to && start <= index; start += 4) {
    if (index >= start + 32) continue;
    const name = steps.slice(start + 4, start + 8);
    if (nameStart.test(name.map((one) => ('address' in one ? String.fromCharCode(one.value) : '')).join(''))) {
      return index - start;
    }
  }
  return undefined;
}

/** Whether the failing byte belongs to the size in a file's header: a torn one there spoils the Storage behind it. */
export function isInSizeWord(trace: Trace, index: number): boolean {
  const place = placeInHeader(trace.steps, index);
  return place !== undefined && place < 4;
}

/** Whether much hangs on the byte: sizes and names, sequence numbers and lengths, CRCs, marks. */
export function isCritical(trace: Trace, index: number): boolean {
  const place = placeInHeader(trace.steps, index);
  if (place !== undefined) return place < 10;
  const { from, to } = runAt(trace.steps, index);
  return index < from + 8 || index >= to - 8;
}
