// What the desk's server and its page say to each other over the WebSocket, as JSON. Types only: both sides import them.
// Nothing secret is ever in a message; a code is, because it stands on the screen.

/** A line, or a run of console upload lines, that passed on the serial wire. A later one with the same id replaces it. */
export interface WireLine {
  readonly id: number;
  /** `in` goes to the board, `out` comes from it. */
  readonly direction: 'in' | 'out';
  /** Printable; control bytes stand there by name, passwords and what an upload writes do not. */
  readonly text: string;
  /** World time, milliseconds since 1970, UTC. */
  readonly atMs: number;
  /** Lines that this entry stands for. */
  readonly lines: number;
  readonly bytes: number;
}

export type StepState = 'waiting' | 'running' | 'done' | 'failed';

/** One step of getting the demonstration token ready. */
export interface Step {
  readonly name: string;
  readonly title: string;
  readonly state: StepState;
  /** What is happening now, or what came of it: one sentence. */
  readonly detail: string;
  readonly bytesDone?: number;
  readonly bytesTotal?: number;
}

export interface Verdict {
  readonly code: string;
  readonly accepted: boolean;
  readonly reason: string;
  readonly atMs: number;
}

export interface Key {
  readonly name: string;
}

/** A clip of the token's voice that could be heard. */
export interface Caption {
  /** When its first sample sounded: world time, milliseconds since 1970, UTC. */
  readonly startMs: number;
  /** The clip's number in core/words/clip.ts: -1 where the sound is none of them. */
  readonly clip: number;
  /** What the clip says, in its language; '' for a tone. */
  readonly text: string;
  /** The language that it says it in, as HTML's `lang` takes it. */
  readonly language: string;
  /** Silence before it, within what is being said: milliseconds; 0 at its beginning. */
  readonly pauseMs: number;
}

/** A message from the server to the page, with the token that it is about: the name of its product. */
export interface FromToken {
  readonly token: string;
  readonly message: ToPage;
}

/** From a token's desk to the page. */
export type ToPage =
  | {
      readonly kind: 'desk';
      /** Of the board. */
      readonly title: string;
      readonly width: number;
      readonly height: number;
      /** The panel is lit from behind. */
      readonly glows: boolean;
      /** It has no battery: it is fed through a cable. */
      readonly wired: boolean;
      /** It has a loudspeaker. */
      readonly audible: boolean;
      /** Of the token's words, as HTML's `lang` takes it. */
      readonly language: string;
      readonly keys: readonly Key[];
      /** What `klarkode --port` takes, best first. */
      readonly ports: readonly string[];
      /** What `klarkode --registry` takes for it. */
      readonly registry: string;
    }
  /** `speed` is what runs now; `chosen` what was asked for, which a finger on a key holds back. */
  | { readonly kind: 'time'; readonly utcMs: number; readonly speed: number; readonly chosen: number }
  | {
      readonly kind: 'screen';
      readonly lit: boolean;
      /** Packed rows, base64; 1 is inked. */
      readonly bits: string;
      readonly strings: readonly string[];
    }
  | {
      readonly kind: 'world';
      readonly powered: boolean;
      readonly batteryPercent: number;
      readonly oscillatorPpm: number;
      /** Whether a headset is in the socket; undefined: there is no socket. */
      readonly headsetPlugged?: boolean;
    }
  /**
   * What left the token's converter: exactly these samples, one run after another without a gap when `startMs` is where the
   * last run ended. It comes while it sounds, every 50 ms of world time, never before. No samples: silence from then on,
   * so what is still waiting to be played may be; nothing of it was taken back.
   */
  | {
      readonly kind: 'sound';
      /** When the first sample sounded: world time, milliseconds since 1970, UTC, with a fraction. */
      readonly startMs: number;
      /** In world time: at a speed of 10 they come ten times as fast. May have a fraction. */
      readonly samplesPerSecond: number;
      /** Unsigned 8 bits, base64; 0x80 is silence. */
      readonly samples: string;
    }
  /** Clips that began to sound, each told once, as soon as its beginning could not be another clip's. */
  | { readonly kind: 'captions'; readonly captions: readonly Caption[] }
  | { readonly kind: 'wire'; readonly lines: readonly WireLine[] }
  | { readonly kind: 'steps'; readonly steps: readonly Step[] }
  /** `checking` is the code typed in last, while its verdict is still to come. */
  | { readonly kind: 'verdicts'; readonly checking?: string; readonly verdicts: readonly Verdict[] }
  | { readonly kind: 'trouble'; readonly message: string };

/** From the page to the server; `speed` and `jump` are for every token on the desk. */
export type ToToken = ToDesk & { readonly token: string };

/** From the page to one token's desk. */
export type ToDesk =
  | { readonly kind: 'key'; readonly key: string; readonly down: boolean }
  | { readonly kind: 'hold'; readonly key: string; readonly ms: number }
  | { readonly kind: 'speed'; readonly times: number }
  | { readonly kind: 'jump'; readonly seconds: number }
  | { readonly kind: 'power'; readonly on: boolean }
  | { readonly kind: 'battery'; readonly percent: number }
  | { readonly kind: 'oscillator'; readonly ppm: number }
  | { readonly kind: 'headset'; readonly plugged: boolean }
  | { readonly kind: 'verify'; readonly code: string }
  | { readonly kind: 'set-clock' }
  | { readonly kind: 'prepare' };
