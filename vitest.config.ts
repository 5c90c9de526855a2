// How the tests run: two processes at a time, with time enough for a browser or a whole flash on a busy machine.
import { configDefaults, defineConfig } from 'vitest/config';

/** Tests of the real interpreter, which is not ours to bring along: they run with ESPRUINO=/path/to/espruino. */
const onRealInterpreter = ['test/conformance/device.test.ts', 'test/conformance/lock.test.ts'];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(process.env['ESPRUINO'] ? [] : onRealInterpreter)],
    globalSetup: ['test/firmware-first.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
