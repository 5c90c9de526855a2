// The tool's idea of the time: the machine's, or another instant given with --now that then runs on.
import { Failure } from './failure.ts';

export interface ToolClock {
  /** Milliseconds since 1970, UTC. */
  nowMs(): number;
}

const isoInstant = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(:(\d\d)(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;

/** Reads an instant such as `2009-02-13T23:31:30Z`; a time without a zone is refused, for it could mean any. */
export function parseInstant(text: string, where: string): number {
  const parts = isoInstant.exec(text);
  const ms = parts === null ? NaN : Date.parse(text);
  // Date.parse turns 31 February into 3 March: the day must survive the way back.
  const dayExists =
    parts !== null &&
    new Date(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]))).getUTCDate() === Number(parts[3]);
  if (Number.isNaN(ms) || !dayExists) {
    throw new Failure(
      'bad-input',
      `${where} is not an instant: write it like 2009-02-13T23:31:30Z, with Z or an offset from UTC.`,
    );
  }
  return ms;
}

/** A clock that reads `startMs` now and runs on with the machine's steady counter. */
export function clockFrom(startMs: number, steadyMs: () => number): ToolClock {
  const anchorMs = steadyMs();
  return { nowMs: () => startMs + (steadyMs() - anchorMs) };
}
