// The short way of a code reader's press to its code: past events and effects, which on Espruino take longer than the code. Only the
// code is made here, and the counter of an event-based one used up; what is told and shown of it comes after it, as ever (home.ts).
import { uint32, type Bytes } from '../../core/bytes.ts';
import type { Store } from '../../core/machine.ts';
import { makeMark } from '../../core/records/marks.ts';
import { prepareCounter, tooLateSeconds } from '../codes.ts';
import { View, type State } from '../state.ts';

/**
 * Does for the next event-based code the half of the work that makes no code yet, while nobody waits for it, and notes the counter
 * that this belongs to. To be done whenever another counter may be the next one. What a time-based one needs: `prepare` in codes.ts.
 */
export const makeReady = (state: State): void => {
  if (state.terms && state.terms.eventBased) {
    prepareCounter(state);
    state.factor = state.terms.counter + state.marks;
  }
};

/** The inner half of the MAC of a time-based code at that uptime; '' when there may be none, or it ends too soon. */
const timeDigest = (state: State, atSeconds: number): Bytes => {
  if (!(atSeconds < state.sureUntilSeconds)) return '';
  const utc = state.utcAtZero + atSeconds * state.utcRate;
  const period = state.terms!.periodSeconds;
  const into = utc % period;
  if (into >= period - tooLateSeconds) return '';
  state.factor = (utc - into) / period;
  // Of 32 bits: until then `prepare` is sure.
  return state.key!.hash.innerDigest(state.key!, '\0\0\0\0' + uint32(state.factor));
};

/**
 * A key that asks for the code went down on a dark panel: the code is in the state, and an event-based one's mark in flash and read
 * back. Where anything speaks against it nothing is done. In both cases the edge is an event like any other.
 */
export const makeCode = (state: State, store: Store, key: string, atSeconds: number): void => {
  if (state.view !== View.Dark) return;
  // Whatever became of the press before.
  state.code = '';
  if (atSeconds < state.readySeconds || (key !== 'speak' && key !== 'next')) return;
  let innerDigest = state.innerDigest;
  if (innerDigest) {
    // Never with the mark of another counter. What is refused here is refused by the long way too, and said.
    if (state.factor !== state.terms!.counter + state.marks || !makeMark(store, state.tally, state.marks)) return;
    state.marks++;
  } else {
    innerDigest = timeDigest(state, atSeconds);
    if (!innerDigest) return;
  }
  state.code = ('000000000' + state.key!.hash.truncatedMac(state.key!, innerDigest)).slice(-state.terms!.digits);
};
