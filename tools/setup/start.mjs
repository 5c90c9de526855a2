// npm start: does all set-up, then opens the desk with a code display on it. Arguments go to the desk
// (`npm start -- --port 8000`); Ctrl-C ends it.
import { join } from 'node:path';
import { ensureFirmware } from './firmware.mjs';
import { ensureInstalled } from './install.mjs';
import { giveUp, root } from './root.mjs';
import { runTypeScript } from './typescript.mjs';

// npm, when it is killed, leaves what it started running: notice that, and end as it would have.
const parent = process.ppid;
if (process.env['npm_lifecycle_event'] === 'start') {
  setInterval(() => process.ppid === parent || process.kill(process.pid, 'SIGTERM'), 500).unref();
}

ensureInstalled();
if (!(await ensureFirmware())) giveUp('the firmware could not be built; the reason stands above.');
const code = await runTypeScript(join(root, 'simulator', 'desk', 'main.ts'), process.argv.slice(2));
// 130 is Ctrl-C: the way to end the desk, not a failure.
process.exitCode = code === 130 ? 0 : code;
