// What else the holder and the verifier rely on: NIST SP 800-63B, languages, understanding, guides, the desk.
import type { Clause } from './clause.ts';

const credential = 'unit/core/credential.test.ts';

export const authenticator: readonly Clause[] = [
  {
    clause: 'Secret',
    asks: 'A secret of 112 bits or more.',
    shows: 'A credential with 13 bytes is refused by name; 14 bytes are 112 bits.',
    tests: [{ file: credential, name: 'refuses {"secret":' }],
  },
  {
    clause: 'Digits',
    asks: 'Codes of six digits or more.',
    shows: 'A credential of five digits is refused.',
    tests: [{ file: credential, name: 'refuses {"digits":5}' }],
  },
  {
    clause: 'Period',
    asks: 'A time-based code changes at least every two minutes.',
    shows: 'A credential with a period of 121 s is refused, by the tool’s check and by the token.',
    tests: [
      { file: credential, name: 'refuses {"periodSeconds":121}' },
      { file: 'unit/token/wire.test.ts', name: 'a period of 121 s' },
    ],
  },
  {
    clause: 'Cloning',
    asks: 'The device does not make it easy to copy its key.',
    shows:
      'On the wire: lines of every kind never bring a secret out or make answers depend on it, and an issued secret is found neither on the wire nor, after wipe, in flash.',
    tests: [
      { file: 'fuzz/short.test.ts', name: 'answer alike, show only right codes and go on serving' },
      { file: 'scenarios/secrets.test.ts', name: 'goes over no wire' },
      { file: 'scenarios/secrets.test.ts', name: 'is nowhere after wipe' },
    ],
    rest: 'Whoever opens the case can read the flash of this board: firmware/SECURITY.md.',
  },
  {
    clause: 'Once',
    asks: 'The verifier accepts each code once.',
    shows: 'Our own check (`klarkode verify`) does. Other verifiers are their owners’ matter.',
    tests: [{ file: 'system/issue.test.ts', name: 'accepts each code once' }],
  },
  {
    clause: 'Guessing',
    asks: 'The verifier slows guessing down.',
    exempt: 'A matter of the verifier, which is somebody else’s server.',
    tests: [],
  },
];

export const people: readonly Clause[] = [
  {
    clause: 'Languages',
    asks: 'Danish, English, Norwegian, Swedish, German and Greenlandic, in speech and on the panel.',
    shows:
      'Each has a text and a sound for every phrase, letters for it in every font, and numbers as the language says them. Greenlandic is marked as experimental.',
    tests: [
      { file: 'voice/voices.test.ts', name: 'are complete in' },
      { file: 'voice/voices.test.ts', name: 'have a clip for each text' },
      { file: 'voice/voices.test.ts', name: 'say which of them nobody vouches for' },
      { file: 'voice/numbers.test.ts', name: 'from 0 to 199 are words of the language' },
      { file: 'unit/reader-panel/legible.test.ts', name: 'has every letter of every language' },
      { file: 'unit/reader-panel/fit.test.ts', name: 'every page of words fits' },
    ],
    rest: 'That people who speak them find the words and the voices right.',
    procedure: 5,
  },
  {
    clause: 'Intelligible',
    asks: 'Digits that are heard are understood.',
    shows:
      'A floor: a recogniser hears each of the ten English digits, and nine of ten codes whole, at least (the figure says how many), also at the slow and the fast pace, and 97 % of the digits there; the slow pace takes a quarter longer at least; in all six languages every digit is most like itself in another voice at another pace. It catches clips that are swapped, broken or too dull. It does not prove that people understand them.',
    tests: [
      { file: 'intelligibility/intelligibility.test.ts', name: 'are heard by a recogniser' },
      { file: 'intelligibility/intelligibility.test.ts', name: 'pace as well' },
      { file: 'voice/pace.test.ts', name: 'take markedly longer at the slow pace' },
      { file: 'intelligibility/intelligibility.test.ts', name: 'are not, when clips are swapped or broken' },
      { file: 'intelligibility/intelligibility.test.ts', name: 'are not, when the digits have no more samples' },
      { file: 'voice/voices.test.ts', name: 'say the digits that they should' },
    ],
    rest: 'What listeners understand.',
    procedure: 5,
  },
  {
    clause: 'First sound',
    asks: 'The first sound comes within 300 ms of the press, another language within 500 ms.',
    shows: 'On the virtual board, with the interpreter’s cost model, also when the press cuts something off.',
    tests: [
      { file: 'unit/sound/figures.test.ts', name: 'the first sound comes within 300 ms of the press' },
      { file: 'unit/sound/figures.test.ts', name: 'another language is heard within 500 ms' },
    ],
    rest: 'The same on a real board.',
    procedure: 6,
  },
  {
    clause: 'Plain words',
    asks: 'Guides at CEFR level B2 or simpler.',
    shows: 'Formulas of readability stay far below their limits. No formula measures a CEFR level.',
    tests: [
      { file: 'guides/truth.test.ts', name: 'is easy to read by the formula of its language' },
      { file: 'guides/truth.test.ts', name: 'quotes only what its device shows or says' },
    ],
    rest: 'That holders understand them.',
    procedure: 5,
  },
  {
    clause: 'Guides',
    asks: 'Guides as web page, large print and plain text.',
    shows:
      'The three have the same words. The page has nothing that axe-core finds; the print is a tagged PDF in 18 points or more.',
    tests: [
      { file: 'guides/forms.test.ts', name: 'has the same words in the same order in all three forms' },
      { file: 'guides/forms.test.ts', name: 'is a tagged PDF' },
      { file: 'guides/forms.test.ts', name: 'nowhere under' },
      { file: 'guides/accessibility.test.ts', name: 'has nothing that axe-core finds' },
    ],
    rest: 'Conformity with PDF/UA: no checker is at hand.',
  },
  {
    clause: 'Desk',
    asks: 'The desk works with a screen reader and with the keyboard alone.',
    shows: 'axe-core finds nothing in any state; every function is reached and used by keys.',
    tests: [
      { file: 'browser/accessibility.test.ts', name: 'the desk is accessible' },
      { file: 'browser/keyboard.test.ts', name: 'the desk with the keyboard alone' },
      { file: 'browser/reader.test.ts', name: 'the code reader on the desk' },
    ],
    rest: 'That people who use a screen reader find their way.',
    procedure: 5,
  },
];
