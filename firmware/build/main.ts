// `npm run build`: the firmware of every product and board into dist/firmware, or into the folder given as the argument.
import { join } from 'node:path';
import { buildAll, root } from './write.ts';

try {
  await buildAll(process.argv[2] ?? join(root, 'dist', 'firmware'), (line) => console.log(line));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
