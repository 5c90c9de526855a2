// Somebody on the station's wire who changes, drops or makes up what the token says: the registry keeps every secret that the token
// may hold, no credential is replaced unasked, and no event-based code comes twice.
import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { asFob } from '../fob.ts';
import type { Snapshot } from '../rehearsal.ts';
import { HostileStation } from './hostile-station.ts';

let inUse: Snapshot;
beforeAll(async () => {
  const first = new HostileStation();
  await first.eventBased();
  inUse = first.snapshot();
  first.end();
});
afterAll(() => {
  rmSync(inUse.folder, { recursive: true });
});

let station: HostileStation;
beforeEach(() => {
  station = new HostileStation();
  station.restore(inUse);
});
afterEach(() => {
  station.end();
});

const issueAnother = ['issue', '--type', 'hotp', '--yes'];

/** `issue` sends: clock, status, the credential, close. */
function instead(answerTo: number, body: string): void {
  station.tampering = (said) => (said.startsWith(`s ${answerTo} ok`) ? body : said);
}

/** The first answer without any words is that to `maintenance`, the second that to the credential. */
function hideThatItWasGivenBack(): void {
  let answers = 0;
  station.tampering = (body) => (/^s \d+ ok [0-9a-f]{32}$/.test(body) && ++answers === 2 ? 'error 40' : body);
}

const sayBlank = (body: string): string => body.replace(/^(ok klarkode .*) issued /, '$1 blank ');

it('a refusal that somebody made up costs the registry no secret that the token holds', async () => {
  instead(3, 'error 31');
  const refused = await station.klarkode(issueAnother);
  expect(refused.exitCode).toBe(4);
  expect(refused.err).toMatch(/Whether the credential arrived is not known/);
  station.tampering = undefined;
  await station.must('activate', '--code', station.codes(1)[0]!);
});

it('a token that somebody says is blank gets no other credential unasked', async () => {
  const [code] = station.codes(1);
  station.tampering = sayBlank;
  const run = await station.klarkode(['issue', '--type', 'hotp']);
  expect(run.exitCode).toBe(2);
  expect(run.err).toMatch(/has a credential already, which the new one replaces/);
  station.tampering = undefined;
  await station.must('verify', '--code', code!);
  await station.must('verify', '--code', station.codes(1)[0]!);
});

it('a token that somebody says is blank keeps its credential in the registry through a flash that has nothing to write', async () => {
  station.codes(2);
  station.tampering = sayBlank;
  const run = await station.must(...asFob, '--json');
  station.tampering = undefined;
  expect(run.json.at(-1)).toMatchObject({ lostCredential: false });
  expect(await station.known()).toMatchObject({ lifecycle: 'issued' });
});

it('the codes after a flash from the first counter on come once, though the token is said to be blank', async () => {
  station.renewFirmware();
  // It gets its credential back, at counter 0, and somebody keeps that from the station.
  hideThatItWasGivenBack();
  expect((await station.klarkode(asFob)).exitCode).toBe(4);
  station.tampering = undefined;
  const shown = station.codes(3);
  station.tampering = sayBlank;
  await station.klarkode(asFob);
  station.tampering = undefined;
  shown.push(...station.codes(3));
  expect(new Set(shown).size).toBe(6);
});

it('codes of a credential that was replaced do not come again, wherever flash and issue are cut', async () => {
  const shown = station.codes(2);
  station.renewFirmware();
  hideThatItWasGivenBack();
  expect((await station.klarkode(asFob)).exitCode).toBe(4);
  station.tampering = undefined;
  // Given back; two codes are seen, then it gets another one, whose arrival is not seen.
  shown.push(...station.codes(2));
  instead(3, 'error 40');
  expect((await station.klarkode(issueAnother)).exitCode).toBe(4);
  station.tampering = undefined;
  shown.push(...station.codes(1));
  await station.must(...asFob);
  shown.push(...station.codes(3));
  expect(new Set(shown).size).toBe(8);
});

it('a clock that was set late because its line was held back is found out', async () => {
  station.holdingBack = (bytes) => (/^s \d+ clock /.test(Buffer.from(bytes).toString()) ? 15_000 : 0);
  const run = await station.klarkode(['clock']);
  expect(run.exitCode).toBe(4);
  expect(run.err).toMatch(/was set, and is 15 to \d\d s late: something on the way holds lines back/);
  station.holdingBack = undefined;
  await station.must('clock');
});

it('a refusal that somebody made up does not have the technician force the clock', async () => {
  instead(1, 'error 32');
  const run = await station.klarkode(['clock']);
  expect(run.exitCode).toBe(4);
  expect(run.err).toMatch(/only somebody else can have sent/);
  expect(run.err).not.toMatch(/force/);
  station.tampering = undefined;
  await station.must('clock');
});
