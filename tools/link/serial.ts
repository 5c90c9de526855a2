// A real serial port (or a pty that looks like one) through the serialport package.
// A given path is opened as it is: SerialPort.list() is never asked, for it needs udev and knows no pty.
import { SerialPort } from 'serialport';
import { Failure } from '../failure.ts';
import { Listeners, type Link } from './link.ts';

/** Opens `path`; fails with `link-absent`, `link-busy` or `link-permission`, each saying what to do. */
export async function openSerial(path: string, baud: number): Promise<Link> {
  const port = new SerialPort({ path, baudRate: baud, autoOpen: false });
  await new Promise<void>((resolve, reject) => {
    port.open((error) => (error === null ? resolve() : reject(openFailure(path, error.message))));
  });
  return serialLink(path, port);
}

function serialLink(path: string, port: SerialPort): Link {
  const listeners = new Listeners();
  port.on('data', (bytes: Buffer) => listeners.received(bytes));
  port.on('close', (error: Error | null) => {
    listeners.lost(error === null ? 'the port was closed' : 'the cable was pulled or the board was switched off');
  });
  port.on('error', (error) => listeners.lost(error.message));
  return {
    name: path,
    onBytes: (listener) => listeners.onBytes(listener),
    onClosed: (listener) => listeners.onClosed(listener),
    write(bytes) {
      return new Promise((resolve, reject) => {
        if (listeners.reason !== undefined) return reject(linkLost(path, listeners.reason));
        port.write(bytes, (error) => {
          if (error === null || error === undefined) return resolve();
          listeners.lost(error.message);
          reject(linkLost(path, error.message));
        });
      });
    },
    close() {
      return new Promise((resolve) => {
        if (!port.isOpen) return resolve();
        port.close(() => resolve());
      });
    },
  };
}

/** The wire went while it was in use. */
export function linkLost(name: string, reason: string): Failure {
  return new Failure('link-lost', `The connection on ${name} was lost: ${reason}.`);
}

function openFailure(path: string, message: string): Failure {
  if (/permission denied|access denied|EACCES/i.test(message)) {
    return new Failure(
      'link-permission',
      `You are not allowed to open ${path}: on Linux, join its group (usually: sudo usermod -aG dialout $USER) and log in again.`,
    );
  }
  if (/lock|busy|EBUSY|resource temporarily unavailable/i.test(message)) {
    return new Failure('link-busy', `${path} is in use by another program: close that program and try again.`);
  }
  if (/no such file|ENOENT|file not found|no such device|ENXIO|ENODEV/i.test(message)) {
    return new Failure(
      'link-absent',
      `There is no port ${path}: check the cable, or run "klarkode ports" to see what is there.`,
    );
  }
  if (/inappropriate ioctl|ENOTTY|not a tty|is a directory/i.test(message)) {
    return new Failure(
      'link-absent',
      `${path} is not a serial port: run "klarkode ports" to see which there are, and name one with --port.`,
    );
  }
  return new Failure(
    'link-absent',
    `${path} can't be opened as a serial port: ${message.replace(/^Error:? ?/, '').replace(/\.$/, '')}.`,
  );
}
