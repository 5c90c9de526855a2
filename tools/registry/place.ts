// Where a person's registry lies when --registry does not say: the place that the system gives to programs' files.
import { homedir } from 'node:os';
import { join } from 'node:path';

export function defaultRegistryFile(environment: Readonly<Record<string, string | undefined>>): string {
  return join(dataFolder(environment), 'klarkode', 'registry.sqlite');
}

function dataFolder(environment: Readonly<Record<string, string | undefined>>): string {
  if (process.platform === 'win32') return environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return environment['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share');
}
