// Greenlandic, as the code reader says and shows it. Experimental: no speaker has checked these texts, and none the
// synthesiser's voice. From 13 on numbers are said in Danish, as in daily use; before a hundred's rest they may mix.
import { VoiceFlag } from '../utterance.ts';
import { da } from './da.ts';
import type { ClipText, ReaderLanguage } from './language.ts';

/** Numbers that Greenlandic has words of its own for in daily use: 0 to 12. */
const ownNumbers = [
  ...['nuulu', 'ataaseq', 'marluk', 'pingasut', 'sisamat', 'tallimat', 'arfinillit', 'arfineq-marluk'],
  ...['arfineq-pingasut', 'qulingiluat', 'qulit', 'aqqanillit', 'aqqaneq-marluk'],
];

const inDanish = (text: string | ClipText): ClipText => ({
  ...(typeof text === 'string' ? { shown: text } : text),
  voice: 'da',
});

export const kl: ReaderLanguage = {
  flags: VoiceFlag.UnitsFirst | VoiceFlag.AndAfterHundred | VoiceFlag.Experimental,
  numbers: [...ownNumbers, ...da.numbers.slice(ownNumbers.length).map(inDanish)],
  tens: da.tens.map(inDanish),
  joined: da.joined.map(inDanish),
  partsWords: true,
  phrases: {
    and: inDanish(da.phrases.and),
    beep: 'bip',
    speakKey: 'Atuffaruk',
    nextKey: 'Tulleq',
    upKey: 'Qummut',
    downKey: 'Ammut',
    secondsLeft: 'sekundit sinneruttut',
    waitForNext: 'Kode tulleq utaqqiuk',
    seconds: 'sekundit',
    pressNext: 'Tulleq tooruk',
    plugHeadset: 'Tusarnaarutit ikkukkit',
    notReady: 'Piareersimanngilaq',
    clockLost: 'Nalunaaqutaq unippoq',
    clockUnsure: 'Nalunaaqutaq qularnarpoq',
    fault: 'Kukkuneq',
    askSupport: 'Ikiorti aperiuk',
    batteryLow: 'Batteri nungulerpoq',
    headsetIn: 'Tusarnaarutit ikkupput',
    headsetOut: 'Tusarnaarutit peerput',
    voiceFailed: 'Nipi amigaataavoq',
    notSaved: 'Toqqorneqanngilaq',
    setClockSoon: 'Nalunaaqutaq aaqqitsiguk',
    settings: 'Inissiinerit',
    device: 'Atortoq',
    of: inDanish(da.phrases.of),
    volume: 'Nipi',
    pace: 'Sukkassuseq',
    language: 'Oqaatsit',
    oneByOne: 'Ataasiakkaarlugit',
    headsetOnly: 'Tusarnaarutit kisiisa',
    keyHelp: 'Toortakkat',
    timeLeft: 'Piffissaq',
    battery: 'Batteri',
    clock: 'Nalunaaqutaq',
    about: 'Paasissutissat',
    textSize: 'Naqinnerit',
    inverse: 'Qernertumi qaqortoq',
    on: 'Ikippoq',
    off: 'Qamippoq',
    slow: 'Kigaatsoq',
    normal: 'Nalinginnaq',
    fast: 'Sukkasooq',
    large: 'Angisooq',
    languageName: 'Kalaallisut',
    percent: 'procenti',
    clockWithin: 'kukkuneq annerpaaq',
    serialNumber: 'Normu',
    codeReader: 'Kodenik atuffaaneq',
    pressAgain: 'Toorseqqigit',
    newCode: 'Kode nutaaq',
    tooFast: 'Sukkavallaaqaaq',
  },
};
