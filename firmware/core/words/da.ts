// Danish, as the holder reads it.
import type { Words } from './word.ts';

export const da: Words = {
  blank: 'Ikke klar|Kodeviseren er ikke|sat op. Spørg din|support.',
  clockLost: 'Tiden er tabt|Ingen koder, før|uret er stillet.|Spørg din support.',
  clockUnsure: 'Tiden er usikker|Ingen koder, før|uret er stillet.|Spørg din support.',
  fault: 'Fejl %|Brug ikke denne|kodeviser. Spørg|din support.',
  waitForNext: 'Vent lidt|En ny kode kommer|om % s',
  changesSoon: 'Ny|kode|om % s',
  secondsLeft: '% s',
  batteryLow: 'Lavt|batteri',
  serial: 'Nr. ',
  firmware: 'Firmware ',
  clockWithin: 'Ur: inden for % s',
  clockIsLost: 'Ur: tiden er tabt',
  battery: 'Batteri: % %',
  setClockSoon: 'Få uret|stillet',
};
