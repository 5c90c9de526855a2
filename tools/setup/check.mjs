// npm run check: types, lint and format, without the tests.
import { runChecks } from './checks.mjs';
import { ensureInstalled } from './install.mjs';

ensureInstalled();
if ((await runChecks()).length > 0) process.exitCode = 1;
