#!/usr/bin/env node
// The command `klarkode`: sets the checkout up if need be, then hands the arguments to the technician's tool,
// which is TypeScript.
import { ensureInstalled } from './setup/install.mjs';

ensureInstalled();
const { register } = await import('tsx/esm/api');
register();
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2));
