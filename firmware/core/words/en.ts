// English, as the holder reads it.
import type { Words } from './word.ts';

export const en: Words = {
  blank: 'Not ready|This code display|is not set up.|Ask your helpdesk.',
  clockLost: 'Time lost|No codes until the|clock is set. Ask|your helpdesk.',
  clockUnsure: 'Time unsure|No codes until the|clock is set. Ask|your helpdesk.',
  fault: 'Fault %|Do not use this|code display. Ask|your helpdesk.',
  waitForNext: 'Please wait|A new code comes|in % s',
  changesSoon: 'New|code|in % s',
  secondsLeft: '% s',
  batteryLow: 'Battery|low',
  serial: 'No. ',
  firmware: 'Firmware ',
  clockWithin: 'Clock: within % s',
  clockIsLost: 'Clock: time lost',
  battery: 'Battery: % %',
  setClockSoon: 'Have clock|set soon',
};
