// One token on the desk, shown to every page that is open. It turns what pages ask into what a hand does, and what the
// board does into messages. It must never reach into the firmware: it has a hand, eyes, and a cable.
import type { Frame } from '../board/board.ts';
import { panelBits, readableStrings } from '../world/eyes.ts';
import { pressMs, settleMs } from '../world/hand.ts';
import { Checks } from './checks.ts';
import type { Verify } from './checks.ts';
import { parseToDesk } from './incoming.ts';
import { captionOf, listen } from './listening.ts';
import type { Step, ToDesk, ToPage, WireLine } from './messages.ts';
import { Fingers, Pace } from './pace.ts';
import type { Visit, Visitor } from './server.ts';
import { WireLog } from './wire-log.ts';
import type { Workbench } from './workbench.ts';

/** What the desk has others do: programs on the wire, started by whoever built the desk. */
export interface Errands {
  readonly verify: Verify;
  /** Sets the token's clock over the wire, to the world's time. */
  setClock(): Promise<void>;
  /** Gets the token ready again, after a step failed. */
  prepare(): Promise<unknown>;
}

/** A prompt has no line end: it is shown when the wire has been quiet this long, in milliseconds. */
const wireQuietMs = 120;

export class Desk {
  readonly bench: Workbench;
  readonly #title: { title: string; ports: readonly string[]; registry: string; language: string };
  readonly #wire = new WireLog();
  readonly #visitors = new Set<Visitor>();
  #frame: Frame = { strings: [], lit: false };
  #screenIsDue = false;
  #steps: readonly Step[] = [];
  readonly #checks = new Checks(
    (code, utcMs) => this.#errand((errands) => errands.verify(code, utcMs)),
    () => this.#tell(this.#checks.message),
    (error) => this.#complain(error),
  );
  #errands: Errands | undefined;
  readonly #fingers: Fingers;
  readonly #pace: Pace;
  #quietTimer: NodeJS.Timeout | undefined;
  readonly #frameListeners = new Set<() => void>();

  /**
   * `plug` is what `klarkode` takes to reach the token; `language` that of its words, as HTML's `lang` takes it; `fingers`
   * those of all tokens on the desk.
   */
  constructor(
    bench: Workbench,
    plug: { readonly ports: readonly string[]; readonly registry: string },
    language: string,
    fingers = new Fingers(),
  ) {
    this.bench = bench;
    this.#title = { title: bench.board.description.title, ...plug, language };
    this.#fingers = fingers;
    this.#pace = new Pace(bench.world.pacer, fingers, () => this.#tell(this.#time()));
    bench.board.on('frame', (frame) => {
      this.#frame = frame;
      this.#tellScreenSoon();
      for (const listener of this.#frameListeners) listener();
    });
    bench.board.on('power', (on) => {
      if (!on) this.#frame = { strings: [], lit: false };
      this.#tellScreenSoon();
      this.#tell(this.#world());
    });
    listen(bench, {
      began: (heard) => this.#tell({ kind: 'captions', captions: [captionOf(heard, bench, language)] }),
    });
    bench.board.on('sound', ({ startMs, samplesPerSecond, samples }) => {
      const fromUtcMs = bench.world.momentUtcMs - bench.board.clock.nowMs;
      const encoded = Buffer.from(samples).toString('base64');
      this.#tell({ kind: 'sound', startMs: fromUtcMs + startMs, samplesPerSecond, samples: encoded });
    });
    bench.onWire((direction, bytes) => {
      this.#tellWire(this.#wire.add(direction, bytes, bench.world.momentUtcMs));
      clearTimeout(this.#quietTimer);
      this.#quietTimer = setTimeout(() => this.#tellWire(this.#wire.flush()), wireQuietMs);
    });
  }

  /** What is on the screen now. */
  get frame(): Frame {
    return this.#frame;
  }

  /** Gives the desk programs to send on errands; before that, it says that the token is being prepared. */
  set errands(errands: Errands) {
    this.#errands = errands;
  }

  showSteps(steps: readonly Step[]): void {
    this.#steps = steps;
    this.#tell({ kind: 'steps', steps });
  }

  /** A page was opened: it is told everything, then every change. */
  arrived(visitor: Visitor): Visit {
    const { description } = this.bench.board;
    const { width, height, unbuffered } = description.display;
    const panel = { width, height, glows: unbuffered !== undefined };
    const keys = description.keys.map(({ name }) => ({ name }));
    const held = new Set<string>();
    this.#visitors.add(visitor);
    const first: ToPage[] = [
      {
        kind: 'desk',
        ...this.#title,
        ...panel,
        audible: description.audio !== undefined,
        wired: description.battery.kind === 'USB',
        keys,
      },
      this.#time(),
      this.#screen(),
      this.#world(),
      { kind: 'wire', lines: this.#wire.lines },
      { kind: 'steps', steps: this.#steps },
      this.#checks.message,
    ];
    for (const message of first) visitor.send(JSON.stringify(message));
    return {
      message: (text) => {
        try {
          const message = parseToDesk(text);
          if (message.kind === 'key') {
            if (message.down) held.add(message.key);
            else held.delete(message.key);
          }
          this.#obey(message);
        } catch (error) {
          visitor.send(JSON.stringify({ kind: 'trouble', message: (error as Error).message } satisfies ToPage));
        }
      },
      left: () => {
        this.#visitors.delete(visitor);
        for (const key of held) this.#lift(key);
      },
    };
  }

  /** Runs at this speed from now on. While a finger is on a key, time runs as the hand's does. */
  setSpeed(times: number): void {
    this.#pace.choose(times);
  }

  /** Sets what time it is in the world. What was seen before moves along, so that it still lies before. */
  setUtcMs(utcMs: number): void {
    const { world } = this.bench;
    this.#wire.shift(utcMs - world.utcMs());
    world.setUtcMs(utcMs);
    this.#tell(this.#time());
    this.#tellWire(this.#wire.lines);
  }

  /** Lets time pass at once, for the token too. */
  jump(durationMs: number): void {
    this.bench.world.pacer.jump(durationMs);
    this.#tell(this.#time());
  }

  /** Presses a key as a hand does, and resolves when the firmware can have noticed. */
  async press(key: string, durationMs = pressMs): Promise<void> {
    const { world } = this.bench;
    this.#fingers.touch();
    try {
      await world.pass(world.pacer.act(() => world.hand.hold(key, durationMs)));
    } finally {
      this.#fingers.release();
    }
  }

  /** Resolves with the first thing that `look` sees on the screen, or undefined after `patienceMs` of real time. */
  see<T>(look: (frame: Frame) => T | undefined, patienceMs: number): Promise<T | undefined> {
    return new Promise((resolve) => {
      const finish = (seen: T | undefined): void => {
        clearTimeout(timer);
        this.#frameListeners.delete(lookAgain);
        resolve(seen);
      };
      const lookAgain = (): void => {
        const seen = look(this.#frame);
        if (seen !== undefined) finish(seen);
      };
      const timer = setTimeout(() => finish(undefined), patienceMs);
      this.#frameListeners.add(lookAgain);
      lookAgain();
    });
  }

  close(): void {
    clearTimeout(this.#quietTimer);
    this.#visitors.clear();
  }

  #obey(message: ToDesk): void {
    const { world, board } = this.bench;
    switch (message.kind) {
      case 'key':
        return message.down ? this.#putFinger(message.key) : this.#lift(message.key);
      case 'hold':
        return void this.press(message.key, message.ms).catch(this.#complain);
      case 'speed':
        return this.setSpeed(message.times);
      case 'jump':
        return this.jump(message.seconds * 1000);
      case 'power':
        return world.pacer.act(() => (message.on ? board.powerOn() : board.powerOff()));
      case 'battery':
        world.setBatteryPercent(message.percent);
        return this.#tell(this.#world());
      case 'oscillator':
        world.setOscillatorPpm(message.ppm);
        return this.#tell(this.#world());
      case 'headset':
        world.plugHeadset(message.plugged);
        return this.#tell(this.#world());
      case 'verify':
        return void this.#checks.add(message.code, world.utcMs()).catch(this.#complain);
      case 'set-clock':
        return void this.#errand((errands) => errands.setClock()).catch(this.#complain);
      case 'prepare':
        return void this.#errand((errands) => errands.prepare()).catch(this.#complain);
    }
  }

  async #errand<T>(run: (errands: Errands) => Promise<T>): Promise<T> {
    if (this.#errands === undefined)
      throw new Error('the token is still being prepared; wait until the steps are done');
    return run(this.#errands);
  }

  readonly #complain = (error: unknown): void => {
    this.#tell({ kind: 'trouble', message: (error as Error).message });
  };

  #putFinger(key: string): void {
    const { world } = this.bench;
    if (world.hand.isDown(key)) return;
    this.#fingers.touch();
    world.pacer.act(() => world.hand.down(key));
  }

  #lift(key: string): void {
    const { world } = this.bench;
    if (!world.hand.isDown(key)) return;
    world.pacer.act(() => world.hand.up(key));
    void world.pass(settleMs).then(() => this.#fingers.release());
  }

  #tell(message: ToPage): void {
    const text = JSON.stringify(message);
    for (const visitor of this.#visitors) visitor.send(text);
  }

  /** Once the world rests: a jump of an hour may draw thousands of frames, and the last one is what is seen. */
  #tellScreenSoon(): void {
    if (this.#screenIsDue) return;
    this.#screenIsDue = true;
    queueMicrotask(() => {
      this.#screenIsDue = false;
      this.#tell(this.#screen());
    });
  }

  #tellWire(lines: readonly WireLine[]): void {
    if (lines.length > 0) this.#tell({ kind: 'wire', lines });
  }

  #time(): ToPage {
    const { world } = this.bench;
    return { kind: 'time', utcMs: world.utcMs(), speed: world.pacer.speed, chosen: this.#pace.chosen };
  }

  #screen(): ToPage {
    const bits = Buffer.from(panelBits(this.bench.board.panel)).toString('base64');
    return { kind: 'screen', lit: this.#frame.lit, bits, strings: readableStrings(this.#frame) };
  }

  #world(): ToPage {
    const { world, board } = this.bench;
    return {
      kind: 'world',
      powered: board.powered,
      batteryPercent: world.batteryPercent,
      oscillatorPpm: world.oscillatorPpm,
      ...(world.headsetPlugged !== undefined && { headsetPlugged: world.headsetPlugged }),
    };
  }
}
