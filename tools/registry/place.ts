// Where a person's registry lies when --registry does not say: the place that the system gives to programs' files.
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { Failure } from '../failure.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The registry's file: the one that --registry names, or the person's own. Always a path of this machine, so that the
 * database never takes it for an address or for memory; fails with `bad-input`, naming the option.
 */
export function registryFile(named: string | undefined, environment: Environment): string {
  if (named === undefined) return join(dataFolder(environment), 'klarkode', 'registry.sqlite');
  if (named.includes('://'))
    throw new Failure('bad-input', `--registry is "${named}": it takes the path of a file, not an address.`);
  if (named.trim() === '') throw new Failure('bad-input', '--registry is empty: it takes the path of a file.');
  return resolve(named);
}

function dataFolder(environment: Environment): string {
  if (process.platform === 'win32') return environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return environment['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share');
}
