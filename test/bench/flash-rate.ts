// How fast the firmware's files reach the virtual board over a 115200 baud line, against what the line could carry at
// most: what the upload's own words take counts as loss. In virtual time, so that the machine's speed does not matter.
import { pixljs } from '../../hardware/boards/pixljs.ts';
import { BoardConsole } from '../../tools/console/console.ts';
import { prepareUpload, uploadFile } from '../../tools/console/upload.ts';
import { loadFirmware } from '../../tools/flash/manifest.ts';
import { Wire } from '../../tools/link/wire.ts';
import { root } from '../../tools/setup/root.mjs';
import type { Figure } from './figure.ts';
import { VirtualStation } from './virtual-station.ts';

const baud = 115_200;
// Eight data bits, one start bit, one stop bit.
const bitsPerByte = 10;

export async function flashRate(): Promise<readonly Figure[]> {
  const description = { ...pixljs, serial: { ...pixljs.serial, baud } };
  const station = new VirtualStation(description);
  try {
    const { files } = loadFirmware(`${root}/dist/firmware`, 'code-display', pixljs.name);
    const link = station.openLink();
    let lineBytes = 0;
    const counted = {
      ...link,
      write: (bytes: Uint8Array) => {
        lineBytes += bytes.length;
        return link.write(bytes);
      },
    };
    const boardConsole = new BoardConsole(new Wire(counted, { after: (ms, run) => station.clock.after(ms, run) }));
    await station.during(boardConsole.attend());
    const startMs = station.clock.nowMs;
    lineBytes = 0;
    await station.during(
      (async () => {
        await prepareUpload(boardConsole);
        // The start file would lock this console.
        for (const file of files.slice(0, -1)) {
          await uploadFile(boardConsole, file, description.serial.receiveBufferBytes, () => {});
        }
      })(),
    );
    const seconds = (station.clock.nowMs - startMs) / 1000;
    const fileBytes = files.slice(0, -1).reduce((sum, file) => sum + file.data.length, 0);
    const percentOfLine = (bytes: number): number => (100 * bytes * bitsPerByte) / (baud * seconds);
    return [
      {
        title: `flashing at ${baud} baud, of the line rate (${Math.round(percentOfLine(lineBytes))} % busy)`,
        value: percentOfLine(fileBytes),
        unit: '%',
        budget: 85,
        bound: 'at least',
      },
    ];
  } finally {
    station.close();
  }
}
