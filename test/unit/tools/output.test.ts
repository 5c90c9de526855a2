// How the command talks: plain lines without a terminal, a bar on one, JSON for programs.
import { describe, expect, it } from 'vitest';
import { Failure } from '../../../tools/failure.ts';
import { jsonReporter } from '../../../tools/output/json.ts';
import { plainReporter } from '../../../tools/output/plain.ts';
import type { Reporter, Streams } from '../../../tools/output/reporter.ts';
import { terminalReporter } from '../../../tools/output/terminal.ts';

/** Plays a short flash that fails at the end; gives what went to each stream. */
function played(make: (streams: Streams) => Reporter): { out: string; err: string } {
  let out = '';
  let err = '';
  const reporter = make({ out: (text) => void (out += text), err: (text) => void (err += text) });
  reporter.step('Registry: here');
  for (let done = 100; done <= 1000; done += 100) reporter.progress('Writing', done, 1000);
  reporter.warn('mind the cable.');
  reporter.result({ verb: 'flash', bytes: 1000 }, ['It runs.']);
  reporter.failure(new Failure('link-lost', 'The cable is gone.'));
  return { out, err };
}

// What a board may call its files: clear the screen, set the title, go up a line and begin one of ours, 8-bit CSI, reversed order.
const hostile = 'a\x1b[2J\x1b]0;title\x07\x1b[1A\r\nError: b\x9b31m\x7f\u202e c';

describe('reporters', () => {
  it.each([
    ['plain', plainReporter],
    ['terminal', terminalReporter],
    ['json', jsonReporter],
  ])('%s: text that a board made up does nothing to the terminal', (_name, make) => {
    const said: string[] = [];
    const take = (text: string): void => void said.push(text);
    const reporter = make({ out: take, err: take });
    reporter.step(hostile);
    reporter.warn(hostile);
    reporter.result({ text: hostile }, [hostile]);
    reporter.failure(new Failure('unknown-token', hostile));
    expect(said).toHaveLength(4);
    for (const text of said) {
      expect(text.trim().split('\n')).toHaveLength(1);
      // Colours are ours, where the terminal has them.
      expect(text.replace(/\x1b\[\d+m/g, '')).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
    }
  });

  it('plain: a line at every quarter, warnings and errors apart, no control characters', () => {
    const { out, err } = played(plainReporter);
    expect(out.split('\n')).toEqual([
      'Registry: here',
      'Writing: 300 of 1000 bytes (25 %)',
      'Writing: 500 of 1000 bytes (50 %)',
      'Writing: 800 of 1000 bytes (75 %)',
      'Writing: 1000 of 1000 bytes (100 %)',
      'It runs.',
      '',
    ]);
    expect(err).toBe('Warning: mind the cable.\nError: The cable is gone.\n');
  });

  it('terminal: one bar that grows in place and leaves a line behind', () => {
    const { out, err } = played(terminalReporter);
    expect(err).toContain('\r\x1b[KWriting [############............] 50 %, 500 of 1000 bytes');
    expect(out.split('\n').filter((line) => line.startsWith('Writing'))).toEqual(['Writing: 1000 bytes']);
  });

  it('json: one object a line, the error last', () => {
    const { out, err } = played(jsonReporter);
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines[0]).toEqual({ event: 'step', text: 'Registry: here' });
    expect(lines.filter((line) => line['event'] === 'progress')).toHaveLength(10);
    expect(lines.at(-2)).toEqual({ event: 'result', verb: 'flash', bytes: 1000 });
    expect(lines.at(-1)).toEqual({ error: { code: 'link-lost', message: 'The cable is gone.' } });
    expect(err).toBe('');
  });
});
