// klarkode flash, against the virtual board: a new token, a known one, the wrong one, and a board with other things on it.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asFob } from './fob.ts';
import { Rehearsal } from './rehearsal.ts';

let station: Rehearsal;
beforeEach(() => {
  station = new Rehearsal();
});
afterEach(() => {
  station.end();
});

/** Types a line on the board's console, as somebody with a terminal program would. */
function typeOnConsole(line: string): void {
  station.board.send(Buffer.from(`\x10${line}\n`));
  station.clock.advance(3000);
}

describe('flash', () => {
  it('makes a token of a new board and says what it did', async () => {
    const run = await station.klarkode(asFob);
    expect(run).toMatchObject({ exitCode: 0, err: '' });
    expect(run.out).toMatch(/Serial number KK-0000013, code-display/);
    expect(run.out).toMatch(/kk\.app: \d+ bytes\. Hash of data verified\./);
    expect(run.out).toMatch(/KK-0000013 runs code-display/);
    const status = await station.klarkode(['status', '--json']);
    expect(status.json.at(-1)).toMatchObject({
      token: { serialNumber: 'KK-0000013', lifecycle: 'blank', board: 'pixljs', product: 'code-display' },
      registry: { flash_state: 'finished', lifecycle: 'blank' },
    });
  });

  it('locks the console with a password that nobody is shown', async () => {
    const run = await station.klarkode([...asFob, '--json']);
    let answer = '';
    station.board.on('sent', (bytes) => (answer += Buffer.from(bytes).toString('latin1')));
    typeOnConsole('print("op"+"en")');
    expect(answer).not.toContain('open');
    const password = station.storedFile('kk.pw');
    expect(password).toHaveLength(20);
    expect(run.out + run.err).not.toContain(password);
  });

  it('reports progress for programs, one object a line, ending exactly at the end', async () => {
    const { json } = await station.klarkode([...asFob, '--json']);
    const progress = json.filter((line) => line['event'] === 'progress');
    expect(progress.length).toBeGreaterThan(20);
    expect(progress.at(-1)!['done']).toBe(progress.at(-1)!['total']);
    expect(json.at(-1)).toMatchObject({ event: 'result', verb: 'flash', serialNumber: 'KK-0000013', files: 7 });
  });

  it('gives the next board the next number', async () => {
    await station.klarkode(asFob);
    station.replaceBoard();
    expect((await station.klarkode(asFob)).out).toMatch(/KK-0000021 runs/);
  });

  it('writes a known token again: only what differs, with its number, its credential and the time', async () => {
    await station.klarkode(asFob);
    await station.klarkode(['issue']);
    const again = await station.klarkode(asFob);
    expect(again).toMatchObject({ exitCode: 0, err: '' });
    expect(again.out).toMatch(/KK-0000013 answers/);
    expect(again.out).toMatch(/credential is still there, and its clock was set/);
    expect(again.out).toMatch(/; 0 bytes in 0 files were written/);
    const status = await station.klarkode(['status', '--json']);
    expect(status.json.at(-1)).toMatchObject({ token: { lifecycle: 'issued', clock: 'set' } });
  });

  it('makes a new token of a known one only when that is meant', async () => {
    await station.klarkode(asFob);
    await station.klarkode(['issue']);
    const unsure = await station.klarkode([...asFob, '--new-identity']);
    expect(unsure).toMatchObject({ exitCode: 2 });
    expect(unsure.err).toMatch(/KK-0000013 will be gone for good/);
    expect((await station.klarkode(['status', '--json'])).json.at(-1)).toMatchObject({
      token: { lifecycle: 'issued' },
    });
    const sure = await station.klarkode([...asFob, '--new-identity', '--yes']);
    expect(sure.out).toMatch(/KK-0000021 runs/);
    const status = await station.klarkode(['status', '--json']);
    expect(status.json.at(-1)).toMatchObject({ token: { serialNumber: 'KK-0000021', lifecycle: 'blank' } });
  });

  it('changes the languages of a known token only when it is told to, and keeps its credential', async () => {
    await station.klarkode([...asFob, '--languages', 'en']);
    expect(station.storedFile('kk.id')).toMatch(/\x02en/);
    await station.klarkode(['issue']);
    expect((await station.klarkode(asFob)).out).toMatch(/; 0 bytes in 0 files/);
    expect(await station.klarkode([...asFob, '--languages', 'da,en'])).toMatchObject({ exitCode: 0, err: '' });
    const status = await station.klarkode(['status', '--json']);
    expect(status.json.at(-1)).toMatchObject({ token: { lifecycle: 'issued' }, registry: { languages: 'da,en' } });
    expect(await station.klarkode(['status', '--clock'])).toMatchObject({ exitCode: 0 });
  });

  it('refuses another token than the one named, and leaves it as it is', async () => {
    await station.klarkode(asFob);
    const run = await station.klarkode([...asFob, '--serial-number', 'KK-0000021']);
    expect(run.exitCode).toBe(5);
    expect(run.err).toMatch(/is KK-0000013, not KK-0000021/);
    expect((await station.klarkode(['status'])).exitCode).toBe(0);
  });

  it('refuses a token of another registry by name', async () => {
    await station.klarkode(asFob);
    const run = await station.klarkode([...asFob, '--registry', `${station.folder}/other.sqlite`]);
    expect(run.exitCode).toBe(5);
    expect(run.err).toMatch(/KK-0000013 is not in the registry .*other\.sqlite/);
  });

  it('erases what else is on a board only when that is meant', async () => {
    typeOnConsole('require("Storage").write("diary","dear diary")');
    const unsure = await station.klarkode(asFob);
    expect(unsure).toMatchObject({ exitCode: 2 });
    expect(unsure.err).toMatch(/other files, which will be erased: diary/);
    expect((await station.klarkode([...asFob, '--yes'])).exitCode).toBe(0);
  });

  it('gets the attention of a board whose console was left in the middle of a line', async () => {
    station.board.send(Buffer.from('function half(){ if (1) {'));
    station.clock.advance(1000);
    expect((await station.klarkode(asFob)).exitCode).toBe(0);
  });

  it('says that nothing answers when the board has no power', async () => {
    station.board.powerOff();
    const run = await station.klarkode(asFob);
    expect(run.exitCode).toBe(3);
    expect(run.err).toMatch(/Nothing answers on .*check that the board has power/);
  });

  it.each([
    [['--board', 'arduino'], /no board "arduino": --board is one of pixljs/],
    [['--product', 'toaster'], /can't be a "toaster": --product is one of code-display/],
    [['--languages', 'da,tlh'], /no language "tlh": --languages takes/],
    [['--serial-number', 'KK-0000014'], /KK-0000014 is mistyped/],
    [['--now', 'yesterday'], /--now is not an instant/],
    [['--baud', 'fast'], /--baud fast is not a line rate/],
  ])('refuses %j before it touches the board', async (options, message) => {
    const run = await station.klarkode([...asFob, ...options]);
    expect(run.exitCode).toBe(2);
    expect(run.err).toMatch(message);
    expect(station.bytesToBoard).toBe(0);
  });
});
