// EN 301 549, 5.1.3 on the code reader: what a device that can't be seen must say. Test names are those of today; a row whose test is gone
// counts as not shown.
import type { Clause } from './clause.ts';

const walk = 'unit/token/reader/walk.test.ts';
const reader = 'unit/token/reader/reader.test.ts';
const codes = 'unit/token/reader/codes.test.ts';
const noCode = 'unit/token/reader/no-code.test.ts';
const choices = 'unit/token/reader/choices.test.ts';
const sound = 'unit/sound/figures.test.ts';
const voice = 'unit/token/reader/voice.test.ts';

export const speech: readonly Clause[] = [
  {
    clause: '5.1.3.1',
    asks: 'Every function can be used without sight.',
    shows:
      'From the dark panel every key was pressed in every state of ten kinds of token: each press speaks or beeps, but for SPEAK, which first ends what is being said; each place says the words that it shows, where the voice is whole; SPEAK leads home; from the dark and from the code each function takes at most four presses.',
    tests: [
      { file: walk, name: 'speaks, or beeps, at every press' },
      { file: walk, name: 'says every word that it shows' },
      { file: walk, name: 'is left by SPEAK, which leads to the code' },
      { file: walk, name: 'takes at most four presses' },
      { file: 'accessibility/figures.test.ts', name: 'the walk through every place' },
    ],
  },
  {
    clause: '5.1.3.2',
    asks: 'The sound comes from the device, or from a standard headset that is connected without sight.',
    shows:
      'The device speaks by itself. Plugging the headset in and out is noticed and announced, on a dark panel too.',
    tests: [{ file: noCode, name: 'is announced when it is plugged in and pulled out' }],
    rest: 'That the socket is found and used by touch, and that ordinary headsets fit it.',
    procedure: 4,
  },
  {
    clause: '5.1.3.3',
    asks: 'What is said is what is shown.',
    shows:
      'For each of the million codes of six digits, and for codes of 7 to 10, in six languages, what the loudspeaker is given decodes back to the code. On the virtual board the clips that were heard are the digits on the panel. Every word on a page is said, but for the letters of a serial number, the firmware’s hash, and the name of a language whose voice failed, which is said by its number. Where a page has no room for all that is said, its first lines are left out.',
    tests: [
      { file: codes, name: 'what is played for each of the million codes of six digits is that code' },
      { file: codes, name: 'and for codes of' },
      { file: sound, name: 'what is said is what is shown, whole and in its order' },
      { file: walk, name: 'says every word that it shows' },
    ],
  },
  {
    clause: '5.1.3.4',
    asks: 'Speech can be interrupted and repeated.',
    shows:
      'A key silences what is said; SPEAK repeats the code while it lasts; every place is heard again with one press or two.',
    tests: [
      { file: reader, name: 'repeats the same code while it lasts' },
      { file: reader, name: 'silences what is being said, and says nothing' },
      { file: walk, name: 'at the entry or when it is heard again; two presses are enough' },
    ],
  },
  {
    clause: '5.1.3.5',
    asks: 'Speech stops when the user acts; never two utterances at once.',
    shows:
      'With programs that take their estimated time, sound ends within 100 ms of SPEAK at nine moments of a second, and of each other key in the middle of a code or an item. Random presses never make two utterances overlap.',
    tests: [
      { file: sound, name: 'SPEAK silences it within 100 ms' },
      { file: sound, name: 'is cut off within 100 ms by a key that goes on' },
      { file: choices, name: 'is silent within a tenth of a second of any key, whatever it says' },
      { file: 'unit/token/reader/random.test.ts', name: 'one thing at a time' },
    ],
  },
  {
    clause: '5.1.3.6',
    asks: 'Bars and pictures have spoken words.',
    shows:
      'The bar of the time left is also a number, and is said as a sentence after the code and in the menu. A low battery and a clock that should be set are said. The device has no other pictures.',
    tests: [
      { file: reader, name: 'then how long it lasts in a sentence of its own' },
      { file: noCode, name: 'says that the battery is low, and that the clock should be set soon' },
      { file: walk, name: "'time left' takes at most four presses" },
      { file: walk, name: "'battery' takes at most four presses" },
    ],
  },
  {
    clause: '5.1.3.8',
    asks: 'What is typed and masked is not said aloud.',
    exempt: 'Nothing is typed on the device: it has four keys and no secret to enter.',
    tests: [],
  },
  {
    clause: '5.1.3.9',
    asks: 'Private data is said aloud only by choice.',
    shows:
      'With the setting for it no digit is ever sounded without a headset, also when the headset is pulled out in the middle of a code.',
    tests: [{ file: noCode, name: 'keeps digits to itself when the holder wants it so' }],
    rest: 'That the plug cuts the loudspeaker off, as the wiring says.',
    procedure: 4,
  },
  {
    clause: '5.1.3.10',
    asks: 'No other sound of more than 3 seconds disturbs the speech.',
    shows:
      'One thing sounds at a time; the beep at the end of a code comes after the last digit and lasts less than a fifth of a second.',
    tests: [
      { file: 'unit/token/reader/random.test.ts', name: 'one thing at a time' },
      { file: reader, name: 'a beep marks the end' },
      { file: 'accessibility/figures.test.ts', name: 'the beep' },
    ],
  },
  {
    clause: '5.1.3.12',
    asks: 'The volume is set in steps without sight, up to at least 65 dBA at the ear.',
    shows:
      'Four spoken steps of about 6 dB, heard while they are chosen, the same for every clip to a decibel of digital level.',
    tests: [
      { file: choices, name: 'change at once, are heard in their new value' },
      { file: 'unit/sound/speaker.test.ts', name: 'each step of the volume is 6 dB less' },
      { file: 'voice/voices.test.ts', name: 'are equally loud to a decibel' },
      { file: 'accessibility/figures.test.ts', name: 'the level of spoken digits' },
    ],
    rest: 'The loudness in the room, in dBA.',
    procedure: 1,
  },
  {
    clause: '5.1.3.13',
    asks: 'The volume falls back after use, unless the device is for one user.',
    shows: 'A code reader belongs to one holder, and keeps its holder’s volume, also without power.',
    tests: [{ file: choices, name: 'outlast a power cut' }],
  },
  {
    clause: '5.1.3.14',
    asks: 'Speech has the language of the display.',
    shows:
      'Both come from the same choice and the same table of words: when the language is changed, the page and the voice change together. So they do when a voice is missing or damaged: the page is in the language that is spoken.',
    tests: [
      { file: choices, name: 'change at once, are heard in their new value' },
      { file: voice, name: 'is looked at when the language is chosen, and another choice brings the voice back' },
      { file: voice, name: 'leaves the code and all else to the other voice and its words' },
      { file: walk, name: "'language' takes at most four presses" },
    ],
  },
  {
    clause: '5.1.3.15',
    asks: 'Errors are told in speech.',
    shows:
      'No credential, a lost clock, an unsure clock, a fault, a refused store, a missing or damaged voice: each is said (or beeped, where no voice is whole) and shown. All six languages have words for all of them.',
    tests: [
      { file: noCode, name: 'is not set up' },
      { file: noCode, name: 'lost the time with the power' },
      { file: noCode, name: 'is unsure of the time' },
      { file: noCode, name: 'has a damaged identity' },
      { file: noCode, name: 'the fault is shown and said' },
      { file: voice, name: 'which say once which one failed' },
      { file: voice, name: 'is told by a beep for each event when no other voice is whole' },
      { file: 'voice/voices.test.ts', name: 'are complete in' },
    ],
  },
];
