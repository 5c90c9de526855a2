// What a code display must do on a board, from a blank board to a wiped token: over its wire with `klarkode`, with its key, and to
// whoever attacks it. The codes are compared with those of programs that are not ours.
import { passwordFile } from '../../tools/flash/contents.ts';
import { FlashStorage } from '../../simulator/board/storage.ts';
import { Flash } from '../../simulator/board/flash.ts';
import { attempts, guesses } from '../conformance/lock-cases.ts';
import { tracesOf } from '../scenarios/cuts/secret-traces.ts';
import { rfcSecret, type Bench } from './bench.ts';
import type { Algorithm } from './references.ts';
import type { Step } from './step.ts';
import { differentPixels, pictureOf, pictureOfTwin } from './twin.ts';

const afterAttackMs = 150;
/** A key held for longer than a second asks for the info screen. */
const infoHoldMs = 1400;
const holdFile = 'kk.hold';
const erased = 0xff;

/** Byte 4 ends the Linux build of the interpreter, which no board does. */
const attacks = attempts.filter(({ bytes }) => !bytes.includes('\x04'));
const allAtOnce = attacks.map(({ bytes }) => bytes).join('');

const filesOf = ({ board }: Bench): FlashStorage =>
  new FlashStorage(new Flash(board.storage.bytes, board.storage.pageBytes, board.flash));

const show = (algorithm: Algorithm, digits: 6 | 8): Step => ({
  name: `time-based code, ${algorithm}, ${digits} digits`,
  impossible: ({ product }) =>
    product.hashes[algorithm] === 'none' ? `${algorithm} is not offered on this board` : undefined,
  take: async (bench) => {
    await bench.issue('totp', algorithm, digits);
    const { code, by } = await bench.codeOfNow(algorithm, digits);
    return `${code}, as ${by}`;
  },
});

export const codeDisplaySteps: readonly Step[] = [
  {
    name: 'flash with klarkode',
    take: async (bench) => {
      await bench.flash();
      bench.listen();
      bench.heard = '';
      return `${filesOf(bench).list().length} files`;
    },
  },
  {
    name: 'says who it is',
    take: async (bench) => {
      const { token } = (await bench.must(['status'])) as { readonly token: Record<string, unknown> };
      const { product, board, firmwareHash } = token;
      if (product !== bench.product.product || board !== bench.board.description.name)
        throw new Error(`it says that it is ${String(product)} on ${String(board)}`);
      if (firmwareHash !== bench.product.firmwareHash.slice(0, 8))
        throw new Error(`it says that its firmware is ${String(firmwareHash)}`);
      const { texts } = await bench.show();
      if (texts.some((text) => /\d{3}/.test(text))) throw new Error(`it shows ${texts.join(' ')} before it was issued`);
      return `blank: "${texts[0] ?? ''}"`;
    },
  },
  {
    name: 'event-based code',
    take: async (bench) => {
      await bench.issue('hotp', 'SHA1', 6);
      return await bench.nextCode();
    },
  },
  {
    name: 'its pixels are those of the virtual board',
    take: async (bench) => {
      const image = bench.board.flash.slice();
      await bench.nextCode();
      const seen = pictureOf(bench.board.description.display, (x, y) => bench.board.ink(x, y));
      const different = differentPixels(seen, pictureOfTwin(bench.board, image));
      if (different !== undefined) throw new Error(`${different} pixels differ\n${seen}`);
      return `all ${seen.replaceAll('\n', '').length}`;
    },
  },
  {
    name: 'next code after a power cut',
    take: async (bench) => {
      await bench.board.restart();
      return await bench.nextCode();
    },
  },
  {
    name: 'info screen uses up no code',
    take: async (bench) => {
      const { texts } = await bench.show(infoHoldMs);
      if (!texts.some((text) => text.includes(bench.product.firmwareHash.slice(0, 8))))
        throw new Error(`the info screen does not name the firmware: ${JSON.stringify(texts)}`);
      return `then ${await bench.nextCode()}`;
    },
  },
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
  {
    name: 'flash again: the credential stays',
    take: async (bench) => {
      await bench.flash();
      return await bench.nextCode();
    },
  },
  show('SHA256', 8),
  show('SHA512', 8),
  show('SHA1', 6),
  {
    name: 'activate with the code on the panel',
    take: async (bench) => {
      const { code } = await bench.codeOfNow('SHA1', 6);
      const { accepted } = await bench.must(['activate', '--code', code]);
      if (accepted !== true) throw new Error('the code was not accepted');
      return `${code} was accepted`;
    },
  },
  {
    name: 'no code without the time; klarkode clock gives it back',
    take: async (bench) => {
      await bench.board.restart();
      const { texts } = await bench.show();
      if (texts.some((text) => /\d{3}/.test(text))) throw new Error(`without the time it shows ${texts.join(' ')}`);
      await bench.must(['clock']);
      const { code, by } = await bench.codeOfNow('SHA1', 6);
      return `"${texts[0] ?? ''}", then ${code}, as ${by}`;
    },
  },
  {
    name: 'wipe: no code any more',
    take: async (bench) => {
      await bench.must(['wipe']);
      const { texts } = await bench.show();
      if (texts.some((text) => /\d{3}/.test(text))) throw new Error(`wiped, it shows ${texts.join(' ')}`);
      return `"${texts[0] ?? ''}"`;
    },
  },
  {
    name: 'wipe: no trace of the secret in flash',
    impossible: ({ board }) =>
      board.description.storage.inPlace && !board.storage.inPlace
        ? 'this build reads Storage as copies, the board in place'
        : undefined,
    take: async ({ board }) => {
      const used = board.flash.subarray(0, board.flash.findLastIndex((byte) => byte !== erased) + 1);
      const traces = tracesOf(rfcSecret, used);
      if (traces.length > 0) throw new Error(`still there: ${traces.join(', ')}`);
      return `${used.length} bytes looked through`;
    },
  },
  {
    name: 'nothing secret was said on the wire',
    take: async (bench) => {
      bench.listen();
      const traces = tracesOf(rfcSecret, Buffer.from(bench.heard, 'latin1'));
      if (traces.length > 0) throw new Error(`it was: ${traces.join(', ')}`);
      return `${bench.heard.length} bytes heard`;
    },
  },
];
