// Messages from a page, checked field by field before anything acts on them: whoever can reach the port can send bytes.
import { longestHoldMs } from '../world/hand.ts';
import { worstPpm } from '../world/world.ts';
import type { ToDesk } from './messages.ts';

/** Speeds that the page offers; 0 is a pause. */
export const speeds = [0, 1, 10, 60];
/** Longest jump: thirty-one days. */
const longestJumpSeconds = 31 * 86_400;

/** Which token a message is for, and its kind; '' where it does not say so. Nothing else of it is checked. */
export function addressOf(text: string): { token: string; kind: string } {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    message = undefined;
  }
  const { token, kind } = (message ?? {}) as { token?: unknown; kind?: unknown };
  return { token: typeof token === 'string' ? token.slice(0, 20) : '', kind: typeof kind === 'string' ? kind : '' };
}

/** Reads one message. Throws one sentence that says what is wrong with it. */
export function parseToDesk(text: string): ToDesk {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    throw new Error('the message is not JSON');
  }
  if (typeof message !== 'object' || message === null) throw new Error('the message is not an object');
  const field = new Fields(message as Record<string, unknown>);
  const kind = field.text('kind', /^[a-z-]{1,20}$/);
  switch (kind) {
    case 'key':
      return { kind, key: field.text('key', /^[a-z0-9-]{1,20}$/), down: field.flag('down') };
    case 'hold':
      return { kind, key: field.text('key', /^[a-z0-9-]{1,20}$/), ms: field.number('ms', 1, longestHoldMs) };
    case 'speed': {
      const times = field.number('times', 0, 60);
      if (!speeds.includes(times)) throw new Error(`times is one of ${speeds.join(', ')}`);
      return { kind, times };
    }
    case 'jump':
      return { kind, seconds: field.number('seconds', 1, longestJumpSeconds) };
    case 'power':
      return { kind, on: field.flag('on') };
    case 'battery':
      return { kind, percent: field.number('percent', 0, 100) };
    case 'oscillator':
      return { kind, ppm: field.number('ppm', -worstPpm, worstPpm) };
    case 'headset':
      return { kind, plugged: field.flag('plugged') };
    case 'verify':
      return { kind, code: field.text('code', /^[0-9 ]{1,20}$/).replaceAll(' ', '') };
    case 'set-clock':
    case 'prepare':
      return { kind };
    default:
      throw new Error(`the kind '${kind}' is not known`);
  }
}

class Fields {
  readonly #fields: Record<string, unknown>;

  constructor(fields: Record<string, unknown>) {
    this.#fields = fields;
  }

  text(name: string, shape: RegExp): string {
    const value = this.#fields[name];
    if (typeof value !== 'string' || !shape.test(value)) throw new Error(`${name} is missing or not as it should be`);
    return value;
  }

  number(name: string, least: number, most: number): number {
    const value = this.#fields[name];
    if (typeof value !== 'number' || !(value >= least && value <= most)) {
      throw new Error(`${name} is a number from ${least} to ${most}`);
    }
    return value;
  }

  flag(name: string): boolean {
    const value = this.#fields[name];
    if (typeof value !== 'boolean') throw new Error(`${name} is true or false`);
    return value;
  }
}
