// The serial ports that the operating system knows of. A convenience: no verb depends on it.
import { SerialPort } from 'serialport';

export interface PortFound {
  readonly path: string;
  /** What the system says of it: the adapter's maker and serial number, where it knows them. */
  readonly description: string;
}

/** Lists them; an empty list where the system has no way to tell (Linux without udev). */
export async function listPorts(): Promise<readonly PortFound[]> {
  const ports = await SerialPort.list().catch(() => []);
  return (
    ports
      .map((port) => ({
        path: port.path,
        description: [
          port.manufacturer,
          port.vendorId && `${port.vendorId}:${port.productId ?? '?'}`,
          port.serialNumber,
        ]
          .filter((word) => word !== undefined && word !== '')
          .join(' '),
      }))
      // Linux lists dozens of built-in ports that nothing is soldered to; a USB adapter always says who it is.
      .filter((port) => port.description !== '' || !/^\/dev\/ttyS\d+$/.test(port.path))
  );
}
