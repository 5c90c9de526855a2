// The two menus. Each is a ring; what has to be pressed in them is at most two steps away from the first item, what is only
// heard at most three, so that with the key that opens it nothing takes more than four presses.
import { Setting } from '../../core/records/settings-record.ts';
import { Clip } from '../../core/words/clip.ts';
import type { State } from '../state.ts';
import { Place, type Reader } from './reader.ts';

/** The items of the menu that is open, by the clip of their name. */
export const itemsOf = (state: State, reader: Reader): Clip[] =>
  reader.place === Place.Settings
    ? [Clip.Volume, Clip.Pace, Clip.Language, Clip.HeadsetOnly, Clip.OneByOne]
    : [
        // An event-based code does not end by itself; but another one may be wanted.
        state.terms && state.terms.eventBased ? Clip.NewCode : Clip.TimeLeft,
        Clip.Battery,
        Clip.KeyHelp,
        Clip.Clock,
        Clip.About,
        Clip.TextSize,
        Clip.Inverse,
      ];

/** The setting that an item changes; one that there is not when it changes none. The items stand in the order of the settings. */
export const settingOf = (item: Clip): number => {
  const items = [Clip.Language, Clip.Volume, Clip.Pace, Clip.HeadsetOnly, Clip.OneByOne, Clip.TextSize, Clip.Inverse];
  const at = items.indexOf(item);
  return at < 0 ? at : Setting.Language + at;
};

/** The languages that are flashed. */
export const languagesOf = (state: State): readonly string[] => (state.identity ? state.identity.languages : ['en']);

/** The two letters of the language that is chosen; of the first one while the chosen one is not flashed. */
export const languageOf = (state: State): string => {
  const chosen = state.settingValues[Setting.Language]!;
  const languages = languagesOf(state);
  return languages[Math.max(0, languages.indexOf(String.fromCharCode(chosen >> 8, chosen & 255)))]!;
};

/** The value of a setting after this one; after the last comes the first. */
export const nextValue = (state: State, setting: number): number => {
  const now = state.settingValues[setting]!;
  if (setting === Setting.Language) {
    const languages = languagesOf(state);
    const next = languages[(languages.indexOf(languageOf(state)) + 1) % languages.length]!;
    return next.charCodeAt(0) * 256 + next.charCodeAt(1);
  }
  return (now + 1) % (setting === Setting.Volume ? 4 : setting === Setting.Pace ? 3 : 2);
};
