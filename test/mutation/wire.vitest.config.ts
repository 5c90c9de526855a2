// The tests that the acting code of the protocol is tried against, on the token and on the station: quick ones that import the
// sources and not what was built from them.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'test/unit/token/settings.test.ts',
      'test/unit/token/wire*.test.ts',
      'test/unit/tools/greeting.test.ts',
      'test/unit/tools/session*.test.ts',
    ],
    pool: 'forks',
    // One process for all files of a mutant: a quarter of the time.
    isolate: false,
    testTimeout: 20_000,
  },
});
