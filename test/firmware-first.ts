// Before any test: dist/firmware is what the sources give, also where vitest was started by itself.
// A build that fails stops only the tests that read dist/; the others shall still run.
import { ensureFirmware } from '../tools/setup/firmware.mjs';

export default async function buildFirst(): Promise<void> {
  if (!(await ensureFirmware()))
    console.warn('The firmware could not be built: tests that read dist/firmware will fail.');
}
