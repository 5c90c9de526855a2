// The firmware that was built, on the real interpreter: the device check's steps, on every product and board that it can be
// dressed up as. Only with ESPRUINO=/path/to/espruino.
import { describe, expect, test } from 'vitest';
import { builtProducts } from '../bench/built.ts';
import { checkProduct } from '../device/check.ts';
import { identify } from './real-console.ts';

const binary = process.env['ESPRUINO'] ?? '';
const checkTimeoutMs = 600_000;

describe.skipIf(binary === '')('the built firmware on the real interpreter', () => {
  test.each(builtProducts().map((built) => [built.title, built] as const))(
    '%s passes every step of the check',
    async (_title, built) => {
      const { steps } = await checkProduct(binary, await identify(binary), built, () => {});
      expect(steps.filter(({ result }) => result === 'failed')).toEqual([]);
    },
    checkTimeoutMs,
  );
});
