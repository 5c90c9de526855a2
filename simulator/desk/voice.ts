// The desktop's own voice: it says aloud what a token on the terminal says. Only texts of our own phrase table come here
// (vocabulary.ts): never what came over a wire, because the programs behind it may take a text for a command.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import type { Phrase } from './vocabulary.ts';

export interface Voice {
  /** Says it after what is being said. */
  say(phrase: Phrase): void;
  /** Says nothing of what it has not yet said. */
  hush(): void;
}

/** A voice that was asked for and is not there, or can't be heard: one sentence that says what to do. */
export type Trouble = (message: string) => void;

/** What espeak-ng calls the languages that it knows; it has none for Greenlandic. */
const espeakVoices: Readonly<Record<string, string>> = { da: 'da', de: 'de', en: 'en-gb', nb: 'nb', sv: 'sv' };

/**
 * This desktop's voice; `trouble` is called once when it turns out later that nobody can hear it.
 * Throws one sentence when there is no voice on this machine.
 */
export async function openVoice(trouble: Trouble, platform: NodeJS.Platform = process.platform): Promise<Voice> {
  if (platform === 'darwin' || platform === 'win32') return ownVoice(trouble);
  return espeak('espeak-ng', trouble);
}

/**
 * espeak-ng, spoken to through its standard input: no shell is started, and no text stands in an argument.
 * Throws one sentence when `program` can't be started.
 */
export function espeak(program: string, trouble: Trouble): Voice {
  const found = spawnSync(program, ['--version'], { stdio: 'ignore' });
  if (found.error !== undefined || found.status !== 0) {
    throw new Error(`--voice say found no ${program} on this machine; install it, or leave --voice away`);
  }
  const waiting: Phrase[] = [];
  let speaking: ChildProcess | undefined;
  let troubled = false;
  const next = (): void => {
    const phrase = waiting.shift();
    if (phrase === undefined) return;
    const voice = espeakVoices[phrase.voice] ?? espeakVoices['en']!;
    const child = spawn(program, ['-v', voice, '--stdin'], { stdio: ['pipe', 'ignore', 'pipe'] });
    speaking = child;
    let complaint = '';
    child.stderr.on('data', (text: Buffer) => (complaint = `${complaint}${text.toString()}`.slice(0, 400)));
    // It may have been hushed before it read anything.
    child.stdin.on('error', () => undefined);
    child.stdin.end(`${phrase.said}\n`);
    child.once('close', () => {
      if (speaking === child) speaking = undefined;
      // Without a sound card it complains and ends as if all were well.
      if (complaint.trim() !== '' && !troubled) {
        troubled = true;
        trouble(
          `${program} can't be heard on this machine (${firstLine(complaint)}); --wav FILE writes the sound instead`,
        );
      }
      if (speaking === undefined) next();
    });
  };
  return {
    say(phrase) {
      waiting.push(phrase);
      if (speaking === undefined) next();
    },
    hush() {
      waiting.length = 0;
      speaking?.kill();
    },
  };
}

/** The package say, which starts the system's own synthesiser. */
async function ownVoice(trouble: Trouble): Promise<Voice> {
  const { default: say } = (await import('say')) as { readonly default: SayPackage };
  const waiting: Phrase[] = [];
  let speaking = false;
  const next = (): void => {
    const phrase = waiting.shift();
    if (phrase === undefined) return;
    speaking = true;
    say.speak(phrase.said, undefined, undefined, (error) => {
      speaking = false;
      if (typeof error === 'string' || error instanceof Error) {
        trouble(`this machine's voice failed (${firstLine(String(error))}); --wav FILE writes the sound instead`);
      }
      next();
    });
  };
  return {
    say(phrase) {
      waiting.push(phrase);
      if (!speaking) next();
    },
    hush() {
      waiting.length = 0;
      if (speaking) say.stop();
    },
  };
}

/** What we use of it. */
interface SayPackage {
  speak(text: string, voice: undefined, speed: undefined, done: (error: unknown) => void): void;
  stop(): void;
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}
