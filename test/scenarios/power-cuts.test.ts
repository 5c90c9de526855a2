// The supply fails in the middle of whatever the token writes: after every step of an HOTP press, after a sample of steps of
// the other operations, and with the failing byte torn. `npm run cuts` tries them all.
import { describe, expect, it, vi } from 'vitest';
import type { Flash } from '../../simulator/board/flash.ts';
import { CutOperation } from './cuts/cut.ts';
import { copyOf, lookAt } from './cuts/look.ts';
import { operations, secrets } from './cuts/operations.ts';
import { tracesOf } from './cuts/secret-traces.ts';
import { cutAt } from './cuts/trace.ts';
import { whatMattersToToken } from './cuts/what-matters.ts';
import { Fob } from './fob.ts';
import { FobStation } from './station.ts';

const masks = [0x00, 0x0f, 0xf0, 0x55, 0xaa];
/** How many steps lie between two cuts: every step of the operation a holder does daily, a sample of the larger ones. */
const strides: Record<string, number> = { 'press for an HOTP code': 1, 're-issue, HOTP after HOTP': 3 };
const otherStride = 7;

// A case boots the token once for each cut and never waits for anything: on a loaded machine it is slow, not stuck.
vi.setConfig({ testTimeout: 300_000 });

describe.each(operations)('a power cut during: $name', (operation) => {
  const cuts = new CutOperation(operation);
  const stride = strides[operation.name] ?? otherStride;

  it('leaves the token from before or the one from after', () => {
    for (let index = 0; index <= cuts.steps; index += stride) {
      const { fate } = cuts.cut(index, 0xff);
      if (cuts.isBetweenWords(index)) expect(['old', 'new']).toContain(fate);
    }
    expect(cuts.steps).toBeGreaterThan(0);
  });

  it('in the middle of a byte does the same', () => {
    for (let index = 3; index < cuts.steps; index += 13) cuts.cut(index, masks[index % masks.length]!);
  });
});

describe('a power cut', () => {
  it.each(operations.slice(0, 5))('that is played live leaves the flash that was worked out: $name', (operation) => {
    const cuts = new CutOperation(operation);
    for (const share of [0.1, 0.5, 0.9]) {
      const index = Math.floor(cuts.steps * share);
      const worked = cutAt(cuts.trace, index, 0x55);
      expect(Buffer.compare(cuts.cutLive(index, 0x55).bytes, worked.bytes)).toBe(0);
    }
  });

  it.each(operations)('leaves the same token wherever its flash is taken for the same: $name', (operation) => {
    const cuts = new CutOperation(operation);
    const like = new Map<string, Flash>();
    let compared = 0;
    for (let index = 0; index < cuts.steps; index += cuts.steps > 20 ? 11 : 1) {
      for (const mask of [0xff, ...masks]) {
        const flash = cutAt(cuts.trace, index, mask);
        const key = whatMattersToToken(flash.bytes, flash.pageBytes).toString('latin1');
        const other = like.get(key);
        if (other === undefined) like.set(key, flash);
        if (other === undefined || compared > 8 || Buffer.compare(other.bytes, flash.bytes) === 0) continue;
        compared++;
        const [one, same] = [other, flash].map((each) => lookAt(copyOf(each), operation.tells));
        expect(one, `step ${index}, mask ${mask.toString(16)}`).toEqual(same);
      }
    }
    expect(compared).toBeGreaterThan(2);
  });

  it('comes before an HOTP code is on the panel, or after its counter is used up', () => {
    const cuts = new CutOperation(operations[0]!);
    const shown = cuts.frames.filter((frame) => frame.panel !== 'dark');
    expect(shown.length).toBeGreaterThan(0);
    for (const frame of shown) expect(frame.steps, frame.panel).toBe(cuts.steps);
  });

  it('does not make the clock run without being set', () => {
    const fob = new Fob();
    const station = new FobStation(fob);
    const before = fob.board.flash.bytesWritten;
    station.setClock(1234567890);
    expect(fob.board.flash.bytesWritten).toBe(before);
  });

  it.each(operations.filter(({ name }) => /^(wipe|re-issue)/.test(name)))(
    'leaves no secret behind once the technician has repeated: $name',
    (operation) => {
      const cuts = new CutOperation(operation);
      let left = 0;
      for (let index = 2; index < cuts.steps; index += 41) {
        // Where the interpreter can't write any more there is nothing to repeat.
        if (!['old', 'new'].includes(cuts.cut(index, 0xf0).fate)) continue;
        const flash = cutAt(cuts.trace, index, 0xf0);
        const lies = (secret: Buffer): boolean => tracesOf(secret, flash.bytes).length > 0;
        if (operation.name === 'wipe' ? lies(secrets.old) : lies(secrets.old) && lies(secrets.new)) left++;
        const fob = new Fob({ flash });
        const station = new FobStation(fob);
        if (operation.name === 'wipe') station.ask('wipe');
        else station.issue({ eventBased: true, secret: Buffer.from('a third one, 20 bytes') });
        for (const secret of [secrets.old, secrets.new])
          expect(tracesOf(secret, flash.bytes), `cut in step ${index}`).toEqual([]);
      }
      expect(left).toBeGreaterThan(1);
    },
  );
});
