// The languages of the code reader by their two-letter code; Danish, the default, first. Host only: a token reads its
// files `kk.xx` and `kk.vxx`.
import { da } from './da.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { kl } from './kl.ts';
import type { ReaderLanguage } from './language.ts';
import { nb } from './nb.ts';
import { sv } from './sv.ts';

export const readerLanguages: { readonly [code: string]: ReaderLanguage } = { da, en, nb, sv, de, kl };
