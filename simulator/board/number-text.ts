// Numbers as Espruino writes them: at most eleven digits behind the point, exponents from 1e21 up and below 1e-6.

/** What is this close to the next whole number is that number; a rest this small ends the digits. */
const closeEnough = 1e-7;
const longestFraction = 11;

export function numberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return String(value === 0 ? 0 : value);
  if (!Number.isFinite(value)) return String(value);
  const sign = value < 0 ? '-' : '';
  let rest = Math.abs(value);
  let exponent = 0;
  if (rest >= 1e21) for (; rest > 10; rest /= 10) exponent++;
  else if (rest < 1e-6) for (; rest < 1; rest *= 10) exponent--;
  const shown = exponent === 0 ? '' : `e${exponent > 0 ? '+' : ''}${exponent}`;
  let whole = Math.floor(rest);
  if (Math.floor(rest + closeEnough) === whole + 1) return `${sign}${whole + 1}${shown}`;
  whole = Math.floor(rest);
  return `${sign}${whole}${fraction(rest - whole)}${shown}`;
}

function fraction(part: number): string {
  let digits = '';
  let rest = part * 10;
  while (digits.length < longestFraction && rest > closeEnough) {
    const digit = Math.min(9, Math.floor(rest + 1e-8));
    digits += digit;
    rest = (rest - digit) * 10;
  }
  return digits === '' ? '' : `.${digits}`;
}
