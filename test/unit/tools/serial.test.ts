// What the serialport package says of a path that can't be a port, in words that help.
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openSerial } from '../../../tools/link/serial.ts';

const thisFile = fileURLToPath(import.meta.url);
const itsFolder = fileURLToPath(new URL('.', import.meta.url));

it.skipIf(process.platform === 'win32').each([thisFile, itsFolder, '/dev/null'])(
  'says of %s that it is not a serial port, and what to do',
  async (path) => {
    await expect(openSerial(path, 9600)).rejects.toMatchObject({
      code: 'link-absent',
      message: `${path} is not a serial port: run "klarkode ports" to see which there are, and name one with --port.`,
    });
  },
);

it('says of a path where nothing is that there is no port', async () => {
  await expect(openSerial(`${thisFile}.missing`, 9600)).rejects.toThrow(/^There is no port /);
});
