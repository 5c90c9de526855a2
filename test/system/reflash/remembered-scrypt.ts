// The key of a passphrase and a salt, derived once in a process: the long run opens the same registry tens of thousands of times,
// and its 0.1 s each time would be most of it.
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

/** From now on `scrypt` of node:crypto, also where it was imported already, gives what it gave for the same words before. */
export function rememberDerivedKeys(): void {
  const derive = crypto.scrypt;
  const remembered = new Map<string, Buffer>();
  const rememberedScrypt = (
    password: string,
    salt: Buffer,
    length: number,
    options: crypto.ScryptOptions,
    callback: (error: Error | null, derived: Buffer) => void,
  ): void => {
    const asked = JSON.stringify([password, salt.toString('hex'), length, options]);
    const key = remembered.get(asked);
    // A key is a buffer of the one who asked: everybody gets a copy.
    if (key !== undefined) return queueMicrotask(() => callback(null, Buffer.from(key)));
    derive(password, salt, length, options, (error, derived) => {
      if (error === null) remembered.set(asked, Buffer.from(derived));
      callback(error, derived);
    });
  };
  Object.assign(crypto, { scrypt: rememberedScrypt });
  syncBuiltinESMExports();
}
