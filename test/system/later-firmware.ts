// Firmware that a known token is to be given: today's, changed by two bytes that mean nothing.
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { crc32 } from '../../firmware/core/crc32.ts';
import type { Rehearsal } from './rehearsal.ts';

/** A folder with the same firmware as a later build would be: other bytes, another hash. */
export function laterFirmware(station: Rehearsal): string {
  const folder = mkdtempSync(join(station.folder, 'later-'));
  cpSync(station.firmwareFolder, folder, { recursive: true });
  const file = (name: string): string => join(folder, 'code-display', station.description.name, name);
  const manifest = JSON.parse(readFileSync(file('manifest.json'), 'utf8')) as {
    firmwareHash: string;
    files: { name: string; bytes: number; crc32: string; sha256: string }[];
  };
  const before = readFileSync(file('kk.app'), 'latin1');
  const after = `${before}//`;
  const oldHash = manifest.firmwareHash;
  manifest.firmwareHash = createHash('sha256').update(after).digest('hex');
  const start = readFileSync(file('.boot0'), 'latin1');
  const newStart = start
    .replace(String(crc32(before)), String(crc32(after)))
    .replace(oldHash.slice(0, 8), manifest.firmwareHash.slice(0, 8));
  expect(newStart).not.toBe(start);
  for (const [name, text] of [
    ['kk.app', after],
    ['.boot0', newStart],
  ] as const) {
    writeFileSync(file(name), text, 'latin1');
    const entry = manifest.files.find((one) => one.name === name)!;
    entry.bytes = text.length;
    entry.crc32 = crc32(text).toString(16).padStart(8, '0');
    entry.sha256 = createHash('sha256').update(text, 'latin1').digest('hex');
  }
  writeFileSync(file('manifest.json'), JSON.stringify(manifest));
  return folder;
}
