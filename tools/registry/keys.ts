// What a token and its registry share and nobody else may know: made, sealed and opened. While a flash gives a board new ones, the
// registry has both: the board has the one or the other, and is asked which.
import { randomBytes } from 'node:crypto';
import { fromByteArray, toByteArray, type Bytes } from '../../firmware/core/bytes.ts';
import { Failure } from '../failure.ts';
import type { TokenRow } from './registry.ts';
import type { Seal } from './seal.ts';

/** A device key (32 bytes) and a console password. */
export interface KeyPair {
  readonly deviceKey: Bytes;
  readonly consolePassword: string;
}

export interface TokenSecrets extends KeyPair {
  /** What the board was about to get in their place when it was last heard of; undefined: nothing. */
  readonly nextDeviceKey: Bytes | undefined;
  readonly nextConsolePassword: string | undefined;
}

const deviceKeyBytes = 32;
export const passwordCharacters = 20;
// 64 characters, so that every byte picks one without bias; no quote, space or backslash.
const passwordAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** A device key and a console password that nobody has seen. */
export function newKeys(): KeyPair {
  const consolePassword = [...randomBytes(passwordCharacters)].map((byte) => passwordAlphabet[byte & 63]).join('');
  return { deviceKey: fromByteArray(randomBytes(deviceKeyBytes)), consolePassword };
}

/** Those that the board has in the end. */
export function newest({ deviceKey, consolePassword, nextDeviceKey, nextConsolePassword }: TokenSecrets): KeyPair {
  return { deviceKey: nextDeviceKey ?? deviceKey, consolePassword: nextConsolePassword ?? consolePassword };
}

/** Console passwords, in the order in which they are worth trying: the registry has the next one just before the board has it. */
export function passwordsOf({ consolePassword, nextConsolePassword }: TokenSecrets): readonly string[] {
  return nextConsolePassword === undefined ? [consolePassword] : [nextConsolePassword, consolePassword];
}

/** Device keys, in the same order. */
export function deviceKeysOf({ deviceKey, nextDeviceKey }: TokenSecrets): readonly Bytes[] {
  return nextDeviceKey === undefined ? [deviceKey] : [nextDeviceKey, deviceKey];
}

type KeyColumn = 'device_key' | 'console_password' | 'next_device_key' | 'next_console_password';
type Columns<Name extends KeyColumn> = Record<Name, string>;

const placeOf = (column: KeyColumn, serialNumber: string): string => `tokens.${column} ${serialNumber}`;

export const nothingNext = { next_device_key: null, next_console_password: null };

export function sealKeys(
  seal: Seal,
  serialNumber: string,
  { deviceKey, consolePassword }: KeyPair,
): Columns<'device_key' | 'console_password'> {
  return {
    device_key: seal.close(toByteArray(deviceKey), placeOf('device_key', serialNumber)),
    console_password: seal.close(toByteArray(consolePassword), placeOf('console_password', serialNumber)),
  };
}

/** A device key that stays is not there twice. */
export function sealNext(
  seal: Seal,
  serialNumber: string,
  held: KeyPair,
  { deviceKey, consolePassword }: KeyPair,
): Columns<'next_console_password'> & { next_device_key: string | null } {
  const place = placeOf('next_device_key', serialNumber);
  return {
    next_device_key: deviceKey === held.deviceKey ? null : seal.close(toByteArray(deviceKey), place),
    next_console_password: seal.close(toByteArray(consolePassword), placeOf('next_console_password', serialNumber)),
  };
}

/** Fails with `registry` when they were destroyed. */
export function openKeys(seal: Seal, row: TokenRow): TokenSecrets {
  const opened = (column: KeyColumn): Bytes | undefined => {
    const value = row[column];
    return value === null ? undefined : fromByteArray(seal.open(value, placeOf(column, row.serial_number)));
  };
  const deviceKey = opened('device_key');
  const consolePassword = opened('console_password');
  if (deviceKey === undefined || consolePassword === undefined) {
    throw new Failure(
      'registry',
      `The keys of ${row.serial_number} were destroyed: flash the board with --new-identity to use it again.`,
    );
  }
  const nextDeviceKey = opened('next_device_key');
  return { deviceKey, consolePassword, nextDeviceKey, nextConsolePassword: opened('next_console_password') };
}
