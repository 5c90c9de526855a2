// Walks through everything that a code reader can be brought to by its keys: from the dark panel every key is pressed in every
// state, once in silence and once while it speaks, until nothing new comes.
import { keys, type Key, type ReaderMachine } from './reader-machine.ts';
import { clipTexts } from './stand-in-voices.ts';

/** A press: in silence, or into what is being said. */
export interface Press {
  readonly key: Key;
  readonly quiet: boolean;
}

export interface Step {
  readonly press: Press;
  readonly to: string;
  /** What is said because of it, up to the next silence. */
  readonly said: string;
}

export interface Place {
  /** What is seen, without the digits and the seconds that pass. */
  readonly name: string;
  /** The fewest presses that lead here from the dark panel. */
  readonly path: readonly Press[];
  /** What was said at the first entry. */
  readonly said: string;
  readonly steps: Step[];
}

/** What is seen, as far as it does not change by itself. */
export function nameOf(reader: ReaderMachine): string {
  const { page } = reader;
  if (!page) return 'dark';
  const words = page.phrases.map((phrase) => phrase.replace(/\d+(?= \D*(seconds|sekunder))/, '#'));
  if (page.digits === 0) return [...words, ...(page.warning ? [`(${page.warning})`] : [])].join(' / ');
  const code = '#'.repeat(page.code.length).padEnd(page.digits, '-');
  return [code, ...words, ...(page.warning ? [`(${page.warning})`] : [])].join(' / ');
}

/** Presses, and gives what is said because of it. */
export function press(reader: ReaderMachine, { key, quiet }: Press): string {
  if (quiet) reader.listen();
  reader.pass(0.35);
  const before = reader.utterances.length;
  reader.down(key);
  reader.pass(0.05);
  reader.up(key);
  // What is told in one go is heard to its end, but not by whoever interrupts it.
  const said = reader.utterances.slice(before);
  return said.map(({ text }) => text).join(' // ');
}

/** Every place, in the order of its distance; `start` gives a new dark reader each time. */
export function walk(start: () => ReaderMachine): readonly Place[] {
  const places = new Map<string, Place>();
  const queue: Place[] = [];
  const enter = (name: string, path: readonly Press[], said: string): void => {
    if (places.has(name)) return;
    const place = { name, path, said, steps: [] };
    places.set(name, place);
    queue.push(place);
  };
  enter('dark', [], '');
  for (let place = queue.shift(); place; place = queue.shift()) {
    for (const key of keys) {
      for (const quiet of [true, false]) {
        const reader = start();
        for (const one of place.path) press(reader, one);
        const said = press(reader, { key, quiet });
        const to = nameOf(reader);
        place.steps.push({ press: { key, quiet }, to, said });
        if (quiet) enter(to, [...place.path, { key, quiet }], said);
        else enter(to, [...place.path, { key, quiet }], said);
      }
    }
  }
  return [...places.values()];
}

/** The fewest presses in silence from one place to where a step does what is asked for; undefined: it can't be done. */
export function pressesTo(
  places: readonly Place[],
  from: string,
  does: (step: Step) => boolean,
): readonly Key[] | undefined {
  const byName = new Map(places.map((place) => [place.name, place]));
  const reached = new Map<string, readonly Key[]>([[from, []]]);
  const queue = [from];
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    const before = reached.get(name)!;
    for (const step of byName.get(name)!.steps.filter(({ press: { quiet } }) => quiet)) {
      const path = [...before, step.press.key];
      if (does(step)) return path;
      if (reached.has(step.to)) continue;
      reached.set(step.to, path);
      queue.push(step.to);
    }
  }
  return undefined;
}

const numberWords = new Set(clipTexts('en').slice(0, 40));

/** The words without numbers, which are written in digits and said in words. */
export function wordsOnly(text: string): string {
  const words = text.split(/[^\p{L}\d]+/u);
  return words.filter((word) => word !== '' && !/^\d+$/.test(word) && !numberWords.has(word)).join(' ');
}
