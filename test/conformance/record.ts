// Records the conformance suite again from the real interpreter: ESPRUINO=/path/to/espruino npm run record [case ...]
import { getEspruino } from '../../tools/setup/espruino.mjs';
import { giveUp } from '../../tools/setup/root.mjs';
import { loadCases, readRecording, writeRecording } from './cases.ts';
import { play } from './play.ts';
import { identify, openRealConsole } from './real-console.ts';

async function main(names: readonly string[]): Promise<number> {
  const binary = process.env['ESPRUINO'];
  if (binary === undefined || binary === '') {
    console.error(`Set ESPRUINO to the path of a real interpreter, then record again; ${getEspruino}.`);
    return 2;
  }
  const interpreter = await identify(binary).catch((error: unknown) =>
    giveUp(error instanceof Error ? error.message : String(error)),
  );
  console.log(`Recording from ${interpreter.title}`);
  let failures = 0;
  for (const test of loadCases()) {
    if (names.length > 0 && !names.includes(test.name)) continue;
    const missing = test.needs.filter((need) => !interpreter.has.includes(need));
    if (missing.length > 0) {
      console.log(`${test.name}: left as it is; this interpreter has no ${missing.join(', ')}`);
      continue;
    }
    const board = await openRealConsole(binary);
    try {
      const before = readRecording(test.name);
      const output = await play(board, test);
      if (output !== before) writeRecording(test.name, `Recorded from ${interpreter.title}`, output);
      console.log(`${test.name}: ${before === undefined ? 'new' : output === before ? 'same' : 'CHANGED'}`);
    } catch (error) {
      failures++;
      console.log(`${test.name}: FAILED, ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      await board.close();
    }
  }
  return failures === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
