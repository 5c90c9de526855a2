// From stored records to state, at every start and after every change.
import type { Hash } from '../core/digest/hash.ts';
import { readUint32 } from '../core/bytes.ts';
import { algorithmNames, decodeTerms, keyOfCredential } from '../core/records/credential-record.ts';
import type { Records } from './events.ts';
import { Fault, type State } from './state.ts';

/** The hash of an algorithm number, or undefined when this board does not offer it. */
export const hashOf = (state: State, algorithm: number): Hash | undefined => {
  const name = algorithmNames[algorithm];
  const around = state.around;
  return name === 'SHA1' ? around.sha1 : name === 'SHA256' ? around.sha256 : around.sha512;
};

/** Takes over what the store holds. A credential that this firmware can't use is a fault, not a blank token. */
export const takeRecords = (state: State, records: Records): void => {
  state.terms = undefined;
  state.key = undefined;
  state.slot = records.slot;
  state.marks = records.marks;
  state.wrongProofs = records.wrongProofs;
  if (records.trim !== undefined && records.trim.length === 8) {
    state.trimPpm = (readUint32(records.trim, 0) | 0) / 1000;
    state.boundPpm = readUint32(records.trim, 4);
  }
  if (state.fault === Fault.Credential) state.fault = Fault.None;
  if (!records.credential) return;
  const terms = decodeTerms(records.credential);
  const hash = terms ? hashOf(state, terms.algorithm) : undefined;
  if (!terms || !hash) {
    state.fault = Fault.Credential;
    return;
  }
  state.terms = terms;
  state.key = keyOfCredential(records.credential, terms, hash);
};
