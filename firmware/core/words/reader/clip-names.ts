// A name for every clip, in the order of clip.ts: what a language must have a text for, and what a recording's file is
// called. Host only.
import { Clip } from '../clip.ts';

const numbers = [
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen',
  'eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred',
  'joinedOne joinedTwo joinedThree joinedFour joinedFive joinedSix joinedSeven joinedEight joinedNine',
]
  .join(' ')
  .split(' ');

/** Where each phrase stands: with a clip left out or misplaced this does not compile. */
const phrases = {
  and: Clip.And,
  beep: Clip.Beep,
  speakKey: Clip.SpeakKey,
  nextKey: Clip.NextKey,
  upKey: Clip.UpKey,
  downKey: Clip.DownKey,
  secondsLeft: Clip.SecondsLeft,
  waitForNext: Clip.WaitForNext,
  seconds: Clip.Seconds,
  pressNext: Clip.PressNext,
  plugHeadset: Clip.PlugHeadset,
  notReady: Clip.NotReady,
  clockLost: Clip.ClockLost,
  clockUnsure: Clip.ClockUnsure,
  fault: Clip.Fault,
  askSupport: Clip.AskSupport,
  batteryLow: Clip.BatteryLow,
  headsetIn: Clip.HeadsetIn,
  headsetOut: Clip.HeadsetOut,
  voiceFailed: Clip.VoiceFailed,
  notSaved: Clip.NotSaved,
  setClockSoon: Clip.SetClockSoon,
  settings: Clip.Settings,
  device: Clip.Device,
  of: Clip.Of,
  volume: Clip.Volume,
  pace: Clip.Pace,
  language: Clip.Language,
  oneByOne: Clip.OneByOne,
  headsetOnly: Clip.HeadsetOnly,
  keyHelp: Clip.KeyHelp,
  timeLeft: Clip.TimeLeft,
  battery: Clip.Battery,
  clock: Clip.Clock,
  about: Clip.About,
  textSize: Clip.TextSize,
  inverse: Clip.Inverse,
  on: Clip.On,
  off: Clip.Off,
  slow: Clip.Slow,
  normal: Clip.Normal,
  fast: Clip.Fast,
  large: Clip.Large,
  languageName: Clip.LanguageName,
  percent: Clip.Percent,
  clockWithin: Clip.ClockWithin,
  serialNumber: Clip.SerialNumber,
  codeReader: Clip.CodeReader,
  pressAgain: Clip.PressAgain,
  newCode: Clip.NewCode,
  tooFast: Clip.TooFast,
} satisfies { readonly [name in Uncapitalize<Exclude<keyof typeof Clip, NumberClip | 'Count'>>]: Clip };

type NumberClip = 'Zero' | 'Ten' | 'Twenty' | 'Hundred' | 'JoinedOne';

/** The name of a phrase: a clip that is no number. */
export type PhraseName = keyof typeof phrases;

/** The names in the order of the voice file: `clipNames[Clip.Ten]` is `ten`. */
export const clipNames: readonly string[] = [
  ...numbers,
  ...Object.entries(phrases)
    .sort(([, a], [, b]) => a - b)
    .map(([name]) => name),
];
