// Makes a virtual Espruino board: hardware that keeps running between its programs, and a program while it has power.
import { BoardTime } from './board-time.ts';
import type { BoardEvents, BoardFigures, BoardOptions, Panel, VirtualBoard } from './board.ts';
import type { BootKind } from './boot.ts';
import type { Cancel } from './clock.ts';
import { noCosts } from './costs.ts';
import type { CostCounters } from './costs.ts';
import { Noise } from './noise.ts';
import { PinBoard } from './pins.ts';
import type { Level, OutsideLevels } from './pins.ts';
import { Program } from './program.ts';
import { Screen } from './screen.ts';
import { SerialPort } from './serial-port.ts';
import { Watchdog } from './watchdog.ts';

/** A board without power; flash is what it is. */
export function createBoard(options: BoardOptions): VirtualBoard {
  return new Board(options);
}

/** What the processor needs to start again, after reset(), E.reboot() or the watchdog. */
const restartMs = 1;

interface Powered {
  readonly noise: Noise;
  readonly time: BoardTime;
  readonly port: SerialPort;
  readonly watchdog: Watchdog;
  readonly pins: PinBoard;
  program: Program | undefined;
}

class Board implements VirtualBoard {
  readonly description;
  readonly clock;
  readonly flash;
  readonly panel: Panel;
  readonly #options: BoardOptions;
  readonly #screen: Screen;
  readonly #levels: OutsideLevels = new Map();
  readonly #listeners: { readonly [E in keyof BoardEvents]: Set<BoardEvents[E]> } = {
    ready: new Set(),
    frame: new Set(),
    sent: new Set(),
    power: new Set(),
    sound: new Set(),
    level: new Set(),
  };
  #powered: Powered | undefined;
  #batteryMillivolts: number;
  #ppm = 0;
  #wakeUps = 0;
  #soundUnderruns = 0;
  #serialBytes = { received: 0, sent: 0 };
  #costs: CostCounters | undefined;
  #flashBase = { bytes: 0, pages: 0 };
  #panelBase = 0;
  #cancelRestart: Cancel | undefined;
  #cablePlugged = true;
  readonly #pinNames: ReadonlySet<string>;

  constructor(options: BoardOptions) {
    this.#options = options;
    this.description = options.description;
    this.clock = options.clock;
    this.flash = options.flash;
    this.#batteryMillivolts = options.description.battery.fullMillivolts;
    for (const key of options.description.keys) this.#levels.set(key.pin, key.pressedLevel === 1 ? 0 : 1);
    const headset = options.description.audio?.headset;
    if (headset) this.#levels.set(headset.pin, headset.pluggedLevel === 1 ? 0 : 1);
    this.#connect();
    this.#screen = new Screen(options.description.display, (frame) => {
      this.#emit('frame', frame);
    });
    this.panel = this.#screen;
    this.#pinNames = new Set(new PinBoard(options.description, this.#levels).names);
  }

  get powered(): boolean {
    return this.#powered !== undefined;
  }

  get figures(): BoardFigures {
    return {
      wakeUps: this.#wakeUps,
      flashBytesWritten: this.flash.bytesWritten - this.#flashBase.bytes,
      flashPagesErased: this.flash.pagesErased - this.#flashBase.pages,
      serialBytesReceived: this.#serialBytes.received,
      serialBytesSent: this.#serialBytes.sent,
      soundUnderruns: this.#soundUnderruns,
      ...(this.description.display.unbuffered && {
        panelMilliseconds: this.#screen.busMilliseconds - this.#panelBase,
      }),
      ...(this.#costs === undefined ? {} : { costs: { ...this.#costs } }),
    };
  }

  powerOn(): void {
    if (this.#powered === undefined) this.#boot();
  }

  #boot(): void {
    this.#wakeUps = 0;
    this.#soundUnderruns = 0;
    this.#serialBytes = { received: 0, sent: 0 };
    this.#costs = this.#options.countCosts === true || this.#options.takesTime === true ? noCosts() : undefined;
    this.#panelBase = this.#screen.busMilliseconds;
    this.#flashBase = { bytes: this.flash.bytesWritten, pages: this.flash.pagesErased };
    const powered: Powered = {
      noise: new Noise(this.#options.noise),
      time: new BoardTime(this.clock, this.#ppm),
      port: this.#newPort(),
      watchdog: new Watchdog(this.clock, () => {
        this.#reboot();
      }),
      pins: new PinBoard(this.description, this.#levels),
      program: undefined,
    };
    this.#powered = powered;
    powered.port.plugged = this.#cablePlugged;
    // The interpreter looks for a cable itself, but only when it starts.
    powered.port.open = this.#cablePlugged || this.description.serial.opensForCable !== true;
    powered.pins.onDrive = (pin, level) => {
      this.#screen.driven(pin, level);
    };
    this.#screen.start();
    this.#emit('power', true);
    this.#start(powered, { kind: 'power' });
  }

  powerOff(): void {
    const powered = this.#powered;
    if (powered === undefined) return;
    this.#powered = undefined;
    this.#stop(powered);
    this.#screen.blank();
    this.#emit('power', false);
  }

  setPin(pin: string, level: Level): void {
    if (this.#levels.get(pin) === level) return;
    if (!this.#pinNames.has(pin)) {
      throw new Error(`this board (${this.description.name}) has no pin ${pin}`);
    }
    this.#levels.set(pin, level);
    this.#powered?.pins.changed(pin);
  }

  get serialOpen(): boolean {
    return this.#powered?.port.open === true;
  }

  plugCable(plugged: boolean): void {
    if (this.#cablePlugged === plugged) return;
    this.#cablePlugged = plugged;
    this.#connect();
    if (this.#powered === undefined) return;
    this.#powered.port.plugged = plugged;
    const { pins } = this.description.serial;
    if (pins !== undefined) this.#powered.pins.changed(pins.receive);
  }

  /** An idle line is high; a pin that nothing is connected to has no level of its own. */
  #connect(): void {
    const { pins } = this.description.serial;
    if (pins === undefined) return;
    if (this.#cablePlugged) this.#levels.set(pins.receive, 1);
    else this.#levels.delete(pins.receive);
  }

  send(bytes: Uint8Array): void {
    if (this.#powered === undefined) return;
    this.#serialBytes.received += bytes.length;
    this.#powered.port.send(bytes);
  }

  setBatteryMillivolts(millivolts: number): void {
    this.#batteryMillivolts = millivolts;
  }

  setOscillatorPpm(ppm: number): void {
    this.#ppm = ppm;
    this.#powered?.time.setPpm(ppm);
    this.#powered?.program?.timers.arm(true);
  }

  on<E extends keyof BoardEvents>(event: E, listener: BoardEvents[E]): () => void {
    const listeners = this.#listeners[event] as Set<BoardEvents[E]>;
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }

  #emit<E extends keyof BoardEvents>(event: E, ...args: Parameters<BoardEvents[E]>): void {
    for (const listener of [...this.#listeners[event]]) {
      (listener as (...given: Parameters<BoardEvents[E]>) => void)(...args);
    }
  }

  #newPort(): SerialPort {
    return new SerialPort({
      description: this.description.serial,
      clock: this.clock,
      paced: this.#options.pacedSerial ?? true,
      arrived: (bytes) => {
        this.#powered?.program?.receiveSerial(bytes);
      },
      left: (bytes) => {
        this.#serialBytes.sent += bytes.length;
        this.#emit('sent', bytes);
      },
      overflowed: () => {
        this.#powered?.program?.errorFlags.raise('FIFO_FULL');
      },
    });
  }

  #start(powered: Powered, kind: BootKind, before?: Program): void {
    powered.pins.onEdge = () => undefined;
    this.#screen.restart();
    const program = new Program({
      description: this.description,
      clock: this.clock,
      flash: this.flash,
      time: powered.time,
      pins: powered.pins,
      port: powered.port,
      screen: this.#screen,
      noise: powered.noise,
      watchdog: powered.watchdog,
      batteryMillivolts: () => this.#batteryMillivolts,
      costs: this.#costs,
      takesTime: this.#options.takesTime === true,
      emit: (event, ...args) => {
        this.#emit(event, ...args);
      },
      woke: () => {
        this.#wakeUps++;
      },
      soundUnderran: () => {
        this.#soundUnderruns++;
      },
      powerFailed: () => {
        this.powerOff();
      },
      reboot: () => {
        this.#reboot();
      },
      restart: (next) => {
        program.end();
        powered.port.busy(restartMs);
        this.#later(() => {
          this.#start(powered, next, program);
        });
      },
    });
    powered.program = program;
    // Where the console is outlives a reset, and so does what the terminal shows.
    if (before !== undefined) {
      program.console.device = before.console.device;
      program.console.lineShown = before.console.lineShown;
    }
    program.boot(kind);
    if (this.#powered === powered && powered.program === program) this.#emit('ready');
  }

  /** As if the power had gone and come back at once: RAM, pins and time begin again. */
  #reboot(): void {
    if (this.#powered === undefined) return;
    this.#stop(this.#powered);
    this.#later(() => {
      this.#boot();
    });
  }

  /** Not at once: a program that restarts as soon as it starts would never let go of the stack. */
  #later(start: () => void): void {
    this.#cancelRestart?.();
    this.#cancelRestart = this.clock.after(restartMs, start);
  }

  #stop(powered: Powered): void {
    this.#cancelRestart?.();
    powered.program?.end();
    powered.port.stop();
    powered.watchdog.stop();
  }
}
