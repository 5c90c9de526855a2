// klarkode ports: the serial ports that the system knows of.
import type { Station } from '../station.ts';

export async function ports(station: Station): Promise<void> {
  const found = await station.surroundings.listPorts();
  const none = 'No serial port is known to the system. A port that you know of can still be named with --port.';
  station.reporter.result(
    { verb: 'ports', ports: found },
    found.length === 0 ? [none] : found.map((port) => `${port.path}  ${port.description}`.trim()),
  );
}
