// Who is at the other end of the wire: a token, a console that is open or locked, something else, or nobody.
import { describe, expect, it } from 'vitest';
import { toByteArray } from '../../../firmware/core/bytes.ts';
import { Failure } from '../../../tools/failure.ts';
import { Listeners, type Link } from '../../../tools/link/link.ts';
import { Wire } from '../../../tools/link/wire.ts';
import { greet, type Greeting } from '../../../tools/session/greeting.ts';
import { line } from '../protocol/second-station.ts';
import { SecondToken } from '../protocol/second-token.ts';

const tokenNamed = (serialNumber: string): SecondToken =>
  new SecondToken(Buffer.alloc(32), serialNumber, Buffer.alloc(16, 7));
const hello = line(tokenNamed('KK-0000013').hello);

/** A board on a virtual clock: what it does with each piece that it hears. */
class Board {
  readonly said: string[] = [];
  nowMs = 0;
  readonly #waiting: { atMs: number; run: () => void }[] = [];
  readonly #listeners = new Listeners();
  readonly #hears: (heard: string, board: Board) => void;

  constructor(hears: (heard: string, board: Board) => void) {
    this.#hears = hears;
  }

  say(text: string, afterMs = 0): void {
    this.#after(afterMs, () => this.#listeners.received(toByteArray(text)));
  }

  lose(): void {
    this.#listeners.lost('pulled out');
  }

  /** How the greeting ends. */
  async greeted(): Promise<Greeting> {
    const link: Link = {
      name: 'a cable',
      // Not `async`: what the board throws is the link's failure.
      write: (bytes) => {
        const heard = Buffer.from(bytes).toString('latin1');
        this.said.push(heard);
        return new Promise((resolve) => {
          this.#hears(heard, this);
          resolve();
        });
      },
      onBytes: (listener) => this.#listeners.onBytes(listener),
      onClosed: (listener) => this.#listeners.onClosed(listener),
      close: () => Promise.resolve(),
    };
    const wire = new Wire(link, { after: (delayMs, run) => this.#after(delayMs, run) });
    let over = false;
    const end = greet(wire).finally(() => (over = true));
    end.catch(() => {});
    for (;;) {
      for (let i = 0; i < 20; i++) await Promise.resolve();
      if (over) return await end;
      const next = this.#waiting.sort((a, b) => a.atMs - b.atMs).shift();
      if (next === undefined) throw new Error('it hangs');
      this.nowMs = next.atMs;
      next.run();
    }
  }

  /** The failure that it ends with. */
  async failing(): Promise<Failure> {
    const error: unknown = await this.greeted().catch((reason: unknown) => reason);
    if (!(error instanceof Failure)) throw new Error('it did not fail', { cause: error });
    return error;
  }

  #after(delayMs: number, run: () => void): () => void {
    const entry = { atMs: this.nowMs + delayMs, run };
    this.#waiting.push(entry);
    return () => {
      const at = this.#waiting.indexOf(entry);
      if (at >= 0) this.#waiting.splice(at, 1);
    };
  }
}

/** Says this to `hello`, and nothing to anything else. */
const saying = (...pieces: string[]): Board =>
  new Board((heard, board) => {
    if (heard.includes('hello')) for (const [i, piece] of pieces.entries()) board.say(piece, i);
  });

describe('a token', () => {
  it('is asked once, after the end of whatever half line it may hold, and known by its hello', async () => {
    const board = saying(`${hello}\n`);
    const greeting = await board.greeted();
    expect(greeting).toMatchObject({ kind: 'token', hello: { serialNumber: 'KK-0000013', waitSeconds: 0 } });
    expect(board.said).toEqual([`\n${line('hello')}\n`]);
    expect(board.nowMs).toBeLessThan(10);
  });

  it.each<[string, string[]]>([
    ['in pieces', [hello.slice(0, 3), hello.slice(3, 40), hello.slice(40), '\n']],
    ['behind an empty line', [`\n${hello}\n`]],
    ['with a carriage return at its end', [`${hello}\r\n`]],
    ['behind another that a carriage return broke', [`${hello.slice(0, 3)}\r${hello.slice(3)}\n${hello}\n`]],
    ['behind whole lines of something else', [`${line('NMEA 1 2')}\n${line('ok')}\n${line('ok other 1')}\n${hello}\n`]],
    ['behind words that begin like its own', [`${line('okklarkode 2')}\n${hello}\n`]],
  ])('is known when it answers %s', async (_what, pieces) => {
    expect(await saying(...pieces).greeted()).toMatchObject({ kind: 'token', hello: { serialNumber: 'KK-0000013' } });
  });

  it('is not another one whose hello a carriage return broke', async () => {
    const other = line(tokenNamed('KK-0000021').hello);
    const board = saying(`${other.slice(0, 5)}\r${other.slice(5)}\n${hello}\n`);
    expect(await board.greeted()).toMatchObject({ hello: { serialNumber: 'KK-0000013' } });
  });

  it('of another version is named', async () => {
    const failure = await saying(`${line('ok klarkode 23 x')}\n`).failing();
    expect([failure.code, failure.message]).toEqual([
      'token-protocol',
      'The token speaks version 23 of the protocol, and this klarkode version 1: use a klarkode that fits it.',
    ]);
  });

  it.each([
    ['its version', 'ok klarkode a-password-of-20-char x'],
    ...['KK-0000013', '0123abcd', 'code-display', 'pixljs'].map((field) => [
      `the place of ${field}`,
      tokenNamed('KK-0000013').hello.replace(field, 'a-password-of-20-char'),
    ]),
  ])('that says in %s what may be a password is none, and it is not repeated', async (_where, said) => {
    const failure = await saying(`${line(said)}\n`).failing();
    expect(failure.code).toBe('token-protocol');
    expect(failure.message).not.toContain('a-password');
  });

  it('that does not know who it is says so', async () => {
    const failure = await saying(`${line('error 50')}\n`).failing();
    expect([failure.code, failure.message]).toEqual([
      'token-refused',
      'The token has a fault and does not know who it is: its screen says more.',
    ]);
  });
});

describe('a console', () => {
  it.each(['>', '> ', '>\r\n', 'echo\r\n>', 'echo\n> ', 'Uncaught something', 'x ReferenceError: y', 'SyntaxError'])(
    'that answers %j is open',
    async (text) => {
      expect(await saying(text).greeted()).toEqual({ kind: 'open-console' });
    },
  );

  it.each(['Invalid Password', 'invalid password\r\n', '\r\nPassword>', 'password>'])(
    'that answers %j is locked',
    async (text) => {
      expect(await saying(text).greeted()).toEqual({ kind: 'locked-console' });
    },
  );

  it.each(['a > b', 'a>', '<html>', '\n>x', '\n> x', 'word'])(
    'is nothing that answers %j to everything',
    async (text) => {
      expect((await saying(text).failing()).code).toBe('link-silent');
    },
  );

  it('is let finish what it says before it is asked anything', async () => {
    let lastMs = 0;
    const board = new Board((heard, board) => {
      board.say('Uncaught ReferenceError\r\n');
      board.say(' at line 1\r\n', 60);
      board.say('>', (lastMs = 120));
      expect(heard).toContain('hello');
    });
    expect(await board.greeted()).toEqual({ kind: 'open-console' });
    expect(board.nowMs).toBeGreaterThanOrEqual(lastMs + 100);
  });

  it('that hangs in a half line answers after one Ctrl-C', async () => {
    let free = false;
    const board = new Board((heard, board) => {
      if (heard === '\x03') free = true;
      const mark = /"<"\+"(\?\w+)="/.exec(heard)?.[1];
      if (free && mark !== undefined) board.say(`<${mark}=1\r\n`);
    });
    expect(await board.greeted()).toEqual({ kind: 'open-console' });
    expect(board.said.filter((text) => text.includes('\x03'))).toEqual(['\x03']);
    // A slow board draws its nonce for seconds: it had its time.
    expect(board.nowMs).toBeGreaterThan(10_000);
  });
});

describe('nobody', () => {
  it('is told from a cable that sits wrong', async () => {
    const failure = await new Board(() => {}).failing();
    expect([failure.code, failure.message]).toEqual([
      'link-silent',
      'Nothing answers on a cable: check that the board has power, that its cable sits right (RX and TX crossed), and that --baud fits.',
    ]);
  });

  it('is asked any more once the wire is gone', async () => {
    const board = new Board((_heard, board) => board.lose());
    expect((await board.failing()).code).toBe('link-lost');
    expect(board.said.length).toBe(1);
  });

  it('is there when the wire goes while the console is looked for', async () => {
    const board = new Board((heard, board) => {
      if (heard === '\x03') board.lose();
    });
    expect((await board.failing()).code).toBe('link-lost');
  });

  it.each(['hello', '\x03'])('is blamed for a defect of the link itself, at %j', async (at) => {
    const defect = new Error('a defect');
    const board = new Board((heard) => {
      if (heard.includes(at)) throw defect;
    });
    await expect(board.greeted()).rejects.toBe(defect);
  });
});
