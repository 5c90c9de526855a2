// The lock from the outside, on the virtual board: whatever is sent, at whatever moment, the interpreter behind the application
// does nothing for whoever has no password, and the application goes on.
import { beforeEach, describe, expect, it } from 'vitest';
import { bootText } from '../../firmware/build/boot.ts';
import { crc32Of, sha256Of } from '../../firmware/build/manifest.ts';
import type { Flash } from '../../simulator/board/flash.ts';
import { FlashStorage } from '../../simulator/board/storage.ts';
import { attempts, guesses, leftNames, proof, saysTooMuch, spy } from '../conformance/lock-cases.ts';
import { copyOf } from './cuts/look.ts';
import { tracesOf } from './cuts/secret-traces.ts';
import { consolePassword, deviceKey, flashedImage, Fob } from './fob.ts';
import { FobStation, rfcSecret } from './station.ts';

const seed = 'test seed, with its 32 bytes in.';
const blank = flashedImage();
const issued: Flash = (() => {
  const fob = new Fob({ flash: copyOf(blank) });
  new FobStation(fob).issue({ eventBased: true });
  fob.board.powerOff();
  return fob.board.flash;
})();

/** A token with an HOTP credential, after `change` to its files; `all` is everything that it ever sent. */
class Victim extends Fob {
  readonly all: Buffer[] = [];

  constructor(change: (storage: FlashStorage) => void = () => {}) {
    const flash = copyOf(issued);
    change(new FlashStorage(flash));
    super({ flash });
    this.board.on('sent', (bytes) => this.all.push(Buffer.from(bytes)));
  }

  restart(during: () => void = () => {}): void {
    this.board.powerOff();
    this.board.powerOn();
    during();
    this.pass(30);
  }

  get heard(): Buffer {
    return Buffer.concat(this.all);
  }
}

const expectShut = (victim: Victim): void => {
  expect(saysTooMuch(victim.heard.toString('latin1')), victim.heard.toString('latin1').slice(-300)).toBe(false);
  for (const secret of [rfcSecret, deviceKey, Buffer.from(consolePassword), Buffer.from(seed)]) {
    expect(tracesOf(secret, victim.heard)).toEqual([]);
  }
};

describe.each(attempts)('$name', ({ bytes }) => {
  it('comes to nothing while the application runs, which answers as before', () => {
    const victim = new Victim();
    victim.wire(bytes, 10);
    expectShut(victim);
    victim.wire('\n', 1);
    expect(victim.ask('hello')).toMatch(/^ok klarkode 1 /);
    expect(victim.press()).toMatch(/^755 \/ 224/);
  });

  it('comes to nothing when it is sent from power-on on', () => {
    const victim = new Victim();
    victim.restart(() => {
      for (let i = 0; i < 5; i++) victim.board.send(Buffer.from(bytes, 'latin1'));
    });
    expectShut(victim);
    expect(victim.press()).toMatch(/^755 \/ 224/);
  });

  it('comes to nothing with the main key held at power-on', () => {
    const victim = new Victim();
    victim.hand.down('main');
    victim.restart(() => victim.board.send(Buffer.from(bytes, 'latin1')));
    victim.wire(bytes, 10);
    victim.hand.up('main');
    expectShut(victim);
  });

  it('comes to nothing after the application ran into an error and the board restarted', () => {
    const victim = new Victim();
    // Without its fonts the application can't draw.
    new FlashStorage(victim.board.flash).erase('kk.font');
    let restarts = 0;
    victim.board.on('ready', () => restarts++);
    victim.press();
    victim.board.send(Buffer.from(bytes, 'latin1'));
    victim.pass(5);
    expect(restarts).toBeGreaterThan(0);
    victim.wire(bytes, 10);
    expectShut(victim);
  });

  it.each([
    ['while the console waits for the password', (storage: FlashStorage): void => void storage.write('kk.hold', '1')],
    [
      'when the application is damaged',
      (storage: FlashStorage): void => void storage.write('kk.app', 'print("un"+"locked")'),
    ],
    ['when the application is gone', (storage: FlashStorage): void => storage.erase('kk.app')],
    ['when the identity is gone', (storage: FlashStorage): void => storage.erase('kk.id')],
    ['when the password is gone', (storage: FlashStorage): void => storage.erase('kk.pw')],
    [
      'when the application breaks off at once',
      (storage: FlashStorage): void => {
        const app = Buffer.from('(function(){throw new Error("broken off")})');
        storage.write('kk.app', app);
        storage.write('.boot0', bootText({ crc32: crc32Of(app), sha256: sha256Of(app) }));
      },
    ],
  ])('comes to nothing %s', (_when, change) => {
    const victim = new Victim(change);
    victim.wire(bytes, 10);
    victim.restart(() => victim.board.send(Buffer.from(bytes, 'latin1')));
    expectShut(victim);
  });
});

describe('the console of a token in maintenance', () => {
  let victim: Victim;
  beforeEach(() => {
    victim = new Victim((storage) => storage.write('kk.hold', '1'));
  });
  const tryPassword = (password: string): string => {
    victim.wire('\n', 1);
    return victim.wire(`${password}\n\x10print("un"+"locked")\n`, 2);
  };

  it('stays shut for every other password', () => {
    for (const guess of [
      ...guesses,
      consolePassword.slice(0, -1),
      `x${consolePassword}`,
      consolePassword.toUpperCase(),
    ]) {
      expect(tryPassword(guess)).not.toContain(proof);
    }
    expectShut(victim);
  });

  it('opens for the right one, until the next start', () => {
    expect(tryPassword(consolePassword)).toContain(proof);
    victim.wire('reset()\n', 2);
    expect(victim.wire('\n\x10print("un"+"locked")\n', 2)).not.toContain(proof);
    expect(tryPassword(consolePassword)).toContain(proof);
    victim.restart();
    expect(victim.wire('\n\x10print("un"+"locked")\n', 2)).not.toContain(proof);
  });

  it('never opens on a token without kk.pw', () => {
    victim = new Victim((storage) => {
      storage.write('kk.hold', '1');
      storage.erase('kk.pw');
    });
    for (const guess of [...guesses, consolePassword]) expect(tryPassword(guess)).not.toContain(proof);
  });
});

describe('what the application leaves in the interpreter', () => {
  const seen = (what: string, app: boolean): string => {
    const victim = new Victim((storage) => {
      storage.write('.boot1', spy(what));
      if (!app) storage.write('kk.hold', '1');
    });
    victim.restart();
    return /<([^]*)>/.exec(victim.heard.toString('latin1'))![1]!;
  };

  it('is no name in the global object', () => {
    const names = (app: boolean): string => seen('Object.keys(global).sort().join()', app);
    expect(leftNames(names(true), names(false))).toEqual([]);
  });

  it('is a radio that is switched off, and stays so after a session', () => {
    const what = 'NRF.getSecurityStatus().advertising';
    expect(seen(what, false)).toBe('true');
    expect(seen(what, true)).toBe('false');
    const victim = new Victim((storage) => {
      storage.write('.boot1', `setTimeout(function(){Serial1.write("<"+(${what})+">")},60000)`);
    });
    victim.restart();
    new FobStation(victim).ask('status');
    victim.press();
    expect(victim.wire('', 60)).toContain('<false>');
  });
});
