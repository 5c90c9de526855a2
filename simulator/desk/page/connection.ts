// The page's line to the desk's server: everything that it shows comes over one WebSocket. Nothing is ever polled.
import { useEffect, useReducer, useRef } from 'preact/hooks';
import type { FromToken, ToDesk, ToPage, ToToken, WireLine } from '../messages.ts';
import { withCaptions, withSound } from './said.ts';
import type { Utterance } from './said.ts';

type Of<K extends ToPage['kind']> = Extract<ToPage, { kind: K }>;

/** One token on the desk, as the page knows it. */
export interface TokenState {
  readonly desk?: Of<'desk'>;
  readonly time?: Of<'time'> & { readonly heardAtMs: number };
  readonly screen?: Of<'screen'>;
  readonly world?: Of<'world'>;
  readonly steps: Of<'steps'>['steps'];
  readonly verdicts: Omit<Of<'verdicts'>, 'kind'>;
  readonly wire: readonly WireLine[];
  readonly said: readonly Utterance[];
}

export interface DeskState {
  readonly connected: boolean;
  /** By their names, in the order in which they lie on the desk. */
  readonly tokens: ReadonlyMap<string, TokenState>;
  readonly trouble?: string;
}

/** Sends something to one token's desk. */
export type Send = (message: ToDesk) => void;

type Event = FromToken | { readonly kind: 'connected' | 'disconnected' | 'trouble-read' };

const wireShown = 300;
const longestWaitMs = 8000;

const start: DeskState = { connected: false, tokens: new Map() };
const newToken: TokenState = { steps: [], verdicts: { verdicts: [] }, wire: [], said: [] };

function next(state: DeskState, event: Event): DeskState {
  if ('message' in event) {
    const { token, message } = event;
    if (message.kind === 'trouble') return { ...state, trouble: message.message };
    const known = state.tokens.get(token) ?? newToken;
    const itsNext = nextOfToken(known, message);
    // Samples come twenty times a second, and change nothing that is shown.
    return itsNext === known ? state : { ...state, tokens: new Map(state.tokens).set(token, itsNext) };
  }
  switch (event.kind) {
    case 'connected':
      return { ...start, connected: true };
    case 'disconnected':
      return { ...state, connected: false };
    case 'trouble-read': {
      const { trouble: _, ...rest } = state;
      return rest;
    }
  }
}

function nextOfToken(state: TokenState, message: Exclude<ToPage, { kind: 'trouble' }>): TokenState {
  switch (message.kind) {
    case 'time':
      return { ...state, time: { ...message, heardAtMs: performance.now() } };
    case 'steps':
      return { ...state, steps: message.steps };
    case 'wire':
      return { ...state, wire: withLines(state.wire, message.lines) };
    case 'sound': {
      const said = withSound(state.said, message);
      return said === state.said ? state : { ...state, said };
    }
    case 'captions':
      return { ...state, said: withCaptions(state.said, message.captions) };
    default:
      return { ...state, [message.kind]: message };
  }
}

/** Lines come in order; one with a known id replaces the one that has it. */
function withLines(known: readonly WireLine[], lines: readonly WireLine[]): readonly WireLine[] {
  const all = [...known];
  for (const line of lines) {
    const at = all.findLastIndex((candidate) => candidate.id === line.id);
    if (at >= 0) all[at] = line;
    else all.push(line);
  }
  return all.slice(-wireShown);
}

/**
 * The desk as it is now, and a way to ask it for something. Finds the server again after it was restarted. `hear` gets the
 * samples of a token, at once.
 */
export function useDesk(hear: (token: string, sound: Of<'sound'>) => void): {
  state: DeskState;
  send: (message: ToToken) => void;
  dismissTrouble: () => void;
} {
  const ear = useRef(hear);
  ear.current = hear;
  const [state, dispatch] = useReducer(next, start);
  const socket = useRef<WebSocket | undefined>(undefined);
  useEffect(() => {
    let waitMs = 500;
    let timer: number | undefined;
    let gone = false;
    const connect = (): void => {
      const opened = new WebSocket(`ws://${location.host}/wire`);
      socket.current = opened;
      opened.onopen = () => {
        waitMs = 500;
        dispatch({ kind: 'connected' });
      };
      // The server is our own and is built with this page from the same types.
      opened.onmessage = ({ data }) => {
        const event = JSON.parse(String(data)) as FromToken;
        if (event.message.kind === 'sound') ear.current(event.token, event.message);
        dispatch(event);
      };
      opened.onclose = () => {
        dispatch({ kind: 'disconnected' });
        if (gone) return;
        timer = window.setTimeout(connect, waitMs);
        waitMs = Math.min(longestWaitMs, waitMs * 2);
      };
    };
    connect();
    return () => {
      gone = true;
      window.clearTimeout(timer);
      socket.current?.close();
    };
  }, []);
  return {
    state,
    send(message) {
      if (socket.current?.readyState === WebSocket.OPEN) socket.current.send(JSON.stringify(message));
    },
    dismissTrouble: () => dispatch({ kind: 'trouble-read' }),
  };
}
