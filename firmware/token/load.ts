// From stored records to state, at every start and after every change.
import type { Hash } from '../core/digest/hash.ts';
import { readUint32, readUint64, uint32, uint64, type Bytes } from '../core/bytes.ts';
import { decodeTerms, keyOfCredential } from '../core/records/credential-record.ts';
import { decodeSettings, defaultSettings } from '../core/records/settings-record.ts';
import type { Records } from './events.ts';
import { Fault, type ForcedSteps, type State } from './state.ts';

/** Added to a step in its record, which has no sign: ten thousand years. */
const stepOffset = 315576000000000;

/** The log record's payload. */
export const encodeForcedSteps = (steps: ForcedSteps): Bytes =>
  uint32(steps.count) + uint64(steps.stepMilliseconds + stepOffset) + uint64(steps.toSeconds);

/** The hash of an algorithm number (its place in `algorithmNames`), or undefined when this board does not offer it. */
export const hashOf = (state: State, algorithm: number): Hash | undefined => {
  const around = state.around;
  return algorithm === 0 ? around.sha1 : algorithm === 1 ? around.sha256 : around.sha512;
};

/** Takes over what the store holds. A credential that this firmware can't use is a fault, not a blank token. */
export const takeRecords = (state: State, records: Records): void => {
  state.terms = undefined;
  state.key = undefined;
  state.slot = records.slot;
  state.marks = Math.max(0, records.marks);
  state.settingValues = decodeSettings(records.settingsPayload, defaultSettings(state.around.boundPpm));
  if (records.logPayload) {
    state.forcedSteps = {
      count: readUint32(records.logPayload, 0),
      stepMilliseconds: readUint64(records.logPayload, 4) - stepOffset,
      toSeconds: readUint64(records.logPayload, 12),
    };
  }
  if (state.faultNumber === Fault.Credential) state.faultNumber = Fault.None;
  if (!records.credential) return;
  const terms = decodeTerms(records.credential);
  const hash = terms ? hashOf(state, terms.algorithm) : undefined;
  // Without a whole tally nobody knows which codes were shown: none may be.
  if (!terms || !hash || (terms.eventBased && records.marks < 0)) {
    state.faultNumber = Fault.Credential;
    return;
  }
  state.terms = terms;
  state.key = keyOfCredential(records.credential, terms, hash);
};
