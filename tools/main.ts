// klarkode, the technician's command: reads the arguments, runs one verb, turns how it ended into an exit code.
import { Command, CommanderError } from 'commander';
import { simulate } from './commands/simulate.ts';
import { addVerbs, exitCodesText } from './commands/verbs.ts';
import { Failure } from './failure.ts';
import { jsonReporter } from './output/json.ts';
import { plainReporter } from './output/plain.ts';
import type { Reporter } from './output/reporter.ts';
import { terminalReporter } from './output/terminal.ts';
import { Station, type GlobalOptions } from './station.ts';
import { machineSurroundings, type Surroundings } from './surroundings.ts';

/** Runs the command with these arguments (without node and script) and gives its exit code. */
export async function main(
  argv: readonly string[],
  surroundings: Surroundings = machineSurroundings(),
): Promise<number> {
  // The simulator reads its own arguments.
  if (argv[0] === 'simulate') return await simulate(argv.slice(1));
  const { streams } = surroundings;
  // Needed before the options are read: what can't be read is reported in the form that was asked for, too.
  const json = argv.includes('--json');
  let exitCode = 0;
  const program = new Command('klarkode')
    .description("The technician's command for Klarkode one-time-code tokens.")
    .option('--port <port>', "the board's serial port: a path, or tcp://host:port")
    .option('--baud <rate>', "the port's line rate (default: the board's own)")
    .option('--registry <file>', "the station's registry (default: a file in your data folder; the command says which)")
    .option('--now <time>', "work with another time than the machine's, for rehearsals: like 2009-02-13T23:31:30Z")
    .option('--json', 'print one JSON object per line')
    .option('--yes', "don't ask before what can't be undone")
    .addHelpText(
      'after',
      `\n${exitCodesText}\nThe registry's passphrase comes from KLARKODE_PASSPHRASE or a hidden prompt, never from an argument.`,
    )
    .configureOutput({ writeOut: streams.out, writeErr: json ? () => {} : streams.err })
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('("klarkode --help" lists what there is)')
    .exitOverride();
  addVerbs(program, surroundings, async (options, verb) => {
    exitCode = await runVerb(surroundings, options, verb);
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    const failure = misuse(error);
    if (json) jsonReporter(streams).failure(failure);
    return failure.exitCode;
  }
}

/** Runs one verb on a station of its own, and reports how it ended. */
async function runVerb(
  surroundings: Surroundings,
  options: GlobalOptions,
  verb: (station: Station) => Promise<void>,
): Promise<number> {
  const reporter = reporterFor(surroundings, options.json === true);
  let station: Station | undefined;
  let forget = (): void => {};
  try {
    const interrupted = new Promise<never>((_resolve, reject) => {
      forget = surroundings.onInterrupt(() =>
        reject(
          new Failure(
            'interrupted',
            'Interrupted. If a board was being written, run the same command again: it goes on where it stopped.',
          ),
        ),
      );
    });
    station = new Station(surroundings, reporter, options);
    const work = verb(station);
    await Promise.race([work, interrupted]);
    return 0;
  } catch (error) {
    const failure = error instanceof Failure ? error : internal(error);
    reporter.failure(failure);
    return failure.exitCode;
  } finally {
    forget();
    await station?.close().catch(() => {});
  }
}

function reporterFor(surroundings: Surroundings, json: boolean): Reporter {
  if (json) return jsonReporter(surroundings.streams);
  return surroundings.prompts === undefined
    ? plainReporter(surroundings.streams)
    : terminalReporter(surroundings.streams);
}

/** What commander says about arguments, as a failure of ours; commander itself has told people already. */
function misuse(error: CommanderError): Failure {
  if (error.code === 'commander.help')
    return new Failure('usage', 'There is no verb: "klarkode --help" lists what there is.');
  const said = error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ');
  return new Failure('usage', `${said.charAt(0).toUpperCase()}${said.slice(1)}${/[.?)]$/.test(said) ? '' : '.'}`);
}

function internal(error: unknown): Failure {
  const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new Failure('internal', `This is a defect in klarkode: ${why.replace(/\s*\n\s*/g, ' < ')}`);
}
