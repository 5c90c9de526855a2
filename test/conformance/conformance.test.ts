// The virtual board must print what the real Espruino interpreter printed. With ESPRUINO=/path/to/espruino the real one
// is run too, so that a recording can't go stale unseen. A recording is made by `npm run record`, never by hand.
import { describe, expect, test } from 'vitest';
import { loadCases, readRecording, recordedFrom } from './cases.ts';
import { expectedOfVirtual } from './known-differences.ts';
import { play } from './play.ts';
import { identify, openRealConsole, titleOf } from './real-console.ts';
import { playReal } from './second-try.ts';
import { openVirtualConsole } from './virtual-console.ts';

const binary = process.env['ESPRUINO'] ?? '';
const interpreter = binary === '' ? undefined : await identify(binary);
const cases = loadCases();

describe('the virtual board prints what the real interpreter printed', () => {
  for (const example of cases) {
    test.skipIf(example.realOnly !== undefined)(example.name, async () => {
      const recorded = readRecording(example.name);
      if (recorded === undefined) throw new Error(`${example.name} was never recorded; run npm run record`);
      const board = openVirtualConsole();
      try {
        expect(await play(board, example)).toBe(expectedOfVirtual(example.name, recorded));
      } finally {
        await board.close();
      }
    });
  }
});

const heading =
  /^Recorded from Espruino 2v\d+(\.\d+)? \([0-9a-f]{9,40}\), Linux build, \d+ variables, (byte|Unicode) strings, \d+ bytes of Storage(, read in place)?$/;

test.each(cases.map(({ name }) => name))(
  'the recording of %s names version, commit and kind of the interpreter',
  (name) => {
    expect(recordedFrom(name)).toMatch(heading);
  },
);

test.each([true, false])('so would one of a build that reads Storage in place: %s', (inPlace) => {
  const kind = { version: '2v29.277', commit: 'c5ff787b1', variables: 2950, bytes: true, flashBytes: 36_864 };
  expect(`Recorded from ${titleOf({ ...kind, inPlace })}`).toMatch(heading);
});

// Not a skip: without an interpreter at hand there is nothing to compare with, and the recordings stand.
if (interpreter !== undefined) {
  describe(`${interpreter.title} prints what was recorded`, () => {
    for (const example of cases) {
      test.skipIf(example.needs.some((need) => !interpreter.has.includes(need)))(example.name, async () => {
        const { printed, brokeDown } = await playReal(() => openRealConsole(binary), example);
        expect(printed).toBe(readRecording(example.name));
        if (brokeDown !== undefined) console.warn(`${example.name}: ${brokeDown}, passed at the second try`);
      });
    }
  });
}
