// `klarkode simulate` over a real serial port: the board as its maker sells it, commands, time, state, and ends.
import { existsSync, lstatSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runKlarkode, Simulator, typeOnConsole } from './simulator-process.ts';

let folder = '';
let running: Simulator[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'klarkode-simulate-'));
});
afterEach(async () => {
  for (const simulator of running) simulator.signal('SIGTERM');
  await Promise.all(running.map((simulator) => simulator.ended));
  running = [];
  rmSync(folder, { recursive: true });
});

function simulate(...args: readonly string[]): Simulator {
  const simulator = new Simulator(...args);
  running.push(simulator);
  return simulator;
}

describe.skipIf(process.platform === 'win32')('klarkode simulate', () => {
  it('offers an empty board on a serial port, takes commands, and leaves nothing behind', async () => {
    const link = join(folder, 'token');
    const simulator = simulate(
      '--product',
      'code-display',
      '--board',
      'pixljs',
      '--link',
      link,
      '--at',
      '2009-02-13T23:31:30Z',
    );
    const ready = await simulator.ready();
    expect(ready).toMatchObject({ product: 'code-display', board: 'pixljs', port: link });
    expect(ready['at']).toMatch(/^2009-02-13T23:31:3/);
    expect(await typeOnConsole(link, ['print(process.env.BOARD,require("Storage").list().length)'])).toBe('PIXLJS 0');

    await typeOnConsole(link, [
      'n=0;setWatch(function(e){n++;g.clear();g.drawString("Pressed "+n,0,0);g.flip()},BTN1,{repeat:true,edge:"rising",debounce:25})',
    ]);
    const pressed = await simulator.command('press main');
    expect(pressed.answer).toMatchObject({ event: 'done' });
    expect(pressed.before.map((event) => event['strings'])).toEqual([['Pressed 1']]);
    const held = await simulator.command('hold main 700');
    expect(held.before.map((event) => event['strings'])).toEqual([['Pressed 2']]);
    expect(Date.parse(String(held.answer['at'])) - Date.parse(String(pressed.answer['at']))).toBeGreaterThan(699);

    await typeOnConsole(link, [
      'pinMode(D0,"input_pulldown");setWatch(function(e){g.clear();g.drawString("Cable "+e.state,0,0);g.flip()},D0,{repeat:true,edge:"both"})',
    ]);
    const pulled = await simulator.command('cable out');
    expect(pulled.before.map((event) => event['strings'])).toEqual([['Cable false']]);
    const plugged = await simulator.command('cable in');
    expect(plugged.before.map((event) => event['strings'])).toEqual([['Cable true']]);
    expect((await simulator.command('cable sideways')).answer).toMatchObject({ event: 'error' });

    const { answer } = await simulator.command('advance 86400');
    expect(answer['at']).toMatch(/^2009-02-14T23:31:/);

    const picture = join(folder, 'a picture.png');
    await simulator.command(`screenshot ${picture}`);
    const { width, height, data, depth } = decode(readFileSync(picture));
    expect([width, height, depth]).toEqual([512, 256, 1]);
    expect(data.some((byte) => byte !== 0xff)).toBe(true);

    expect((await simulator.command('press sideways')).answer).toMatchObject({
      event: 'error',
      message: "Pixl.js has no key 'sideways'; it has: main",
    });
    expect((await simulator.command('dance')).answer['message']).toContain('the commands are press KEY');
    expect((await simulator.command('power off')).before).toContainEqual(
      expect.objectContaining({ event: 'state', powered: false }),
    );
    expect((await simulator.command('press main')).before).toEqual([]);
    expect((await simulator.command('power on')).before).toContainEqual(
      expect.objectContaining({ event: 'state', powered: true }),
    );
    expect((await simulator.command('quit')).answer).toMatchObject({ event: 'done' });
    expect(await simulator.ended).toMatchObject({ code: 0, err: '' });
    expect(() => lstatSync(link)).toThrow('ENOENT');
  });

  it('keeps the flash between runs, through a signal, for one simulator at a time', async () => {
    const state = join(folder, 'state');
    const link = join(folder, 'token');
    const first = simulate('--link', link, '--state', state);
    await first.ready();
    await typeOnConsole(link, ['require("Storage").write("kept","as it was")']);
    const second = await runKlarkode(['simulate', '--json', '--state', state]);
    expect(second).toMatchObject({ code: 2, out: '' });
    expect(second.err).toMatch(/^klarkode simulate: another simulator \(process \d+\) uses .*\.\n$/);
    first.signal('SIGTERM');
    expect((await first.ended).code).toBe(0);
    expect(existsSync(link)).toBe(false);
    expect(statSync(join(state, 'flash.bin')).size).toBe(36_864);

    const third = simulate('--link', link, '--state', state);
    await third.ready();
    expect(await typeOnConsole(link, ['print(require("Storage").read("kept"))'])).toBe('as it was');
  });

  it('has the flash on disk when it is killed, a moment after the change', async () => {
    const state = join(folder, 'state');
    const link = join(folder, 'token');
    const first = simulate('--link', link, '--state', state);
    await first.ready();
    await typeOnConsole(link, ['require("Storage").write("kept","as it was")']);
    while (!existsSync(join(state, 'flash.bin'))) await new Promise((resolve) => setTimeout(resolve, 20));
    first.signal('SIGKILL');
    await first.ended;
    // The link and the lock that it could not remove are no obstacle, unless the terminal is another's by now.
    const second = simulate('--tcp', '0', '--state', state);
    expect((await second.ready())['port']).toMatch(/^tcp:\/\/127\.0\.0\.1:\d+$/);
  });

  it.each([
    [['--at', 'yesterday'], '--at takes a time with its zone'],
    [['--colour', 'red'], "Unknown option '--colour'; the options are --product"],
  ])('refuses %j in one sentence', async (args, message) => {
    const { code, out, err } = await runKlarkode(['simulate', ...args]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it('shows the code of RFC 6238, Appendix B, after the real tool has flashed and issued over the real port', async () => {
    const link = join(folder, 'token');
    const at = '2009-02-13T23:31:30Z';
    const simulator = simulate('--link', link, '--at', at, '--speed', '20');
    await simulator.ready();
    const tool = (args: readonly string[], input = '') =>
      runKlarkode([...args, '--port', link, '--registry', join(folder, 'registry.db'), '--json'], input, {
        KLARKODE_PASSPHRASE: 'a rehearsal only',
      });
    const flashed = await tool(['flash', '--product', 'code-display', '--board', 'pixljs']);
    expect(flashed, flashed.out.slice(-500)).toMatchObject({ code: 0 });
    await simulator.command('speed 1');
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
    const options = ['--secret-stdin', '--algorithm', 'SHA1', '--digits', '8', '--period', '30', '--now', at];
    const issued = await tool(['issue', ...options], `${secret}\n`);
    expect(issued, issued.out.slice(-500)).toMatchObject({ code: 0 });
    const { before } = await simulator.command('press main');
    const drawn = before.map((event) => (event['strings'] as string[] | undefined) ?? []);
    expect(drawn.find((strings) => strings.length > 0)?.slice(0, 2)).toEqual(['8900', '5924']);
    expect(flashed.out + flashed.err + issued.out + issued.err).not.toContain(secret);
  });
});
