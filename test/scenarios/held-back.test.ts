// A line of a station that somebody on the wire holds back: it is done late within the five minutes of its session, and not at all after them.
import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { SecondStation } from '../unit/protocol/second-station.ts';
import { deviceKey, Fob } from './fob.ts';

const stationSeconds = 1_234_567_890;

/** Gives the answer to a line that says the station's time, when it is held back for so long. */
function afterHoldingBack(seconds: number): { answer: string; status: () => string } {
  const fob = new Fob();
  const station = new SecondStation(deviceKey, fob.ask('hello'), randomBytes(16));
  expect(station.accepts(fob.ask(station.open()))).toBe(true);
  const line = station.request(`clock ${stationSeconds * 1000} 0`);
  fob.pass(seconds);
  const answer = fob.ask(line);
  return {
    answer,
    status: () => {
      station.answer(answer);
      return station.answer(fob.ask(station.request('status')));
    },
  };
}

it('for a while: the clock is as late as that, never early, and says so when it is asked', () => {
  const { answer, status } = afterHoldingBack(200);
  expect(answer).toMatch(/^s 1 ok none /);
  const [, , , milliseconds] = status().split(' ');
  // The station's time then, and the seconds that these two questions took: 200 s behind.
  expect(Number(milliseconds) / 1000 - stationSeconds).toBeGreaterThanOrEqual(0);
  expect(Number(milliseconds) / 1000 - stationSeconds).toBeLessThan(10);
});

it('for longer than the session lasts: nothing is done', () => {
  expect(afterHoldingBack(301).answer).toBe('error 20');
});
