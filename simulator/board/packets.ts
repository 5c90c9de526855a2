// The console's binary packets (DLE SOH, type and length, data): evaluate, events, files both ways.
// An ACK says that the packet was understood, not that it worked: that is how the real one is.
import { byteString } from './bytes.ts';
import type { Outcome } from './outcome.ts';

const ack = '\x06';
const nak = '\x15';
const packetTimeoutMs = 5000;
const fileTimeoutMs = 10000;
const readTogether = 1024;

export const PacketType = {
  response: 0x0000,
  evaluate: 0x2000,
  event: 0x4000,
  fileSend: 0x6000,
  data: 0x8000,
  fileReceive: 0xa000,
} as const;
const sizeMask = 0x1fff;

/** A packet as it goes over the wire. */
export function packetBytes(type: number, data: string): string {
  const head = type | data.length;
  return `\x10\x01${String.fromCharCode(head >> 8, head & 255)}${data}`;
}

export interface PacketHost {
  /** Raw bytes to the console's device. */
  write(text: string): void;
  removeInputLine(): void;
  evaluate(source: string): Outcome;
  report(outcome: Outcome): void;
  /** The value as JavaScript source, as E.toJS gives it. */
  sourceOf(value: unknown): string;
  /** A packet's JSON, with unquoted keys as Espruino allows; undefined when it isn't an object. */
  parse(json: string): Record<string, unknown> | undefined;
  /** Calls E.on('packet') or E.on('packetUpload'); false when nobody listens. */
  emit(event: string, value: Record<string, unknown>): boolean;
  readFile(name: string): string | undefined;
  /** What went wrong, in Storage's words. */
  writeFile(name: string, data: string, offset: number, size: number): string | undefined;
  after(milliseconds: number, run: () => void): () => void;
}

export class PacketReceiver {
  readonly #host: PacketHost;
  #bytes: number[] | undefined;
  #cancelTimeout: (() => void) | undefined;
  #cancelFileTimeout: (() => void) | undefined;
  #file: { readonly name: string; readonly size: number; offset: number } | undefined;

  constructor(host: PacketHost) {
    this.#host = host;
  }

  /** A packet is being received: bytes are its, not the line editor's. */
  get active(): boolean {
    return this.#bytes !== undefined;
  }

  /** DLE SOH was received. */
  start(): void {
    this.#bytes = [];
    this.#cancelTimeout = this.#host.after(packetTimeoutMs, () => {
      this.#bytes = undefined;
      this.#host.write(nak);
    });
  }

  receive(byte: number): void {
    const bytes = this.#bytes!;
    bytes.push(byte);
    if (bytes.length < 2) return;
    const head = (bytes[0]! << 8) | bytes[1]!;
    if (bytes.length < 2 + (head & sizeMask)) return;
    this.#bytes = undefined;
    this.#cancelTimeout?.();
    this.#process(head & ~sizeMask, byteString(Uint8Array.from(bytes.slice(2))));
  }

  #process(type: number, data: string): void {
    switch (type) {
      case PacketType.evaluate:
        this.#evaluate(data);
        break;
      case PacketType.event: {
        const value = this.#host.parse(data);
        this.#host.write(value !== undefined && this.#host.emit('packet', value) ? ack : nak);
        break;
      }
      case PacketType.fileReceive:
        this.#sendFile(data);
        break;
      case PacketType.fileSend:
        this.#openFile(data);
        break;
      case PacketType.data:
        this.#writeData(data);
        break;
      default:
        this.#host.write(nak);
    }
  }

  #evaluate(source: string): void {
    const outcome = this.#host.evaluate(`(${source})`);
    if (outcome.kind === 'value') {
      this.#host.write(ack + packetBytes(PacketType.response, this.#host.sourceOf(outcome.value)));
      return;
    }
    this.#host.removeInputLine();
    this.#host.write(nak);
    this.#host.report(outcome);
  }

  #sendFile(json: string): void {
    const name = this.#host.parse(json)?.['fn'];
    const content = typeof name === 'string' ? this.#host.readFile(name) : undefined;
    if (content === undefined) {
      this.#host.write(nak);
      return;
    }
    let reply = ack;
    for (let at = 0; at < content.length; at += readTogether) {
      reply += packetBytes(PacketType.data, content.slice(at, at + readTogether));
    }
    this.#host.write(reply + packetBytes(PacketType.data, ''));
  }

  #openFile(json: string): void {
    this.#closeFile();
    const header = this.#host.parse(json);
    const name = header?.['fn'];
    const size = Number(header?.['s'] ?? 0) | 0;
    // No FAT file system on these boards.
    const ok = typeof name === 'string' && size !== 0 && !header?.['fs'];
    if (ok) {
      this.#file = { name, size, offset: 0 };
      this.#keepFileOpen();
    }
    this.#host.write(ok ? ack : nak);
  }

  #writeData(data: string): void {
    const file = this.#file;
    if (file === undefined) {
      this.#host.write(nak);
      return;
    }
    const problem = this.#host.writeFile(file.name, data, file.offset, file.size);
    file.offset += data.length;
    if (file.offset >= file.size) this.#closeFile();
    else this.#keepFileOpen();
    this.#host.emit('packetUpload', { l: data.length, o: file.offset, s: file.size, fn: file.name });
    this.#host.write(ack);
    if (problem !== undefined) this.#host.report({ kind: 'thrown', error: new Error(problem) });
  }

  #keepFileOpen(): void {
    this.#cancelFileTimeout?.();
    this.#cancelFileTimeout = this.#host.after(fileTimeoutMs, () => {
      this.#closeFile();
    });
  }

  #closeFile(): void {
    this.#cancelFileTimeout?.();
    this.#cancelFileTimeout = undefined;
    this.#file = undefined;
  }
}
