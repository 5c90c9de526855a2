// The UART of a board where it keeps the fast clock running (board.ts: `opensForCable`) is open only while a cable is there: an
// adapter's TX idles high, and without one the pull-down wins. Closed, the board sleeps until the pin rises; no timer runs.

/** A plug's contacts have settled after this long. */
const settledMs = 20;
/** How often an open port looks whether its cable is still there. */
const lookMs = 60_000;

let looking: ReturnType<typeof setTimeout>;
let answered = false;

/**
 * Looks for the cable and opens or closes the port by it. An open UART's pin has no pull-down, so the port is closed for the look,
 * 1 to 2 ms, unless it answered something since the last one. One that closes in the middle of a byte is woken by the next one.
 */
export const openWhileCabled = (): void => {
  if (!answered) {
    __SERIAL__.unsetup();
    pinMode(__RECEIVE_PIN__!, 'input_pulldown');
    if (!__RECEIVE_PIN__!.read()) {
      setWatch(openWhileCabled, __RECEIVE_PIN__!, { edge: 'rising', debounce: settledMs });
      return;
    }
    __SERIAL__.setup(__BAUD__, { rx: __RECEIVE_PIN__!, tx: __TRANSMIT_PIN__! });
  }
  answered = false;
  looking = setTimeout(openWhileCabled, lookMs);
};

/** A line goes out. A refusal is no sign of a cable: what an open pin picks up in the air is refused too. */
export const noteAnswer = (line: string): void => {
  answered = line[0] !== 'e';
};

/** Leaves the port open until the next start. */
export const stopLooking = (): void => clearTimeout(looking);
