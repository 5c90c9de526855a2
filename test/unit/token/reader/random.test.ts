// Any sequence of presses, plugs and pauses: never a wrong code seen or heard, never two utterances at once, never a digit
// aloud that was meant for the headset, and SPEAK always leads home. The codes are reckoned here anew, with node:crypto.
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { rfcSecret } from '../station.ts';
import { damagedReader, without } from './damaged-voices.ts';
import { keys, type Utterance } from './reader-machine.ts';
import { fc, runs } from '../../../chance/property.ts';

const startUtc = 1_234_567_890;
const slackSeconds = 0.011;
/** A page follows its sound within this. */
const paintSeconds = 0.021;

/** RFC 4226, section 5.3. */
function hotp(counter: number, digits: number): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  const mac = createHmac('sha1', rfcSecret).update(message).digest();
  const at = mac.at(-1)! & 15;
  return `${(mac.readUInt32BE(at) & 0x7fffffff) % 10 ** digits}`.padStart(digits, '0');
}

type Action =
  | { readonly press: (typeof keys)[number]; readonly thenSeconds: number }
  | { readonly plug: boolean }
  | { readonly seconds: number };

const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      press: fc.constantFrom(...keys, 'next' as const, 'next' as const),
      thenSeconds: fc.constantFrom(0, 0.2, 0.4, 0.7, 1.3, 3, 6),
    }),
  },
  { weight: 1, arbitrary: fc.record({ plug: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ seconds: fc.constantFrom(0.9, 5, 14, 29, 61, 130) }) },
);

/** The digits of a code in an utterance: groups of digit clips and nothing else but the beep. */
const codeDigits = ({ text }: Utterance): string => (/^[\d ,]+( beep)?$/.test(text) ? text.replaceAll(/\D/g, '') : '');

/** An utterance that a key cuts off 19 ms after its start, before its page is there: seen with periods of 5 s. */
const beforeThePage: Action[] = [
  ...[0.4, 0.4, 0.7, 0.2, 1.3, 6, 0, 1.3].map((thenSeconds) => ({ press: 'next' as const, thenSeconds })),
  { press: 'speak', thenSeconds: 0 },
  { press: 'down', thenSeconds: 0 },
];

/** Digits asked for one by one before and after the code changes. */
const acrossTheChange: Action[] = [
  { press: 'next', thenSeconds: 0.7 },
  { press: 'next', thenSeconds: 0.7 },
  { seconds: 29 },
  { press: 'next', thenSeconds: 0.7 },
  { press: 'next', thenSeconds: 0.7 },
];

interface Terms {
  readonly digits: number;
  readonly periodSeconds: number;
}

function play(terms: Terms, actions: readonly Action[], failed: readonly string[]): void {
  const reader = damagedReader(['en', 'da'], Object.fromEntries(failed.map((one) => [one, without])), terms, startUtc);
  const utc = (uptime: number): number => startUtc + uptime - 10;
  const codeAt = (uptime: number): string => hotp(Math.floor(utc(uptime) / terms.periodSeconds), terms.digits);
  let told = 0;
  let headsetOnly = false;
  /** The last digit that was told by itself. */
  let lastDigit = { code: '', position: 0 };
  const look = (): void => {
    reader.seePage();
    const { page } = reader;
    // What is on the panel was drawn within the last second.
    if (page && page.code !== '') {
      const now = reader.uptimeSeconds;
      const right = [codeAt(now), codeAt(now - slackSeconds)].some((code) => code.startsWith(page.code));
      if (!right) expect.fail(`${page.code} is shown, ${codeAt(now)} is right`);
      expect(page.digits).toBe(terms.digits);
    }
    for (; told < reader.utterances.length; told++) {
      const utterance = reader.utterances[told]!;
      const before = reader.utterances[told - 1];
      if (before) expect(before.endSeconds).toBeLessThanOrEqual(utterance.atSeconds);
      if (!utterance.page) {
        // A key that came down before the page was there: nothing is heard of so little sound.
        expect(utterance.cut).toBe(true);
        expect(utterance.endSeconds - utterance.atSeconds).toBeLessThan(paintSeconds);
        continue;
      }
      // 'Volume 3' is no code.
      const digits = utterance.page.digits === 0 ? '' : codeDigits(utterance);
      if (digits === '') continue;
      if (headsetOnly) expect(utterance.headset).toBe(true);
      const code = codeAt(utterance.atSeconds);
      const last = utterance.clips.findLast(({ clip }) => clip < 10)!;
      expect(codeAt(last.toSeconds)).toBe(code);
      expect(digits.length === 1 ? [...code] : [code]).toContain(digits);
      if (digits.length === 1) {
        const position = utterance.page.code.length;
        // The second digit follows the first one of the same code, and so on.
        if (position > 1) expect(lastDigit).toEqual({ code, position: position - 1 });
        lastDigit = { code, position };
      }
      // Heard is what is seen.
      expect(utterance.page.code.endsWith(digits)).toBe(true);
    }
    if (page?.phrases[1] === 'Headset only') headsetOnly = page.phrases[3] === 'On';
    if (page?.phrases[1] === 'Kun i headset') headsetOnly = page.phrases[3] === 'Til';
  };
  for (const one of actions) {
    if ('press' in one) {
      reader.down(one.press);
      look();
      reader.pass(0.08);
      reader.up(one.press);
      for (let rest = one.thenSeconds; rest > 0; rest -= 0.5) {
        reader.pass(Math.min(rest, 0.5));
        look();
      }
    } else if ('plug' in one) {
      reader.plug(one.plug);
      look();
    } else {
      for (let rest = one.seconds; rest > 0; rest -= 0.5) {
        reader.pass(Math.min(rest, 0.5));
        look();
      }
    }
  }
  reader.listen();
  reader.pass(1);
  // Key help takes two presses to end.
  for (let presses = 0; presses < 3; presses++) {
    reader.tap('speak');
    reader.listen();
    reader.pass(0.5);
    look();
    const page = reader.page!;
    if (page.digits > 0 || /^(Wait|Vent)/.test(page.phrases[0] ?? '')) return;
  }
  expect.fail(`SPEAK does not lead home from ${reader.seen}`);
}

describe.each([
  { digits: 6, periodSeconds: 30 },
  { digits: 8, periodSeconds: 60 },
  { digits: 10, periodSeconds: 17 },
  { digits: 6, periodSeconds: 5 },
  { digits: 7, periodSeconds: 1 },
])('with $digits digits every $periodSeconds s', (terms) => {
  it.each([
    ['', []],
    [', with the words of the voice that is whole', ['en']],
  ])('tells and shows right codes only, one thing at a time, and comes home%s', (_how, failed) => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 40 }), (actions) => play(terms, actions, failed)),
      { numRuns: runs(80), examples: [[acrossTheChange], [beforeThePage]] },
    );
  });
});
