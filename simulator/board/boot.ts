// What runs when the interpreter starts: .boot0 to .boot3, then .bootrst or .bootcde, then E's `init` and onInit().
// .bootcde is left out after reset() and while BTN1 is held; the others are not.
import type { Outcome } from './outcome.ts';
import type { Program } from './program.ts';
import { espruinoVersion } from './program.ts';

/** Why the interpreter starts. */
export type BootKind =
  | { readonly kind: 'power' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'load'; readonly fileName: string | undefined };

const always = ['.boot0', '.boot1', '.boot2', '.boot3'];

export function bootProgram(program: Program, boot: BootKind): void {
  const { storage } = program;
  if (boot.kind === 'power' && !storage.isValid()) {
    program.console.print('Storage is corrupt.\n');
    storage.eraseAll();
  }
  for (const name of always) runFile(program, name);
  if (storage.read('.bootrst') !== undefined) {
    runFile(program, '.bootrst');
  } else if (boot.kind !== 'reset' && !(boot.kind === 'load' && boot.fileName !== undefined) && !buttonHeld(program)) {
    runFile(program, '.bootcde');
  }
  const { global } = program.realm;
  program.emitOn(global['E'] as Record<string, unknown> | undefined, 'init', []);
  if (global['onInit'] !== undefined) {
    if (program.console.echo) program.console.print('Running onInit()...\n');
    program.callback(global['onInit'], undefined, []);
  }
  const reloaded = boot.kind === 'load' && boot.fileName === undefined;
  if (program.console.echo && !reloaded) {
    // A board that found its program in flash does not introduce itself.
    if (boot.kind !== 'power' || !hasProgram(program)) program.console.write(`\r\nEspruino ${espruinoVersion}\r\n`);
    program.console.write('\r\n');
    program.console.lineShown = false;
  }
  if (boot.kind === 'load' && boot.fileName !== undefined) runFile(program, boot.fileName);
}

function runFile(program: Program, name: string): void {
  const source = program.storage.read(name);
  if (source === undefined) return;
  const outcome: Outcome = program.evaluate(source, name);
  program.report(outcome);
}

function hasProgram({ storage }: Program): boolean {
  return ['.bootcde', '.bootrst', '.varimg'].some((name) => storage.read(name) !== undefined);
}

function buttonHeld(program: Program): boolean {
  const { pins, description } = program;
  const key = description.keys.find((one) => one.pin === 'BTN1');
  return pins.read('BTN1') === (key?.pressedLevel ?? 1);
}
