// The pins as hardware: what the outside puts on them, what the board drives, who wants to know of edges.
// Levels from outside stay when the board restarts; modes and outputs do not.
import type { BoardDescription } from '../../hardware/board.ts';

export type Level = 0 | 1;
export type PinMode =
  | 'auto'
  | 'analog'
  | 'input'
  | 'input_pullup'
  | 'input_pulldown'
  | 'output'
  | 'opendrain'
  | 'opendrain_pullup'
  | 'af_output'
  | 'af_opendrain';

interface PinState {
  mode: PinMode;
  /** What the board drives, while its mode is an output. */
  output: Level;
  /** Pulse width modulation, 0 to 1. */
  duty: number | undefined;
  hertz: number | undefined;
}

type Listener = (pin: string, level: Level) => void;

/** Levels that the outside puts on pins, by name: they survive restarts. */
export type OutsideLevels = Map<string, Level>;

export class PinBoard {
  readonly names: readonly string[];
  readonly #outside: OutsideLevels;
  readonly #states = new Map<string, PinState>();
  readonly #buttons: ReadonlySet<string>;
  readonly #receivePin: string | undefined;
  onEdge: Listener = () => undefined;
  /** The board drives a pin to a level, whether it was there or not. */
  onDrive: Listener = () => undefined;

  constructor(description: BoardDescription, outside: OutsideLevels) {
    this.names = pinNames(description);
    this.#outside = outside;
    this.#receivePin = description.serial.pins?.receive;
    this.#buttons = new Set(this.names.filter((name) => name.startsWith('BTN')).concat(keyPins(description)));
  }

  has(name: string): boolean {
    return this.names.includes(name);
  }

  isButton(name: string): boolean {
    return this.#buttons.has(name);
  }

  state(name: string): PinState {
    let state = this.#states.get(name);
    if (state === undefined) {
      state = { mode: 'auto', output: 0, duty: undefined, hertz: undefined };
      this.#states.set(name, state);
    }
    return state;
  }

  read(name: string): Level {
    const state = this.#states.get(name);
    if (state !== undefined && drives(state.mode)) return state.output;
    const outside = this.#outside.get(name);
    if (outside !== undefined) return outside;
    if (state?.mode.endsWith('pullup') === true) return 1;
    // A wire in the air is anything; that of the serial port is what misleads a program most.
    return name === this.#receivePin && state?.mode !== 'input_pulldown' ? 1 : 0;
  }

  /** digitalWrite: drives the pin; one that was left alone becomes an output. */
  write(name: string, level: Level): void {
    const before = this.read(name);
    const state = this.state(name);
    if (!drives(state.mode)) state.mode = 'output';
    state.output = level;
    state.duty = undefined;
    this.onDrive(name, level);
    if (before !== level) this.onEdge(name, level);
  }

  setMode(name: string, mode: PinMode): void {
    this.state(name).mode = mode;
  }

  /** The world changed the level. */
  changed(name: string): void {
    const state = this.#states.get(name);
    if (state === undefined || !drives(state.mode)) this.onEdge(name, this.read(name));
  }
}

function drives(mode: PinMode): boolean {
  return mode === 'output' || mode === 'af_output';
}

function keyPins(description: BoardDescription): string[] {
  return description.keys.map((key) => key.pin);
}

/** The pins that programs can name on such a board. */
function pinNames(description: BoardDescription): string[] {
  const names = new Set(keyPins(description));
  const range = (prefix: string, count: number): void => {
    for (let i = 0; i < count; i++) names.add(`${prefix}${i}`);
  };
  if (/^(PICO|ESPRUINOWIFI|STM32)/.test(description.espruinoBoard)) {
    for (const port of ['A', 'B', 'C']) range(port, 16);
  } else {
    range('D', 48);
  }
  if (description.espruinoBoard === 'PIXLJS')
    for (const pin of ['BTN1', 'BTN2', 'BTN3', 'BTN4', 'LED1', 'LED']) names.add(pin);
  if (description.espruinoBoard === 'PIXLJS') range('A', 6);
  names.add('BTN1');
  return [...names];
}
