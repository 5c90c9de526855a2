// node tools/setup/run.mjs FILE.ts [argument ...]: sets the checkout up, then runs the file.
import { resolve } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { giveUp } from './root.mjs';
import { runTypeScript } from './typescript.mjs';

const [file, ...args] = process.argv.slice(2);
if (file === undefined) giveUp('run.mjs needs the path of a TypeScript file.');
ensureInstalled();
process.exitCode = await runTypeScript(resolve(file), args);
