// The firmware that was built, on the real interpreter: the device check's steps, on every product and board that it can be
// dressed up as. Only with ESPRUINO=/path/to/espruino.
import { describe, expect, test } from 'vitest';
import { builtProducts } from '../bench/built.ts';
import { checkProduct } from '../device/check.ts';
import { identify } from './real-console.ts';

const binary = process.env['ESPRUINO'] ?? '';
const checkTimeoutMs = 600_000;

describe.skipIf(binary === '')('the built firmware on the real interpreter', () => {
  test.for(builtProducts().map((built) => [built.title, built] as const))(
    '%s passes every step of the check',
    { timeout: checkTimeoutMs },
    async ([_title, built], { skip }) => {
      const { steps, notRun } = await checkProduct(binary, await identify(binary), built, () => {});
      // Nothing was checked, which must not look like a pass.
      if (notRun !== undefined) skip(notRun);
      expect(steps.length).toBeGreaterThan(0);
      expect(steps.filter(({ result }) => result === 'failed')).toEqual([]);
    },
  );
});
