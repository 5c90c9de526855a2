// A board whose console is open: which token it is, if any.
import { crc32 } from '../../firmware/core/crc32.ts';
import type { BoardConsole } from '../console/console.ts';
import { crcsOf, serialNumberOnBoard } from '../console/storage.ts';
import { Failure } from '../failure.ts';
import { passwordsOf } from '../registry/keys.ts';
import type { Registry, TokenRow } from '../registry/registry.ts';
import type { Station } from '../station.ts';
import { passwordFile } from './contents.ts';
import { provenKey } from './proof.ts';
import type { Reached, Reaching } from './reach.ts';

/**
 * An open console: no lock stands, so anybody may have read or made what is on it. Only a board that knows the password of
 * a flash that is unfinished is taken for that token, and even that one gets new keys.
 */
export async function reachOpen(
  station: Station,
  registry: Registry,
  boardConsole: BoardConsole,
  reaching: Reaching,
): Promise<Reached> {
  const { named, takeOver } = reaching;
  const unknown = { proof: 'none', deviceKey: undefined, password: undefined } as const;
  const reached = { boardConsole, identityIsWhole: false, wasRunning: false, wasLocked: false, ...unknown } as const;
  if (takeOver) {
    const serialNumber = await serialNumberOnBoard(boardConsole);
    const row = serialNumber === undefined ? undefined : await registry.find(serialNumber);
    if (row === undefined) {
      const givenUp = await rowOfPassword(registry, boardConsole);
      return { ...reached, row: givenUp?.row.lifecycle === 'retired' ? givenUp.row : undefined };
    }
    const deviceKey = await provenKey(registry, boardConsole, row);
    if (deviceKey !== undefined) return { ...reached, row, deviceKey };
    // Anybody can write a number on a board: what that token has must not be destroyed for it.
    station.reporter.warn(
      `the board said that it was ${row.serial_number}, and could not prove it: the registry keeps what it knows of that token.`,
    );
    return { ...reached, row: undefined };
  }
  const known = await rowOfPassword(registry, boardConsole);
  if (known !== undefined) {
    const { row, password } = known;
    const deviceKey = await provenKey(registry, boardConsole, row);
    // A password of a token in use may have been read on the wire: without its device key too, the board is it on the technician's word only.
    const proof = deviceKey === undefined && row.flashed_at !== null ? 'none' : 'checksum';
    return { ...reached, row, proof, deviceKey, password };
  }
  const claimed = await serialNumberOnBoard(boardConsole);
  // Its password is gone, because the power failed while it was replaced, and its device key is there.
  const own = claimed === undefined ? undefined : await registry.find(claimed);
  if (own?.flash_state === 'unfinished' && own.lifecycle !== 'retired') {
    const deviceKey = await provenKey(registry, boardConsole, own);
    if (deviceKey !== undefined) return { ...reached, row: own, proof: 'checksum', deviceKey };
  }
  // A power cut at the worst moment empties the store: then only the technician knows which token this was.
  const row = named === undefined ? undefined : await registry.find(named);
  const isThatOne = row !== undefined && row.flash_state === 'unfinished' && row.lifecycle !== 'retired';
  if (isThatOne) return { ...reached, row };
  if (claimed === undefined || named !== undefined) return { ...reached, row: undefined };
  throw new Failure(
    'unknown-token',
    `The board says that it is ${claimed}, but its console is open and it does not know that token's password: ` +
      `it is another board, somebody changed it, or a newer copy of this registry flashed it. If it is that token, say --serial-number ${claimed}; else make a new one of it with --new-identity.`,
  );
}

/** The first file of a flash is the password: it tells which of the cut flashes this board belongs to. */
async function rowOfPassword(
  registry: Registry,
  boardConsole: BoardConsole,
): Promise<{ readonly row: TokenRow; readonly password: string } | undefined> {
  const [passwordCrc] = await crcsOf(boardConsole, [passwordFile]);
  for (const row of passwordCrc === undefined ? [] : await registry.unfinishedFlashes()) {
    const password = passwordsOf(await registry.secretsOf(row)).find((one) => crc32(one) === passwordCrc);
    if (password !== undefined) return { row, password };
  }
  return undefined;
}
