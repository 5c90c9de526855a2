// What a verb works with: the global options made into things (clock, registry, wire), each opened when first needed
// and closed at the end, whatever happens.
import { boardNamed, boards } from '../hardware/boards.ts';
import { clockFrom, parseInstant, type ToolClock } from './clock.ts';
import { Failure } from './failure.ts';
import { Wire } from './link/wire.ts';
import type { Reporter } from './output/reporter.ts';
import { Registry } from './registry/registry.ts';
import { registryFile } from './registry/place.ts';
import type { Surroundings } from './surroundings.ts';

export interface GlobalOptions {
  readonly port?: string;
  readonly baud?: string;
  readonly registry?: string;
  readonly now?: string;
  readonly json?: boolean;
  readonly yes?: boolean;
}

export class Station {
  readonly surroundings: Surroundings;
  readonly reporter: Reporter;
  readonly clock: ToolClock;
  readonly #options: GlobalOptions;
  #registry: Promise<Registry> | undefined;
  #wire: Wire | undefined;
  #port: string | undefined;

  constructor(surroundings: Surroundings, reporter: Reporter, options: GlobalOptions) {
    this.surroundings = surroundings;
    this.reporter = reporter;
    this.#options = options;
    const steadyMs = (): number => surroundings.steadyMs();
    if (options.now === undefined) {
      this.clock = clockFrom(surroundings.machineMs(), steadyMs);
    } else {
      this.clock = clockFrom(parseInstant(options.now, '--now'), steadyMs);
      reporter.warn(
        `working with the time ${new Date(this.clock.nowMs()).toISOString()} instead of this machine's, because of --now.`,
      );
    }
  }

  /** The registry, which must be there; its place is said once. */
  registry(): Promise<Registry> {
    this.#registry ??= this.#openRegistry(false);
    return this.#registry;
  }

  /** As `registry`, for the one verb that may begin a new one. */
  oldOrNewRegistry(): Promise<Registry> {
    this.#registry ??= this.#openRegistry(true);
    return this.#registry;
  }

  async #openRegistry(mayCreate: boolean): Promise<Registry> {
    const file = registryFile(this.#options.registry, this.surroundings.environment);
    this.reporter.step(`Registry: ${file}`);
    const askPassphrase = (isNew: boolean): Promise<string> => this.#passphrase(file, isNew);
    return mayCreate
      ? await Registry.openOrCreate(file, this.clock, askPassphrase)
      : await Registry.open(file, this.clock, askPassphrase);
  }

  async #passphrase(file: string, isNew: boolean): Promise<string> {
    const given = this.surroundings.environment['KLARKODE_PASSPHRASE'];
    if (given !== undefined && given !== '') return given;
    const { prompts } = this.surroundings;
    if (prompts === undefined) {
      throw new Failure(
        'passphrase',
        `The registry ${file} needs its passphrase: set KLARKODE_PASSPHRASE, or run the command on a terminal.`,
      );
    }
    if (!isNew) return await prompts.hidden(`Passphrase of the registry ${file}`);
    const chosen = await prompts.hidden(
      `Choose a passphrase for the new registry ${file} (8 characters or more; it can't be recovered)`,
    );
    if ((await prompts.hidden('The same once more')) !== chosen)
      throw new Failure('passphrase', 'The two passphrases differ: start again.');
    return chosen;
  }

  /** The wire to the board that --port names, opened at `baud` unless --baud says otherwise. */
  async wire(baud: number = boards[0]!.serial.baud): Promise<Wire> {
    if (this.#wire !== undefined) return this.#wire;
    this.#port ??= this.#options.port ?? (await this.#onlyPort());
    const link = await this.surroundings.openLink(
      this.#port,
      this.#options.baud === undefined ? baud : parseBaud(this.#options.baud),
    );
    this.#wire = new Wire(link, this.surroundings.timers);
    return this.#wire;
  }

  /** Whether the technician said which port the board is on. */
  get portIsNamed(): boolean {
    return this.#options.port !== undefined;
  }

  /** Closes the wire, so that the next `wire` opens it anew: a board that restarts may take its USB port with it. */
  async hangUp(): Promise<void> {
    const wire = this.#wire;
    this.#wire = undefined;
    await wire?.link.close();
  }

  async #onlyPort(): Promise<string> {
    const ports = await this.surroundings.listPorts();
    if (ports.length === 1) {
      this.reporter.step(`Port: ${ports[0]!.path} (the only one)`);
      return ports[0]!.path;
    }
    const { prompts } = this.surroundings;
    if (ports.length > 1 && prompts !== undefined) {
      return await prompts.select(
        'Which port is the board on?',
        ports.map((port) => port.path),
      );
    }
    throw new Failure(
      'usage',
      'Name the board\'s port with --port (a path, or tcp://host:port); "klarkode ports" lists what is there.',
    );
  }

  /** Makes sure that something that can't be undone is meant: --yes, or the person types `word`. */
  async mustConfirm(what: string, word: string): Promise<void> {
    if (this.#options.yes === true) return;
    const { prompts } = this.surroundings;
    if (prompts === undefined) throw new Failure('usage', `${what} Say --yes if that is meant.`);
    const typed = await prompts.text(`${what} Type ${word} to go on.`);
    if (typed.trim().toUpperCase() !== word.toUpperCase())
      throw new Failure('usage', `That is not ${word}: nothing was changed.`);
  }

  async wait(ms: number): Promise<void> {
    await new Promise<void>((resolve) => this.surroundings.timers.after(ms, resolve));
  }

  async close(): Promise<void> {
    await this.hangUp();
    if (this.#registry !== undefined)
      await this.#registry.then(
        (registry) => registry.close(),
        () => {},
      );
  }
}

/** The line rate of a board's serial port, 0 when its port has none (USB). */
export function lineRate(board: string): number {
  const serial = boardNamed(board)?.serial;
  return serial === undefined || serial.device === 'USB' ? 0 : serial.baud;
}

function parseBaud(text: string): number {
  const baud = Number(text);
  if (!/^\d{3,7}$/.test(text) || baud < 300 || baud > 4_000_000) {
    throw new Failure(
      'bad-input',
      `--baud ${text} is not a line rate: use a number from 300 to 4000000, for example 9600.`,
    );
  }
  return baud;
}
