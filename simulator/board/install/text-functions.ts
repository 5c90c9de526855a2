// atob and btoa, on byte strings.
import { byteString, bytesOf } from '../bytes.ts';
import { BoardError } from '../outcome.ts';
import type { Program } from '../program.ts';

export function installText(program: Program): void {
  const { realm } = program;
  realm.methods(realm.global, {
    btoa: (_self, args) => {
      const bytes = bytesOf(args[0]);
      if (bytes === undefined) throw new BoardError('Error', 'Expecting a string or array');
      return Buffer.from(bytes).toString('base64');
    },
    atob: (_self, args) => {
      if (typeof args[0] !== 'string') throw new BoardError('Error', 'Expecting a string');
      return byteString(Buffer.from(args[0], 'base64'));
    },
  });
}
