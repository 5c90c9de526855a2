// Wrong arguments: a program that asked for --json gets a JSON line and exit code 2, a person a sentence.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Rehearsal } from './rehearsal.ts';

let station: Rehearsal;
beforeEach(() => {
  station = new Rehearsal();
});
afterEach(() => {
  station.end();
});

it.each([
  [['flash', '--json'], "Required option '--product <name>' not specified."],
  [['--json', 'flash', '--product', 'code-display'], "Required option '--board <name>' not specified."],
  [['isue', '--json'], "Unknown command 'isue' (Did you mean issue?)"],
  [['status', '--json', '--klock'], "Unknown option '--klock' (Did you mean --clock?)"],
  [['activate', '--json', '--code'], "Option '--code <code>' argument missing."],
  [['wipe', 'everything', '--json'], "Too many arguments for 'wipe'. Expected 0 arguments but got 1."],
  [['--json'], 'There is no verb: "klarkode --help" lists what there is.'],
  [['--json', 'simulate'], 'Write "simulate" right behind "klarkode": its options are its own.'],
])('%j is one JSON line', async (argv, message) => {
  const run = await station.klarkode(argv);
  expect(run).toMatchObject({ exitCode: 2, err: '', json: [{ error: { code: 'usage', message } }] });
  expect(run.json).toHaveLength(1);
});

it('tells a person in words, and does not print JSON', async () => {
  const run = await station.klarkode(['flash']);
  expect(run).toMatchObject({ exitCode: 2, out: '' });
  expect(run.err).toMatch(/^error: required option '--product <name>' not specified\n/);
});
