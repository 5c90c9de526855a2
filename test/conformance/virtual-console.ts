// The virtual board as a conformance console: a Pixl.js with every native hash, like the interpreter that was recorded.
import type { BoardDescription } from '../../hardware/board.ts';
import { pixljs } from '../../hardware/boards/pixljs.ts';
import { VirtualClock } from '../../simulator/board/clock.ts';
import { createBoard } from '../../simulator/board/create.ts';
import { Flash } from '../../simulator/board/flash.ts';
import type { BoardConsole } from './play.ts';

const description: BoardDescription = {
  ...pixljs,
  // Where the recorded interpreter had its flash.
  storage: { ...pixljs.storage, address: 0x10000000 },
  hashes: { sha1: 'native', sha256: 'native', sha512: 'native' },
};
/** How far virtual time goes at once while something is waited for. */
const stepMs = 10;

/** A fresh board with erased flash, switched on. */
export function openVirtualConsole(options: { readonly countCosts?: boolean } = {}): BoardConsole {
  const clock = new VirtualClock();
  const flash = new Flash(description.storage.bytes, description.storage.pageBytes);
  const board = createBoard({ description, clock, flash, pacedSerial: false, ...options });
  let unread = '';
  board.on('sent', (bytes) => {
    unread += Buffer.from(bytes).toString('latin1');
  });
  board.powerOn();
  return {
    send: (bytes) => board.send(Buffer.from(bytes, 'latin1')),
    waitFor: async (text, timeoutMs) => {
      for (const untilMs = clock.nowMs + timeoutMs; ; clock.advance(stepMs)) {
        const at = unread.indexOf(text);
        if (at >= 0) {
          const seen = unread.slice(0, at + text.length);
          unread = unread.slice(seen.length);
          return seen;
        }
        if (clock.nowMs >= untilMs) {
          throw new Error(`${JSON.stringify(text)} did not come; there was ${JSON.stringify(unread.slice(-400))}`);
        }
      }
    },
    setPin: (pin, level) => board.setPin(pin, level),
    restart: async () => {
      board.powerOff();
      unread = '';
      board.powerOn();
    },
    close: async () => board.powerOff(),
  };
}
