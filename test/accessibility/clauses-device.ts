// EN 301 549, the rest of what bites on a closed device: type, keys, loudness, touch.
import type { Clause } from './clause.ts';

const walk = 'unit/token/reader/walk.test.ts';
const choices = 'unit/token/reader/choices.test.ts';
const legible = 'unit/reader-panel/legible.test.ts';
const figures = 'accessibility/figures.test.ts';

export const device: readonly Clause[] = [
  {
    clause: '5.1.4',
    asks: 'The capital H is at least 0.7 degrees tall at the distance that is stated: 500 mm.',
    shows:
      'Measured from the pixels that are drawn and the pixel pitch in the panel’s data sheet: words, titles, warnings, the time and the digits.',
    tests: [
      { file: legible, name: 'words have capitals of 6.1 mm or more' },
      { file: legible, name: 'are as tall as other words' },
      { file: legible, name: 'mm tall or more, in rows as they are said' },
      { file: figures, name: 'the height of letters and digits' },
    ],
    rest: 'That the panel on the desk has the pitch of its data sheet.',
    procedure: 2,
  },
  {
    clause: '5.2',
    asks: 'What makes the device accessible can be switched on without needing it.',
    shows:
      'Nothing has to be switched on: at the first press it speaks, at the third of four volumes, and no setting makes it mute.',
    tests: [
      { file: 'unit/token/reader/reader.test.ts', name: 'shows the code and says it in two groups' },
      { file: figures, name: 'speech from the first press' },
    ],
  },
  {
    clause: '5.5.2',
    asks: 'Keys can be found by touch without being operated.',
    shows: 'In key help a press says the key’s name and does nothing else. It is four presses away.',
    tests: [
      { file: walk, name: "'key help' takes at most four presses" },
      { file: choices, name: 'names keys and does nothing else' },
    ],
    rest: 'That four fingers tell the four keys apart.',
    procedure: 3,
  },
  {
    clause: '5.6.1',
    asks: 'The state of a toggle can be told by touch or sound without operating it.',
    shows: 'No key is a toggle. Landing on a menu’s item says what it is set to; only another key, NEXT, changes it.',
    tests: [
      { file: walk, name: 'says every word that it shows' },
      { file: figures, name: 'toggles say their state' },
    ],
  },
  {
    clause: '5.7',
    asks: 'Key repeat can be switched off, or its delay set to 2 s or more.',
    shows:
      'There is no key repeat: a key held for four seconds does what a tap does, in every place of a time-based token and in twelve of each other kind.',
    tests: [{ file: walk, name: 'does the same when a key is held for long' }],
  },
  {
    clause: '5.8',
    asks: 'A second strike on the same key can be disregarded, for up to at least 0.5 s.',
    shows: 'A second strike within the time that is set does nothing.',
    tests: [
      { file: choices, name: 'presses once when it strikes the same key twice, within what is set' },
      { file: figures, name: 'the guard against double strikes' },
    ],
  },
  {
    clause: '5.9',
    asks: 'There is a way to use it without pressing two things at once.',
    shows:
      'There is no chord: with a second key down, a key does what it does alone; every function is reached by single presses.',
    tests: [
      { file: walk, name: 'and when two are down at once' },
      { file: walk, name: 'takes at most four presses' },
    ],
  },
  {
    clause: '8.1.3',
    asks: 'Colour is not the only sign of anything.',
    shows: 'Pages of every kind have two colours, black and white; in grey they are what they were.',
    tests: [
      { file: legible, name: 'in grey the pages are what they are in colour' },
      { file: legible, name: 'digits are black on white or white on black' },
    ],
  },
  {
    clause: '8.2.1.1',
    asks: 'The volume of speech has a range of at least 18 dB.',
    shows: 'The samples at the pin have that range, from the quietest step to the loudest.',
    tests: [
      { file: 'unit/sound/speaker.test.ts', name: 'each step of the volume is 6 dB less' },
      { file: figures, name: 'the level of spoken digits' },
    ],
    rest: 'The range in the air: amplifier and loudspeaker may bend it.',
    procedure: 1,
  },
  {
    clause: '8.2.1.2',
    asks: 'One step is 12 dB above the lowest.',
    shows: 'The third of the four steps, in the samples at the pin.',
    tests: [{ file: figures, name: 'the level of spoken digits' }],
    rest: 'The same in the air.',
    procedure: 1,
  },
  {
    clause: '8.4.1',
    asks: 'The main key is known by touch.',
    tests: [],
    rest: 'The device has no number keys; the key SPEAK is round where the others are not.',
    procedure: 3,
  },
  {
    clause: '8.5',
    asks: 'A mark that can be felt shows where speech is started.',
    tests: [],
    rest: 'A raised dot on the key SPEAK: a part of the enclosure, which is not there yet.',
    procedure: 3,
  },
  {
    clause: 'Contrast',
    asks: 'Text has a contrast of 7:1 or more, bars of 3:1.',
    shows: 'Of the colours that are drawn: black and white alone, on pages of every kind.',
    tests: [
      { file: legible, name: 'contrast 21:1, also of the bar' },
      { file: legible, name: 'in grey the pages are what they are in colour' },
      { file: figures, name: 'the contrast of what is drawn' },
    ],
    rest: 'The contrast of the panel itself, in a lit room.',
    procedure: 2,
  },
  {
    clause: 'Flashes',
    asks: 'Nothing flashes more than three times a second.',
    shows: 'While seconds pass only the time’s rows change, each pixel at most once a second. Nothing blinks.',
    tests: [{ file: legible, name: 'while seconds pass, pixels change in the rows of the time alone' }],
  },
];
