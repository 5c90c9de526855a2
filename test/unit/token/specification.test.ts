// The tables of firmware/core/protocol/README.md against the token: every verb that stands there is known, and no other; every
// setting has the limits and the first value that stand there.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../../tools/setup/root.mjs';
import { deviceKey, MemoryMachine } from './memory-machine.ts';
import { issuedReader } from './reader/reader-machine.ts';
import { SecondStation } from '../protocol/second-station.ts';
import { Station } from './station.ts';

const page = readFileSync(join(root, 'firmware/core/protocol/README.md'), 'utf8');

/** The rows of the table whose first heading is `heading`, cell by cell, without the marks of code. */
function tableOf(heading: string): string[][] {
  const from = page.split(new RegExp(`^\\| ${heading} +\\|.*\\n\\|[- |]+\\n`, 'm'))[1];
  if (from === undefined) throw new Error(`no table ${heading}`);
  const rows = from
    .split(/^(?!\|)/m)[0]!
    .trim()
    .split('\n');
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.replaceAll('`', '').trim()),
  );
}

const firstWords = (heading: string): string[] => tableOf(heading).map(([cell]) => cell!.split(' ')[0]!);

/** Every word that stands in quotation marks in the application's sources: a verb that it knows is among them. */
const wordsInSources = (): string[] => {
  const folder = join(root, 'firmware/token');
  const sources = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  const text = sources.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
  return [...new Set([...text.matchAll(/'([a-z]+)'/g)].map((match) => match[1]!))];
};

describe('the verbs', () => {
  it('outside a session are those of the table', () => {
    const machine = new MemoryMachine();
    const known = wordsInSources().filter((word) => machine.ask(word) !== 'error 11');
    // `s` begins a line of the session.
    expect(known.sort()).toEqual([...firstWords('request'), 's'].sort());
  });

  it('of a session are those of the table', () => {
    const known = wordsInSources().filter((word) => {
      const machine = new MemoryMachine();
      const session = new SecondStation(deviceKey, machine.ask('hello'), Buffer.alloc(16));
      machine.ask(session.open());
      return session.answer(machine.ask(session.request(word))) !== 'error 11';
    });
    expect(known.sort()).toEqual(firstWords('TEXT of the request').sort());
  });
});

describe.each([
  ['a code display', () => new MemoryMachine(), 7],
  ['a code reader', () => issuedReader(1234567890), 15],
] as const)('the settings of %s', (_what, make, count) => {
  const rows = tableOf('SETTING');

  it('have the first values of the table', () => {
    const machine = make();
    machine.powerCycle();
    const values = new Station(machine).ask('wipe') && new Station(machine).ask('settings').split(' ').slice(1);
    const told = rows.slice(0, count).map(([, , , , first]) => first);
    const bound = String(machine.product.boundPpm);
    expect(values).toEqual(told.map((first) => (first === "the board's" ? bound : first)));
  });

  it.each(rows.slice(0, count))('number %s (%s) goes from %s to %s', (setting, _what, from, to) => {
    const machine = make();
    const station = new Station(machine);
    const ask = (value: number): string => station.ask(`set ${setting} ${value}`);
    expect(ask(Number(from))).toBe('ok');
    expect(ask(Number(to) + 1)).toBe('error 12');
    if (Number(from) > 0) expect(ask(Number(from) - 1)).toBe('error 12');
    // The last two letters that there may be are no language that was flashed.
    expect(ask(Number(to))).toBe(setting === '6' ? 'error 12' : 'ok');
  });

  it('are no more', () => {
    expect(rows.length).toBe(15);
    expect(new Station(make()).ask(`set ${count} 1`)).toBe('error 12');
  });
});
