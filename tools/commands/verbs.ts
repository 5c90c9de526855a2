// The verbs and their options, as the help shows them. What a verb does is in the file of its name.
import type { Command } from 'commander';
import { boards } from '../../hardware/boards.ts';
import { exitCodes } from '../failure.ts';
import type { GlobalOptions, Station } from '../station.ts';
import type { Surroundings } from '../surroundings.ts';
import { activate, verify } from './activate.ts';
import { clock } from './clock.ts';
import { flash } from './flash.ts';
import { issue } from './issue.ts';
import { ports } from './ports.ts';
import { optionOf, settingOptions } from './setting-options.ts';
import { settings } from './settings.ts';
import { status } from './status.ts';
import { wipe } from './wipe.ts';

/** Runs one verb on a station made from the global options. */
export type RunVerb = (options: GlobalOptions, verb: (station: Station) => Promise<void>) => Promise<void>;

export const exitCodesText = `Exit codes:\n${exitCodes.map(([code, meaning]) => `  ${String(code).padStart(3)}  ${meaning}`).join('\n')}\n`;

/** Adds every verb. `simulate` stands here for the help only: main.ts starts it before arguments are read. */
export function addVerbs(program: Command, surroundings: Surroundings, run: RunVerb): void {
  /** A verb whose options are plain strings and flags, checked by the verb itself. */
  const verb = <Options extends object>(
    name: string,
    description: string,
    work: (station: Station, options: Options) => Promise<void>,
  ): Command =>
    program
      .command(name)
      .description(description)
      .action(async (options: Options, command: Command) => {
        await run(command.optsWithGlobals<GlobalOptions>(), (station) => work(station, options));
      });

  const productNames = [...new Set(boards.flatMap(({ products }) => products))].join(', ');
  const boardNames = boards
    .filter(({ products }) => products.length > 0)
    .map(({ name }) => name)
    .join(', ');
  verb('ports', 'list the serial ports', ports);
  verb('flash', 'make a token of a board, renew its firmware, or go on with a flash that was cut', flash)
    .requiredOption('--product <name>', `what the board becomes: ${productNames}`)
    .requiredOption('--board <name>', `what board it is: ${boardNames}`)
    .option('--serial-number <number>', 'default: the next free one')
    .option(
      '--languages <codes>',
      "the token's languages, its own first, like da,en (default: all, or two where not all fit)",
    )
    .option('--new-identity', 'make a new token of a board that is one already; its credential is destroyed');
  verb('issue', 'give a token its credential and the time', issue)
    .option('--type <type>', 'totp or hotp', 'totp')
    .option('--algorithm <name>', 'SHA1, SHA256 or SHA512', 'SHA1')
    .option('--digits <number>', '6 to 10', '6')
    .option('--period <seconds>', '1 to 120, for totp (default: 30)')
    .option('--counter <number>', 'the first counter, for hotp (default: 0)')
    .option('--secret-stdin', 'read the secret from standard input (default: draw a random one, which is never shown)')
    .option('--secret-format <format>', 'base32 or hex', 'base32')
    .option(
      '--again',
      'give the token the credential again that the registry has for it (totp), after its board lost it',
    )
    .option('--issuer <name>', 'who will check the codes, for the record')
    .option('--account <name>', 'whose codes they are, for the record')
    .option('--serial-number <number>', 'refuse any other token than this')
    .option('--force', 'allow a large step of the clock of a token that has a credential');
  verb('clock', "set a token's clock; its credential stays", clock)
    .option('--serial-number <number>', 'refuse any other token than this')
    .option('--force', 'allow a step of more than two minutes forward or half a minute back; the token remembers it');
  for (const [name, description, work] of [
    ['activate', 'check a code of a new token, tell its drift, and make it active', activate],
    ['verify', 'check a code as a server would; each code is accepted once', verify],
  ] as const) {
    verb(name, description, work)
      .option('--code <code>', 'the code on the display (default: ask for it)')
      .option('--window <steps>', 'how many time steps to both sides, or counters ahead, to look at')
      .option('--serial-number <number>', 'the token; without --port it need not be at hand');
  }
  verb('status', 'show what a token says of itself, and what the registry knows of it', status)
    .option('--clock', 'ask the token for its time too, in a session')
    .option('--details', 'that, how far it may be off, its counter, forced steps of its clock, and a self-test');
  const settingsVerb = verb('settings', "show a token's settings, and set those that are given", settings).option(
    '--serial-number <number>',
    'refuse any other token than this',
  );
  for (const [name, { words }] of Object.entries(settingOptions)) {
    settingsVerb.option(`--${optionOf(name)} <value>`, words);
  }
  verb('wipe', "destroy a token's credential and retire the token", wipe).option(
    '--serial-number <number>',
    'refuse any other token than this',
  );
  program
    .command('simulate')
    .description('offer a virtual board on a serial port; "klarkode simulate --help" lists its own options')
    .argument('[options...]')
    .allowUnknownOption()
    .action(() => program.error('error: write "simulate" right behind "klarkode": its options are its own.'));
  program
    .command('help')
    .description('explain a verb, or the exit codes: "klarkode help exit-codes"')
    .argument('[topic]')
    .action((topic: string | undefined) => {
      if (topic === 'exit-codes') return surroundings.streams.out(exitCodesText);
      const command = program.commands.find((one) => one.name() === topic) ?? program;
      surroundings.streams.out(command.helpInformation());
    });
}
