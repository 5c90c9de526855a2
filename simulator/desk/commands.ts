// The commands that `simulate` takes on its standard input, one per line. It must never run half a line.
import { longestHoldMs } from '../world/hand.ts';

export type Command =
  | { readonly verb: 'press'; readonly key: string }
  | { readonly verb: 'hold'; readonly key: string; readonly ms: number }
  | { readonly verb: 'headset'; readonly plugged: boolean }
  | { readonly verb: 'cable'; readonly plugged: boolean }
  | { readonly verb: 'advance'; readonly seconds: number }
  | { readonly verb: 'speed'; readonly times: number }
  | { readonly verb: 'screenshot'; readonly file: string }
  | { readonly verb: 'power'; readonly on: boolean }
  | { readonly verb: 'quit' };

/** Longest jump: ten years. */
const longestAdvanceSeconds = 10 * 365.25 * 86_400;
const fastest = 1000;

const usage = {
  press: 'press KEY',
  hold: 'hold KEY MS',
  headset: 'headset in|out',
  cable: 'cable in|out',
  advance: 'advance SECONDS',
  speed: 'speed TIMES',
  screenshot: 'screenshot FILE.png',
  power: 'power off|on',
  quit: 'quit',
};

/** Reads one line. Throws one sentence that says what is allowed. */
export function parseCommand(line: string): Command {
  const [verb = '', ...rest] = line.trim().split(/\s+/);
  const [first, second] = rest;
  const wrong = (): Error => new Error(`'${line.trim()}' is not a command; write ${usage[verb as keyof typeof usage]}`);
  switch (verb) {
    case 'press':
      if (first === undefined || rest.length !== 1) throw wrong();
      return { verb, key: first };
    case 'hold':
      if (first === undefined || second === undefined || rest.length !== 2) throw wrong();
      return { verb, key: first, ms: number(second, 1, longestHoldMs, 'hold KEY MS: MS') };
    case 'headset':
    case 'cable':
      if ((first !== 'in' && first !== 'out') || rest.length !== 1) throw wrong();
      return { verb, plugged: first === 'in' };
    case 'advance':
      if (first === undefined || rest.length !== 1) throw wrong();
      return { verb, seconds: number(first, 0, longestAdvanceSeconds, 'advance SECONDS: SECONDS') };
    case 'speed':
      if (first === undefined || rest.length !== 1) throw wrong();
      return { verb, times: number(first, 0.01, fastest, 'speed TIMES: TIMES') };
    case 'screenshot': {
      const file = line.trim().slice(verb.length).trim();
      if (!file.endsWith('.png')) throw wrong();
      return { verb, file };
    }
    case 'power':
      if ((first !== 'on' && first !== 'off') || rest.length !== 1) throw wrong();
      return { verb, on: first === 'on' };
    case 'quit':
      if (rest.length !== 0) throw wrong();
      return { verb };
    default:
      throw new Error(`'${verb}' is not a command; the commands are ${Object.values(usage).join(', ')}`);
  }
}

function number(text: string, least: number, most: number, name: string): number {
  const value = /^\d{1,12}(\.\d{1,6})?$/.test(text) ? Number.parseFloat(text) : Number.NaN;
  if (!(value >= least && value <= most))
    throw new Error(`${name} is a number from ${least} to ${most}, not '${text}'`);
  return value;
}
