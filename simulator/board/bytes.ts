// Byte strings and the ways in which Espruino turns a program's values into bytes.
import { types } from 'node:util';
import { BoardError } from './outcome.ts';

/** One character per byte. */
export function byteString(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** The low byte of each character. */
export function stringBytes(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

/** The bytes of a string, array (nested ones too), buffer, view, or a number as one byte; undefined for anything else. */
export function bytesOf(value: unknown): Uint8Array | undefined {
  if (typeof value === 'string') return stringBytes(value);
  if (typeof value === 'number') return Uint8Array.of(value & 255);
  if (typeof value === 'boolean') return Uint8Array.of(value ? 1 : 0);
  if (types.isAnyArrayBuffer(value)) return new Uint8Array(value);
  if (types.isUint8Array(value) || types.isUint8ClampedArray(value)) return Uint8Array.from(value);
  if (types.isTypedArray(value)) return Uint8Array.from(value as ArrayLike<number>, (element) => element & 255);
  if (types.isDataView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (Array.isArray(value)) return bytesOfAll(value);
  if (isCallback(value)) return bytesOf(value.callback());
  return isRepeated(value) ? repeated(value) : undefined;
}

/** As bytesOf, for several arguments one after the other; throws the interpreter's error for what has no bytes. */
export function bytesOfAll(values: ArrayLike<unknown>): Uint8Array {
  const parts = Array.from(values, (value) => {
    const bytes = bytesOf(value);
    if (value === null) throw new BoardError('TypeError', 'Expecting Number or iterable, got null');
    if (bytes === undefined) {
      throw new BoardError(
        'TypeError',
        'If specifying an object, it must be of the form {data : ..., count : N} or {callback : fn}',
      );
    }
    return bytes;
  });
  return new Uint8Array(Buffer.concat(parts));
}

function isCallback(value: unknown): value is { callback: () => unknown } {
  return typeof value === 'object' && value !== null && 'callback' in value && typeof value.callback === 'function';
}

function isRepeated(value: unknown): value is { data: unknown; count: number } {
  return typeof value === 'object' && value !== null && 'data' in value && 'count' in value;
}

function repeated(value: { data: unknown; count: number }): Uint8Array {
  const once = bytesOf(value.data) ?? new Uint8Array();
  return new Uint8Array(Buffer.concat(Array.from({ length: value.count | 0 }, () => once)));
}
