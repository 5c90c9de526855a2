// What the wire panel shows, and what it must not.
import { describe, expect, it } from 'vitest';
import { WireLog } from '../../../simulator/desk/wire-log.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe('the wire log', () => {
  it('joins bytes into lines, with direction and the time of their first byte', () => {
    const log = new WireLog();
    expect(log.add('in', bytes('hel'), 1)).toEqual([]);
    expect(log.add('out', bytes('ok\r\n'), 2)).toMatchObject([{ direction: 'out', text: 'ok', atMs: 2 }]);
    expect(log.add('in', bytes('lo\nx'), 3)).toMatchObject([{ direction: 'in', text: 'hello', atMs: 1 }]);
    log.add('out', bytes('password>'), 4);
    expect(log.flush()).toMatchObject([{ direction: 'out', text: 'password>', atMs: 4 }]);
    expect(log.lines.map((line) => line.text)).toEqual(['ok', 'hello', 'password>']);
  });

  it('shows control bytes by name and others above ASCII in hexadecimal', () => {
    expect(new WireLog().add('out', bytes('\x1b[J\x7f\xe6\x03\n'), 0)[0]?.text).toBe('‹ESC›[J‹DEL›‹e6›‹ETX›');
  });

  it('shows a console upload and its prompts as one line that grows', () => {
    const log = new WireLog();
    for (let i = 0; i < 50; i++) {
      log.add('in', bytes(`\x10write(${i});\n`), i);
      log.add('out', bytes(i % 2 === 0 ? '\r\n>' : '><w12.\r\n>'), i);
      log.flush();
    }
    expect(log.lines).toMatchObject([{ direction: 'in', lines: 50, text: '‹DLE›write(49);', atMs: 0 }]);
    log.add('out', bytes('=true\r\n'), 60);
    log.add('in', bytes('\x10more\n'), 61);
    expect(log.lines.map((line) => line.lines)).toEqual([50, 1, 1]);
  });

  it('shows nothing of what an upload writes, which may be a key, however long the line is and wherever it pauses', () => {
    const log = new WireLog();
    const secret = 'k3y'.repeat(300);
    log.add('in', bytes(`\x10kw("kk.id",0,"${secret.slice(0, 400)}`), 0);
    log.flush();
    log.add('in', bytes(`${secret.slice(400)}\\"k3yk3yk3yk3y");x='k3yk3yk3yk3yk3y'\n`), 0);
    log.add('in', bytes(`\x10kw("never ended k3yk3yk3y\n`), 0);
    expect(log.lines.map((line) => line.text)).toEqual(['‹DLE›kw("…"']);
    expect(JSON.stringify(log)).not.toContain('k3y');
  });

  it('shows no password, but what is no password', () => {
    const log = new WireLog();
    log.add('out', bytes('\r\npassword>'), 0);
    log.add('in', bytes('hello*3610a686\n'), 1);
    log.add('out', bytes('\r\npassword>'), 2);
    log.add('in', bytes('ABCDEFGHIJKLMNOPQRST\n'), 3);
    log.add('out', bytes('\r\n>'), 4);
    log.add('in', bytes('1+1\n'), 5);
    const texts = log.lines.filter((line) => line.direction === 'in').map((line) => line.text);
    expect(texts).toEqual(['hello*3610a686', '(a password)', '1+1']);
  });

  it('forgets old lines, and cuts endless ones', () => {
    const log = new WireLog();
    for (let i = 0; i < 500; i++) log.add('out', bytes(`${i}\n`), i);
    expect(log.lines.length).toBe(300);
    expect(log.lines[0]?.text).toBe('200');
    expect(log.add('out', new Uint8Array(1000).fill(0x61), 0).map((line) => line.bytes)).toEqual([600]);
  });
});
