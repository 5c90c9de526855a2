// The tests that mutated sources are tried against: quick ones that import the sources and not what was built from them.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'test/unit/core/bytes.test.ts',
      'test/unit/core/credential.test.ts',
      'test/unit/core/random.test.ts',
      'test/unit/protocol/*.test.ts',
      'test/unit/records/*.test.ts',
      'test/unit/token/settings.test.ts',
      'test/unit/tools/seal*.test.ts',
    ],
    pool: 'forks',
    testTimeout: 20_000,
  },
});
