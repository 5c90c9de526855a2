// Whether the board behind an unlocked console is the token that it seems to be. A lock says nothing: one that was made to look
// like it takes any password. Only the token itself can hash its device key together with a number that was never used before.
import { createHash, randomBytes } from 'node:crypto';
import { equalInConstantTime, toByteArray, type Bytes } from '../../firmware/core/bytes.ts';
import { identityFile } from '../../firmware/core/records/identity-record.ts';
import type { BoardConsole } from '../console/console.ts';
import { deviceKeysOf } from '../registry/keys.ts';
import type { Registry, TokenRow } from '../registry/registry.ts';

const nonceBytes = 16;

/** True when the board's identity file is whole and holds this serial number and this device key. The key stays on the board. */
export async function provesToBe(boardConsole: BoardConsole, serialNumber: string, deviceKey: Bytes): Promise<boolean> {
  const nonce = randomBytes(nonceBytes).toString('hex');
  // Every board has SHA-1 of its own. The file: sequence, length, version; then length and bytes of serial number and key; a CRC-32.
  const answer = await boardConsole.ask(
    '(function(s){var n=s?s.length-4:0,c=0,i;for(i=0;i<4;i++)c=c*256+(n>0?s.charCodeAt(n+i):0);' +
      'return n>12&&E.CRC32(s.substr(0,n))>>>0===c?s.substr(10,i=s.charCodeAt(9))+" "+' +
      `new Uint8Array(require("crypto").SHA1(s.substr(11+i,32)+"${nonce}")).join():0})(require("Storage").read("${identityFile}"))`,
  );
  if (typeof answer !== 'string') return false;
  const hash = createHash('sha1').update(toByteArray(deviceKey)).update(nonce).digest();
  return equalInConstantTime(answer, `${serialNumber} ${[...hash].join()}`);
}

/** The device key that the board has, of those that the registry knows for this token: while a flash gives it another one, these are two. Undefined: none. */
export async function provenKey(
  registry: Registry,
  boardConsole: BoardConsole,
  row: TokenRow,
): Promise<Bytes | undefined> {
  for (const deviceKey of deviceKeysOf(await registry.secretsOf(row)))
    if (await provesToBe(boardConsole, row.serial_number, deviceKey)) return deviceKey;
  return undefined;
}
