// Which carrier a --port value means.
import type { Link } from './link.ts';
import { openSerial } from './serial.ts';
import { openTcp } from './tcp.ts';

/** Opens a serial path or a tcp:// address. */
export function openLink(port: string, baud: number): Promise<Link> {
  return port.startsWith('tcp://') ? openTcp(port) : openSerial(port, baud);
}
