// The technician's command, run in this process against the device on the real interpreter.
import { join } from 'node:path';
import { machineTimers } from '../../tools/link/timers.ts';
import { main } from '../../tools/main.ts';
import { root } from '../../tools/setup/root.mjs';
import type { Surroundings } from '../../tools/surroundings.ts';
import type { RealDevice } from './device.ts';

export interface Outcome {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `klarkode` with these arguments on that device. The registry lies in the device's folder. */
export async function klarkode(device: RealDevice, args: readonly string[], standardInput = ''): Promise<Outcome> {
  let out = '';
  let err = '';
  const surroundings: Surroundings = {
    streams: { out: (text) => void (out += text), err: (text) => void (err += text) },
    environment: { KLARKODE_PASSPHRASE: 'only for this test' },
    prompts: undefined,
    timers: machineTimers,
    machineMs: () => Date.now(),
    steadyMs: () => performance.now(),
    openLink: async () => device.openLink(),
    listPorts: async () => [],
    readStandardInput: async () => standardInput,
    firmwareFolder: join(root, 'dist', 'firmware'),
    onInterrupt: () => () => {},
  };
  const registry = join(device.folder, 'registry.db');
  const exitCode = await main(['--port', 'real', '--registry', registry, '--yes', ...args], surroundings);
  return { exitCode, out, err };
}
