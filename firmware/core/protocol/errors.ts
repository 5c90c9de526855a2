// Every error that a token answers: `error NN reason`. Both sides read this table and the README renders it.
// A reason never says more than the number: an attacker learns nothing from it.

export const errors = {
  badLine: [10, 'the line was damaged: send it again'],
  unknownVerb: [11, 'no such verb'],
  badArguments: [12, 'the arguments are malformed'],
  noSession: [20, 'a session must be open'],
  wrongProof: [21, 'the proof is wrong'],
  wrongTag: [22, 'the tag is wrong'],
  wrongSequence: [23, 'the sequence number is wrong'],
  wait: [24, 'too many wrong proofs: wait'],
  notIssued: [30, 'there is no credential'],
  noHash: [31, 'this board cannot compute that hash'],
  stepTooLarge: [32, 'the clock step is too large'],
  storeFailed: [40, 'the store refused the record'],
  fault: [50, 'the token has a fault'],
} as const;

export type ErrorName = keyof typeof errors;
