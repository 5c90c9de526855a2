// Who holds the board and a cable attacks its lock: while the application runs, from power-on on, and at the locked console. None of
// the attacks may get the interpreter to do as it is told.
import { passwordFile } from '../../tools/flash/contents.ts';
import { attempts, guesses } from '../conformance/lock-cases.ts';
import { filesOf } from './bench.ts';
import type { Step } from './step.ts';

const afterAttackMs = 150;
const holdFile = 'kk.hold';

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
