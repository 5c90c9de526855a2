// A code reader in memory: the application alone, with an ear and an eye. What is heard is read back from the offsets of
// the clips that are played.
import type { Speaker } from '../../../../firmware/core/machine.ts';
import { AlarmId, Did } from '../../../../firmware/token/events.ts';
import type { Page } from '../../../../firmware/token/reader/page.ts';
import { makeCode } from '../../../../firmware/token/reader/press.ts';
import { readerHolder } from '../../../../firmware/token/reader/show.ts';
import { MemoryMachine, spokenAlarm } from '../memory-machine.ts';
import { Station } from '../station.ts';
import { clipOffsets, clipTexts, languageFiles } from './stand-in-voices.ts';

export type Key = 'speak' | 'next' | 'up' | 'down';
export const keys: readonly Key[] = ['speak', 'next', 'up', 'down'];

/** A silence of at least this long parts two sentences or groups. */
const audiblePause = 0.2;

/** One utterance: which clips of which file, when, and when it was cut off. */
export interface Utterance {
  readonly atSeconds: number;
  /** `beep`, or the language of the voice. */
  readonly voice: string;
  readonly clips: readonly { readonly clip: number; readonly fromSeconds: number; readonly toSeconds: number }[];
  /** The texts of the clips; a comma is a pause. */
  readonly text: string;
  readonly samplesPerSecond: number;
  readonly volume: number;
  readonly headset: boolean;
  endSeconds: number;
  cut: boolean;
  /** What was shown with it. */
  page: Page | undefined;
}

export interface ReaderOptions {
  readonly languages?: readonly string[];
  readonly files?: ReadonlyMap<string, string>;
  /** Plugged in from the start. */
  readonly headset?: boolean;
}

class Ear implements Speaker {
  readonly utterances: Utterance[] = [];
  machine: ReaderMachine | undefined;
  step = 0;

  get sounding(): Utterance | undefined {
    const last = this.utterances.at(-1);
    return last && last.endSeconds > this.machine!.uptimeSeconds ? last : undefined;
  }

  play(file: string, rate: number, spans: readonly number[]): void {
    const machine = this.machine!;
    const bytes = machine.files.get(file)!;
    const language = file.slice(4);
    const offsets = clipOffsets(bytes);
    const clips: Utterance['clips'][number][] = [];
    let text = '';
    let at = machine.uptimeSeconds;
    for (let i = 0; i < spans.length; i += 2) {
      const seconds = spans[i + 1]! / rate;
      if (spans[i] === 0) {
        if (seconds >= audiblePause && text !== '') text += ',';
      } else {
        const clip = offsets.get(spans[i]!);
        if (clip === undefined) throw new Error(`no clip begins at ${spans[i]} of ${file}`);
        clips.push({ clip, fromSeconds: at, toSeconds: at + seconds });
        text += `${text === '' ? '' : ' '}${clip < 10 ? clip : clipTexts(language)[clip]}`;
      }
      at += seconds;
    }
    this.#begin({ voice: language, clips, text, rate, end: at });
  }

  beep(times: number): void {
    this.#begin({
      voice: 'beep',
      clips: [],
      text: 'beep',
      rate: 8000,
      end: this.machine!.uptimeSeconds + 0.25 * times,
    });
  }

  hush(): void {
    this.#cut();
    this.machine!.alarms.delete(spokenAlarm);
  }

  volume(step: number): void {
    this.step = step;
  }

  #begin(one: { voice: string; clips: Utterance['clips']; text: string; rate: number; end: number }): void {
    this.#cut();
    const machine = this.machine!;
    this.utterances.push({
      atSeconds: machine.uptimeSeconds,
      voice: one.voice,
      clips: one.clips,
      text: one.text,
      samplesPerSecond: one.rate,
      volume: 3 - this.step,
      headset: machine.headset,
      endSeconds: one.end,
      cut: false,
      page: undefined,
    });
    machine.alarms.set(spokenAlarm, one.end);
  }

  #cut(): void {
    const { sounding } = this;
    if (!sounding) return;
    sounding.endSeconds = this.machine!.uptimeSeconds;
    sounding.cut = true;
  }
}

/** Files of the given languages. */
const filesOf = (languages: readonly string[]): ReadonlyMap<string, string> =>
  new Map(languages.flatMap((language) => [...languageFiles(language)]));

export class ReaderMachine extends MemoryMachine {
  readonly ear: Ear;
  readonly languages: readonly string[];
  headset: boolean;
  /** Undefined while the panel is dark. */
  readonly #eye: { page: Page | undefined };

  constructor(options: ReaderOptions = {}) {
    const languages = options.languages ?? ['en', 'da'];
    const eye: { page: Page | undefined } = { page: undefined };
    const ear = new Ear();
    super(
      {
        product: 'code-reader',
        board: 'esp32-cyd',
        boundPpm: 40,
        languages,
        holder: () =>
          readerHolder(
            (screen, page) => {
              eye.page = page;
              const said = ear.utterances.at(-1);
              if (said) said.page ??= page;
              // To the machine, a panel with anything on it is lit.
              screen.clear();
              screen.text(0, 'lit', 0, 0);
              screen.show();
            },
            options.headset === true,
            ear,
          ),
      },
      options.files ?? filesOf(languages),
    );
    this.languages = languages;
    this.headset = options.headset === true;
    this.#eye = eye;
    this.ear = ear;
    ear.machine = this;
    // As in the product.
    this.shortWay = true;
  }

  get page(): Page | undefined {
    return this.panel === 'dark' ? undefined : this.#eye.page;
  }

  /** What the panel shows, in one line. */
  get seen(): string {
    const { page } = this;
    if (!page) return 'dark';
    const parts = [...page.phrases];
    if (page.digits > 0) parts.unshift(page.code.padEnd(page.digits, '-'));
    if (page.leftSeconds >= 0) parts.push(`${page.leftSeconds} s`);
    if (page.warning !== '') parts.push(`(${page.warning})`);
    return parts.join(' / ');
  }

  /** The last thing that was said, or is being said. */
  get heard(): string {
    return this.ear.utterances.at(-1)?.text ?? '';
  }

  get utterances(): readonly Utterance[] {
    return this.ear.utterances;
  }

  get isSpeaking(): boolean {
    return this.ear.sounding !== undefined;
  }

  /** A finger comes down. When something was cut off, the page follows the sound a moment later. */
  override down(key: Key): void {
    super.down(key);
    this.seePage();
  }

  /** The short way makes the code; what comes of it is the event's. */
  protected override goShort(down: boolean, key: string): boolean {
    const { state } = this.token;
    const { code } = state;
    if (down) makeCode(state, this.board.store, key, this.uptimeSeconds);
    if (state.code !== code) this.shortWays++;
    return false;
  }

  /** Presses, and gives what is said within a tenth of a second; '' when nothing is. */
  tap(key: Key): string {
    const before = this.utterances.length;
    this.down(key);
    this.pass(0.1);
    this.up(key);
    return this.utterances
      .slice(before)
      .map(({ text }) => text)
      .join(' // ');
  }

  /** Taps, and waits until all has been said. */
  say(key: Key): string {
    const before = this.utterances.length;
    this.tap(key);
    this.listen();
    this.pass(0.4);
    return this.utterances
      .slice(before)
      .map(({ text }) => text)
      .join(' // ');
  }

  /** Until nothing sounds any more. */
  listen(): void {
    while (this.isSpeaking) this.pass(this.ear.sounding!.endSeconds - this.uptimeSeconds + 0.001);
  }

  plug(plugged: boolean): void {
    this.headset = plugged;
    this.token.handle({ type: Did.Headset, plugged, atSeconds: this.uptimeSeconds });
    this.seePage();
  }

  /** Until the page of what has begun to sound is there. */
  seePage(): void {
    if (this.alarms.has(AlarmId.Paint)) this.pass(0.021);
  }
}

/** A code reader with the credential of the RFCs, at that time. */
export function issuedReader(
  utcSeconds: number,
  terms: Parameters<Station['issue']>[0] = {},
  options: ReaderOptions = {},
): ReaderMachine {
  const machine = new ReaderMachine(options);
  const station = new Station(machine);
  if (station.issue(terms) !== 'ok' || station.setClock(utcSeconds) !== 'ok none') throw new Error('not issued');
  return machine;
}
