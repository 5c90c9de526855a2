// Sets a token's clock over a session to within a few milliseconds: the line says the time at which its own last byte
// arrives, which is now plus the time that the line takes on the wire. A check afterwards asks the token for its time.
import { Failure } from '../failure.ts';
import { Refusal } from '../../firmware/core/protocol/errors.ts';
import type { Station } from '../station.ts';
import { TokenError, type TokenSession } from './session.ts';

export interface ClockSetting {
  /** How far the clock moved, in milliseconds; undefined: it had been lost. */
  readonly stepMs: number | undefined;
  /** Token's clock minus the station's right after, in milliseconds: known to lie between these. */
  readonly leftMs: { readonly least: number; readonly most: number };
}

// A code of 30 s is still right then, and no board and cable take so long that an honest one looks wrong.
const mostOffMs = 10_000;

/** `charactersPerSecond`: of the wire, 0 when a line takes no time. `force` allows a large step. */
export async function setClock(
  station: Station,
  session: TokenSession,
  charactersPerSecond: number,
  force: boolean,
): Promise<ClockSetting> {
  const wireMs = (characters: number): number =>
    charactersPerSecond === 0 ? 0 : (characters * 1000) / charactersPerSecond;
  try {
    const [step = ''] = await session.requestAt((added) => {
      const fixed = `clock 0000000000000 ${force ? 1 : 0}`;
      return `clock ${Math.round(station.clock.nowMs() + wireMs(fixed.length + added))} ${force ? 1 : 0}`;
    });
    const leftMs = await clockDifference(station, session, wireMs);
    mustBeRight(session.hello.serialNumber, leftMs);
    return { stepMs: step === 'none' ? undefined : Number(step), leftMs };
  } catch (error) {
    throw error instanceof TokenError ? (reasonOf(error, session.hello.serialNumber) ?? error) : error;
  }
}

/** What a refusal means for the clock; undefined: no more than it says itself. */
function reasonOf(error: TokenError, serialNumber: string): Failure | undefined {
  if (error.number === Refusal.StepTooLarge) {
    // Only the token itself may have a technician say --force: without its tag it can be anybody on the wire.
    return new Failure(
      'token-refused',
      error.isTagged
        ? `The clock of ${serialNumber} is more than 2 minutes behind this station's, or more than 30 s ahead: check this machine's time; if it is right, say --force.`
        : `A refusal came in the name of ${serialNumber} that only somebody else can have sent: connect the token itself, and run the same command again.`,
    );
  }
  // A token whose store is full has moved its clock before it finds that it can't record the step.
  if (error.number === Refusal.StoreFailed) {
    return new Failure(
      'token-refused',
      `${error.message} Its clock may have moved all the same, without a record of it that stays: its store is full, so run "klarkode flash", which makes room.`,
    );
  }
  return undefined;
}

/** The line says the time of its arrival: whoever held it back on its way made the token late, and sure of it. */
function mustBeRight(serialNumber: string, { least, most }: ClockSetting['leftMs']): void {
  if (least >= -2 * mostOffMs && least <= mostOffMs && most >= -mostOffMs && most <= 2 * mostOffMs) return;
  throw new Failure(
    'token-protocol',
    `The clock of ${serialNumber} was set, and is ${(-most / 1000).toFixed(0)} to ${(-least / 1000).toFixed(0)} s late: something on the way holds ` +
      'lines back. Connect the token itself and run "klarkode clock --force", or its codes are those of another time.',
  );
}

/**
 * Asks the token for its time. Its answer was made somewhere between our question's end and its answer's beginning. On a
 * wire that is faster than `wireMs` says, the question's end comes out too late: the two still stand in order.
 */
export async function clockDifference(
  station: Pick<Station, 'clock'>,
  session: Pick<TokenSession, 'requestAt'>,
  wireMs: (characters: number) => number,
): Promise<{ least: number; most: number }> {
  let lineMs = 0;
  const beforeMs = station.clock.nowMs();
  const [, , tokenMs = ''] = await session.requestAt((added) => {
    lineMs = wireMs('status'.length + added);
    return 'status';
  });
  const afterMs = station.clock.nowMs();
  const ends = [Number(tokenMs) - afterMs, Number(tokenMs) - beforeMs - lineMs];
  return { least: Math.floor(Math.min(...ends)), most: Math.ceil(Math.max(...ends)) };
}
