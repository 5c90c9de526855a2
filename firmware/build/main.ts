// `npm run build`: the firmware of every product and board into dist/firmware, or into the folder given as the argument.
// `--voices FOLDER` takes recorded voices from there (firmware/voice/README.md).
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildAll, root } from './write.ts';

try {
  const { values, positionals } = parseArgs({ options: { voices: { type: 'string' } }, allowPositionals: true });
  const output = positionals[0] ?? join(root, 'dist', 'firmware');
  await buildAll(output, (line) => console.log(line), values.voices);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
