// What goes into one token's Storage: what makes it this token, then the firmware for its languages.
import { randomBytes } from 'node:crypto';
import { fromByteArray, toByteArray } from '../../firmware/core/bytes.ts';
import { crc32 } from '../../firmware/core/crc32.ts';
import { encodeIdentity, identityFile } from '../../firmware/core/records/identity-record.ts';
import type { StorageFile } from '../console/upload.ts';
import type { KeyPair } from '../registry/keys.ts';
import type { TokenRow } from '../registry/registry.ts';
import { filesFor, type Firmware } from './manifest.ts';

/** The console password: the first file, so that a cut flash can be told from others by it. */
export const passwordFile = 'kk.pw';
/** While it is there, the token does not start and leaves its console to whoever has the password. */
export const holdFile = 'kk.hold';

/**
 * Everything that the token must hold and does not compute itself, in the order of writing.
 * @param keys that go to it in the clear; undefined: it has its own
 */
export function contentsOf(
  row: TokenRow,
  firmware: Firmware,
  languages: readonly string[],
  keys: KeyPair | undefined,
): readonly StorageFile[] {
  if (keys === undefined) return filesFor(firmware, languages);
  const { deviceKey, consolePassword } = keys;
  const seed = fromByteArray(randomBytes(32));
  const identity = encodeIdentity(crc32, { serialNumber: row.serial_number, deviceKey, seed, languages });
  return [
    { name: passwordFile, data: toByteArray(consolePassword) },
    { name: identityFile, data: toByteArray(identity) },
    ...filesFor(firmware, languages),
  ];
}
