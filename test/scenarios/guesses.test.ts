// Guessing the device key. A wrong proof is counted in flash before it is answered. At a token whose store is full, or nearly: what can't be counted in flash is counted all the same, as long as there is
// power, and without power a token with a full store does not even greet.
import { expect, it } from 'vitest';
import { crc32 } from '../../firmware/core/crc32.ts';
import { encodeLine } from '../../firmware/core/protocol/line.ts';
import { FlashStorage } from '../../simulator/board/storage.ts';
import { NotingFlash } from './cuts/trace.ts';
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

/** A token that was greeted, whose next line is on the wire as soon as it is said. */
function greeted(): { fob: Fob; flash: NotingFlash; guess: () => string } {
  const image = flashedImage();
  const flash = new NotingFlash(image.bytes.length, image.pageBytes, image.bytes);
  const fob = new Fob({ flash, pacedSerial: false });
  expect(fob.ask('hello')).toContain('ok klarkode');
  return { fob, flash, guess: () => fob.wire(`${encodeLine(crc32, wrong)}\n`, 0.2) };
}

it('a wrong proof is in flash before a byte of its answer is on the wire: who cuts the power has learnt nothing uncounted', () => {
  const { fob, flash, guess } = greeted();
  const steps: NotingFlash['steps'] = (flash.steps = []);
  const stepsBefore: number[] = [];
  fob.board.on('sent', () => stepsBefore.push(steps.length));
  expect(guess()).toContain('error 21');
  // A file with a header of 32 bytes and a record of 16.
  expect(steps.length).toBeGreaterThanOrEqual(48);
  expect(stepsBefore.length).toBeGreaterThan(0);
  for (const made of stepsBefore) expect(made).toBe(steps.length);
  for (let step = 0; step < steps.length; step++) {
    const cut = greeted();
    cut.flash.stepsUntilPowerCut = step;
    cut.flash.tornMask = 0xff;
    expect(cut.guess(), `cut in step ${step} of ${steps.length}`).toBe('');
    expect(cut.fob.board.powered).toBe(false);
  }
  // Whoever has read the answer is counted, whatever becomes of the power then.
  fob.board.powerOff();
  fob.board.powerOn();
  fob.pass(1);
  expect(fob.ask('hello')).toMatch(/ 1 0 [0-9a-f]{32}$/);
});
