// The registry keeps its word: under kill -9, with two processes on one file, and against a wrong passphrase.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toHex } from '../../../firmware/core/bytes.ts';
import {
  accept,
  addPending,
  candidates,
  confirm,
  dropPending,
  openCredential,
} from '../../../tools/registry/credentials.ts';
import { Registry, type TokenRow } from '../../../tools/registry/registry.ts';

let folder: string;
let file: string;
let opened: Registry[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'registry-'));
  file = join(folder, 'station', 'registry.sqlite');
  opened = [];
});

afterEach(async () => {
  for (const registry of opened) await registry.close();
  rmSync(folder, { recursive: true });
});

async function open(passphrase = 'correct horse'): Promise<Registry> {
  const registry = await Registry.openOrCreate(file, { nowMs: () => 1234567890000 }, () => Promise.resolve(passphrase));
  opened.push(registry);
  return registry;
}

const fob = { product: 'code-display', board: 'pixljs', languages: ['da', 'en'], serialNumber: undefined };
const credential = {
  type: 'totp',
  algorithm: 'SHA1',
  digits: 8,
  periodSeconds: 30,
  counter: 0,
  secret: '12345678901234567890',
} as const;

const program = fileURLToPath(new URL('registry-process.ts', import.meta.url));
const station = (count: number): ReturnType<typeof spawn> =>
  spawn(process.execPath, ['--import', 'tsx', program, file, String(count)], { stdio: ['ignore', 'pipe', 'inherit'] });

describe('the registry', () => {
  it('gives each token its own number and secrets, and keeps them sealed', async () => {
    const first = await open();
    const rows = [await first.addToken(fob), await first.addToken(fob)];
    expect(rows.map((row) => row.serial_number)).toEqual(['KK-0000013', 'KK-0000021']);
    const secrets = await first.secretsOf(rows[0]!);
    expect(secrets.deviceKey).toHaveLength(32);
    expect(secrets.consolePassword).toMatch(/^[\w-]{20}$/);
    expect((await first.secretsOf(rows[1]!)).deviceKey).not.toBe(secrets.deviceKey);
    // Another process, later, with the same passphrase.
    const again = await open();
    expect(await again.secretsOf(await again.mustFind('KK-0000013'))).toEqual(secrets);
    const bytes = readdirSync(join(folder, 'station'))
      .map((name) => readFileSync(join(folder, 'station', name)).toString('latin1'))
      .join('');
    expect(bytes).not.toContain(secrets.consolePassword);
    expect(bytes).not.toContain(secrets.deviceKey);
    expect(bytes).not.toContain(toHex(secrets.deviceKey));
  });

  it.skipIf(process.platform === 'win32')('is readable for its user only', async () => {
    await (await open()).addToken(fob);
    for (const name of readdirSync(join(folder, 'station'))) {
      expect(statSync(join(folder, 'station', name)).mode & 0o077, name).toBe(0);
    }
  });

  it('refuses a wrong passphrase by name, and a short one for a new file', async () => {
    await expect(open('short')).rejects.toMatchObject({ code: 'passphrase', exitCode: 5 });
    await (await open()).seal();
    await expect((await open('correct horsf')).seal()).rejects.toThrow(/not the passphrase of the registry/);
  });

  it('refuses a number that is taken, and passes over it later', async () => {
    const registry = await open();
    await registry.addToken({ ...fob, serialNumber: 'KK-0000013' });
    await expect(registry.addToken({ ...fob, serialNumber: 'KK-0000013' })).rejects.toThrow(/taken/);
    expect((await registry.addToken(fob)).serial_number).toBe('KK-0000021');
  });

  it('does not open a file that is no registry, and says which', async () => {
    const notOne = fileURLToPath(import.meta.url);
    await expect(Registry.open(notOne, { nowMs: () => 0 }, () => Promise.resolve(''))).rejects.toThrow(
      /registry\.test\.ts can't be used/,
    );
  });

  it('refuses to change or remove entries of the log', async () => {
    const registry = await open();
    await registry.addToken(fob);
    await expect(sql`update log set what = 'nothing'`.execute(registry.db)).rejects.toThrow(/append-only/);
    await expect(sql`delete from log`.execute(registry.db)).rejects.toThrow(/append-only/);
    const entries = await registry.db.selectFrom('log').selectAll().execute();
    expect(entries).toMatchObject([
      { what: 'serial number given out', serial_number: 'KK-0000013', at: '2009-02-13T23:31:30.000Z' },
    ]);
  });
});

describe('credentials in the registry', () => {
  let registry: Registry;
  let token: TokenRow;
  beforeEach(async () => {
    registry = await open();
    token = await registry.addToken(fob);
  });
  const held = async (): Promise<unknown[]> =>
    (await candidates(registry, token.serial_number)).map(({ id, state }) => [id, state]);

  it('replace the one before only when the token has the new one', async () => {
    const first = await addPending(registry, token.serial_number, credential);
    await confirm(registry, token.serial_number, first);
    const second = await addPending(registry, token.serial_number, credential);
    expect(await held()).toEqual([
      [first, 'confirmed'],
      [second, 'pending'],
    ]);
    await confirm(registry, token.serial_number, second);
    expect(await held()).toEqual([[second, 'confirmed']]);
    const { secret } = await registry.db
      .selectFrom('credentials')
      .select('secret')
      .where('id', '=', first)
      .executeTakeFirstOrThrow();
    expect(secret).toBeNull();
  });

  it('leave no trace of a secret that the token refused', async () => {
    await dropPending(registry, token.serial_number, await addPending(registry, token.serial_number, credential));
    expect(await held()).toEqual([]);
  });

  it('accept each code once, whoever asks first', async () => {
    await confirm(registry, token.serial_number, await addPending(registry, token.serial_number, credential));
    const [row] = await candidates(registry, token.serial_number);
    const other = await open();
    const acceptance = { moment: 41152263, driftSeconds: { least: 0, most: 30 }, activates: true };
    const results = [
      await accept(registry, row!, acceptance),
      await accept(other, row!, acceptance),
      await accept(other, row!, { ...acceptance, moment: 41152262 }),
    ];
    expect(results).toEqual([true, false, false]);
    expect((await registry.mustFind(token.serial_number)).lifecycle).toBe('active');
  });

  it('take a right code as proof that an unconfirmed one arrived', async () => {
    await confirm(registry, token.serial_number, await addPending(registry, token.serial_number, credential));
    const id = await addPending(registry, token.serial_number, credential);
    const pending = (await candidates(registry, token.serial_number)).find((row) => row.id === id)!;
    expect(await accept(registry, pending, { moment: 7, driftSeconds: undefined, activates: false })).toBe(true);
    expect(await held()).toEqual([[id, 'confirmed']]);
  });

  it('are destroyed when the token is retired', async () => {
    await confirm(registry, token.serial_number, await addPending(registry, token.serial_number, credential));
    await registry.retire(token.serial_number);
    expect(await held()).toEqual([]);
    const secrets = await registry.db.selectFrom('credentials').select('secret').execute();
    expect(secrets).toEqual([{ secret: null }]);
  });

  it('leave nothing behind in any file of the registry once they are destroyed', async () => {
    await confirm(registry, token.serial_number, await addPending(registry, token.serial_number, credential));
    const [row] = await candidates(registry, token.serial_number);
    const sealed = Buffer.from(row!.secret!.slice(0, 24));
    const holders = (): string[] =>
      readdirSync(join(folder, 'station')).filter((name) =>
        readFileSync(join(folder, 'station', name)).includes(sealed),
      );
    await registry.close();
    expect(holders()).toEqual(['registry.sqlite']);
    const again = await open();
    await again.retire(token.serial_number);
    await again.close();
    expect(holders()).toEqual([]);
  });

  it('stay when another station gives the token one at the same time, whoever is told first', async () => {
    const other = await open();
    const first = await addPending(registry, token.serial_number, credential);
    const second = await addPending(other, token.serial_number, credential);
    await confirm(registry, token.serial_number, first);
    await confirm(other, token.serial_number, second);
    expect(await held()).toEqual([[second, 'confirmed']]);
    // The one that lost hears of it late.
    await confirm(registry, token.serial_number, first);
    const [row] = await candidates(registry, token.serial_number);
    expect((await openCredential(registry, row!)).secret).toBe(credential.secret);
  });
});

describe('a registry file', () => {
  it('holds everything that a killed process had said was in it', async () => {
    const promised = new Map<string, string>();
    for (const afterLines of [1, 4, 9, 3, 6]) {
      const child = station(100_000);
      let text = '';
      child.stdout!.on('data', (piece: Buffer) => {
        text += piece.toString();
        if (text.split('\n').length > afterLines) child.kill('SIGKILL');
      });
      await once(child, 'close');
      for (const [, serialNumber, secret] of text.matchAll(/^(KK-\d+) ([0-9a-f]{40})$/gm))
        promised.set(serialNumber!, secret!);
    }
    expect(promised.size).toBeGreaterThan(20);
    const registry = await open();
    const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(registry.db);
    expect(rows[0]?.integrity_check).toBe('ok');
    for (const [serialNumber, secret] of promised) {
      const [row] = await candidates(registry, serialNumber);
      expect(toHex((await openCredential(registry, row!)).secret), serialNumber).toBe(secret);
      expect((await registry.secretsOf(await registry.mustFind(serialNumber))).deviceKey).toHaveLength(32);
    }
  });

  it('serves two processes at once, begun at the same moment, without giving a number twice', async () => {
    const children = [station(40), station(40)];
    const texts = await Promise.all(
      children.map(async (child) => {
        let text = '';
        child.stdout!.on('data', (piece: Buffer) => (text += piece.toString()));
        const [code] = (await once(child, 'close')) as [number];
        expect(code).toBe(0);
        return text
          .trim()
          .split('\n')
          .map((line) => line.split(' ')[0]!);
      }),
    );
    expect(new Set(texts.flat()).size).toBe(80);
    const registry = await open();
    for (const serialNumber of texts.flat()) await registry.secretsOf(await registry.mustFind(serialNumber));
  });
});
