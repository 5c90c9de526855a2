// Two passwords and two device keys while a board may have either; never three; one in the end, and nothing left of the other.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deviceKeysOf, passwordsOf, type TokenSecrets } from '../../../tools/registry/keys.ts';
import { Registry, type TokenRow } from '../../../tools/registry/registry.ts';

let folder: string;
let opened: Registry[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'registry-'));
  opened = [];
});
afterEach(async () => {
  for (const registry of opened) await registry.close();
  rmSync(folder, { recursive: true });
});

async function open(): Promise<Registry> {
  const file = join(folder, 'registry.sqlite');
  const ask = (): Promise<string> => Promise.resolve('correct horse');
  const registry = await Registry.openOrCreate(file, { nowMs: () => 1234567890000 }, ask);
  opened.push(registry);
  return registry;
}

const fob = { product: 'code-display', board: 'pixljs', languages: ['da', 'en'], serialNumber: undefined };

describe('the keys of a token', () => {
  let registry: Registry;
  let token: TokenRow;
  beforeEach(async () => {
    registry = await open();
    token = await registry.addToken(fob);
  });
  const secrets = async (of = registry): Promise<TokenSecrets> =>
    await of.secretsOf(await of.mustFind(token.serial_number));
  const next = { deviceKey: 'k'.repeat(32), consolePassword: 'p'.repeat(20) };

  it('are two while a board may have either, the next one to be tried first', async () => {
    const held = await secrets();
    expect(passwordsOf(held)).toEqual([held.consolePassword]);
    expect(deviceKeysOf(held)).toEqual([held.deviceKey]);
    await registry.drawKeys(token.serial_number, held, next);
    const both = await secrets(await open());
    expect(passwordsOf(both)).toEqual([next.consolePassword, held.consolePassword]);
    expect(deviceKeysOf(both)).toEqual([next.deviceKey, held.deviceKey]);
  });

  it('are never three: what the board was seen to have stays when others are drawn', async () => {
    const held = await secrets();
    await registry.drawKeys(token.serial_number, held, next);
    await registry.drawKeys(token.serial_number, next, { ...next, consolePassword: 'q'.repeat(20) });
    const both = await secrets();
    expect(passwordsOf(both)).toEqual(['q'.repeat(20), next.consolePassword]);
    expect(deviceKeysOf(both)).toEqual([next.deviceKey]);
  });

  it.each([
    ['were seen', async (): Promise<void> => await registry.settleKeys(token.serial_number)],
    [
      'belong to a flash that was seen to end',
      async (): Promise<void> =>
        await registry.finishFlash(token.serial_number, { version: '1', hash: 'ab' }, fob.languages),
    ],
  ])('leave nothing of the old ones behind once the next ones %s', async (_what, settle) => {
    await registry.drawKeys(token.serial_number, await secrets(), next);
    const row = await registry.mustFind(token.serial_number);
    const old = [row.device_key!, row.console_password!, row.next_console_password!];
    await settle();
    expect(await secrets()).toEqual({ ...next, nextDeviceKey: undefined, nextConsolePassword: undefined });
    await registry.close();
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
    for (const sealed of old) expect(files.some((bytes) => bytes.includes(sealed.slice(0, 24)))).toBe(false);
  });

  it('that were on their way are forgotten when the board was not touched', async () => {
    const held = await secrets();
    await registry.drawKeys(token.serial_number, held, next);
    await registry.giveUpFlash(token.serial_number);
    expect(await secrets()).toEqual(held);
  });

  it('are read from a file of the version before there were two', async () => {
    const held = await secrets();
    await sql`alter table tokens drop column next_device_key`.execute(registry.db);
    await sql`alter table tokens drop column next_console_password`.execute(registry.db);
    await sql`update facts set value = '2' where name = 'version'`.execute(registry.db);
    await registry.close();
    const again = await open();
    expect(await secrets(again)).toEqual(held);
    await again.drawKeys(token.serial_number, held, next);
    expect(passwordsOf(await secrets(again))).toHaveLength(2);
  });
});
