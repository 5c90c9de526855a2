// Guessing the device key at a token whose store is full, or nearly: what can't be counted in flash is counted all the same, as long as there is
// power, and without power a token with a full store does not even greet.
import { expect, it } from 'vitest';
import { crc32 } from '../../firmware/core/crc32.ts';
import { encodeLine } from '../../firmware/core/protocol/line.ts';
import { FlashStorage } from '../../simulator/board/storage.ts';
import { flashedImage, Fob } from './fob.ts';

const headerBytes = 32;
const wrong = `open ${'00'.repeat(16)} ${'11'.repeat(16)}`;

// Room for the count of this start and none, one or two counts of proofs.
it.each([300, 340, 400])('with %i bytes left', (leftBytes) => {
  const flash = flashedImage();
  const storage = new FlashStorage(flash);
  storage.write('junk', '\0'.repeat(storage.getFree() - leftBytes - headerBytes));
  const fob = new Fob({ flash });
  const ask = (body: string): string => fob.wire(`${encodeLine(crc32, body)}\n`, 0.2);
  let refused = '';
  for (let tries = 0; tries < 5; tries++) {
    expect(ask('hello')).toContain('ok klarkode');
    refused += ask(wrong).includes('error 24') ? 'waits ' : 'wrong ';
  }
  expect(refused).toMatch(/^(wrong ){3}(waits ){2}$/);
  fob.board.powerOff();
  fob.board.powerOn();
  fob.pass(1);
  expect(ask('hello')).not.toContain('ok klarkode');
});
