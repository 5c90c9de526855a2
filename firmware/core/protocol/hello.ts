// What a token says of itself to anybody who asks: the answer to `hello`. No secret and no code, ever.
import { fromHex, type Bytes } from '../bytes.ts';
import { decodeNumber } from './line.ts';
import { nonceBytes, protocolVersion } from './session.ts';

/** blank: no credential. issued: it has one. fault: a self-test failed. */
export type Lifecycle = 'blank' | 'issued' | 'fault';
/** unsure: the clock runs, but may be off by more than the token allows. */
export type ClockState = 'lost' | 'set' | 'unsure';

export interface Hello {
  readonly product: string;
  readonly board: string;
  readonly serialNumber: string;
  /** First 8 hexadecimal digits of the bundle's SHA-256. */
  readonly firmwareHash: string;
  readonly lifecycle: Lifecycle;
  readonly clock: ClockState;
  readonly batteryPercent: number;
  /** Wrong proofs since the last right one. */
  readonly wrongProofs: number;
  /** Seconds until `open` is listened to again. */
  readonly waitSeconds: number;
  readonly nonce: Bytes;
}

/** The fields of a body that begins `ok klarkode 1 ...`, or undefined when it isn't one that this version reads. */
export const decodeHello = (body: string): Hello | undefined => {
  const field = body.split(' ');
  if (field.length !== 13 || field[0] !== 'ok' || field[1] !== 'klarkode') return undefined;
  if (field[2] !== '' + protocolVersion) return undefined;
  const lifecycle = field[7]!;
  const clock = field[8]!;
  const battery = decodeNumber(field[9]!);
  const wrongProofs = decodeNumber(field[10]!);
  const waitSeconds = decodeNumber(field[11]!);
  const nonce = fromHex(field[12]!);
  if (lifecycle !== 'blank' && lifecycle !== 'issued' && lifecycle !== 'fault') return undefined;
  if (clock !== 'lost' && clock !== 'set' && clock !== 'unsure') return undefined;
  if (battery === undefined || wrongProofs === undefined || waitSeconds === undefined) return undefined;
  if (nonce === undefined || nonce.length !== nonceBytes) return undefined;
  return {
    product: field[3]!,
    board: field[4]!,
    serialNumber: field[5]!,
    firmwareHash: field[6]!,
    lifecycle: lifecycle,
    clock: clock,
    batteryPercent: battery,
    wrongProofs: wrongProofs,
    waitSeconds: waitSeconds,
    nonce: nonce,
  };
};
