// What a reader of outside input gives back: the value, or the one sentence that says why not. A result and not an
// exception, because an uncaught error's text reaches the console even when it is locked.

/** `problem` is one sentence for a person: what was wrong, where, what is allowed. It never repeats a secret. */
export type Parsed<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: string };

/** The accepting result. */
export const accepted = <Value>(value: Value): Parsed<Value> => ({ ok: true, value });

/** The refusing result. */
export const refused = (problem: string): { readonly ok: false; readonly problem: string } => ({ ok: false, problem });
