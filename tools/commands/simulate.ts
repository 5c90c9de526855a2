// klarkode simulate: starts the simulator as a process of its own. The tool and the simulator meet on the wire only.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

/** Runs the simulator with these arguments on this terminal, passes signals on, and gives its exit code. */
export async function simulate(argv: readonly string[]): Promise<number> {
  const tsx = fileURLToPath(import.meta.resolve('tsx'));
  const simulator = fileURLToPath(new URL('../../simulator/desk/simulate.ts', import.meta.url));
  // A virtual board has no business with the registry.
  const { KLARKODE_PASSPHRASE: _passphrase, ...env } = process.env;
  const child = spawn(process.execPath, ['--import', tsx, simulator, ...argv], { stdio: 'inherit', env });
  const passOn = (signal: NodeJS.Signals): void => {
    child.kill(signal);
  };
  process.on('SIGINT', passOn);
  process.on('SIGTERM', passOn);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
    });
  } finally {
    process.off('SIGINT', passOn);
    process.off('SIGTERM', passOn);
  }
}
