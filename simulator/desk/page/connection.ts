// The page's line to the desk's server: everything that it shows comes over one WebSocket. Nothing is ever polled.
import { useEffect, useReducer, useRef } from 'preact/hooks';
import type { ToDesk, ToPage, WireLine } from '../messages.ts';

type Of<K extends ToPage['kind']> = Extract<ToPage, { kind: K }>;

export interface DeskState {
  readonly connected: boolean;
  readonly desk?: Of<'desk'>;
  readonly time?: Of<'time'> & { readonly heardAtMs: number };
  readonly screen?: Of<'screen'>;
  readonly world?: Of<'world'>;
  readonly steps: Of<'steps'>['steps'];
  readonly verdicts: Omit<Of<'verdicts'>, 'kind'>;
  readonly wire: readonly WireLine[];
  readonly trouble?: string;
}

export type Send = (message: ToDesk) => void;

type Event = ToPage | { readonly kind: 'connected' | 'disconnected' | 'trouble-read' };

const wireShown = 300;
const longestWaitMs = 8000;

const start: DeskState = { connected: false, steps: [], verdicts: { verdicts: [] }, wire: [] };

function next(state: DeskState, event: Event): DeskState {
  switch (event.kind) {
    case 'connected':
      return { ...start, connected: true };
    case 'disconnected':
      return { ...state, connected: false };
    case 'desk':
      return { ...state, desk: event };
    case 'time':
      return { ...state, time: { ...event, heardAtMs: performance.now() } };
    case 'screen':
      return { ...state, screen: event };
    case 'world':
      return { ...state, world: event };
    case 'steps':
      return { ...state, steps: event.steps };
    case 'verdicts':
      return { ...state, verdicts: event };
    case 'wire':
      return { ...state, wire: withLines(state.wire, event.lines) };
    case 'trouble':
      return { ...state, trouble: event.message };
    case 'trouble-read': {
      const { trouble: _, ...rest } = state;
      return rest;
    }
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

/** The desk as it is now, and a way to ask it for something. Finds the server again after it was restarted. */
export function useDesk(): { state: DeskState; send: Send; dismissTrouble: () => void } {
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
      opened.onmessage = (message) => dispatch(JSON.parse(String(message.data)) as ToPage);
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
