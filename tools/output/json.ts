// One JSON object per line on standard output, for programs: {event: step | warning | progress | result, ...}, or
// {error: {code, message}} as the last line.
import type { Reporter, Streams } from './reporter.ts';
import { shownJson } from './shown.ts';

export function jsonReporter(streams: Streams): Reporter {
  const line = (value: object): void => streams.out(`${shownJson(value)}\n`);
  let lastPercent = -1;
  return {
    step: (text) => line({ event: 'step', text }),
    warn: (text) => line({ event: 'warning', text }),
    progress(what, done, total) {
      const percent = Math.floor((done / total) * 100);
      if (percent === lastPercent) return;
      lastPercent = percent;
      line({ event: 'progress', what, done, total });
    },
    result: (fields) => line({ event: 'result', ...fields }),
    failure: (failure) => line({ error: { code: failure.code, message: failure.message } }),
  };
}
