// The serial port's object: setup, write, print, data events or a buffer to read from. Bytes come here only while
// the console is not on this device.
import { byteString, bytesOfAll, stringBytes } from '../bytes.ts';
import { BoardError } from '../outcome.ts';
import { printed } from '../value-text.ts';
import type { Program } from '../program.ts';

/** Bytes that wait when nobody listens. */
const longestBuffer = 512;

export function installSerial(program: Program): void {
  const { realm, port, description } = program;
  const name = description.serial.device;
  const prototype = realm.classOf('Serial', () => undefined, {});
  const serial = realm.object();
  Object.setPrototypeOf(serial, prototype);
  realm.define(serial, '#text', name);
  realm.define(realm.global, name, serial);
  let buffer = '';

  const deliver = (text: string): void => {
    buffer += text;
    if (Array.isArray(serial['#ondata']) && serial['#ondata'].length > 0) {
      const data = buffer;
      buffer = '';
      program.emitOn(serial, 'data', [data]);
    } else if (buffer.length > longestBuffer) {
      buffer = buffer.slice(0, longestBuffer);
      program.errorFlags.raise('BUFFER_FULL');
    }
  };

  program.receiveSerial = (bytes) => {
    program.turn(() => {
      // A debug probe's first byte brings a console that is nowhere to it, even one that was forced there.
      if (name === 'SWDCON' && program.console.device === undefined) program.setConsole(name, true);
      if (program.console.device !== name) {
        deliver(byteString(bytes));
        return;
      }
      for (const byte of bytes) {
        if (byte === 3) program.console.interrupt();
        program.console.receive(byte);
      }
    });
  };

  const text = (value: unknown): string => printed(value, () => undefined);
  realm.methods(prototype, {
    setup: (_self, args) => {
      const baud = Number(args[0] ?? 9600);
      if (!(baud >= 1)) throw new BoardError('Error', 'Invalid baud rate specified');
      port.baud = baud;
      port.open = true;
    },
    unsetup: () => {
      buffer = '';
      // USB and debug probes know no such thing.
      if (description.serial.pins !== undefined) port.open = false;
    },
    write: (_self, args) => {
      port.transmit(bytesOfAll(args));
    },
    print: (_self, args) => {
      port.transmit(stringBytes(text(args[0])));
    },
    println: (_self, args) => {
      port.transmit(stringBytes(`${text(args[0])}\r\n`));
    },
    inject: (_self, args) => {
      program.receiveSerial(bytesOfAll(args));
    },
    available: () => buffer.length,
    read: (_self, args) => {
      if (buffer === '') return undefined;
      const count = Number(args[0] ?? 0);
      const data = count > 0 ? buffer.slice(0, count) : buffer;
      buffer = buffer.slice(data.length);
      return data;
    },
    flush: () => undefined,
    isConnected: () => port.open,
    setConsole: (_self, args) => {
      program.setConsole(name, Boolean(args[0]));
    },
  });
}
