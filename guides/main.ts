// npm run guides: writes the holder's guides to dist/guides and prints how easy they are to read. Fails when one is not.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesOf, readGuides } from './guides.ts';
import { readabilityOf } from './readability.ts';

const folder = join(import.meta.dirname, '..', 'dist', 'guides');
mkdirSync(folder, { recursive: true });

for (const guide of readGuides()) {
  const { measure, figure, limit, words, sentences } = readabilityOf(guide);
  for (const [name, bytes] of await filesOf(guide)) writeFileSync(join(folder, name), bytes);
  console.log(
    `${guide.name}: ${measure} ${figure.toFixed(1)} (at most ${limit}), ${words} words in ${sentences} sentences; html, pdf, txt`,
  );
  if (figure > limit) {
    console.error(`The guide ${guide.name} is too hard to read: shorten its sentences and words.`);
    process.exitCode = 1;
  }
}
console.log('Written to dist/guides.');
