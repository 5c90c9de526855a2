// Plays a conformance case on a console, real or virtual, and gives what it answered as readable text.
import type { ConformanceCase } from './cases.ts';

/** A board's console as the two kinds of board offer it. Text is one character per byte. */
export interface BoardConsole {
  send(bytes: string): void;
  /** Waits for that text and returns all up to its end. */
  waitFor(text: string, timeoutMs: number): Promise<string>;
  setPin(pin: string, level: 0 | 1): void;
  /** Takes the power away and gives it back: flash stays. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

const prompt = '\r\n>';
const endMark = '@@end';
const timeoutMs = 20_000;
const partMark = '@@part';
const chunkCharacters = 400;

/** Two functions that every script may use. */
const scriptTools = `
function end() { print("${endMark}"); }
function show(name, make) {
  try { print(name + ": " + JSON.stringify(make())); }
  catch (e) { print(name + " threw " + e); }
}
`;

/** Where an uncaught error happened, with the line and a caret: it depends on how the program is read in. */
const trace = /(?:\r?\n {4}at [^\n]*\n[^\n]*\n *\^)+/g;

/** What the case printed, without the places of errors. Errors when something that it waits for doesn't come. */
export async function play(board: BoardConsole, test: ConformanceCase): Promise<string> {
  return test.kind === 'script' ? playScript(board, test.source) : playSession(board, test.source);
}

async function playScript(board: BoardConsole, source: string): Promise<string> {
  await board.waitFor(prompt, timeoutMs);
  // A script with timers says itself when it is over.
  const script = `${scriptTools}${source}${/\bend\(\)|\(end,/.test(source) ? '' : '\nend();'}`;
  board.send('\x10echo(0)\n');
  board.send('var $="";\n');
  // Each part is waited for: the Linux build loses its footing when input comes while it is busy.
  for (let at = 0; at < script.length; at += chunkCharacters) {
    board.send(`$+=${JSON.stringify(script.slice(at, at + chunkCharacters))};print("${partMark}");\n`);
    await board.waitFor(`${partMark}\r\n`, timeoutMs);
  }
  board.send('eval($);\n');
  const printed = await board.waitFor(`${endMark}\r\n`, timeoutMs);
  return printed
    .slice(0, -endMark.length - 2)
    .replace(trace, '')
    .replaceAll('\r\n', '\n');
}

/**
 * A session is a list of steps, one a line: `send "text"`, `until "text"` (what came is noted),
 * `skip "text"` (it is not: the banner differs between builds), `pin BTN1 1`, `restart`.
 * Texts are JSON strings.
 */
async function playSession(board: BoardConsole, source: string): Promise<string> {
  let transcript = '';
  for (const line of source.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [verb, ...rest] = line.split(' ');
    const argument = rest.join(' ');
    if (verb === 'skip') {
      await board.waitFor(unquote(argument), timeoutMs);
      continue;
    }
    if (verb === 'until') {
      transcript += `received ${quote((await board.waitFor(unquote(argument), timeoutMs)).replace(trace, ''))}\n`;
      continue;
    }
    transcript += `${line}\n`;
    if (verb === 'send') board.send(unquote(argument));
    else if (verb === 'pin') board.setPin(rest[0] ?? '', rest[1] === '1' ? 1 : 0);
    else if (verb === 'restart') await board.restart();
    else throw new Error(`a session has no step "${line}"; there are send, until, skip, pin and restart`);
  }
  return transcript;
}

function quote(text: string): string {
  return JSON.stringify(text).replace(/[\x7f-\xff]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`);
}

function unquote(text: string): string {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'string') throw new Error(`a session step wants a JSON string, not ${text}`);
  return value;
}
