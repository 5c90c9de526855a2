// What came over the wire: `hello` and `open` from anybody, the session's verbs from who knows the device key.
// The protocol: core/protocol/README.md. Nothing here ever answers with a secret or a code.
import { equalInConstantTime, fromHex, toHex, uint32 } from '../core/bytes.ts';
import { Refusal } from '../core/protocol/errors.ts';
import { decodeLine, decodeNumber } from '../core/protocol/line.ts';
import {
  deviceMacKey,
  host,
  lineTag,
  nonceBytes,
  openSession,
  proof,
  protocolVersion,
  tagBytes,
  token,
} from '../core/protocol/session.ts';
import { generate } from '../core/random.ts';
import { clockState, prepare, unprepare } from './codes.ts';
import { Do, type Effect } from './effects.ts';
import { sessionVerb } from './session-verbs.ts';
import { Fault, type State } from './state.ts';

/** The file that counts wrong proofs. */
export const guessesRecordName = 'kk.g';
/** Wrong proofs that cost no waiting. */
const freeProofs = 3;
const longestWaitSeconds = 3600;
/** What somebody held back on the wire for longer than this after the proof is not done any more. */
const sessionSeconds = 300;

const send = (body: string): Effect[] => [{ do: Do.Send, body: body }];
const refuse = (error: Refusal): Effect[] => send('error ' + error);

/** Seconds to wait after so many wrong proofs: none for the first few, then doubled each time, at most an hour. */
export const waitAfter = (wrongProofs: number): number => {
  let seconds = wrongProofs < freeProofs ? 0 : 1;
  for (let i = freeProofs; i < wrongProofs && seconds < longestWaitSeconds; i++) seconds *= 2;
  return Math.min(seconds, longestWaitSeconds);
};

const hello = (state: State, atSeconds: number, noise: number): Effect[] => {
  const identity = state.identity!;
  // A unit without an identity has no generator, and gave its wire back (app.ts).
  if (!state.deviceKey) return refuse(Refusal.Fault);
  const nonce = generate(state.generator!, nonceBytes, uint32(noise) + uint32(atSeconds * 1e6));
  state.session = undefined;
  state.handshake = {
    deviceKey: state.deviceKey,
    serialNumber: identity.serialNumber,
    tokenNonce: nonce,
    hostNonce: '',
  };
  const fields = [
    'ok klarkode',
    protocolVersion,
    state.around.product,
    state.around.board,
    identity.serialNumber,
    state.around.firmwareHash,
    state.faultNumber !== Fault.None ? 'fault' : state.key ? 'issued' : 'blank',
    clockState(state, atSeconds),
    state.batteryPercent,
    state.wrongProofs,
    Math.ceil(Math.max(0, state.deafUntilSeconds - atSeconds)),
    toHex(nonce),
  ];
  return send(fields.join(' '));
};

/** Answers a right proof with ours. Counts a wrong one in flash, before it is answered, and listens later. */
const open = (state: State, words: string[], atSeconds: number): Effect[] => {
  const handshake = state.handshake;
  const hostNonce = words.length === 3 && fromHex(words[1]!);
  const hostProof = hostNonce && fromHex(words[2]!);
  if (!hostProof || hostNonce.length !== nonceBytes || hostProof.length !== tagBytes) {
    return refuse(Refusal.BadArguments);
  }
  if (!handshake) return refuse(Refusal.NoSession);
  const waitSeconds = Math.ceil(state.deafUntilSeconds - atSeconds);
  if (waitSeconds > 0) return send('error ' + Refusal.Wait + ' ' + waitSeconds);
  handshake.hostNonce = hostNonce;
  state.handshake = undefined;
  const right = equalInConstantTime(proof(host, handshake), hostProof);
  const count: Effect[] = [];
  if (!right || state.wrongProofs > 0) {
    state.wrongProofs = right ? 0 : state.wrongProofs + 1;
    count.push({ do: Do.Record, name: guessesRecordName, payload: uint32(state.wrongProofs) });
  }
  state.deafUntilSeconds = atSeconds + waitAfter(state.wrongProofs);
  if (!right) return count.concat(refuse(Refusal.WrongProof));
  state.session = openSession(handshake);
  return count.concat(send('ok ' + toHex(proof(token, handshake))));
};

/** A session line: `s SEQUENCE TEXT TAG`. */
const sessionLine = (state: State, body: string, words: string[], atSeconds: number): Effect[] => {
  const session = state.session;
  // The right proof ended all waiting at that moment.
  if (!session || atSeconds - state.deafUntilSeconds > sessionSeconds) return refuse(Refusal.NoSession);
  const sequence = decodeNumber(words[1]);
  if (words.length < 4 || sequence === undefined) return refuse(Refusal.BadArguments);
  if (sequence !== session.sequence) return refuse(Refusal.WrongSequence);
  const tag = words[words.length - 1]!;
  const text = body.slice(words[1]!.length + 3, body.length - tag.length - 1);
  if (!equalInConstantTime(lineTag(session, host, sequence, text), tag)) return refuse(Refusal.WrongTag);
  return sessionVerb(state, session, text.split(' '), atSeconds);
};

/** Answers one line. */
export const receiveLine = (state: State, line: string, atSeconds: number, noise: number): Effect[] => {
  if (line === '') return [];
  const body = decodeLine(state.around.crc32, line);
  if (body === undefined) return refuse(Refusal.BadLine);
  const words = body.split(' ');
  if (body === 'hello') return hello(state, atSeconds, noise);
  if (words[0] === 'open') return open(state, words, atSeconds);
  if (words[0] === 's') {
    // Nothing is shown by what was, not even when this is cut short.
    unprepare(state);
    const effects = sessionLine(state, body, words, atSeconds);
    // The clock, a setting or a fault may have changed.
    prepare(state);
    return effects;
  }
  return refuse(Refusal.UnknownVerb);
};

/** The key that sessions are bound to; undefined on a board without SHA-256. */
export const prepareDeviceKey = (state: State): void => {
  if (state.identity && state.around.sha256) {
    state.deviceKey = deviceMacKey(state.around.sha256, state.identity.deviceKey);
  }
};
