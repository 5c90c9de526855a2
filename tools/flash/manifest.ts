// The firmware that the build left for a board: manifest.json and its files, checked to the last byte before any of it
// is sent.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromByteArray } from '../../firmware/core/bytes.ts';
import { crc32 } from '../../firmware/core/crc32.ts';
import type { HashName } from '../../firmware/core/digest/hash.ts';
import { Failure } from '../failure.ts';
import type { StorageFile } from '../console/upload.ts';

export interface FirmwareFile extends StorageFile {
  readonly crc32: number;
  /** Undefined: the file belongs to every language. */
  readonly languages: readonly string[] | undefined;
}

export interface Firmware {
  readonly product: string;
  readonly board: string;
  readonly version: string;
  /** SHA-256 of the bundle, 64 hexadecimal digits. */
  readonly hash: string;
  /** In the order of writing; the last one starts the token. */
  readonly files: readonly FirmwareFile[];
  /** Where each hash comes from on this board: native, own or none. */
  readonly hashes: Readonly<Record<HashName, string>>;
}

/** The start file: it is written last, because with it a half-written token would start. */
export const startFile = '.boot0';

/** Reads and checks dist/firmware/PRODUCT/BOARD; fails with `bad-input`, naming the file that is wrong. */
export function loadFirmware(folder: string, product: string, board: string): Firmware {
  const manifest = readManifest(join(folder, product, board), product, board);
  const files = list(manifest['files'], 'files').map((entry) => readFile(join(folder, product, board), entry));
  const bundle = files.find((file) => file.name === text(manifest, 'bundle'));
  if (files.at(-1)?.name !== startFile) throw broken(`its last file is not ${startFile}`);
  const hash = text(manifest, 'firmwareHash');
  if (bundle === undefined || sha256(bundle.data) !== hash) throw broken('firmwareHash is not that of the bundle');
  const hashes = record(manifest['hashes'], 'hashes');
  return {
    product,
    board,
    version: text(manifest, 'version'),
    hash,
    files,
    hashes: { SHA1: text(hashes, 'SHA1'), SHA256: text(hashes, 'SHA256'), SHA512: text(hashes, 'SHA512') },
  };
}

/** The languages that the firmware can be given, in its own order. */
export function languagesOf(firmware: Firmware): readonly string[] {
  return [...new Set(firmware.files.flatMap((file) => file.languages ?? []))];
}

/** The files for these languages. */
export function filesFor(firmware: Firmware, languages: readonly string[]): readonly FirmwareFile[] {
  return firmware.files.filter((file) => file.languages?.some((language) => languages.includes(language)) ?? true);
}

function readManifest(folder: string, product: string, board: string): Record<string, unknown> {
  const source = readOr(join(folder, 'manifest.json'), () => {
    return new Failure(
      'bad-input',
      `There is no firmware for ${product} on ${board} (${join(folder, 'manifest.json')}): build it with "npm run build".`,
    );
  }).toString('utf8');
  let manifest: Record<string, unknown>;
  try {
    manifest = record(JSON.parse(source), 'manifest.json');
  } catch {
    throw broken('it is not JSON');
  }
  if (manifest['format'] !== 1) throw broken('its format is not 1');
  if (manifest['product'] !== product || manifest['board'] !== board)
    throw broken('it is for another product or board');
  return manifest;
}

function readFile(folder: string, value: unknown): FirmwareFile {
  const entry = record(value, 'files');
  const name = text(entry, 'name');
  if (!/^\.?[a-z0-9]+(\.[a-z0-9]+)*$/.test(name) || name.length > 28)
    throw broken(`"${name}" is not a name for a board's file`);
  const data = readOr(join(folder, name), () => broken(`${name} is missing`));
  const crc = crc32(fromByteArray(data));
  if (data.length === 0 || data.length !== entry['bytes']) throw broken(`${name} has ${data.length} bytes`);
  if (crc.toString(16).padStart(8, '0') !== entry['crc32'] || sha256(data) !== entry['sha256'])
    throw broken(`${name} has other contents`);
  const languages = entry['languages'] === undefined ? undefined : list(entry['languages'], 'languages').map(String);
  return { name, data, crc32: crc, languages };
}

const sha256 = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex');

function readOr(path: string, failure: () => Failure): Buffer {
  try {
    return readFileSync(path);
  } catch {
    throw failure();
  }
}

function broken(why: string): Failure {
  return new Failure(
    'bad-input',
    `The firmware's manifest.json does not fit its folder: ${why}. Build it again with "npm run build".`,
  );
}

function record(value: unknown, where: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw broken(`${where} is not an object`);
  return value as Record<string, unknown>;
}

function list(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw broken(`${where} is not a list`);
  return value as readonly unknown[];
}

function text(from: Record<string, unknown>, name: string): string {
  const value = from[name];
  if (typeof value !== 'string') throw broken(`${name} is missing`);
  return value;
}
