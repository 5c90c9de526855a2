// The keys that a board has after this flash. One that has shown its device key computes them itself, and they do not cross the wire; to
// any other they go in the clear, as in a first flash. The registry has them before the board could.
import type { KeyPair } from '../registry/keys.ts';
import type { Registry, TokenRow } from '../registry/registry.ts';
import { languagesOnBoard } from '../console/storage.ts';
import { deriveOnBoard, mustHold } from './derive.ts';
import type { Reached } from './reach.ts';
import { canReplaceKeys, replaceKeys } from './replace-keys.ts';

export interface GivenKeys {
  /** What is still to be written over the wire; undefined: the board has its keys, or has computed them. */
  readonly inClear: KeyPair | undefined;
  /** True when the board has computed them, and has them in memory only: its store must be emptied for them. */
  readonly inMemory: boolean;
  /** Sees for itself that the board's files have the keys that it computed; then the registry forgets the old ones. */
  arrived(): Promise<void>;
}

/**
 * For a board that the technician calls `row`, and may have no more than its word for it. Its console is open.
 * @param stoodOpen somebody may have read its keys, and made the lock that stands: it gets other keys, and nothing on it stays
 */
export async function giveKeys(
  registry: Registry,
  row: TokenRow,
  reached: Reached,
  languages: readonly string[],
  stoodOpen: boolean,
): Promise<GivenKeys> {
  const { deviceKey } = reached;
  const serialNumber = row.serial_number;
  const secrets = await registry.secretsOf(row);
  const password = reached.password ?? secrets.consolePassword;
  if (deviceKey === undefined) return inTheClear(await registry.renewKeys(serialNumber, password));
  return await computed(registry, serialNumber, reached, languages, stoodOpen, {
    deviceKey,
    consolePassword: password,
  });
}

/** For a new token. */
export function inTheClear(keys: KeyPair): GivenKeys {
  return { inClear: keys, inMemory: false, arrived: () => Promise.resolve() };
}

async function computed(
  registry: Registry,
  serialNumber: string,
  { boardConsole, wasLocked }: Reached,
  languages: readonly string[],
  stoodOpen: boolean,
  held: KeyPair,
): Promise<GivenKeys> {
  const renewsKey = stoodOpen || !wasLocked;
  // Whoever had the board while its console was open may have read its key and changed its files. And the registry does not know of
  // languages that came with a flash that was cut.
  const keepsIdentity = !renewsKey && (await languagesOnBoard(boardConsole)) === languages.join(',');
  const derived = await deriveOnBoard(boardConsole, {
    serialNumber,
    deviceKey: held.deviceKey,
    renewsKey,
    languages: keepsIdentity ? undefined : languages,
  });
  await registry.drawKeys(serialNumber, held, derived);
  const arrived = async (): Promise<void> => {
    await mustHold(boardConsole, derived);
    await registry.settleKeys(serialNumber);
  };
  const inMemory = stoodOpen || !(await canReplaceKeys(boardConsole));
  if (!inMemory) {
    await replaceKeys(boardConsole, derived, wasLocked ? held.consolePassword : undefined);
    await arrived();
  }
  return { inClear: undefined, inMemory, arrived };
}
