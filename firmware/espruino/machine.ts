// The HAL over Espruino: edges, alarms, lines and files. It gives every event its moment and no meaning.
import type { Machine } from '../core/machine.ts';
import { longestLine } from '../core/protocol/line.ts';
import { noteAnswer, openWhileCabled, stopLooking } from './cable.ts';
import { boardSha1, boardSha256, boardSha512 } from './hashes.ts';
import { makeScreen } from './screen.ts';
import { makeStore } from './store.ts';

/** Contact bounce of a tactile switch is over after this long. */
const debounceMs = 20;
/** The line's end must have left the wire before the board restarts: a line takes up to 0.6 s at 9600 baud. */
const restartDelayMs = 700;

export const makeMachine = (onAlarm: (alarm: number) => void): Machine => {
  const storage = require('Storage');
  const timers: (ReturnType<typeof setTimeout> | false)[] = [];
  return {
    screen: makeScreen(storage),
    store: makeStore(storage, require('Flash')),
    sha1: boardSha1,
    sha256: boardSha256,
    sha512: boardSha512,
    uptimeSeconds: getTime,
    alarm: (id, delayMs) => {
      if (timers[id]) clearTimeout(timers[id]);
      timers[id] =
        delayMs !== undefined &&
        setTimeout(() => {
          timers[id] = false;
          onAlarm(id);
        }, delayMs);
    },
    send: (line) => {
      if (__OPENS_FOR_CABLE__) noteAnswer(line);
      __SERIAL__.write(line + '\n');
    },
    noise: E.hwRand,
    // What hangs on USB is full.
    batteryPercent: () => (__BATTERY_GAUGE__ ? Math.round(E.getBattery()) : 100),
    giveWireBack: () => {
      if (__OPENS_FOR_CABLE__) stopLooking();
      E.setConsole(__SERIAL__, { force: false });
    },
    restart: () => {
      setTimeout(E.reboot, restartDelayMs);
    },
  };
};

/** Calls back at every edge of the main key. */
export const watchMainKey = (onEdge: (edge: WatchEvent) => void): void => {
  setWatch(onEdge, __MAIN_PIN__, { repeat: true, edge: 'both', debounce: debounceMs });
};

/** Takes the serial port from the console for good and calls back with every whole line. Too long a line is dropped. */
export const takeWire = (onLine: (line: string, atSeconds: number) => void): void => {
  let begun = '';
  let tooLong = false;
  E.setConsole(__CONSOLE_REFUGE__, { force: true });
  if (__OPENS_FOR_CABLE__) openWhileCabled();
  else if (__RECEIVE_PIN__) {
    __SERIAL__.setup(__BAUD__, { rx: __RECEIVE_PIN__, tx: __TRANSMIT_PIN__! });
  }
  __SERIAL__.on('data', (bytes) => {
    const atSeconds = getTime();
    const parts = (begun + bytes).split('\n');
    begun = parts.pop()!;
    for (let i = 0; i < parts.length; i++) {
      if (!tooLong) onLine(parts[i]!.replace('\r', ''), atSeconds);
      tooLong = false;
    }
    if (begun.length > longestLine) {
      begun = '';
      tooLong = true;
    }
  });
};

/** Switches the radio off, on boards that have one. */
export const silenceRadio = (): void => {
  if (__BLUETOOTH__) NRF.sleep();
};
