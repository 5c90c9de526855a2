// The languages that there are words for, by their two-letter code. Host only: a token reads its file `kk.xx`.
import { da } from './da.ts';
import { en } from './en.ts';
import type { Words } from './word.ts';

export const languages: { readonly [code: string]: Words } = { da: da, en: en };
