// The code reader: four keys in a row, a large panel, a voice, a headset's socket, one wire.
import { watchHeadset, watchKeys } from '../espruino/keys.ts';
import { makeMachine, silenceRadio, takeWire } from '../espruino/machine.ts';
import { makeSpeaker } from '../espruino/speaker.ts';
import { startToken } from '../token/app.ts';
import { Did, type TokenEvent } from '../token/events.ts';
import { paintPage } from '../token/reader/paint.ts';
import { makeCode } from '../token/reader/press.ts';
import { readerHolder } from '../token/reader/show.ts';

const machine = makeMachine((alarm) => handle({ type: Did.Alarm, alarm: alarm, atSeconds: getTime() }));
const holder = readerHolder(
  paintPage,
  watchHeadset((plugged, atSeconds) => handle({ type: Did.Headset, plugged: plugged, atSeconds: atSeconds })),
  makeSpeaker(machine.store, () => handle({ type: Did.Spoken, atSeconds: getTime() })),
);
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
  holder.update,
  holder.show,
);

/** An error that nobody foresaw loses the clock and shows nothing: the token starts anew and says so. */
const handle = (event: TokenEvent): void => {
  try {
    token.handle(event);
  } catch {
    machine.restart();
  }
};

watchKeys((key, down, atSeconds) => {
  try {
    if (down) makeCode(token.state, machine.store, key, atSeconds);
    token.handle({ type: down ? Did.Down : Did.Up, key: key, atSeconds: atSeconds });
  } catch {
    machine.restart();
  }
});
silenceRadio();
// Without an identity there is no session: the console stays, locked, for the technician who has the unit's password.
if (token.hasIdentity) {
  takeWire((line, atSeconds) => handle({ type: Did.Line, line: line, atSeconds: atSeconds, noise: machine.noise() }));
}
