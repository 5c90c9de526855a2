// Plain lines, for files, pipes and screen readers: progress is a line at every quarter, nothing is drawn over.
import type { Reporter, Streams } from './reporter.ts';
import { shown } from './shown.ts';

export function plainReporter(streams: Streams): Reporter {
  const quarters = new Map<string, number>();
  return {
    step: (text) => streams.out(`${shown(text)}\n`),
    warn: (text) => streams.err(`Warning: ${shown(text)}\n`),
    progress(what, done, total) {
      const quarter = Math.floor((done / total) * 4);
      if (quarter <= (quarters.get(what) ?? 0)) return;
      quarters.set(what, quarter);
      streams.out(`${what}: ${done} of ${total} bytes (${quarter * 25} %)\n`);
    },
    result: (_fields, sentences) => sentences.forEach((sentence) => streams.out(`${shown(sentence)}\n`)),
    failure: (failure) => streams.err(`Error: ${shown(failure.message)}\n`),
  };
}
