// Offers a fresh board on the real interpreter as a serial port, to try the technician's command on it by hand:
// ESPRUINO=/path/to/espruino node tools/setup/run.mjs test/conformance/offer.ts [tcp port]
import { openPtyEnd } from '../../simulator/desk/pty-end.ts';
import { openTcpEnd, parseTcpAddress } from '../../simulator/desk/tcp-end.ts';
import { getEspruino } from '../../tools/setup/espruino.mjs';
import { giveUp } from '../../tools/setup/root.mjs';
import { RealDevice } from './device.ts';
import { identify } from './real-console.ts';

async function main(tcpPort: string | undefined): Promise<number> {
  const binary = process.env['ESPRUINO'] ?? '';
  if (binary === '') {
    console.error(`Set ESPRUINO to the path of a real interpreter; ${getEspruino}.`);
    return 2;
  }
  const interpreter = await identify(binary).catch((error: unknown) =>
    giveUp(error instanceof Error ? error.message : String(error)),
  );
  const device = await RealDevice.start({ binary, ...interpreter });
  const end = tcpPort === undefined ? await openPtyEnd() : await openTcpEnd(parseTcpAddress(tcpPort));
  device.plugInto(end);
  console.log(
    `${interpreter.title}\n--port ${end.port}\nIts key is the file ${device.keyFile}: write 1 to press, 0 to let go.`,
  );
  await new Promise<void>((done) => {
    process.once('SIGINT', () => done());
    process.once('SIGTERM', () => done());
  });
  await end.close();
  await device.close();
  return 0;
}

process.exitCode = await main(process.argv[2]);
