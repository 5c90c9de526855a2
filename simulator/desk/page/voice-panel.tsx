// What the code reader says, in words: the caption of what is being said now, and a list of what was said. For people who
// listen to the page instead, the same words, but only while the reader itself can't be heard.
import { useEffect, useState } from 'preact/hooks';
import type { Spoken } from './screen-words.ts';
import { inWords } from './said.ts';
import type { Utterance } from './said.ts';

/** Utterances that the list shows, the newest first. */
const shown = 12;

/** The caption. It stays until something else is said. */
export function SpeechCaption({ said }: { readonly said: readonly Utterance[] }) {
  const latest = said.at(-1);
  const speaking = latest !== undefined && latest.endMs === undefined;
  return (
    <p class={speaking ? 'caption-text speaking' : 'caption-text'} aria-hidden="true">
      <span class="caption-label">{speaking ? 'It says' : 'It said'}</span>
      <span class="spoken">{latest === undefined ? 'nothing yet' : <Words utterance={latest} />}</span>
    </p>
  );
}

interface LiveSpeechProps {
  readonly said: readonly Utterance[];
  /** The token can be heard: then the page does not speak over it. */
  readonly audible: boolean;
  /** What it shows: told where it had no words for it, only a tone. */
  readonly shown: Spoken;
  /** Of the token's words. */
  readonly language: string;
}

/** Tells an utterance to a screen reader when it is complete; the same words again are told again. */
export function LiveSpeech({ said, audible, shown, language }: LiveSpeechProps) {
  const complete = said.findLast(({ endMs }) => endMs !== undefined);
  const [told, tell] = useState(complete);
  useEffect(() => tell(complete), [complete?.id]);
  const hasWords = told?.captions.some(({ text }) => text !== '') === true;
  return (
    <p class="sr-only" aria-live={audible ? 'off' : 'polite'} data-live="speech">
      {told !== undefined && (
        <span key={told.id}>
          Code reader says: <Words utterance={told} />
          {!hasWords && <span lang={language}> {shown.token}</span>}
        </span>
      )}
    </p>
  );
}

/** Everything that was said lately, with the time. */
export function SaidList({ said, name }: { readonly said: readonly Utterance[]; readonly name: string }) {
  return (
    <section class="card" aria-labelledby="said-title">
      <h3 id="said-title">What {name} has said</h3>
      {said.length === 0 ? (
        <p class="quiet">Nothing yet: press SPEAK.</p>
      ) : (
        <ol class="said" reversed>
          {said
            .slice(-shown)
            .toReversed()
            .map((utterance) => (
              <li key={utterance.id}>
                <time>{new Date(utterance.startMs).toISOString().slice(11, 19)}</time>{' '}
                <span>
                  <Words utterance={utterance} />
                </span>
              </li>
            ))}
        </ol>
      )}
    </section>
  );
}

function Words({ utterance }: { readonly utterance: Utterance }) {
  return (
    <>
      {inWords(utterance).map(({ language, text }, index) => (
        <span key={index} lang={language}>
          {index > 0 && ' '}
          {text}
        </span>
      ))}
    </>
  );
}
