// Every board that can be a code display, from the box to a right code: klarkode flash, issue and a press, over the port that
// the board has; and what is refused when the board on the port is another one.
import { afterEach, describe, expect, it } from 'vitest';
import { boards } from '../../hardware/boards.ts';
import { FlashStorage } from '../../simulator/board/storage.ts';
import { codeOnDisplay, issueRfc, rfcCode } from './fob.ts';
import { Rehearsal } from './rehearsal.ts';

const codeDisplays = boards.filter(({ products }) => products.includes('code-display'));

let station: Rehearsal;
afterEach(() => {
  station.end();
});

describe.each(codeDisplays)('a new $title', (board) => {
  const asBoard = ['flash', '--product', 'code-display', '--board', board.name];

  it('becomes a token that shows the code of RFC 6238, gives its console back, and forgets what is wiped', async () => {
    station = new Rehearsal(undefined, board.name);
    expect(await station.klarkode(asBoard)).toMatchObject({ exitCode: 0, err: '' });
    expect((await issueRfc(station)).exitCode).toBe(0);
    expect(codeOnDisplay(station)).toBe(rfcCode);
    const again = await station.klarkode([...asBoard, '--json']);
    expect(again.json.at(-1)).toMatchObject({ event: 'result', verb: 'flash', serialNumber: 'KK-0000013' });
    const status = await station.klarkode(['status', '--json']);
    expect(status.json.at(-1)).toMatchObject({ token: { board: board.name, lifecycle: 'issued', clock: 'set' } });
    const whole = Buffer.from(station.board.flash.bytes);
    const wiped = await station.klarkode(['wipe', '--yes']);
    expect([wiped.exitCode, wiped.err]).toEqual([0, '']);
    // The record is not only marked as erased: none of its bytes is there any more.
    const storage = new FlashStorage(station.board.flash);
    expect(storage.list().filter((name) => /^kk\.[cn]\d?$/.test(name))).toEqual([]);
    const secret = Buffer.from('12345678901234567890');
    expect([whole.includes(secret), station.board.flash.bytes.length]).toEqual([true, board.storage.bytes]);
    expect(Buffer.from(station.board.flash.bytes).includes(secret)).toBe(false);
  });

  it('is given a credential of each hash that it has, and refused one that it can not compute in time', async () => {
    station = new Rehearsal(undefined, board.name);
    expect(await station.klarkode(asBoard)).toMatchObject({ exitCode: 0 });
    const { sha1, sha256, sha512 } = board.hashes;
    for (const [algorithm, source] of Object.entries({ SHA1: sha1, SHA256: sha256, SHA512: sha512 })) {
      const run = await station.klarkode(['issue', '--algorithm', algorithm, '--yes']);
      expect([algorithm, run.exitCode]).toEqual([algorithm, source === 'none' ? 2 : 0]);
      if (source === 'none') expect(run.err).toContain(`Error: ${board.title} does not compute ${algorithm}: use`);
    }
  });

  it('is refused when it is not the board that was named', async () => {
    station = new Rehearsal(undefined, board.name);
    const other = codeDisplays.find((one) => one !== board)!;
    const run = await station.klarkode(['flash', '--product', 'code-display', '--board', other.name]);
    expect(run.exitCode).not.toBe(0);
    expect(run.err).toContain(`is no ${other.title} but ${board.title}: flash it with --board ${board.name}`);
  });
});
