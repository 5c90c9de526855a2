// When the set-up installs: exactly when node_modules is not what the lock file says.
import { describe, expect, it } from 'vitest';
import { packagesToInstall } from '../../../tools/setup/install.mjs';

const locked = {
  '': {},
  'node_modules/esbuild': { version: '0.28.2', integrity: 'sha512-a' },
  'node_modules/@esbuild/linux-x64': { version: '0.28.2', integrity: 'sha512-b', optional: true },
  'node_modules/@esbuild/win32-x64': { version: '0.28.2', integrity: 'sha512-c', optional: true },
};

describe('packages to install', () => {
  it('are none when all are there, those for other machines excepted', () => {
    const installed = {
      'node_modules/esbuild': { version: '0.28.2', integrity: 'sha512-a' },
      'node_modules/@esbuild/linux-x64': { version: '0.28.2', integrity: 'sha512-b', optional: true },
    };
    expect(packagesToInstall(locked, installed)).toEqual([]);
  });

  it('are those that are missing', () => {
    expect(packagesToInstall(locked, {})).toEqual(['node_modules/esbuild']);
  });

  it('are those in another version or with other contents, optional ones too', () => {
    const installed = {
      'node_modules/esbuild': { version: '0.28.1', integrity: 'sha512-a' },
      'node_modules/@esbuild/linux-x64': { version: '0.28.2', integrity: 'sha512-x', optional: true },
    };
    expect(packagesToInstall(locked, installed)).toEqual(['node_modules/esbuild', 'node_modules/@esbuild/linux-x64']);
  });
});
