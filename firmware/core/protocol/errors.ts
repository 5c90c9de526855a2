// Every error that a token answers: `error NN`. The number says it all on the wire; the words are the station's.

export const enum Refusal {
  badLine = 10,
  unknownVerb,
  badArguments,
  noSession = 20,
  wrongProof,
  wrongTag,
  wrongSequence,
  /** Followed by the seconds. */
  wait,
  noHash = 31,
  stepTooLarge,
  storeFailed = 40,
  fault = 50,
}

/** What each number means, as the end of "the token refused: ...". Host only. */
export const refusalReasons: { readonly [number: number]: string } = {
  [Refusal.badLine]: 'the line was damaged on its way',
  [Refusal.unknownVerb]: 'it knows no such verb',
  [Refusal.badArguments]: 'the arguments are malformed or out of range',
  [Refusal.noSession]: 'a session must be open',
  [Refusal.wrongProof]: 'the proof is wrong',
  [Refusal.wrongTag]: 'the tag is wrong',
  [Refusal.wrongSequence]: 'the sequence number is wrong',
  [Refusal.wait]: 'it has had too many wrong proofs and must wait',
  [Refusal.noHash]: 'its board cannot compute that hash',
  [Refusal.stepTooLarge]: 'the clock would move by more than is allowed without force',
  [Refusal.storeFailed]: 'it could not store the record',
  [Refusal.fault]: 'it has a fault',
};
