// Gives the console's packets what they need of a program.
import type { PacketHost } from './packets.ts';
import type { Program } from './program.ts';
import type { RealmObject } from './realm.ts';
import { StorageError } from './storage.ts';
import { valueText } from './value-text.ts';

export function packetHost(program: Program): PacketHost {
  return {
    write: (text) => {
      program.console.write(text);
    },
    removeInputLine: () => {
      program.console.removeInputLine();
    },
    evaluate: (source) => program.evaluate(source, 'packet'),
    report: (outcome) => {
      program.report(outcome);
    },
    sourceOf: (value) => sourceOf(value),
    parse: (json) => {
      const outcome = program.evaluate(`(${json})`, 'packet');
      const value = outcome.kind === 'value' ? outcome.value : undefined;
      return typeof value === 'object' && value !== null ? (value as RealmObject) : undefined;
    },
    emit: (event, value) =>
      program.emitOn(program.realm.global['E'] as RealmObject | undefined, event, [program.realm.object(value)]),
    readFile: (name) => program.storage.read(name),
    writeFile: (name, data, offset, size) => {
      try {
        program.storage.write(name, data, offset, size);
        return undefined;
      } catch (error) {
        if (error instanceof StorageError) return error.message;
        throw error;
      }
    },
    after: (milliseconds, run) => {
      const id = program.timers.add(milliseconds, () => {
        program.turn(run);
      });
      return () => {
        program.timers.remove(id);
      };
    },
  };
}

/** A value as source text that evaluates to it, without spaces: E.toJS and the answers to EVAL packets. */
export function sourceOf(value: unknown): string {
  if (Array.isArray(value)) return `[${Array.from(value as unknown[], (item) => sourceOf(item)).join(',')}]`;
  if (typeof value === 'object' && value !== null && Object.prototype.toString.call(value) === '[object Object]') {
    const shown = (value as RealmObject)['#text'];
    if (typeof shown === 'string') return shown;
    const given = Object.entries(value).filter(([, item]) => item !== undefined && typeof item !== 'function');
    const entries = given.map(([key, item]) => `${keyText(key)}:${sourceOf(item)}`);
    return `{${entries.join(',')}}`;
  }
  return valueText(value, {}).replaceAll(/(?<=\d), /g, ',');
}

function keyText(key: string): string {
  return /^([A-Za-z_$][\w$]*|\d+)$/.test(key) ? key : JSON.stringify(key);
}
