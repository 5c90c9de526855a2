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
  | { readonly event: 'sound'; readonly pin: string; readonly hertz: number; readonly samples: number }
  | { readonly event: 'state'; readonly powered: boolean }
  | { readonly event: 'done'; readonly command: string }
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
    case 'sound':
      return event.samples === 0 ? 'sound: stopped' : `sound: ${event.samples} samples at ${event.hertz} Hz`;
    case 'state':
      return event.powered ? 'power on' : 'power off';
    case 'done':
      return undefined;
    case 'error':
      return `not done: ${event.message}`;
  }
}
