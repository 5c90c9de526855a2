// What callgrind dumps of events, in parts: each ends where the dump was asked for, before one of a few functions.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export const profile = 'callgrind.out';
/** Each event's beginning. It lies inside the one before: callgrind can't do both at one function. */
export const eventBegins = 'jsiExecuteEventCallbackInner';
/** What a dark panel does without. */
export const textBegins = 'jswrap_graphics_drawString';
/** The dressing's panel is a file: two writings end a frame. */
export const panelBegins = 'jswrap_fs_writeOrAppendFile';
export const writingsOfFrame = 2;

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
    if (part.trigger === `--dump-before=${eventBegins}`) events.push([]);
  }
  return events;
}

/** Whether the event showed a frame. */
export function isFrame(event: readonly Part[]): boolean {
  return event.filter(isWriting).length >= writingsOfFrame;
}

export function isDrawing(event: readonly Part[]): boolean {
  return event.some(({ trigger }) => trigger === `--dump-before=${textBegins}`);
}

export function isDarkening(event: readonly Part[]): boolean {
  return !isDrawing(event);
}

/** Whether nothing of it ran any more when it was last asked for, or the next one has begun. */
export function isOver(event: readonly Part[]): boolean {
  const last = event.at(-1);
  return last !== undefined && (last.instructions === 0 || last.trigger === `--dump-before=${eventBegins}`);
}

export function isWriting({ trigger }: Part): boolean {
  return trigger === `--dump-before=${panelBegins}`;
}

export function wholeOf(parts: readonly Part[]): number {
  return parts.reduce((total, { instructions }) => total + instructions, 0);
}
