// The code display: one main key, one panel, one wire.
import { makeMachine, silenceRadio, takeWire, watchMainKey } from '../espruino/machine.ts';
import { startToken } from '../token/app.ts';
import { Did, type TokenEvent } from '../token/events.ts';
import { paint } from '../token/paint.ts';
import { quickDown, quickUp } from '../token/press.ts';
import { update } from '../token/update.ts';

const machine = makeMachine((alarm) => handle({ type: Did.Alarm, alarm: alarm, atSeconds: getTime() }));
const token = startToken(
  machine,
  {
    product: __PRODUCT__,
    board: __BOARD__,
    firmwareHash: __FIRMWARE_HASH__,
    boundPpm: __CLOCK_BOUND_PPM__,
    sha1: machine.sha1,
    sha256: machine.sha256,
    sha512: machine.sha512,
    crc32: machine.store.crc32,
  },
  update,
  paint,
);

/** An error that nobody foresaw loses the clock and shows nothing: the token starts anew and says so. */
const handle = (event: TokenEvent): void => {
  try {
    token.handle(event);
  } catch {
    machine.restart();
  }
};

watchMainKey((edge) => {
  try {
    if (
      (__MAIN_PRESSED_LEVEL__ ? edge.state : !edge.state)
        ? quickDown(token.state, machine, token.speak, edge.time)
        : quickUp(token.state, machine, token.speak, token.handle, edge.time)
    ) {
      return;
    }
    token.handle({
      type: (__MAIN_PRESSED_LEVEL__ ? edge.state : !edge.state) ? Did.Down : Did.Up,
      key: 'main',
      atSeconds: edge.time,
    });
  } catch {
    machine.restart();
  }
});
silenceRadio();
// Without an identity there is no session: the console stays, locked, for the technician who has the unit's password.
if (token.hasIdentity) {
  takeWire((line, atSeconds) => handle({ type: Did.Line, line: line, atSeconds: atSeconds, noise: machine.noise() }));
}
