// Who holds the board and a cable attacks its lock: while the application runs, from power-on on, and at the locked console. None of
// the attacks may get the interpreter to do as it is told.
import { passwordFile } from '../../tools/flash/contents.ts';
import { attempts, guesses } from '../conformance/lock-cases.ts';
import { filesOf } from './bench.ts';
import type { Step } from './step.ts';

const afterAttackMs = 150;
const holdFile = 'kk.hold';
const fontFile = 'kk.font';
/** A start file beside the application's, and what goes wrong in it. */
const crashFile = '.boot1';
const crashes = (pin: string): string =>
  `setTimeout(function(){nobody.knows()},100);setWatch(function(){nobody.knows()},${pin},{repeat:true});nobody.knows()`;
const crashAfterMs = 3000;

/** Byte 4 ends the Linux build of the interpreter, which no board does. */
const attacks = attempts.filter(({ bytes }) => !bytes.includes('\x04'));
const allAtOnce = attacks.map(({ bytes }) => bytes).join('');

export const lockSteps: readonly Step[] = [
  {
    name: 'lock: attacked while it runs',
    take: async (bench) => {
      for (const { name, bytes } of attacks) {
        bench.listen();
        bench.board.send(bytes);
        await bench.board.pause(afterAttackMs);
        const said = bench.listen();
        bench.mustBeShut(said + (await bench.greet()), name);
      }
      return `${attacks.length} attacks; then ${await bench.nextCode()}`;
    },
  },
  {
    name: 'lock: attacked from power-on on, key held',
    take: async (bench) => {
      bench.listen();
      await bench.board.restart({ keyHeld: true, bytes: allAtOnce });
      await bench.board.pause(3000);
      await bench.board.letGo();
      bench.mustBeShut(bench.listen(), 'power-on');
      bench.mustBeShut(await bench.greet(), 'power-on');
      return `${attacks.length} attacks; then ${await bench.nextCode()}`;
    },
  },
  {
    name: 'lock: attacked after errors that nobody caught',
    take: async (bench) => {
      bench.listen();
      // Beside the application, in its interpreter: one error when it has started, one in a timer, one for every press.
      const { pin } = bench.board.description.keys[0]!;
      await bench.board.restart({ change: (storage) => storage.write(crashFile, crashes(pin)) });
      await bench.board.pause(crashAfterMs);
      bench.mustBeShut(bench.listen(), 'an error');
      for (const { name, bytes } of attacks) {
        bench.board.send(bytes);
        await bench.board.pause(afterAttackMs);
        bench.mustBeShut(bench.listen() + (await bench.greet()), `an error and ${name}`);
      }
      const code = await bench.nextCode();
      await bench.board.restart({ change: (storage) => storage.erase(crashFile) });
      // What the application itself runs into makes the board start anew: without its fonts it can't draw.
      let fonts = '';
      await bench.board.restart({
        change: (storage) => {
          fonts = storage.read(fontFile) ?? '';
          storage.erase(fontFile);
        },
      });
      bench.board.send(allAtOnce);
      await bench.board.press().catch(() => {});
      await bench.board.pause(crashAfterMs);
      bench.board.send(allAtOnce);
      await bench.board.pause(crashAfterMs);
      bench.mustBeShut(bench.listen(), 'an error of its own');
      await bench.board.restart({ change: (storage) => storage.write(fontFile, fonts) });
      // Whether the press used up a code depends on where it broke off: another credential begins from the first.
      await bench.issue('hotp', 'SHA1', 6);
      return `${attacks.length} attacks; after the first errors ${code}, then ${await bench.nextCode()}`;
    },
  },
  {
    name: 'lock: locked console attacked, passwords guessed',
    take: async (bench) => {
      const password = filesOf(bench).read(passwordFile) ?? '';
      bench.listen();
      await bench.board.restart({ change: (storage) => storage.write(holdFile, '1') });
      for (const { name, bytes } of attacks) {
        bench.board.send(bytes);
        await bench.board.pause(afterAttackMs);
        bench.mustBeShut(bench.listen(), name);
      }
      const wrong = [...guesses, password.slice(0, -1), `x${password}`, password.toLowerCase()];
      for (const guess of wrong) bench.board.send(`\n${guess}\n\x10print("un"+"locked")\n`);
      await bench.board.pause(2500);
      bench.mustBeShut(bench.listen(), 'wrong passwords');
      if (!(await bench.opens(password))) throw new Error("the unit's own password does not open the console");
      bench.board.send('\x10reset()\n');
      await bench.board.pause(1500);
      if (await bench.opens('')) throw new Error('reset() leaves the console open');
      await bench.board.restart({ change: (storage) => storage.erase(holdFile) });
      return `${attacks.length} attacks, ${wrong.length} guesses; its own password opens, reset() shuts`;
    },
  },
];
