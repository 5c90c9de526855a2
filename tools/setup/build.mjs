// npm run build: sets the checkout up, then builds the firmware of every product and board into dist/firmware.
import { ensureInstalled } from './install.mjs';
import { buildFirmware } from './firmware.mjs';

ensureInstalled();
if (!(await buildFirmware(process.argv.slice(2)))) process.exitCode = 1;
