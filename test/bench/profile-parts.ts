// What callgrind dumps of events, in parts: each ends where the dump was asked for, before one of a few functions.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export const profile = 'callgrind.out';
/** Each event's beginning. It lies inside the one before: callgrind can't do both at one function. */
const eventBegins = 'jsiExecuteEventCallbackInner';
/** Where drawing begins. */
const drawingBegins = 'jswrap_graphics_clear';
/** What a dark panel does without. */
const textBegins = 'jswrap_graphics_drawString';
/** Pixels on their way to a panel of which the interpreter keeps no picture. */
const bandBegins = 'jswrap_graphics_drawImage';
/** The table for the volume, then the buffers, are filled by it. */
const voiceBegins = 'jswrap_espruino_mapInPlace';
const soundBegins = 'jswrap_waveform_startOutput';
/** Two of them make a code; the digits are cut from what the last one gave, and there when that returns. */
const hashBegins = 'jswrap_crypto_SHAx';
const digitsAreCut = 'jswrap_string_slice';
/** The mark of an event-based code is there when it was written and has been read back. */
const writingBegins = 'jswrap_storage_write';
const readingEnds = 'jswrap_storage_read';
/** The dressing's panel is a file: two writings end a frame. */
const panelBegins = 'jswrap_fs_writeOrAppendFile';
const writingsOfFrame = 2;
/** What can be seen or heard, or is about to be. */
const shows = [drawingBegins, textBegins, bandBegins, voiceBegins, soundBegins];

const dumpBefore = (name: string): string => `--dump-before=${name}`;
const dumpAfter = (name: string): string => `--dump-after=${name}`;

/** callgrind's options for all of them. */
export const dumps = [
  ...[eventBegins, ...shows, panelBegins].map(dumpBefore),
  ...[hashBegins, writingBegins].map(dumpBefore),
  ...[digitsAreCut, readingEnds].map(dumpAfter),
];

/** A part of an event: its instructions, and the function before or after which the next part begins. */
export interface Part {
  readonly instructions: number;
  readonly trigger: string;
}

/** What callgrind dumped since it was last taken, in order. */
export function takeParts(folder: string): Part[] {
  const numberOf = (name: string): number => Number(name.slice(profile.length + 1));
  const names = readdirSync(folder).filter((name) => name.startsWith(`${profile}.`));
  names.sort((a, b) => numberOf(a) - numberOf(b));
  return names.map((name) => {
    const file = join(folder, name);
    const text = readFileSync(file, 'latin1');
    rmSync(file);
    const instructions = Number(/^(?:summary|totals): (\d+)/m.exec(text)?.[1] ?? 0);
    return { instructions, trigger: /^desc: Trigger: (.*)$/m.exec(text)?.[1] ?? '' };
  });
}

/** The events that began in those parts. */
export function eventsOf(parts: readonly Part[]): Part[][] {
  const events: Part[][] = [];
  for (const part of parts) {
    events.at(-1)?.push(part);
    if (part.trigger === dumpBefore(eventBegins)) events.push([]);
  }
  return events;
}

/** Whether the event showed a frame. */
export function isFrame(event: readonly Part[]): boolean {
  return event.filter(isWriting).length >= writingsOfFrame;
}

export function isDrawing(event: readonly Part[]): boolean {
  return event.some(({ trigger }) => trigger === dumpBefore(textBegins));
}

export function isDarkening(event: readonly Part[]): boolean {
  return !isDrawing(event);
}

/** Whether nothing of it ran any more when it was last asked for, or the next one has begun. */
export function isOver(event: readonly Part[]): boolean {
  const last = event.at(-1);
  return last !== undefined && (last.instructions === 0 || last.trigger === dumpBefore(eventBegins));
}

function isWriting({ trigger }: Part): boolean {
  return trigger === dumpBefore(panelBegins);
}

export function wholeOf(parts: readonly Part[]): number {
  return parts.reduce((total, { instructions }) => total + instructions, 0);
}

/** Instructions up to where the panel gets its first pixels. */
export function pixelOf(event: readonly Part[]): number {
  const band = upTo(event, bandBegins);
  if (band !== undefined) return band;
  const last = event.findLastIndex(isWriting);
  return wholeOf(event.slice(0, last - writingsOfFrame + 2));
}

/** Whether the event hashed anything before it drew: only a code is made there. */
export function hasCode(event: readonly Part[]): boolean {
  const hash = event.findIndex(({ trigger }) => trigger === dumpBefore(hashBegins));
  const shown = event.findIndex(({ trigger }) => trigger === dumpBefore(drawingBegins));
  return hash >= 0 && (shown < 0 || hash < shown);
}

/**
 * Instructions of the dearest event that hashed and showed nothing: there the half of an event-based code is worked out that makes no code yet.
 * @throws when there is none
 */
export function preparedOf(events: readonly (readonly Part[])[]): number {
  const does = (event: readonly Part[], names: readonly string[]): boolean =>
    event.some(({ trigger }) => names.map(dumpBefore).includes(trigger));
  const ahead = events.filter((event) => does(event, [hashBegins]) && !does(event, shows));
  if (ahead.length === 0) throw new Error('the device worked out nothing ahead of an event-based code');
  return Math.max(...ahead.map(wholeOf));
}

/**
 * Instructions of an event that shows a code, up to where its digits are there and, of an event-based one, its mark has been read back.
 * @throws when there is none before anything of it could be seen or heard
 */
export function codeOf(event: readonly Part[], eventBased: boolean): number {
  const seen = event.findIndex(({ trigger }) => shows.map(dumpBefore).includes(trigger));
  const triggers = event.slice(0, seen < 0 ? event.length : seen).map(({ trigger }) => trigger);
  const from = (at: number, trigger: string): number => (at < 0 ? at : triggers.indexOf(trigger, at));
  const digits = from(triggers.lastIndexOf(dumpBefore(hashBegins)), dumpAfter(digitsAreCut));
  const mark = from(triggers.indexOf(dumpBefore(writingBegins)), dumpAfter(readingEnds));
  if (digits < 0) throw new Error('the device showed something before its code was made');
  if (eventBased && (mark < 0 || mark > digits))
    throw new Error('the device made a code before its mark was read back');
  return wholeOf(event.slice(0, digits + 1));
}

/** Instructions up to where the first sample may leave; undefined where none does. */
export function soundOf(event: readonly Part[]): number | undefined {
  return upTo(event, soundBegins);
}

function upTo(event: readonly Part[], name: string): number | undefined {
  const at = event.findIndex(({ trigger }) => trigger === dumpBefore(name));
  return at < 0 ? undefined : wholeOf(event.slice(0, at + 1));
}
