// The tables of evidence say of every figure of the real interpreter of which bundle it is, and show no figure that is not there.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { StepCost } from './counted-token.ts';
import type { Costs } from './costs.ts';
import { begin, end, withEvidence } from './evidence.ts';
import type { FrameCost } from './profiled-device.ts';
import { boardNamed, boards } from '../../hardware/boards.ts';
import { ownProgram } from './hash-costs.ts';
import { hashOffences } from './hash-table.ts';
import { mostForCode, mostVariables, recordedPeerInstructions } from './interpreter-budget.ts';
import { readRecordedInterpreter, type RecordedInterpreter } from './recorded-interpreter.ts';

const step: StepCost = {
  statements: 0,
  tokens: 1234,
  calls: 0,
  allocations: 0,
  wakeUps: 0,
  flashBytesWritten: 0,
  serialBytes: 0,
};
const steps = { boot: step, press: step, 'second of countdown': step, 'idle day': step };
const product = { files: { 'kk.app': 16_000 }, storageBytes: 20_000, steps };
const costs: Costs = { 'code-display on pixljs': product, 'code-display on pico': product };
const frame: FrameCost = { code: 400_000, pixel: 3_000_000, sound: undefined, whole: 4_000_000 };
const recorded: RecordedInterpreter = {
  format: 2,
  peer: { interpreter: 'an interpreter', instructions: 10_000_000 },
  products: {
    'code-display on pixljs': {
      interpreter: 'an interpreter',
      bundleBytes: 15_999,
      bundleSha256: '0123456789abcdef',
      costs: {
        variables: { rest: 1301, peak: 1501 },
        first: frame,
        later: { ...frame, code: 450_000 },
        eventBased: { ...frame, code: 1_900_000 },
        prepared: 700_000,
        redraw: 2_000_000,
        hide: 500_000,
        boot: 50_000_000,
        hello: 1_000_000,
        open: 200_000_000,
        issue: 150_000_000,
      },
    },
  },
};
const hashes = {
  interpreter: 'an interpreter',
  programBytes: 7000,
  programSha256: 'fedcba9876543210',
  sha1: { twoNative: 60_000, native: 300_000, own: 20_000_000, plain: 80_000_000 },
  sha256: { twoNative: 70_000, native: 310_000, own: 36_000_000, plain: 80_000_000 },
  sha512: { twoNative: 120_000, native: 340_000, own: 100_000_000 },
};
const tables = async (interpreter: RecordedInterpreter): Promise<string> =>
  await withEvidence(
    `before\n\n${begin}\n\nold\n\n${end}\n\nafter\n`,
    { format: 1, reason: '', changelog: '', costs },
    interpreter,
  );
const rowsOf = (text: string, name: string): string[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith(`| ${name}`))
    .map((line) => line.replaceAll(/ +/g, ' '));

test('a measured board has its figures, in instructions, milliseconds and charge, with the bundle and the peer', async () => {
  const text = await tables(recorded);
  const [main, more, virtual] = rowsOf(text, 'code-display on Pixl.js');
  expect(main).toBe(
    '| code-display on Pixl.js | 16,000 | 20,000 of 36,864 | 1,301 / 1,501 of 2,950 | 0.450 / 1.90 | ' +
      '3.00 M = 69 ms, 0.12 µAh / 3.00 M = 69 ms, 0.12 µAh | 50.00 M = 1.1 s, 1.9 µAh | 0 |',
  );
  // A press of 4 M, 59 redrawings of 2 M, the darkening of 0.5 M: at 23 ms and 6 mA.
  expect(more).toContain('| 0.700 M = 16 ms, 0.027 µAh | ');
  expect(more).toContain('| 123 M = 2.8 s, 4.7 µAh | 201 M = 4.6 s, 7.7 µAh | 150 M = 3.5 s, 5.8 µAh | - | - |');
  expect(virtual).toContain('1,234');
  expect(text).toContain('bundle of 15,999 bytes, SHA-256 01234567...');
  expect(text).toContain('(at most 0.500)');
  expect(text).not.toContain('old');
});

test('a board that was not measured has none, and is named', async () => {
  const text = await tables(recorded);
  expect(rowsOf(text, 'code-display on Espruino Pico')[0]).toBe(
    '| code-display on Espruino Pico | 16,000 | 20,000 of 49,152 | - | - | - | - | 0 |',
  );
  expect(text).toContain('Not measured there: code-display on Espruino Pico.');
});

test('where time is not estimated, the budgets in milliseconds are said not to be judged', async () => {
  const text = await tables(recorded);
  expect(text).toContain("- On Espruino Pico time can't be estimated: no budget in milliseconds is judged there.");
  expect(text).not.toMatch(/On [^\n]*Pixl\.js[^\n]* time can't/);
  const withReader = { ...costs, 'code-reader on esp32-cyd': product };
  const both = await withEvidence(
    `${begin}\n${end}`,
    { format: 1, reason: '', changelog: '', costs: withReader },
    recorded,
  );
  expect(both).toContain(
    'Budget on ESP32 CYD: 4,095 variables at the peak; 300 ms to the first sound, not judged there.',
  );
});

test('what a code costs with each hash stands there for every board, and for our own hashes beside plain loops', async () => {
  const text = await tables({ ...recorded, hashes });
  expect(rowsOf(text, 'Pixl.js')).toEqual(['| Pixl.js | native, 0.300 M | own, 36.00 M = 828 ms, 45.0 % | refused |']);
  expect(rowsOf(text, 'own on any board')).toEqual([
    '| own on any board | 20.00 M = 460 ms, 25.0 % | 36.00 M = 828 ms, 45.0 % | 100 M = 2.3 s |',
  ]);
  expect(rowsOf(text, 'native on any board')[0]).toContain('| 0.060 M | 0.070 M | 0.120 M |');
  for (const { title } of boards) expect(rowsOf(text, title)).toHaveLength(1);
  expect(text).toContain('program of 7,000 bytes, SHA-256 fedcba98...');
  expect(await tables(recorded)).not.toContain('plain loops');
});

test('our own hashes may take 45 % of plain loops, and SHA-512 3 s on a board that offers it', () => {
  const withSha512 = { title: 'A board', hashes: { sha1: 'native', sha256: 'native', sha512: 'own' } } as const;
  const slower = { ...hashes, sha1: { ...hashes.sha1, own: 36_000_001 } };
  const slowest = { ...hashes, sha512: { ...hashes.sha512, own: 131_000_000 } };
  expect(hashOffences(hashes, [withSha512])).toEqual([]);
  expect(hashOffences(slower, [])).toEqual([expect.stringContaining('SHA-1')]);
  expect(hashOffences(slowest, [withSha512])).toEqual([expect.stringContaining('A board')]);
  expect(hashOffences(slowest, boards)).toEqual([]);
});

test('the hashes that were recorded on the real interpreter are within their budgets', () => {
  const { hashes: measured } = readRecordedInterpreter();
  expect(hashOffences(measured!, boards)).toEqual([]);
});

test('they are those of our hashes as they are now', async () => {
  const { hashes: measured } = readRecordedInterpreter();
  const program = createHash('sha256')
    .update(await ownProgram(), 'latin1')
    .digest('hex');
  expect(measured!.programSha256, 'measure them anew: npm run record-interpreter -- --espruino PATH --hashes').toBe(
    program,
  );
});

test('a text without the markers is refused', async () => {
  await expect(withEvidence('', { format: 1, reason: '', changelog: '', costs }, recorded)).rejects.toThrow('markers');
});

test('the codes that were recorded on the real interpreter are within a twentieth of the peer, on every board', () => {
  const { products, peer } = readRecordedInterpreter();
  const most = mostForCode(peer?.instructions ?? recordedPeerInstructions);
  for (const [title, { costs: measured }] of Object.entries(products))
    for (const step of ['first', 'later', 'eventBased'] as const)
      expect(measured[step].code, `${title}, ${step}`).toBeLessThanOrEqual(most);
});

test('the variables that were recorded on the real interpreter are within the budget of every board', () => {
  for (const [title, { costs: measured }] of Object.entries(readRecordedInterpreter().products)) {
    const { rest = Infinity, peak } = mostVariables(boardNamed(title.split(' on ')[1]!)!);
    expect(measured.variables.rest, `${title}, at rest`).toBeLessThanOrEqual(rest);
    expect(measured.variables.peak, `${title}, at the peak`).toBeLessThanOrEqual(peak);
  }
});
