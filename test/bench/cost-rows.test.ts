// Names of steps have colons too: a row says of which step it is, and in which unit.
import { expect, test } from 'vitest';
import { costRow } from './cost-rows.ts';

test('a row of the cost model has the whole name of its step, its unit and the ceiling', () => {
  const row = costRow('menu: key down, code-reader on esp32-cyd: wakeUps', 21, 20);
  expect(row).toEqual({
    title: 'menu: key down, code-reader on esp32-cyd (recorded 20)',
    value: 21,
    unit: 'wake-ups',
    budget: 21,
    bound: 'at most',
  });
  expect(costRow('kk.app, code-display on pixljs: bytes', 5, undefined)).toMatchObject({ unit: 'bytes', budget: 0 });
});
