import { describe, expect, it } from 'vitest';
import { WireLog } from '../../../simulator/desk/wire-log.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe('the wire log', () => {
  it('joins bytes into lines, with direction and the time of their first byte', () => {
    const log = new WireLog();
    expect(log.add('in', bytes('hel'), 1)).toEqual([]);
    expect(log.add('out', bytes('ok\r\n'), 2)).toMatchObject([{ direction: 'out', text: 'ok', atMs: 2 }]);
    expect(log.add('in', bytes('lo\nx'), 3)).toMatchObject([{ direction: 'in', text: 'hello', atMs: 1 }]);
    expect(log.flush()).toMatchObject([{ direction: 'in', text: 'x', atMs: 3 }]);
    expect(log.lines.map((line) => line.text)).toEqual(['ok', 'hello', 'x']);
  });

  it('shows control bytes as symbols and others above ASCII in hexadecimal', () => {
    expect(new WireLog().add('out', bytes('\x1b[J\x7f\xe6\x03\n'), 0)[0]?.text).toBe('␛[J␡\\xe6␃');
  });

  it('shows a console upload and its prompts as one line that grows', () => {
    const log = new WireLog();
    for (let i = 0; i < 50; i++) {
      log.add('in', bytes(`\x10write(${i});\n`), i);
      log.add('out', bytes('\r\n>'), i);
      log.flush();
    }
    expect(log.lines).toMatchObject([{ direction: 'in', lines: 50, text: '␐write(49);', atMs: 0 }]);
    log.add('out', bytes('=true\r\n'), 60);
    log.add('in', bytes('\x10more\n'), 61);
    expect(log.lines.map((line) => line.lines)).toEqual([50, 1, 1]);
  });

  it('forgets old lines, and cuts endless ones', () => {
    const log = new WireLog();
    for (let i = 0; i < 500; i++) log.add('out', bytes(`${i}\n`), i);
    expect(log.lines.length).toBe(300);
    expect(log.lines[0]?.text).toBe('200');
    expect(log.add('out', new Uint8Array(1000).fill(0x61), 0).map((line) => line.bytes)).toEqual([400, 400]);
  });
});
