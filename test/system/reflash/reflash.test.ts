// The short form of `npm run cuts:reflash`: some steps of each kind, and torn bytes among them.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ReflashCuts } from './power-cut.ts';

let cuts: ReflashCuts;
beforeAll(async () => {
  cuts = await ReflashCuts.play();
}, 60_000);
afterAll(() => cuts.end());

// Fractions of all steps: the token's own records, hold, overwriting, erasing, the first files, bundle, lock, credential.
const places = [0.001, 0.003, 0.0045, 0.006, 0.008, 0.01, 0.0125, 0.02, 0.3, 0.8, 0.94, 0.955, 0.97, 0.985, 0.999];

it.each(places)('cut at %f of its steps, the same command makes the same token of it', async (place) => {
  const step = Math.round(place * cuts.steps);
  await cuts.cut(step, step % 2 === 0 ? 0xff : 0x55);
});

it('never has the secret, or a piece of it, in flash while no lock stands', () => {
  expect(cuts.stepsWithoutLock()).toBeGreaterThan(100);
});

it('goes through a locked console, an open one without secrets, and a token', async () => {
  const left = new Set<string>();
  for (const place of [0, 0.0045, 0.5, 0.999]) left.add((await cuts.cut(Math.floor(place * cuts.steps), 0xff)).left);
  expect([...left].sort()).toEqual(['locked', 'open', 'token']);
});

it('mends a store that has room and takes no file, after a cut in the header of one', async () => {
  // The token's first record after its start: the size in its header stays half written.
  for (let fromEnd = 210; fromEnd > 203; fromEnd--) await cuts.cut(cuts.steps - fromEnd, 0x55);
});

it.each([
  ['while the store is being emptied', 0.0125, [0.001, 0.01, 0.3]],
  ['when the lock stands and the credential is on its way', 0.985, [0, 0.004, 0.01, 0.5, 0.97]],
])('a second run that is cut too, %s, is mended by a third one', async (_when, place, again) => {
  const second = await cuts.ofSecondRun(Math.round(place * cuts.steps), 0x55, new Map());
  expect(second.steps).toBeGreaterThan(100);
  for (const at of again) await second.cut(Math.round(at * second.steps), 0x55);
  second.end();
});

it('takes a cut for equal to another one only where it ends alike when it is played', async () => {
  // Of neighbours inside a file's data and inside a name, and of one byte half-written in two ways.
  const near = [0.0125, 0.3, 0.6, 0.8].map((place) => Math.floor(place * cuts.steps));
  const pairs = near.flatMap((step) => [
    [step, 0xff, step + 1, 0xff],
    [step, 0x0f, step, 0x55],
  ]) as [number, number, number, number][];
  let equal = 0;
  for (const [step, mask, likeStep, likeMask] of pairs) {
    cuts.forget();
    await cuts.cut(step, mask);
    const told = await cuts.cut(likeStep, likeMask);
    cuts.forget();
    expect(await cuts.cut(likeStep, likeMask)).toEqual({ left: told.left, how: 'played' });
    if (told.how === 'equal') equal++;
  }
  expect(equal).toBeGreaterThan(4);
});
