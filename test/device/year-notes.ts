// What the dressing of a year wrote down: the memory at rest, and every screen with its time; and whether the codes on them were right.
import { languages } from '../../firmware/core/words/languages.ts';
import { rfcSecret } from './bench.ts';
import { referenceCode } from './references.ts';
import { generateSync } from 'otplib';

/** Memory with a dark panel, after so many presses. Variables are counted without those of the dressing. */
export interface Rest {
  readonly presses: number;
  /** Variables in use before and after a collection of garbage. */
  readonly dirty: number;
  readonly clean: number;
  /** The most that were seen in use since the start: with garbage, and after a collection at every hundredth press. */
  readonly dirtyPeak: number;
  readonly cleanPeak: number;
  /** Bytes of the largest piece of free memory. */
  readonly largestBytes: number;
  readonly storageFreeBytes: number;
  /** The device's time. */
  readonly atSeconds: number;
}

/** One screen: what was drawn, and the device's time when it was shown. */
export interface Screen {
  readonly texts: readonly string[];
  readonly atSeconds: number;
}

const periodSeconds = 30;
/** By so much may its clock be off: until `klarkode clock` runs, a busy machine takes seconds. */
const slackSeconds = 10;
/** With so little left of a period the next code is announced. Presses come at all moments, so it is a sixth of them. */
const waitSeconds = 5;
const mostWaits = 1 / 4;
const waitTitles = Object.values(languages).map(({ waitForNext }) => titleOf(waitForNext));

/** What the panel says of a fault, in each language. */
export function faultTitles(fault: number): string[] {
  return Object.values(languages).map((words) => titleOf(words.fault).replace('%', String(fault)));
}

/** The notes of memory, `dressing` variables taken off. */
export function restsIn(notes: string, dressing: number): Rest[] {
  return linesOf(notes).map((line) => {
    const [presses, dirty, clean, dirtyPeak, cleanPeak, largestBytes, storageFreeBytes, atSeconds] = JSON.parse(
      line,
    ) as number[];
    return {
      presses: presses ?? 0,
      dirty: (dirty ?? 0) - dressing,
      clean: (clean ?? 0) - dressing,
      dirtyPeak: (dirtyPeak ?? 0) - dressing,
      cleanPeak: (cleanPeak ?? 0) - dressing,
      largestBytes: largestBytes ?? 0,
      storageFreeBytes: storageFreeBytes ?? 0,
      atSeconds: atSeconds ?? 0,
    };
  });
}

export function screensIn(notes: string): Screen[] {
  const screens: Screen[] = [];
  const texts: string[] = [];
  for (const line of linesOf(notes)) {
    if (!line.startsWith('@')) texts.push(line);
    else screens.push({ texts: texts.splice(0), atSeconds: Number(line.slice(1)) });
  }
  return screens;
}

/** The code on a screen, if there is one: the two rows of digits that are drawn first. */
export function codeOn({ texts }: Screen): string | undefined {
  const code = texts.slice(0, 2).join('');
  return /^\d{6}$/.test(code) ? code : undefined;
}

/** The screens of each press: what was lit until the panel went dark again. */
export function pressesIn(screens: readonly Screen[]): Screen[][] {
  const presses: Screen[][] = [];
  let isDark = true;
  for (const screen of screens) {
    const isLit = screen.texts.length > 0;
    if (isLit && isDark) presses.push([]);
    if (isLit) presses.at(-1)!.push(screen);
    isDark = !isLit;
  }
  return presses;
}

/** What came of time-based presses. */
export interface TimeBased {
  /** Screens with a right code, those of the countdown included. */
  readonly codes: number;
  /** Presses near the end of a period, of which the next code was announced and not waited for. */
  readonly waits: number;
}

/**
 * Judges so many presses: each must have shown the code of its moment, but for those that were told to wait for the next one when little
 * was left of a period. Throws at the first that did neither, and when there are more or fewer than `presses`.
 */
export function timeBasedPresses(screens: readonly Screen[], presses: number): TimeBased {
  const codes = timeBasedCodes(screens);
  const all = pressesIn(screens);
  mustBe(all.length, presses);
  const withoutCode = all.filter((one) => one.every((screen) => codeOn(screen) === undefined));
  const idle = withoutCode.find((one) => !isWait(one[0]!));
  if (idle !== undefined)
    throw new Error(
      `a press at UTC second ${Math.floor(idle[0]!.atSeconds)} brought "${idle[0]!.texts.join(' ')}" and no code`,
    );
  if (withoutCode.length > presses * mostWaits)
    throw new Error(`${withoutCode.length} of ${presses} presses were told to wait for the next code`);
  return { codes, waits: withoutCode.length };
}

/** What came of event-based presses. */
export interface EventBased {
  readonly codes: number;
  /** What the first press that brought no code brought instead. */
  readonly notice: string | undefined;
}

/**
 * Judges so many presses: each must have used up the next counter and shown its code, from `first` on, until the first that brought a
 * notice; from then on none may show a code. Throws when it was not so, and when there are more or fewer than `presses`.
 */
export function eventBasedPresses(screens: readonly Screen[], first: number, presses: number): EventBased {
  const codes = eventBasedCodes(screens, first);
  const all = pressesIn(screens);
  mustBe(all.length, presses);
  const codesOfPresses = all.map((one) => one.filter((screen) => codeOn(screen) !== undefined).length);
  const refused = codesOfPresses.indexOf(0);
  const before = refused < 0 ? presses : refused;
  if (codes !== before || codesOfPresses.slice(0, before).some((count) => count !== 1))
    throw new Error(`${before} presses up to the first without a code gave ${codes} codes`);
  return { codes, notice: all[refused]?.[0]!.texts[0] };
}

function mustBe(lit: number, presses: number): void {
  if (lit !== presses) throw new Error(`${presses} presses lit the panel ${lit} times`);
}

/** Whether it announces the next code, at a moment when it may. */
function isWait({ texts, atSeconds }: Screen): boolean {
  const intoSeconds = atSeconds % periodSeconds;
  const isLate = intoSeconds >= periodSeconds - waitSeconds - slackSeconds || intoSeconds <= slackSeconds;
  return isLate && texts[0] !== undefined && waitTitles.includes(texts[0]);
}

/** How many codes are on these screens. Throws at the first that is not the code of its moment. */
export function timeBasedCodes(screens: readonly Screen[]): number {
  let last: number | undefined;
  let count = 0;
  const known = new Map<number, string>();
  const codeOf = (step: number): string => {
    const found = known.get(step) ?? generateSync({ secret: rfcSecret, strategy: 'totp', epoch: step * periodSeconds });
    known.set(step, found);
    return found;
  };
  for (const screen of screens) {
    const code = codeOn(screen);
    if (code === undefined) continue;
    count++;
    const step = Math.floor(screen.atSeconds / periodSeconds);
    const near = [-slackSeconds, slackSeconds].map((slack) => Math.floor((screen.atSeconds + slack) / periodSeconds));
    if (code !== codeOf(near[0]!) && code !== codeOf(near[1]!))
      throw new Error(`at UTC second ${Math.floor(screen.atSeconds)} it showed ${code}, and not ${codeOf(step)}`);
    if (last !== undefined && screen.atSeconds < last) throw new Error('its time ran backwards');
    last = screen.atSeconds;
  }
  return count;
}

/** How many codes are on these screens, counter after counter from `first`. Throws at the first that is not the next one. */
export function eventBasedCodes(screens: readonly Screen[], first: number): number {
  let counter = first;
  for (const screen of screens) {
    const code = codeOn(screen);
    if (code === undefined) continue;
    const wanted = referenceOf(counter);
    if (code !== wanted) throw new Error(`for counter ${counter} it showed ${code}, and not ${wanted}`);
    counter++;
  }
  return counter - first;
}

/** By otplib; every five hundredth by oathtool too, which is a process each time. */
function referenceOf(counter: number): string {
  if (counter % 500 === 0) {
    return referenceCode({ secret: rfcSecret, algorithm: 'SHA1', digits: 6, at: { counter } }).code;
  }
  return generateSync({ secret: rfcSecret, strategy: 'hotp', counter });
}

/** The first line of a message. */
function titleOf(phrase: string): string {
  return phrase.split('|')[0]!;
}

const linesOf = (notes: string): string[] => notes.split('\n').filter(Boolean);
