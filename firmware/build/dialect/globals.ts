// The globals that firmware on a board may use: those of every Espruino board, and those of this one.
import type { BoardDescription } from '../../../hardware/board.ts';
import { espruinoGlobals, languageGlobals } from './surface.ts';

/** Globals that come with a display built into the board, by driver. */
const ofDisplay: Readonly<Record<string, readonly string[]>> = {
  'banglejs2-lcd': ['Bangle', 'g'],
  'pixl-lcd': ['Pixl', 'g'],
  'unbuffered-lcd': ['g'],
};

/** Names that a bundle for this board may take from the global object, sorted. */
export function globalsOf(board: BoardDescription): readonly string[] {
  const { bus, unbuffered } = board.display;
  return [
    ...languageGlobals,
    ...espruinoGlobals,
    ...(ofDisplay[board.display.driver] ?? []),
    ...board.keys.map((key) => key.pin),
    ...(board.audio ? ['Waveform', board.audio.headset.pin, board.audio.pin] : []),
    board.serial.device,
    ...(board.serial.pins ? [board.serial.pins.receive, board.serial.pins.transmit] : []),
    ...(board.serial.consoleRefuge ? [board.serial.consoleRefuge] : []),
    ...(bus ? [bus.device, bus.clockPin, bus.dataPin] : []),
    ...(unbuffered ? [unbuffered.backlightPin] : []),
    ...(board.bluetooth ? ['NRF'] : []),
  ].sort();
}
