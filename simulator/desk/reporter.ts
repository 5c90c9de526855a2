// What `simulate` tells: one JSON object a line for programs, or plain lines for people.
// People are spared a line when nothing that can be read has changed.

export type SimulatorEvent =
  | {
      readonly event: 'ready';
      readonly product: string;
      readonly board: string;
      /** What a tool's --port takes; `ports` when there are several. */
      readonly port: string;
      readonly ports: readonly string[];
    }
  | { readonly event: 'frame'; readonly strings: readonly string[]; readonly lit: boolean }
  /** A clip of the token's voice was heard; `part` is 1 unless it was cut off. Without `name`: a sound that is none. */
  | {
      readonly event: 'clip';
      readonly name?: string;
      readonly text?: string;
      readonly language?: string;
      /** When its first sample sounded, ISO 8601; `at` is when it was over. */
      readonly from: string;
      /** Steps of 6 dB below the loudest. */
      readonly quieterSteps: number;
      readonly part: number;
    }
  /** The converter fell silent. */
  | { readonly event: 'silence' }
  | { readonly event: 'state'; readonly powered: boolean }
  | { readonly event: 'done'; readonly command: string }
  | { readonly event: 'trouble'; readonly message: string }
  | { readonly event: 'error'; readonly command: string; readonly message: string };

export type Report = (event: SimulatorEvent) => void;

/** A report to standard output; `at` gives the world's time in ISO 8601 for each event. */
export function reporter(json: boolean, at: () => string): Report {
  if (json) return (event) => void process.stdout.write(`${JSON.stringify({ ...event, at: at() })}\n`);
  let last = '';
  return (event) => {
    const line = plainLine(event);
    if (line === undefined || (event.event === 'frame' && line === last)) return;
    if (event.event === 'frame') last = line;
    process.stdout.write(`${at().slice(11, 19)}  ${line}\n`);
  };
}

function plainLine(event: SimulatorEvent): string | undefined {
  switch (event.event) {
    case 'ready':
      return `${event.board} is on: plug in with --port ${event.ports.join(' or ')}`;
    case 'frame':
      return event.lit ? `screen: ${event.strings.join(' | ')}` : 'screen: dark';
    case 'clip':
      return `sound: ${event.text ?? 'a tone'}${event.part < 1 ? ' (cut off)' : ''}`;
    case 'silence':
      return undefined;
    case 'state':
      return event.powered ? 'power on' : 'power off';
    case 'done':
      return undefined;
    case 'trouble':
      return event.message;
    case 'error':
      return `not done: ${event.message}`;
  }
}
