// What a power cut may interrupt: each operation from a token that was just brought to the moment before it.
import type { Fob } from '../fob.ts';
import { FobStation, rfcSecret } from '../station.ts';

export const secrets = {
  old: rfcSecret,
  new: Buffer.from('another secret of 20'),
};

export interface Operation {
  readonly name: string;
  /** Brings a blank token, just switched on, to the moment before. Returns what is to be cut. */
  readonly prepare: (fob: Fob) => () => void;
  /** The session verb whose answer tells whether the operation has happened; `status` where the codes tell. */
  readonly tells?: string;
}

const eventBased = { eventBased: true, secret: secrets.old };
const timeBased = { eventBased: false, secret: secrets.old };

/** A station at a token with an HOTP credential that has shown `presses` codes. */
const used = (fob: Fob, presses: number): FobStation => {
  const station = new FobStation(fob);
  station.issue(eventBased);
  for (let i = 0; i < presses; i++) {
    fob.press();
    fob.press();
  }
  return station;
};

/** Presses after which the next one moves the tally when its panel goes dark. */
const pressesBeforeMove = 222;

export const operations: readonly Operation[] = [
  {
    name: 'press for an HOTP code',
    prepare: (fob) => {
      used(fob, 3);
      return () => fob.press();
    },
  },
  {
    name: 're-issue, HOTP after HOTP',
    prepare: (fob) => {
      const station = used(fob, 3);
      return () => station.issue({ eventBased: true, secret: secrets.new, counter: 1000n });
    },
  },
  {
    name: 're-issue, TOTP after HOTP',
    prepare: (fob) => {
      const station = used(fob, 3);
      return () => station.issue({ eventBased: false, secret: secrets.new });
    },
  },
  {
    name: 'issue',
    prepare: (fob) => {
      const station = new FobStation(fob);
      return () => station.issue(timeBased);
    },
  },
  {
    name: 'wipe',
    prepare: (fob) => {
      const station = used(fob, 3);
      return () => station.ask('wipe');
    },
  },
  {
    name: 'move of a tally that is nearly full',
    prepare: (fob) => {
      used(fob, pressesBeforeMove);
      fob.press();
      return () => fob.press();
    },
  },
  {
    name: 'trim, one of the settings',
    tells: 'settings',
    prepare: (fob) => {
      const station = used(fob, 1);
      station.ask('set 0 1250000');
      return () => station.ask('set 0 900000');
    },
  },
  {
    name: 'forced step of the clock',
    tells: 'log',
    prepare: (fob) => {
      const station = used(fob, 1);
      station.setClock(1000000);
      station.setClock(2000000);
      return () => station.setClock(3000000);
    },
  },
  {
    name: 'wrong proof',
    prepare: (fob) => {
      used(fob, 1);
      return () => {
        fob.ask('hello');
        fob.ask(`open ${'00'.repeat(16)} ${'00'.repeat(16)}`);
      };
    },
  },
  {
    name: 'first hello after power-on',
    prepare: (fob) => {
      used(fob, 1);
      fob.board.powerOff();
      fob.board.powerOn();
      fob.pass(1);
      return () => fob.ask('hello');
    },
  },
  {
    name: 'maintenance',
    prepare: (fob) => {
      const station = used(fob, 1);
      return () => station.ask('maintenance');
    },
  },
];
