// Keys that never cross the wire: the board computes them in memory from the device key that it has and a number that is drawn for this
// flash, and the station computes the same from the registry's. Who reads the wire has the number, and needs the key.
import { createHash, randomBytes } from 'node:crypto';
import { equalInConstantTime, fromByteArray, toByteArray, type Bytes } from '../../firmware/core/bytes.ts';
import { crc32 } from '../../firmware/core/crc32.ts';
import { encodeIdentity, identityFile, type Identity } from '../../firmware/core/records/identity-record.ts';
import type { BoardConsole } from '../console/console.ts';
import { longestLiteral } from '../console/literal.ts';
import { Failure } from '../failure.ts';
import { passwordCharacters } from '../registry/keys.ts';
import { passwordFile } from './contents.ts';

const numberBytes = 16;
const keyBytes = 32;

// Each is hashed before the key, of which the proof of the device key (proof.ts) hashes the first byte first: no answer to a proof, whatever
// number it was asked with, is one of these.
const labels = { password: 'console password ', deviceKey: 'device key ', seed: 'seed ', check: 'check ' } as const;

/** What the board is to compute. */
export interface Wish {
  readonly serialNumber: string;
  /** The one that the board has proved. */
  readonly deviceKey: Bytes;
  /** For a board whose key may have been read: another one. */
  readonly renewsKey: boolean;
  /** What a new identity file says; undefined: the old file stays as it is. */
  readonly languages: readonly string[] | undefined;
}

export interface Derived {
  readonly consolePassword: string;
  readonly deviceKey: Bytes;
  /** The new identity file; undefined: the old one stays. */
  readonly identity: Bytes | undefined;
}

/** The same on the station. */
export function derive(wish: Wish, number: string): Derived {
  const hash = (label: string): Buffer =>
    createHash('sha1').update(label).update(toByteArray(wish.deviceKey)).update(number).digest();
  const long = (label: string): Bytes =>
    fromByteArray(Buffer.concat([hash(`${label}1`), hash(`${label}2`)]).subarray(0, keyBytes));
  const consolePassword = hash(labels.password).toString('base64').slice(0, passwordCharacters);
  const deviceKey = wish.renewsKey ? long(labels.deviceKey) : wish.deviceKey;
  if (wish.languages === undefined) return { consolePassword, deviceKey, identity: undefined };
  const identity: Identity = {
    serialNumber: wish.serialNumber,
    deviceKey,
    seed: long(labels.seed),
    languages: wish.languages,
  };
  return { consolePassword, deviceKey, identity: encodeIdentity(crc32, identity) };
}

/**
 * Has the board compute them: its globals `kp` (the password) and `kj` (the identity file) have them then, and its store has not. Fails
 * with `wrong-hash` when it computed others: a number that was disturbed on its way would lock the board for good.
 */
export async function deriveOnBoard(boardConsole: BoardConsole, wish: Wish): Promise<Derived> {
  const number = randomBytes(numberBytes).toString('hex');
  const derived = derive(wish, number);
  // The identity file: 9 bytes, then length and bytes of serial number, key, seed and languages; a CRC-32.
  await boardConsole.ask(
    '(function(s){var k=s.substr(11+s.charCodeAt(9),32);' +
      `kd=function(l){return E.toString(new Uint8Array(require("crypto").SHA1(l+k+"${number}")))};kq=k;kj=s;` +
      `kp=btoa(kd("${labels.password}")).substr(0,${passwordCharacters});return 1})` +
      `(""+require("Storage").read("${identityFile}"))`,
  );
  if (derived.identity !== undefined) {
    const long = (label: string): string => `kd("${label}1")+kd("${label}2").substr(0,12)`;
    const key = wish.renewsKey ? long(labels.deviceKey) : 'kq';
    const keyAt = 11 + wish.serialNumber.length;
    const head = literal(derived.identity.slice(0, keyAt));
    const between = literal(derived.identity.slice(keyAt + keyBytes, keyAt + keyBytes + 1));
    const tail = literal(derived.identity.slice(keyAt + 2 * keyBytes + 1, -4));
    await boardConsole.ask(
      `(function(b,c){b=${head}+${key}+${between}+${long(labels.seed)}+${tail};c=E.CRC32(b)|0;` +
        'kj=b+String.fromCharCode(c>>>24,c>>16&255,c>>8&255,c&255);return 1})()',
    );
  }
  const answer = await boardConsole.ask(checkOf(derived.identity === undefined ? 'kp' : 'kp+kj'));
  mustBe(derived, answer);
  return derived;
}

/** Fails with `wrong-hash` when the board's files do not hold what was derived. */
export async function mustHold(boardConsole: BoardConsole, derived: Derived): Promise<void> {
  const identity = derived.identity === undefined ? '' : `+S.read("${identityFile}")`;
  const held = checkOf(`S.read("${passwordFile}")${identity}`);
  mustBe(derived, await boardConsole.ask(`(function(S){return ${held}})(require("Storage"))`));
}

const checkOf = (text: string): string => `new Uint8Array(require("crypto").SHA1("${labels.check}"+${text})).join()`;

function mustBe({ consolePassword, identity = '' }: Derived, answer: unknown): void {
  const expected = createHash('sha1')
    .update(labels.check)
    .update(toByteArray(consolePassword + identity))
    .digest();
  if (equalInConstantTime(String(answer), [...expected].join())) return;
  throw new Failure(
    'wrong-hash',
    'The board has other keys than were asked of it: check the cable and run the same command again.',
  );
}

function literal(bytes: Bytes): string {
  const { source, bytes: held } = longestLiteral(toByteArray(bytes), 0, 200);
  if (held < bytes.length) throw new Error('an identity too long for a console line');
  return source;
}
