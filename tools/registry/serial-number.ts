// Serial numbers: KK- and seven digits, the last of which checks the others (Damm 2004), so that one mistyped digit
// and two swapped ones are noticed. Short enough to read out on the telephone and for a 128-pixel screen.
import { Failure } from '../failure.ts';

// The totally anti-symmetric quasigroup of order 10 from Damm's thesis.
const damm = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
];
const mostNumbers = 999_999;

function checkDigit(digits: string): string {
  let interim = 0;
  for (const digit of digits) interim = Number(damm[interim]![Number(digit)]);
  return String(interim);
}

/** The serial number of the `ordinal`th token of a registry, from 1. */
export function serialNumberOf(ordinal: number): string {
  if (ordinal > mostNumbers)
    throw new Failure('registry', `This registry has given out all ${mostNumbers} serial numbers: begin a new one.`);
  const digits = String(ordinal).padStart(6, '0');
  return `KK-${digits}${checkDigit(digits)}`;
}

/** Whether it could be a token's: 4 to 11 of A to Z, 0 to 9 and "-". */
export function isSerialNumber(text: string): boolean {
  return /^[A-Z0-9][A-Z0-9-]{3,10}$/.test(text);
}

/** A serial number as a person typed it, in its one spelling; fails with `bad-input`. */
export function parseSerialNumber(text: string): string {
  const serialNumber = text.trim().toUpperCase();
  if (!isSerialNumber(serialNumber)) {
    throw new Failure(
      'bad-input',
      `"${text}" is not a serial number: it has 4 to 11 characters, A to Z, 0 to 9 and "-".`,
    );
  }
  const own = /^KK-(\d{6})(\d)$/.exec(serialNumber);
  if (serialNumber.startsWith('KK-') && (own === null || checkDigit(own[1]!) !== own[2])) {
    throw new Failure(
      'bad-input',
      `${serialNumber} is mistyped: a number that begins with KK- has seven digits, and its last digit checks the others.`,
    );
  }
  return serialNumber;
}
