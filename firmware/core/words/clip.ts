// Every clip that the code reader can say, by number: its place in the voice file `kk.vxx` and the line of its text in the
// language file `kk.xx`. Sentences are made of clips; the panel shows the same words.

export const enum Clip {
  /** 0 to 19 are the numbers themselves: a digit of a code is its own clip. */
  Zero,
  Ten = 10,
  /** Then the tens from twenty to ninety. */
  Twenty = 20,
  Hundred = 28,
  /** One to nine joined to the ten that follows ('fireog' in 'fireogtyve'), where units are said first; silent elsewhere. */
  JoinedOne,
  /** Between the hundreds and the rest, in languages that say it. */
  And = 38,
  /** The end of something: a tone in every language. */
  Beep,

  // The keys.
  SpeakKey,
  NextKey,
  UpKey,
  DownKey,

  // The code.
  SecondsLeft,
  /** Too little time is left to type a code: the next one comes by itself. */
  WaitForNext,
  Seconds,
  /** One digit for each press of the key NEXT. */
  PressNext,
  /** Codes are for the headset only, and none is plugged in. */
  PlugHeadset,

  // Why there is no code.
  NotReady,
  ClockLost,
  ClockUnsure,
  Fault,
  AskSupport,

  // What the device tells by itself.
  BatteryLow,
  HeadsetIn,
  HeadsetOut,
  /** The voice of the chosen language is missing or damaged. */
  VoiceFailed,
  NotSaved,
  SetClockSoon,

  // The two menus, and where one is in them: "2 of 6".
  Settings,
  Device,
  Of,
  Volume,
  Pace,
  Language,
  OneByOne,
  HeadsetOnly,
  KeyHelp,
  TimeLeft,
  Battery,
  Clock,
  About,
  TextSize,
  Inverse,

  // What they may be.
  On,
  Off,
  Slow,
  Normal,
  Fast,
  Large,
  /** The language's own name. */
  LanguageName,
  Percent,
  /** Then a number and `Seconds`. */
  ClockWithin,
  /** Then its digits. */
  SerialNumber,
  /** What the device is called. */
  CodeReader,
  /** Key help: the key that was pressed twice ends it. */
  PressAgain,
  /** Another code than the one that was being read out; on an event-based token also: make the next one. */
  NewCode,
  /** The code changes sooner than it could be said. */
  TooFast,
  Count,
}
