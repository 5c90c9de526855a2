// A terminal: a bar that is drawn over itself, and colour where the terminal has it (NO_COLOR is honoured).
import colours from 'picocolors';
import type { Reporter, Streams } from './reporter.ts';
import { shown } from './shown.ts';

const barCharacters = 24;

export function terminalReporter(streams: Streams): Reporter {
  let barIsDrawn = false;
  const line = (text: string, to: (text: string) => void): void => {
    if (barIsDrawn) streams.err('\r\x1b[K');
    barIsDrawn = false;
    to(`${text}\n`);
  };
  return {
    step: (text) => line(shown(text), streams.out),
    warn: (text) => line(`${colours.yellow('Warning:')} ${shown(text)}`, streams.err),
    progress(what, done, total) {
      const percent = Math.floor((done / total) * 100);
      const full = Math.floor((done / total) * barCharacters);
      const bar = '#'.repeat(full) + '.'.repeat(barCharacters - full);
      streams.err(`\r\x1b[K${what} [${bar}] ${percent} %, ${done} of ${total} bytes`);
      barIsDrawn = true;
      if (done === total) line(`${what}: ${total} bytes`, streams.out);
    },
    result: (_fields, sentences) => sentences.forEach((sentence) => line(colours.green(shown(sentence)), streams.out)),
    failure: (failure) => line(`${colours.red('Error:')} ${shown(failure.message)}`, streams.err),
  };
}
