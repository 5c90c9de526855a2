// The command as a technician runs it: real processes, the real serialport package on a pty and a TCP socket, against
// the simulator as a process of its own. The long way round for what rehearsal.ts does quickly.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asFob, rfcCode, rfcInstant, rfcSecret, rfcTerms } from './fob.ts';

const klarkode = fileURLToPath(new URL('../../tools/klarkode.mjs', import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

let folder: string;
let running: ChildProcessWithoutNullStreams[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'station-'));
  running = [];
});
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

function start(...argv: readonly string[]): ChildProcessWithoutNullStreams {
  const env = { ...process.env, KLARKODE_PASSPHRASE: 'correct horse' };
  const child = spawn(process.execPath, [klarkode, ...argv], { env });
  running.push(child);
  return child;
}

/** Runs the command to its end; `--registry` is this test's. */
async function run(argv: readonly string[], input = ''): Promise<Ended> {
  const child = start('--registry', join(folder, 'registry.sqlite'), ...argv);
  child.stdin.end(input);
  return await ended(child);
}

async function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  let out = '';
  let err = '';
  child.stdout.on('data', (piece: Buffer) => (out += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (err += piece.toString()));
  return await new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })));
}

interface Simulator {
  readonly port: string;
  tell(command: string): void;
  /** The next event that `is` wants. */
  next(is: (event: Record<string, unknown>) => boolean): Promise<Record<string, unknown>>;
}

/** Starts `klarkode simulate` and waits until it offers its port. */
async function simulator(...argv: readonly string[]): Promise<Simulator> {
  const child = start(
    'simulate',
    '--product',
    'code-display',
    '--board',
    'pixljs',
    '--json',
    '--at',
    rfcInstant,
    ...argv,
  );
  const events: Record<string, unknown>[] = [];
  let wake = (): void => {};
  createInterface({ input: child.stdout }).on('line', (line) => {
    events.push(JSON.parse(line) as Record<string, unknown>);
    wake();
  });
  let isOver = false;
  child.once('close', () => {
    isOver = true;
    wake();
  });
  let seen = 0;
  const next = async (is: (event: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> => {
    for (;;) {
      while (seen < events.length) {
        const event = events[seen++]!;
        if (is(event)) return event;
      }
      if (isOver) throw new Error('the simulator ended');
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };
  const ready = await next((event) => event['event'] === 'ready');
  return { port: ready['port'] as string, next, tell: (command) => child.stdin.write(`${command}\n`) };
}

describe('real processes', () => {
  it.each([
    ['a serial port', ['--link', 'PORT']],
    ['a TCP socket', ['--tcp', '0']],
  ])('flash, issue and activate over %s, and the token shows the code of RFC 6238', async (_kind, options) => {
    const board = await simulator(...options.map((option) => (option === 'PORT' ? join(folder, 'port') : option)));
    const port = ['--port', board.port];
    // At sixty times real time the upload at 9600 baud takes a moment; a code needs the real pace.
    board.tell('speed 60');
    const flash = await run([...asFob, ...port]);
    expect(flash).toMatchObject({ code: 0, err: '' });
    expect(flash.out).toMatch(/Hash of data verified/);
    board.tell('speed 1');
    const issue = await run(['issue', ...port, ...rfcTerms, '--now', rfcInstant], rfcSecret);
    expect(issue.code, issue.err).toBe(0);
    board.tell('press main');
    const frame = await board.next((event) => event['event'] === 'frame' && /\d{4}/.test(String(event['strings'])));
    expect((frame['strings'] as string[]).filter((text) => /^\d+$/.test(text)).join('')).toBe(rfcCode);
    const activate = await run(['activate', ...port, '--code', rfcCode, '--now', rfcInstant, '--json']);
    expect(activate.code, activate.out).toBe(0);
    expect(JSON.parse(activate.out.trim().split('\n').at(-1)!)).toMatchObject({
      event: 'result',
      accepted: true,
      moment: 41152263,
    });
    const status = await run(['status', ...port]);
    expect(status.out).toMatch(/Serial number {3}KK-0000013[\s\S]*Registry {8}active/);
  });

  it('ends with 130 and advice at Ctrl-C in the middle of a flash, which can then go on', async () => {
    const board = await simulator('--link', join(folder, 'port'));
    const child = start('--registry', join(folder, 'registry.sqlite'), '--port', board.port, ...asFob);
    const end = ended(child);
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (piece: Buffer) => {
        if (/kk\.id: .*verified/.test(piece.toString())) resolve();
      });
    });
    child.kill('SIGINT');
    const { code, err } = await end;
    expect(code).toBe(130);
    expect(err).toMatch(/run the same command again/);
    board.tell('speed 60');
    expect(await run(['--port', board.port, ...asFob])).toMatchObject({ code: 0, err: '' });
  });

  it('survives kill -9 in the middle of a flash', async () => {
    const board = await simulator('--link', join(folder, 'port'));
    const child = start('--registry', join(folder, 'registry.sqlite'), '--port', board.port, ...asFob);
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (piece: Buffer) => {
        if (/kk\.id: .*verified/.test(piece.toString())) resolve();
      });
    });
    child.kill('SIGKILL');
    board.tell('speed 60');
    const again = await run(['--port', board.port, ...asFob]);
    expect(again).toMatchObject({ code: 0, err: '' });
    expect(again.out).toMatch(/KK-0000013 runs/);
  });
});

describe('ports that are not there', () => {
  it.each([
    ['/dev/there-is-no-such-port', /There is no port \/dev\/there-is-no-such-port: check the cable/],
    ['tcp://127.0.0.1:1', /Nothing answers at tcp:\/\/127\.0\.0\.1:1 \(ECONNREFUSED\)/],
    ['/etc/hostname', /is not a serial port/],
  ])('%s: one sentence and exit code 3', async (port, message) => {
    const { code, err } = await run(['status', '--port', port]);
    expect(err).toMatch(message);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(3);
  });

  it('an address that is none is refused as such', async () => {
    expect(await run(['status', '--port', 'tcp://nowhere'])).toMatchObject({ code: 2 });
  });

  it('a port that hangs up is told from one that says nothing', async () => {
    const server = createServer((socket) => socket.once('data', () => socket.destroy()));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { code, err } = await run(['status', '--port', `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`]);
    server.close();
    expect(code).toBe(3);
    expect(err).toMatch(/The connection on tcp:.* was lost/);
  });
});

describe('the command line', () => {
  it('lists the verbs and the exit codes, and knows no others', async () => {
    const help = await run(['--help']);
    for (const verb of ['ports', 'flash', 'issue', 'activate', 'status', 'verify', 'wipe', 'simulate'])
      expect(help.out).toContain(verb);
    expect((await run(['help', 'exit-codes'])).out).toMatch(/130 {2}interrupted/);
    expect((await run(['frobnicate'])).code).toBe(2);
    expect((await run(['flash'])).err).toMatch(/required option '--product/);
    expect((await ended(start('simulate', '--help'))).out).toMatch(/--link PATH/);
    expect(await run(['simulate', '--link', 'x'])).toMatchObject({ code: 2 });
  });
});
