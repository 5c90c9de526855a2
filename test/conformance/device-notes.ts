// What a dressed-up device writes down about itself (dressing/): each kind of notes is a file in its folder, and only where that file waits
// at its start are they taken.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Run } from '../../simulator/world/ears.ts';

/** What is drawn, the variables in use, what is to be heard, that a key moved. */
export type Notes = 'texts' | 'memory' | 'sound' | 'edges';

/** When the variables in use were noted: whenever something is drawn, a sound buffer is filled, or nothing happens. */
export type MemoryMoment = 'drawing' | 'speaking' | 'rest';

export class DeviceNotes {
  readonly #folder: string;
  /** How much of them was read. */
  readonly #read: Record<Notes, number> = { texts: 0, memory: 0, sound: 0, edges: 0 };

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** From the next start on they are taken. */
  begin(what: Notes): void {
    writeFileSync(join(this.#folder, what), '\n');
    this.#read[what] = 0;
  }

  /** How many edges of its keys and its socket the firmware was told of. */
  get edges(): number {
    const file = join(this.#folder, 'edges');
    return existsSync(file) ? statSync(file).size : 0;
  }

  /** The texts that were drawn since they were last asked for, a list for every time that the panel was shown something. */
  takeScreens(): string[][] {
    const screens: string[][] = [];
    const drawn: string[] = [];
    for (const line of this.#take('texts')) {
      const text = String(JSON.parse(line));
      if (text !== '\f') drawn.push(text);
      else screens.push(drawn.splice(0));
    }
    return screens;
  }

  /** Variables in use, what could be collected left out, since they were last asked for. */
  takeMemory(): { readonly at: MemoryMoment; readonly variables: number }[] {
    return this.#take('memory').map((line) => {
      const [at, variables] = line.split(' ');
      return { at: at as MemoryMoment, variables: Number(variables) };
    });
  }

  /** What the sound buffers gave since this was last asked for. A run without samples: silence. */
  takeSounds(): Run[] {
    return this.#take('sound').map((line) => {
      const [startMs, samplesPerSecond, base64 = ''] = line.split(' ');
      const samples = Buffer.from(base64, 'base64');
      return { startMs: Number(startMs), samplesPerSecond: Number(samplesPerSecond), samples };
    });
  }

  #take(what: Notes): string[] {
    const notes = readFileSync(join(this.#folder, what), 'latin1');
    const from = this.#read[what];
    this.#read[what] = notes.lastIndexOf('\n') + 1;
    return notes.slice(from, this.#read[what]).split('\n').filter(Boolean);
  }
}
