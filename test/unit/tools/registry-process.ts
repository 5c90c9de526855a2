// A station process for registry.test.ts: gives out serial numbers and issues credentials until it is killed, and
// says each one only after the registry promised to keep it.
import { randomBytes } from 'node:crypto';
import { fromByteArray } from '../../../firmware/core/bytes.ts';
import { addPending, confirm } from '../../../tools/registry/credentials.ts';
import { Registry } from '../../../tools/registry/registry.ts';

const [file = '', count = '1'] = process.argv.slice(2);
const registry = await Registry.openOrCreate(file, { nowMs: () => Date.now() }, () => Promise.resolve('correct horse'));
for (let at = 0; at < Number(count); at++) {
  const row = await registry.addToken({
    product: 'code-display',
    board: 'pixljs',
    languages: ['da'],
    serialNumber: undefined,
  });
  const secret = fromByteArray(randomBytes(20));
  const credential = { type: 'totp', algorithm: 'SHA1', digits: 6, periodSeconds: 30, counter: 0, secret } as const;
  const id = await addPending(registry, row.serial_number, credential);
  await confirm(registry, row.serial_number, id);
  process.stdout.write(`${row.serial_number} ${Buffer.from(secret, 'latin1').toString('hex')}\n`);
}
await registry.close();
