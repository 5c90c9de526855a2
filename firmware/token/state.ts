// The token's whole state, in RAM. What must outlast a power cut is in records; the clock must not.
import type { Bytes } from '../core/bytes.ts';
import type { Clock } from '../core/clock/clock.ts';
import type { Hash } from '../core/digest/hash.ts';
import type { MacKey } from '../core/digest/hmac.ts';
import type { Machine } from '../core/machine.ts';
import type { Generator } from '../core/random.ts';
import type { CredentialTerms } from '../core/records/credential-record.ts';
import type { Identity } from '../core/records/identity-record.ts';
import type { Handshake, Session } from '../core/protocol/session.ts';
import type { Effect } from './effects.ts';
import type { TokenEvent } from './events.ts';

/** What the panel shows. `wait`: the next code comes by itself. `notice`: the reason why there is no code. */
export const enum View {
  Dark,
  Code,
  Wait,
  Notice,
  Info,
}

/** A self-test or a store that failed: the number that the holder reads to the helpdesk. */
export const enum Fault {
  None,
  /** A hash gave a wrong answer. */
  Hash,
  /** The identity is missing or damaged. */
  Identity,
  /** The store refused a write. */
  Store,
  /** The credential record is from a firmware that this one can't read. */
  Credential,
}

export interface Surroundings {
  /** As the build baked them in. */
  readonly product: string;
  readonly board: string;
  readonly firmwareHash: string;
  readonly boundPpm: number;
  readonly sha1: Hash | undefined;
  readonly sha256: Hash | undefined;
  readonly sha512: Hash | undefined;
  readonly crc32: (bytes: Bytes) => number;
}

/** How often the clock was forced, and the last time: by how much, and to what time. */
export interface ForcedSteps {
  readonly count: number;
  readonly stepMilliseconds: number;
  readonly toSeconds: number;
}

/** What is optional is not there at the start. */
export interface State {
  readonly around: Surroundings;
  readonly identity: Identity | undefined;
  faultNumber: Fault;
  view: View;
  /** The code on the screen, and the moving factor that it belongs to; of a code reader also what `innerDigest` was made for. */
  code: string;
  factor: number;
  /** Whole seconds that the code on the screen still lasts. */
  leftSeconds: number;
  /** Uptime when the panel goes dark by itself. */
  untilSeconds: number;
  /** Worst error of the clock at the last look, for the info screen. */
  clockErrorSeconds: number;
  batteryPercent: number;

  terms?: CredentialTerms | undefined;
  key?: MacKey | undefined;
  slot: number;
  marks: number;
  runningClock?: Clock | undefined;
  /** What `prepare` (codes.ts) put together: uptime until which there is a time-based code, and UTC of an uptime. */
  sureUntilSeconds: number;
  utcAtZero: number;
  utcRate: number;
  /** The same for an event-based code, while the key is down (of a code reader: until the next press): the inner half of its MAC, and the file of the tally; '' is none. */
  innerDigest: Bytes;
  tally: string;
  /** As in core/records/settings-record.ts. */
  settingValues: number[];
  /** Clock steps that needed the force flag. */
  forcedSteps: ForcedSteps;

  /** Uptime from which a press is a new one, and whether the press now going on still means something. */
  readySeconds: number;
  pressed: boolean;

  deviceKey?: MacKey | undefined;
  generator?: Generator | undefined;
  handshake?: Handshake | undefined;
  session?: Session | undefined;
  wrongProofs: number;
  /** Uptime until which `open` is not listened to. */
  deafUntilSeconds: number;
}

/** Reads a line of the language file by its number (Word, or on a code reader Clip); a line of signs when there is no file. */
export type Speak = (line: number) => Bytes;

/**
 * What a product brings: how its holder meets the token. The wire, its session, the records, the clock and the rules of
 * codes are the same for every product.
 */
export interface Holder {
  /** The effects of one event. Changes `state` and nothing else. */
  update(state: State, event: TokenEvent): Effect[];
  /** Does the effect Draw: brings what the state says to the holder's eyes and ears. */
  show(state: State, machine: Machine, speak: Speak): void;
}
