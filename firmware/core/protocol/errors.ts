// Every error that a token answers: `error NN`. The number says it all on the wire; the words are the station's.

export const enum Refusal {
  BadLine = 10,
  UnknownVerb,
  BadArguments,
  NoSession = 20,
  WrongProof,
  WrongTag,
  WrongSequence,
  /** Followed by the seconds. */
  Wait,
  NoHash = 31,
  StepTooLarge,
  StoreFailed = 40,
  Fault = 50,
}

/** What each number means, as the end of "the token refused: ...". Host only. */
export const refusalReasons: { readonly [number: number]: string } = {
  [Refusal.BadLine]: 'the line was damaged on its way',
  [Refusal.UnknownVerb]: 'it knows no such verb',
  [Refusal.BadArguments]: 'the arguments are malformed or out of range',
  [Refusal.NoSession]: 'a session must be open',
  [Refusal.WrongProof]: 'the proof is wrong',
  [Refusal.WrongTag]: 'the tag is wrong',
  [Refusal.WrongSequence]: 'the sequence number is wrong',
  [Refusal.Wait]: 'it has had too many wrong proofs and must wait',
  [Refusal.NoHash]: 'its board cannot compute that hash',
  [Refusal.StepTooLarge]: 'the clock would move by more than is allowed without force',
  [Refusal.StoreFailed]: 'it could not store the record',
  [Refusal.Fault]: 'it has a fault',
};
