// One program's life on the powered board: from a boot, reset or load to the next. Runs its JavaScript turn by turn,
// reports what goes wrong, and ends at once when the power fails.
import type { BoardDescription } from '../../hardware/board.ts';
import type { BoardTime } from './board-time.ts';
import type { BoardEvents } from './board.ts';
import { bootProgram } from './boot.ts';
import type { BootKind } from './boot.ts';
import type { VirtualClock } from './clock.ts';
import { Console } from './console.ts';
import { ErrorFlags } from './error-flags.ts';
import { flashMs, PowerCut } from './flash.ts';
import type { Hardware } from './hardware.ts';
import { installAll } from './install.ts';
import type { Noise } from './noise.ts';
import { packetHost } from './packet-host.ts';
import { PacketReceiver } from './packets.ts';
import type { PinBoard } from './pins.ts';
import { Processor } from './processor.ts';
import { Realm } from './realm.ts';
import type { Outcome } from './outcome.ts';
import type { RealmObject } from './realm.ts';
import type { Screen } from './screen.ts';
import type { SerialPort } from './serial-port.ts';
import { SoundOutput } from './sound-output.ts';
import { FlashStorage } from './storage.ts';
import { Timers } from './timers.ts';
import { classNameOf } from './value-text.ts';
import { WaitingTurns } from './waiting-turns.ts';
import type { Watchdog } from './watchdog.ts';

/** The interpreter's version, as process.env.VERSION gives it. */
export const espruinoVersion = '2v29.277';

export class Program {
  readonly realm: Realm;
  readonly timers: Timers;
  readonly console: Console;
  readonly storage: FlashStorage;
  readonly errorFlags = new ErrorFlags();
  readonly sound: SoundOutput;
  /** Buffers of the program's that are a file in flash. */
  readonly flashBuffers = new WeakSet<ArrayBufferLike>();
  // Filled in by the files of install/.
  pinObject: (name: string) => RealmObject | undefined = () => undefined;
  clearWatches: () => void = () => undefined;
  setConsole: (device: string | undefined, force: boolean) => void = () => undefined;
  /** What the serial port received. */
  receiveSerial: (bytes: Uint8Array) => void = () => undefined;
  readonly #hardware: Hardware;
  readonly #jobs: (() => void)[] = [];
  readonly #waiting: WaitingTurns;
  readonly #processor: Processor;
  #inTurn = false;
  #ended = false;
  #afterwards: BootKind | undefined;

  constructor(hardware: Hardware) {
    this.#hardware = hardware;
    this.#processor = new Processor(hardware);
    this.#waiting = new WaitingTurns(hardware.clock, this.#processor, (work) => {
      this.turn(work);
    });
    this.timers = new Timers(hardware.clock, hardware.time);
    this.sound = new SoundOutput(hardware.clock, (sound) => {
      this.emit('sound', sound);
    });
    this.realm = new Realm({
      byteStrings: hardware.description.byteStrings,
      nowMilliseconds: () => hardware.time.nowMs,
      random: () => hardware.noise.uniform(),
      later: (job) => {
        this.later(() => {
          this.callback(job, undefined, []);
        });
      },
      costs: hardware.costs,
    });
    this.storage = new FlashStorage(hardware.flash, {
      baseAddress: hardware.description.storage.address,
      print: (text) => {
        this.console.print(text);
      },
    });
    const packets = new PacketReceiver(packetHost(this));
    this.console = new Console(
      {
        greeting: `Espruino ${espruinoVersion} ${hardware.description.espruinoBoard}`,
        transmit: (bytes) => {
          if (!this.#ended && this.console.device === hardware.description.serial.device) hardware.port.transmit(bytes);
        },
        evaluate: (source) => this.evaluate(source, 'REPL'),
        report: (outcome) => {
          this.report(outcome);
        },
        className: (value) => classNameOf(this.realm.global, value),
        uncaught: (error) => this.#uncaught(error),
        uncaughtText: (text) => {
          this.#saveError(text);
        },
      },
      packets,
      hardware.description.serial.device,
    );
    installAll(this);
  }

  get description(): BoardDescription {
    return this.#hardware.description;
  }
  get clock(): VirtualClock {
    return this.#hardware.clock;
  }
  get time(): BoardTime {
    return this.#hardware.time;
  }
  get pins(): PinBoard {
    return this.#hardware.pins;
  }
  get port(): SerialPort {
    return this.#hardware.port;
  }
  get screen(): Screen {
    return this.#hardware.screen;
  }
  get noise(): Noise {
    return this.#hardware.noise;
  }
  get watchdog(): Watchdog {
    return this.#hardware.watchdog;
  }
  get batteryMillivolts(): () => number {
    return this.#hardware.batteryMillivolts;
  }

  emit<E extends keyof BoardEvents>(event: E, ...args: Parameters<BoardEvents[E]>): void {
    if (!this.#ended) this.#hardware.emit(event, ...args);
  }

  boot(kind: BootKind): void {
    this.turn(() => {
      bootProgram(this, kind);
    });
  }

  /** A buffer sounded a second time, because the program had not been told that it was empty. */
  soundUnderran(): void {
    this.#hardware.soundUnderran();
  }

  /** The present moment of the world's clock, with what the running turn has taken of it so far. */
  get momentMs(): number {
    return this.clock.nowMs + this.#processor.spentMs;
  }

  /** The same on the program's own clock. */
  get nowMs(): number {
    return this.time.nowMs + this.#processor.spentMs * this.time.rate;
  }

  get takesTime(): boolean {
    return this.#hardware.takesTime;
  }

  /** The interpreter's own functions say here what they take: instructions. */
  spend(instructions: number): void {
    this.#processor.spend(instructions);
  }

  /** No code of this program runs any more. */
  end(): void {
    this.sound.stop();
    this.#ended = true;
    this.realm.halt('reboot');
    this.timers.clear();
    this.pins.onEdge = () => undefined;
    this.#jobs.length = 0;
    this.#waiting.clear();
  }

  /** Runs `work` as a turn of the interpreter, at once or when it is free; `queued`: after what else waits then. */
  turn(work: () => void, queued = false): void {
    if (this.#ended) return;
    if (this.#inTurn || this.#processor.busy) {
      this.#waiting.add(work, queued);
      if (!this.#inTurn) this.#waiting.goOn();
      return;
    }
    this.#inTurn = true;
    this.sound.catchUp();
    this.#processor.begin();
    this.#hardware.woke();
    const { flash, port } = this.#hardware;
    const { bytesWritten, pagesErased } = flash;
    try {
      this.#watchForPowerCut(() => {
        work();
        this.#runJobs();
        if (!this.#ended && this.#afterwards === undefined) this.console.returnInputLine();
      });
    } finally {
      this.#inTurn = false;
    }
    const { storage } = this.description;
    const busyMs = flashMs(storage, flash.bytesWritten - bytesWritten, flash.pagesErased - pagesErased);
    this.screen.settle();
    if (busyMs > 0 && port.paced) port.busy(busyMs);
    this.#processor.end(busyMs);
    this.#finishTurn();
  }

  callback(fn: unknown, self: unknown, args: readonly unknown[]): Outcome['kind'] {
    if (this.#ended) return 'halted';
    const outcome =
      typeof fn === 'string' ? this.evaluate(fn, 'event') : this.realm.run(() => this.realm.call(fn, self, args));
    this.report(outcome);
    return outcome.kind;
  }

  evaluate(source: string, name: string): Outcome {
    return this.realm.run(() => this.realm.evaluate(source, name));
  }

  /** Reports how JavaScript ended; the power going, a restart and a hang have consequences. */
  report(outcome: Outcome): void {
    if (this.#ended) return;
    if (outcome.kind === 'halted' && outcome.reason === 'power') throw new PowerCut();
    if (outcome.kind === 'halted' && outcome.reason === 'reboot') {
      this.#hardware.reboot();
      return;
    }
    this.console.report(outcome);
    if (outcome.kind === 'halted' && outcome.reason === 'hang' && this.watchdog.enabled) {
      this.watchdog.hang();
      this.end();
    }
  }

  /** The name of the pin that a program means: a Pin object, a name, or a number. */
  pinName(value: unknown): string | undefined {
    const name =
      typeof value === 'object' && value !== null ? (value as { readonly '#text'?: unknown })['#text'] : value;
    if (typeof name === 'number') return this.pins.names[name];
    return typeof name === 'string' && this.pins.has(name) ? name : undefined;
  }

  later(job: () => void): void {
    this.#jobs.push(job);
  }

  /** Restarts the interpreter when the present turn is over. */
  afterwards(what: BootKind): void {
    this.#afterwards = what;
  }

  /** Calls the listeners that the program put on an object with `on`. False when there are none. */
  emitOn(object: RealmObject | undefined, event: string, args: readonly unknown[]): boolean {
    const listeners = object?.[`#on${event}`];
    if (!Array.isArray(listeners) || listeners.length === 0) return false;
    for (const listener of [...(listeners as unknown[])]) this.callback(listener, object, args);
    return true;
  }

  #runJobs(): void {
    for (let job = this.#jobs.shift(); job !== undefined && !this.#ended; job = this.#jobs.shift()) job();
  }

  #finishTurn(): void {
    if (this.#ended) return;
    this.#waiting.goOn();
    const afterwards = this.#afterwards;
    this.#afterwards = undefined;
    if (afterwards === undefined || this.#ended) return;
    this.turn(() => {
      this.emitOn(this.realm.global['E'] as RealmObject | undefined, 'kill', []);
    });
    this.#hardware.restart(afterwards);
  }

  #watchForPowerCut(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof PowerCut)) throw error;
      this.realm.halt('power');
      this.#hardware.powerFailed();
    }
  }

  #uncaught(error: unknown): boolean {
    const process = this.realm.global['process'] as RealmObject | undefined;
    return this.emitOn(process, 'uncaughtException', [error]);
  }

  #saveError(text: string): void {
    const flags = this.realm.global['#flags'] as RealmObject | undefined;
    if (flags?.['onErrorSave'] && this.storage.read('ERROR') === undefined) this.storage.write('ERROR', text);
  }
}
