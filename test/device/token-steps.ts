// What every token must do on a board, from a blank board to a wiped one: over its wire with `klarkode`, and with its main key. The
// codes are compared with those of programs that are not ours.
import { passwordFile } from '../../tools/flash/contents.ts';
import { tracesOf } from '../scenarios/cuts/secret-traces.ts';
import { filesOf, rfcSecret } from './bench.ts';
import { lockSteps } from './lock-steps.ts';
import type { Algorithm } from './references.ts';
import type { Step } from './step.ts';
import { differentPixels, pictureOf, pictureOfTwin } from './twin.ts';

const erased = 0xff;

/** Gives it a time-based credential and shows its code. */
const timeBased = (algorithm: Algorithm, digits: 6 | 8): Step => ({
  name: `time-based code, ${algorithm}, ${digits} digits`,
  impossible: ({ product }) =>
    product.hashes[algorithm] === 'none' ? `${algorithm} is not offered on this board` : undefined,
  take: async (bench) => {
    await bench.issue('totp', algorithm, digits);
    const { code, by } = await bench.codeOfNow(algorithm, digits);
    return `${code}, as ${by}`;
  },
});

const isWithCode = (text: string): boolean => /\d{3}/.test(text);

/** A board becomes a token that knows who it is. */
export const firstSteps: readonly Step[] = [
  {
    name: 'flash with klarkode',
    take: async (bench) => {
      const runs = await bench.flash();
      bench.listen();
      bench.heard = '';
      return `${filesOf(bench).list().length} files${runs === 1 ? '' : `, in ${runs} runs`}`;
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
      if (texts.some(isWithCode)) throw new Error(`it shows ${texts.join(' ')} before it was issued`);
      return `blank: "${texts[0] ?? ''}"`;
    },
  },
];

/** Codes of a counter. */
export const eventBasedSteps: readonly Step[] = [
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
      let seen = '';
      await bench.nextCode(() => {
        seen = pictureOf(bench.board.description.display, (x, y) => bench.board.ink(x, y));
      });
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
];

/** Attacks, new firmware, codes of the time, and the end. */
export const laterSteps: readonly Step[] = [
  ...lockSteps,
  {
    name: 'flash again: the credential stays, the password does not',
    take: async (bench) => {
      const password = filesOf(bench).read(passwordFile);
      await bench.flash();
      if (filesOf(bench).read(passwordFile) === password) throw new Error('its console has the password that was said');
      return await bench.nextCode();
    },
  },
  timeBased('SHA256', 8),
  timeBased('SHA512', 8),
  timeBased('SHA1', 6),
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
      if (texts.some(isWithCode)) throw new Error(`without the time it shows ${texts.join(' ')}`);
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
      if (texts.some(isWithCode)) throw new Error(`wiped, it shows ${texts.join(' ')}`);
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
