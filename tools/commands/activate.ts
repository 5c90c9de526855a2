// klarkode activate: proves with one code that the token in the hand holds the credential in the registry, and tells
// how far its clock is off. Works without the token at hand too: the holder reads the code out.
import { checkCode } from '../codes/check.ts';
import { driftInWords } from '../codes/match.ts';
import { targetOf } from '../session/target.ts';
import type { Station } from '../station.ts';
import { parseWhole } from './numbers.ts';

export interface CodeOptions {
  readonly code?: string;
  readonly window?: string;
  readonly serialNumber?: string;
}

export async function activate(station: Station, options: CodeOptions): Promise<void> {
  await check(station, options, true);
}

/** klarkode verify: accepts or refuses a code as a server would, each code once. */
export async function verify(station: Station, options: CodeOptions): Promise<void> {
  await check(station, options, false);
}

async function check(station: Station, options: CodeOptions, activates: boolean): Promise<void> {
  const window = parseWhole(options.window, '--window', 0, 100);
  const { row } = await targetOf(station, options.serialNumber);
  const { serial_number: serialNumber } = row;
  const checked = await checkCode(station, { serialNumber, typed: options.code, window, activates });
  const drift =
    checked.driftSeconds === undefined
      ? `its next counter is ${checked.moment + 1}`
      : driftInWords(checked.driftSeconds);
  station.reporter.result(
    {
      verb: activates ? 'activate' : 'verify',
      serialNumber,
      accepted: true,
      moment: checked.moment,
      driftSeconds: checked.driftSeconds,
    },
    [`The code is right; ${drift}.`, ...(activates ? [`${serialNumber} is active.`] : [])],
  );
}
