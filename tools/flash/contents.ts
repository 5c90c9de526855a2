// What goes into one token's Storage: what makes it this token, then the firmware for its languages.
import { randomBytes } from 'node:crypto';
import { fromByteArray, toByteArray } from '../../firmware/core/bytes.ts';
import { crc32 } from '../../firmware/core/crc32.ts';
import { encodeIdentity, identityFile } from '../../firmware/core/records/identity-record.ts';
import type { StorageFile } from '../console/upload.ts';
import type { Registry, TokenRow } from '../registry/registry.ts';
import { filesFor, type Firmware } from './manifest.ts';

/** The console password: the first file, so that a cut flash can be told from others by it. */
export const passwordFile = 'kk.pw';
/** While it is there, the token does not start and leaves its console to whoever has the password. */
export const holdFile = 'kk.hold';

/** Everything that the token must hold, in the order of writing; `languages` make a new identity file. */
export async function contentsOf(
  registry: Registry,
  row: TokenRow,
  firmware: Firmware,
  languages: readonly string[] | undefined,
): Promise<readonly StorageFile[]> {
  const secrets = await registry.secretsOf(row);
  const files: StorageFile[] = [{ name: passwordFile, data: Buffer.from(secrets.consolePassword) }];
  if (languages !== undefined) {
    const identity = {
      serialNumber: row.serial_number,
      deviceKey: secrets.deviceKey,
      seed: fromByteArray(randomBytes(32)),
      languages,
    };
    files.push({ name: identityFile, data: toByteArray(encodeIdentity(crc32, identity)) });
  }
  return [...files, ...filesFor(firmware, languages ?? row.languages.split(','))];
}
