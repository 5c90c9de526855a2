// What a token shows, for people who listen to the page: told when it has changed, never more often than anybody can
// follow, and without the seconds of a countdown. A screen that says nothing new is not told again.
import { useEffect, useRef, useState } from 'preact/hooks';
import { spokenScreen } from './screen-words.ts';
import type { Screen, Spoken } from './screen-words.ts';

/** Shortest time between two announcements, in milliseconds; what came in between is left out. */
const pauseMs = 1200;

interface LiveScreenProps {
  readonly title: string;
  readonly screen: Screen;
  readonly powered: boolean;
  /** Of the token's words. */
  readonly language: string;
  /** It says what it shows, and its words are told elsewhere: here only that nothing is shown. */
  readonly speaks: boolean;
}

export function LiveScreen({ title, screen, powered, language, speaks }: LiveScreenProps) {
  const all = spokenScreen(screen, powered);
  const spoken = useThrottled(speaks && all.token !== '' ? { page: '', token: '' } : all, pauseMs);
  return (
    <p class="sr-only" aria-live="polite" data-live="screen">
      {spoken.page !== '' && `${title}: ${spoken.page}`}
      <span lang={language}>{spoken.token}</span>
    </p>
  );
}

/** The value as it was told last: the first change at once, later ones not before the pause is over. */
function useThrottled(value: Spoken, pause: number): Spoken {
  const [told, tell] = useState(value);
  const toldAtMs = useRef(-Infinity);
  const key = `${value.page}${value.token}`;
  useEffect(() => {
    const waitMs = Math.max(0, toldAtMs.current + pause - performance.now());
    const timer = window.setTimeout(() => {
      toldAtMs.current = performance.now();
      tell(value);
    }, waitMs);
    return () => window.clearTimeout(timer);
  }, [key]);
  return told;
}
