// npm run record-costs -- --reason "why": measures what the firmware costs on the virtual board, writes the figures to
// test/bench/recorded/costs.json and into the table of firmware/README.md, and says which line CHANGELOG.md needs.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { ensureFirmware } from '../../tools/setup/firmware.mjs';
import { giveUp } from '../../tools/setup/root.mjs';
import { builtProducts } from './built.ts';
import { measureCosts } from './costs.ts';
import { writeEvidence } from './evidence.ts';
import { changelogLine, reasonOffence, recordCommand, recordedFile, type RecordedCosts } from './regression.ts';

const reason = parseArgs({ options: { reason: { type: 'string' } } })
  .values.reason?.replaceAll(/\s+/g, ' ')
  .trim();
if (reason === undefined) giveUp(`say why the figures are right: ${recordCommand}`);
const offence = reasonOffence(reason);
if (offence !== undefined) giveUp(offence);
if (!(await ensureFirmware())) giveUp('the firmware could not be built; the reason stands above.');
const costs = measureCosts(builtProducts());
const recorded: RecordedCosts = { format: 1, reason, changelog: changelogLine(reason, costs), costs };
writeFileSync(recordedFile, await format(JSON.stringify(recorded, null, 2), { parser: 'json', printWidth: 120 }));
await writeEvidence();
console.log(
  `Recorded. CHANGELOG.md needs this line under "Costs", in place of the last one there:\n${recorded.changelog}`,
);
