// The board's serial port as a piece of hardware: ten bits per byte each way, a receive ring that loses what does not
// fit, XOFF and XON where the board has them; closed, or without a cable, what is sent is lost. What the bytes mean is the
// business of who takes them.
import type { SerialDescription } from '../../hardware/board.ts';
import type { Cancel, VirtualClock } from './clock.ts';

const bitsPerByte = 10;
const xon = 0x11;
const xoff = 0x13;
/** Bytes that leave together: fine enough for pacing, coarse enough to be cheap. */
const sentTogether = 16;
/** Shorter waits are left to the few bytes that the UART holds itself. */
const longWaitMs = 50;

export interface SerialPortOptions {
  readonly description: SerialDescription;
  readonly clock: VirtualClock;
  readonly paced: boolean;
  /** Bytes that the interpreter takes now. */
  readonly arrived: (bytes: Uint8Array) => void;
  readonly left: (bytes: Uint8Array) => void;
  /** Bytes were lost because the ring was full. */
  readonly overflowed: () => void;
}

export class SerialPort {
  readonly #options: SerialPortOptions;
  baud: number;
  #incoming: number[] = [];
  #outgoing: number[] = [];
  #ring: number[] = [];
  #incomingCall: Cancel | undefined;
  #outgoingCall: Cancel | undefined;
  #drainCall: Cancel | undefined;
  #waitingCall: Cancel | undefined;
  #busyUntilMs = 0;
  #held = false;
  #open = true;
  /** Whether something is at the other end. */
  plugged = true;

  constructor(options: SerialPortOptions) {
    this.#options = options;
    this.baud = options.description.baud;
  }

  /** Whether the board's end runs. */
  get open(): boolean {
    return this.#open;
  }

  /** Closed at once: what was to go out never does. */
  set open(open: boolean) {
    this.#open = open;
    if (open) return;
    this.#outgoing = [];
    this.#held = false;
  }

  /** Whether bytes take time. */
  get paced(): boolean {
    return this.#options.paced;
  }

  /** The world's side: bytes on the wire towards the board. */
  send(bytes: Uint8Array): void {
    for (const byte of bytes) this.#incoming.push(byte);
    this.#receiveNext();
  }

  /** The board's side: bytes to go out. */
  transmit(bytes: Uint8Array): void {
    if (bytes.length === 0 || !this.#open) return;
    if (!this.#options.paced) {
      this.#leave(bytes);
      return;
    }
    for (const byte of bytes) this.#outgoing.push(byte);
    this.#transmitNext();
  }

  /** The processor does nothing else for so long (flash): received bytes wait in the ring, and what is to go out waits too. */
  busy(milliseconds: number): void {
    this.#busyUntilMs = Math.max(this.#busyUntilMs, this.#options.clock.nowMs) + milliseconds;
  }

  /** Whether bytes are still on their way in. */
  get receiving(): boolean {
    return this.#incoming.length > 0 || this.#ring.length > 0;
  }

  stop(): void {
    this.#incomingCall?.();
    this.#outgoingCall?.();
    this.#drainCall?.();
    this.#waitingCall?.();
    this.#incoming = [];
    this.#outgoing = [];
    this.#ring = [];
  }

  #receiveNext(): void {
    if (this.#incomingCall !== undefined || this.#incoming.length === 0 || this.#held) return;
    this.#incomingCall = this.#options.clock.after(this.#options.paced ? this.#byteMs : 0, () => {
      this.#incomingCall = undefined;
      const bytes = this.#incoming.splice(0, this.#options.paced ? 1 : this.#incoming.length);
      this.#receiveNext();
      this.#take(bytes);
    });
  }

  #take(bytes: readonly number[]): void {
    const { clock, description, paced } = this.#options;
    if (!this.#open || !this.plugged) return;
    if (clock.nowMs >= this.#busyUntilMs && this.#ring.length === 0) {
      this.#options.arrived(Uint8Array.from(bytes));
      return;
    }
    const room = paced ? description.receiveBufferBytes - this.#ring.length : bytes.length;
    this.#ring.push(...bytes.slice(0, room));
    if (bytes.length > room) this.#options.overflowed();
    if (description.xonXoff && this.#ring.length > (description.receiveBufferBytes * 6) / 8) this.#hold(true);
    this.#drainCall ??= clock.after(this.#busyUntilMs - clock.nowMs, () => {
      this.#drainCall = undefined;
      this.#drain();
    });
  }

  #drain(): void {
    while (this.#ring.length > 0) {
      const { clock } = this.#options;
      if (clock.nowMs < this.#busyUntilMs) {
        this.#drainCall ??= clock.after(this.#busyUntilMs - clock.nowMs, () => {
          this.#drainCall = undefined;
          this.#drain();
        });
        return;
      }
      const bytes = this.#ring.splice(0, 1);
      if (this.#held && this.#ring.length < (this.#options.description.receiveBufferBytes * 3) / 8) this.#hold(false);
      this.#options.arrived(Uint8Array.from(bytes));
    }
  }

  #hold(held: boolean): void {
    if (this.#held === held) return;
    this.#held = held;
    this.#outgoing.unshift(held ? xoff : xon);
    this.#transmitNext();
    this.#receiveNext();
  }

  #transmitNext(): void {
    if (this.#outgoingCall !== undefined || this.#outgoing.length === 0) return;
    // XOFF and XON come from the interrupt, which does not wait.
    const urgent = this.#outgoing[0] === xoff || this.#outgoing[0] === xon;
    const count = urgent ? 1 : Math.min(sentTogether, this.#outgoing.length);
    this.#outgoingCall = this.#options.clock.after(count * this.#byteMs, () => {
      this.#outgoingCall = undefined;
      const waitMs = this.#busyUntilMs - this.#options.clock.nowMs;
      if (waitMs > longWaitMs && !urgent) {
        this.#waitingCall ??= this.#options.clock.after(waitMs, () => {
          this.#waitingCall = undefined;
          this.#transmitNext();
        });
        return;
      }
      const bytes = Uint8Array.from(this.#outgoing.splice(0, count));
      this.#transmitNext();
      this.#leave(bytes);
    });
  }

  #leave(bytes: Uint8Array): void {
    if (this.plugged && bytes.length > 0) this.#options.left(bytes);
  }

  get #byteMs(): number {
    return (bitsPerByte * 1000) / this.baud;
  }
}
