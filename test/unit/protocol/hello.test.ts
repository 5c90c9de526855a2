// The answer to hello, field by field.
import { describe, expect, it } from 'vitest';
import { decodeHello } from '../../../firmware/core/protocol/hello.ts';

const nonce = '00112233445566778899aabbccddeeff';
const fields = [
  'ok',
  'klarkode',
  '1',
  'code-display',
  'pixljs',
  'KK-0000013',
  '0123abcd',
  'issued',
  'set',
  '87',
  '3',
  '12',
];
const whole = [...fields, nonce];
const changed = (at: number, value: string): string => whole.map((field, i) => (i === at ? value : field)).join(' ');

describe('the answer to hello', () => {
  it('says all that it says', () => {
    expect(decodeHello(whole.join(' '))).toEqual({
      product: 'code-display',
      board: 'pixljs',
      serialNumber: 'KK-0000013',
      firmwareHash: '0123abcd',
      lifecycle: 'issued',
      clock: 'set',
      batteryPercent: 87,
      wrongProofs: 3,
      waitSeconds: 12,
      nonce: Buffer.from(nonce, 'hex').toString('latin1'),
    });
  });

  it.each(['blank', 'issued', 'fault'])('knows the lifecycle %s', (word) => {
    expect(decodeHello(changed(7, word))?.lifecycle).toBe(word);
  });

  it.each(['lost', 'set', 'unsure'])('knows the clock %s', (word) => {
    expect(decodeHello(changed(8, word))?.clock).toBe(word);
  });

  it.each([
    ['another first word', changed(0, 'OK')],
    ['another product family', changed(1, 'klarkod')],
    ['another version', changed(2, '2')],
    ['an unknown lifecycle', changed(7, 'active')],
    ['an empty lifecycle', changed(7, '')],
    ['an unknown clock', changed(8, 'right')],
    ['an empty clock', changed(8, '')],
    ['a battery that is no number', changed(9, '8x')],
    ['a count that is no number', changed(10, '')],
    ['a wait that is no number', changed(11, '-1')],
    ['a nonce that is not hexadecimal', changed(12, `${nonce.slice(1)}g`)],
    ['a nonce that is too short', changed(12, nonce.slice(2))],
    ['a nonce that is too long', changed(12, `${nonce}00`)],
    ['a field less', fields.join(' ')],
    ['a field more', `${whole.join(' ')} x`],
    ['an error', 'error 50'],
    ['nothing', ''],
  ])('is not taken with %s', (_what, body) => {
    expect(decodeHello(body)).toBeUndefined();
  });
});
