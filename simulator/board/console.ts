// The interpreter's console on a serial device: line editor, echo, prompt, results, errors, the lock.
// What it does while locked is what the real one does, no more: prints and errors still come out.
import { stringBytes } from './bytes.ts';
import { openBrackets } from './open-brackets.ts';
import { packetBytes } from './packets.ts';
import type { PacketReceiver } from './packets.ts';
import type { Outcome } from './outcome.ts';
import { errorText, printed, valueText } from './value-text.ts';

const longestPassword = 20;

export interface ConsoleHost {
  /** `Espruino 2v29.277 PIXLJS`. */
  readonly greeting: string;
  transmit(bytes: Uint8Array): void;
  evaluate(source: string): Outcome;
  /** Reports how a line ended; comes back to Console.report unless the board stops. */
  report(outcome: Outcome): void;
  className(value: object): string | undefined;
  /** Gives the program's listeners a chance; true when they took the error. */
  uncaught(error: unknown): boolean;
  /** An uncaught error's text, for E.setFlags({onErrorSave: 1}). */
  uncaughtText(text: string): void;
}

type Escape = 'none' | 'dle' | 'escape' | 'bracket' | 'number';

export class Console {
  readonly #host: ConsoleHost;
  readonly #packets: PacketReceiver;
  /** Undefined: no console anywhere (E.setConsole(null)). */
  device: string | undefined;
  echo = true;
  locked = false;
  password: string | undefined;
  #line = '';
  /** At power-on too: the first output takes away a line that nobody saw. */
  #lineShown = true;
  #quietLine = false;
  #escape: Escape = 'none';
  #afterReturn = false;

  constructor(host: ConsoleHost, packets: PacketReceiver, device: string | undefined) {
    this.#host = host;
    this.#packets = packets;
    this.device = device;
  }

  /** Raw bytes to the console's device. */
  write(text: string): void {
    if (this.device !== undefined) this.#host.transmit(stringBytes(text));
  }

  /** Text with the console's line ends; takes the input line away first. */
  print(text: string): void {
    this.removeInputLine();
    this.write(text.replaceAll('\n', '\r\n'));
  }

  printValues(values: ArrayLike<unknown>): void {
    const parts = Array.from(values, (value) => printed(value, (object) => this.#host.className(object)));
    this.print(`${parts.join(' ')}\n`);
  }

  /** Reports how a piece of JavaScript ended, as the interpreter does. Values are not reported. */
  report(outcome: Outcome): void {
    if (outcome.kind === 'thrown' && !this.#host.uncaught(outcome.error)) {
      const text = `Uncaught ${errorText(outcome.error)}`;
      this.#host.uncaughtText(text.slice('Uncaught '.length));
      this.print(`${text}\n`);
    } else if (outcome.kind === 'halted') {
      if (outcome.reason === 'recursion') this.print('Too much recursion - the stack is about to overflow\n');
      if (outcome.reason === 'memory') this.print('OUT OF MEMORY\n');
      if (outcome.reason !== 'power' && outcome.reason !== 'reboot') this.print('Execution Interrupted\n');
    }
  }

  /** Whether the prompt stands on the terminal, as far as the interpreter knows. */
  get lineShown(): boolean {
    return this.#lineShown;
  }

  set lineShown(shown: boolean) {
    this.#lineShown = shown;
  }

  removeInputLine(): void {
    if (!this.#lineShown) return;
    this.#lineShown = false;
    if (this.echoing) this.write('\r\x1b[J');
  }

  /** The prompt and what was typed, if something took them away. */
  returnInputLine(): void {
    if (this.#lineShown) return;
    this.#lineShown = true;
    if (!this.echoing) return;
    this.write(`${this.locked ? 'password' : ''}>${this.#line.replaceAll('\n', '\r\n:')}`);
  }

  /** One byte from the device. */
  receive(byte: number): void {
    if (this.locked) this.#receiveLocked(byte);
    else if (this.#packets.active) this.#packets.receive(byte);
    else this.#receiveOpen(byte);
  }

  /** Ctrl-C, seen by the interrupt before the line editor sees the byte: clears the line. */
  interrupt(): void {
    if (this.locked || this.#packets.active) return;
    if (this.#line !== '') {
      this.removeInputLine();
      this.#line = '';
    }
    this.#escape = 'none';
    this.#quietLine = false;
  }

  /** Whether the console shows what it does: not after echo(0), nor for a line that began with DLE. */
  get echoing(): boolean {
    return this.echo && !this.#quietLine;
  }

  get #lineVisible(): boolean {
    return this.echoing && this.#lineShown && !this.locked;
  }

  #receiveLocked(byte: number): void {
    if (byte !== 10 && byte !== 13) {
      if (this.#line.length < longestPassword) this.#line += String.fromCharCode(byte);
      return;
    }
    const given = this.#line;
    this.#line = '';
    if (this.password === undefined || given !== this.password) {
      this.write('\r\n  Invalid password\r\npassword>');
      return;
    }
    this.locked = false;
    this.write('\r\n  Logged in.\r\n');
    this.#lineShown = false;
    this.returnInputLine();
  }

  #receiveOpen(byte: number): void {
    const escape = this.#escape;
    this.#escape = 'none';
    if (byte === 0 || byte === 3) return;
    if (byte === 1) {
      if (escape === 'dle') {
        if (this.#line === '') this.#quietLine = false;
        this.#packets.start();
      }
    } else if (byte === 5) {
      if (this.#line === '') this.write(`${this.#host.greeting}\r\n`);
    } else if (byte === 16) {
      if (this.#line === '') this.#quietLine = true;
      this.#escape = 'dle';
    } else if (byte === 27) {
      this.#escape = 'escape';
    } else if (escape === 'escape') {
      if (byte === 91) this.#escape = 'bracket';
    } else if (escape === 'bracket' || escape === 'number') {
      if (byte >= 48 && byte <= 57) this.#escape = 'number';
    } else {
      this.#edit(byte);
    }
  }

  #edit(byte: number): void {
    const afterReturn = this.#afterReturn;
    this.#afterReturn = byte === 13;
    if (byte === 8 || byte === 127) {
      if (this.#line === '') return;
      this.#line = this.#line.slice(0, -1);
      if (this.#lineVisible) this.write('\b \b');
    } else if (byte === 10 && afterReturn) {
      return;
    } else if (byte === 10 || byte === 13) {
      this.#endLine();
    } else if (byte >= 32 || byte === 9) {
      const text = byte === 9 ? '    ' : String.fromCharCode(byte);
      this.#line += text;
      if (this.#lineVisible) this.write(text);
    }
  }

  #endLine(): void {
    if (openBrackets(this.#line) > 0) {
      if (this.#lineVisible) this.write('\r\n:');
      this.#line += '\n';
      return;
    }
    if (this.#lineVisible) this.write('\r\n');
    if (!this.#quietLine) this.#lineShown = false;
    const source = this.#line.trimEnd();
    this.#line = '';
    const outcome: Outcome = source === '' ? { kind: 'value', value: undefined } : this.#host.evaluate(source);
    if (outcome.kind === 'value' && source !== '' && this.echoing) {
      this.write(`=${this.resultText(outcome.value)}\n`.replaceAll('\n', '\r\n'));
    }
    this.#host.report(outcome);
    this.#quietLine = false;
  }

  /** A value as the console shows results. */
  resultText(value: unknown): string {
    return valueText(value, { result: true, className: (object) => this.#host.className(object) });
  }

  /** A packet towards the host. */
  sendPacket(type: number, data: string): void {
    this.write(packetBytes(type, data));
  }
}
