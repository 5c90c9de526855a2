#!/usr/bin/env node
// The command `klarkode`: sets the checkout up if need be, then hands the arguments to the technician's tool,
// which is TypeScript.
import { bundledTool } from './bundle.mjs';
import { ensureInstalled } from './setup/install.mjs';

ensureInstalled();
// An error's stack shall name the source.
process.setSourceMapsEnabled(true);
const { main } = await import(await bundledTool());
process.exitCode = await main(process.argv.slice(2));
