// The I2C bus that the board's panel hangs on: setup and writeTo. Other buses and reading are not modelled.
import { bytesOfAll } from '../bytes.ts';
import { BoardError } from '../outcome.ts';
import type { Program } from '../program.ts';

export function installI2c(program: Program): void {
  const { bus } = program.description.display;
  if (bus === undefined) return;
  const { realm, screen } = program;
  let wired = false;
  const prototype = realm.classOf('I2C', () => undefined, {
    setup: (_self, args) => {
      const { scl, sda } = (args[0] ?? {}) as { readonly scl?: unknown; readonly sda?: unknown };
      // Pins that the panel is not wired to drive nothing.
      wired = program.pinName(scl) === bus.clockPin && program.pinName(sda) === bus.dataPin;
    },
    writeTo: (_self, args) => {
      const bytes = bytesOfAll(Array.from(args).slice(1));
      if (!wired || !screen.write(Number(args[0]), bytes)) {
        throw new BoardError('InternalError', 'Timeout on I2C Write Transmit Mode 2');
      }
    },
    readFrom: () => {
      throw new BoardError('InternalError', 'I2C.readFrom is not modelled by the virtual board');
    },
  });
  const object = realm.object();
  Object.setPrototypeOf(object, prototype);
  realm.define(object, '#text', bus.device);
  realm.define(realm.global, bus.device, object);
}
