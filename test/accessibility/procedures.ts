// What only a real device, or people, can show: how it is measured, in steps that somebody can follow who did not write them.

export interface Procedure {
  readonly title: string;
  readonly needs: string;
  readonly steps: readonly string[];
  readonly passes: string;
}

/** By number. */
export const procedures: { readonly [number: number]: Procedure } = {
  1: {
    title: 'Loudness of speech',
    needs:
      'An assembled code reader, a sound level meter (class 2 or better, A-weighting, fast), a room under 35 dBA, a tripod.',
    steps: [
      'Put the device on a table in the middle of the room, its panel upwards. Put the meter’s microphone 500 mm above it.',
      'Note the room’s level. Stop when it is above 35 dBA.',
      'Choose Danish, pace Normal, volume 4. Have the code said five times and note the highest reading of each.',
      'The same at volume 3, 2 and 1.',
      'Take the mean for each volume. Repeat all with the device in its usual place: standing, or in the hand.',
      'With a headset: an ear simulator or a coupler in place of the table, the same codes.',
    ],
    passes:
      'Volume 4 gives 65 dBA or more; 4 is at least 18 dB above 1; 3 is at least 12 dB above 1. Write readings, meter, distance and room into the report of the device.',
  },
  2: {
    title: 'Height and contrast of letters on the panel',
    needs: 'A code reader, a steel ruler or a measuring loupe with 0.1 mm, a luminance meter or a photometer.',
    steps: [
      'Show the menu Device (key UP). Measure the height of a capital letter of the item’s name, three times.',
      'Show a code and measure the height of a digit, three times.',
      'In a room of 300 to 500 lux measure the luminance of a filled part of a digit and of the paper beside it, straight from the front.',
      'The same in inverse.',
    ],
    passes:
      'Capitals of 6.11 mm or more, for 500 mm. Contrast (L1 + 0.05 of the brighter paper) of 7:1 or more, both ways.',
  },
  3: {
    title: 'Keys under the fingers',
    needs:
      'An assembled code reader, a force gauge of 0.1 N, a blindfold, five people who do not know the device, two of them blind if possible.',
    steps: [
      'Press each key with the gauge in its middle until it acts. Note the force.',
      'Lay a finger on each key with 0.3 N: nothing may happen.',
      'Each person, blindfolded, turns the device the right way up, finds SPEAK, then names all four keys by touch.',
      'Each person opens key help as the guide says and checks the names.',
    ],
    passes:
      'Forces of 0.5 to 2.5 N; every person finds SPEAK within ten seconds and names the keys without a mistake on the second try.',
  },
  4: {
    title: 'Headset',
    needs: 'An assembled code reader and three ordinary 3.5 mm headsets, two of them with a microphone.',
    steps: [
      'With closed eyes find the socket and plug each headset in. The device announces it each time.',
      'Choose “codes in the headset only”. Have a code said: hold the other ear to the loudspeaker.',
      'Pull the plug slowly while a code is said.',
    ],
    passes:
      'Every headset is announced; with a plug in it the loudspeaker is silent; once the plug is out no digit is heard.',
  },
  5: {
    title: 'People',
    needs:
      'Ten holders with low or no sight, some of them over 70, in each language that is given out; a quiet and a noisy room.',
    steps: [
      'Each person reads or hears the guide, alone.',
      'Each person types 20 random codes, ten heard whole and ten one digit at a time. Note wrong digits, which ones, and how often they repeat.',
      'Each person finds: the time left, a slower pace, a louder voice, another language, key help.',
      'Ask which words were odd.',
    ],
    passes:
      '98 % of the digits right in the quiet room; no digit wrong more often than the others; every task done by nine of ten.',
  },
  6: {
    title: 'Press to first sound',
    needs: 'A code reader, an oscilloscope with two channels.',
    steps: [
      'One probe on the pin of the key SPEAK, the other on the pin of the converter (D26).',
      'Press from the dark, twenty times. Measure from the key’s first edge to the first change at the converter.',
      'Press any key while it speaks, twenty times. Measure from the edge to the last change.',
      'Change the language with NEXT, ten times. Measure from the edge to the first change.',
    ],
    passes: 'First sound within 300 ms, silence within 100 ms, another language within 500 ms, every time.',
  },
};
