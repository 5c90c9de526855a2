// require("crypto"): the hashes that the board's build has, one message at a time.
import { createHash } from 'node:crypto';
import type { BoardDescription } from '../../../hardware/board.ts';
import { bytesOf } from '../bytes.ts';
import { BoardError } from '../outcome.ts';
import type { RealmObject } from '../realm.ts';
import type { Program } from '../program.ts';

/** The module, or undefined on boards without it. */
export function cryptoModule(program: Program): RealmObject | undefined {
  const algorithms = nativeHashes(program.description.hashes);
  if (algorithms.length === 0) return undefined;
  const { realm } = program;
  const module = realm.object();
  for (const algorithm of algorithms) {
    realm.methods(module, {
      [algorithm]: (_self, args) => {
        if (args[0] === null) throw new BoardError('TypeError', 'Expecting Number or iterable, got null');
        const message = bytesOf(args[0]);
        if (message === undefined)
          throw new BoardError('Error', `Unsupported first argument of type ${typeof args[0]}`);
        return realm.arrayBuffer(createHash(algorithm.toLowerCase()).update(message).digest());
      },
    });
  }
  return module;
}

function nativeHashes(hashes: BoardDescription['hashes']): string[] {
  const names: string[] = [];
  if (hashes.sha1 === 'native') names.push('SHA1');
  if (hashes.sha256 === 'native') names.push('SHA224', 'SHA256');
  if (hashes.sha512 === 'native') names.push('SHA384', 'SHA512');
  return names;
}
