// The wire of a code reader is the token's own: whatever comes over it, with keys pressed in between, nothing throws, and two
// readers with different secrets answer alike.
import { expect, it } from 'vitest';
import { crc32 } from '../../../../firmware/core/crc32.ts';
import { encodeLine } from '../../../../firmware/core/protocol/line.ts';
import { issuedReader, keys } from './reader-machine.ts';
import { fc, runs } from '../../../chance/property.ts';

it('answers the same whatever the secret, one line at most, and goes on', () => {
  const readers = ['a', 'b'].map((letter) => issuedReader(1234567890, { secret: Buffer.alloc(20, letter) }));
  const word = fc.oneof(
    fc.constantFrom(
      'hello',
      'open',
      's',
      'issue',
      'clock',
      'set',
      'wipe',
      '1',
      '7',
      '-1',
      '',
      'status',
      '9'.repeat(17),
    ),
    fc.string(),
    fc.stringMatching(/^[0-9a-f]{32}$/),
  );
  const line = fc.oneof(
    fc.string(),
    fc.array(word, { maxLength: 6 }).map((words) => encodeLine(crc32, words.join(' '))),
  );
  fc.assert(
    fc.property(line, fc.option(fc.constantFrom(...keys)), (text, key) => {
      const [a, b] = readers.map((reader) => {
        if (key !== null) reader.tap(key);
        return reader.sendLine(text);
      });
      expect(a!.length).toBeLessThanOrEqual(1);
      for (const answer of a!) expect(answer).toMatch(/^(ok klarkode|error) /);
      if (!a![0]?.startsWith('ok klarkode')) expect(a).toEqual(b);
      expect(readers[0]!.restarts).toBe(0);
    }),
    { numRuns: runs(1500) },
  );
});
