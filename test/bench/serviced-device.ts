// The built firmware on the real interpreter, with a station at its wire: files and an identity without `klarkode`, and every step
// of a session by itself, so that each can be measured.
import { crc32 } from '../../firmware/core/crc32.ts';
import { decodeLine, encodeLine } from '../../firmware/core/protocol/line.ts';
import { encodeIdentity, identityFile } from '../../firmware/core/records/identity-record.ts';
import type { Setting } from '../../firmware/core/records/settings-record.ts';
import { RealDevice } from '../conformance/device.ts';
import type { Interpreter } from '../conformance/real-console.ts';
import { credentialMessage, SecondStation } from '../unit/protocol/second-station.ts';
import type { Built } from './built.ts';

const deviceKey = Buffer.from('bench device key, 32 bytes long!');
const nonce = Buffer.from('bench nonce 16 B');
// RFC 6238, Appendix B.
const secret = Buffer.from('12345678901234567890');
const languages = ['en', 'da'];
const periodSeconds = 30;
/** Longer than any answer takes, under valgrind too. */
const timeoutMs = 60_000;
const startTries = 10;

export class ServicedDevice {
  readonly device: RealDevice;
  readonly #files: Built['files'];
  #session: SecondStation | undefined;
  #received = '';

  private constructor(device: RealDevice, files: Built['files']) {
    this.device = device;
    this.#files = files;
    device.openLink().onBytes((bytes) => void (this.#received += Buffer.from(bytes).toString('latin1')));
  }

  /** A board with nothing but the dressing on it. */
  static async start(binary: string, interpreter: Interpreter, { board, files }: Built): Promise<ServicedDevice> {
    return new ServicedDevice(await RealDevice.start({ binary, ...interpreter, board }), files);
  }

  /** Writes the firmware and an identity, and starts it. */
  async flash(): Promise<void> {
    const seed = 'bench seed, with its 32 bytes in';
    const identity = { serialNumber: 'KK-0000013', deviceKey: deviceKey.toString('latin1'), seed, languages };
    await this.device.restart([], {
      change: (storage) => {
        storage.write('kk.pw', 'bench console passwd');
        storage.write(identityFile, encodeIdentity(crc32, identity));
        for (const file of this.#files) {
          if (file.languages?.some((language) => languages.includes(language)) ?? true)
            storage.write(file.name, file.content);
        }
      },
    });
  }

  /** Waits until the firmware answers: a first line is lost while it starts. */
  async answers(): Promise<void> {
    for (let tries = 0; (await this.#ask('hello', 3000)) === undefined; tries++) {
      if (tries === startTries) throw new Error('the firmware does not answer on the real interpreter');
    }
  }

  async hello(): Promise<void> {
    this.#session = new SecondStation(deviceKey, await this.#must('hello'), nonce);
  }

  async open(): Promise<void> {
    if (!this.#session!.accepts(await this.#must(this.#session!.open()))) throw new Error("the token's proof is wrong");
  }

  /** SHA-1, six digits. */
  async issue(eventBased: boolean): Promise<void> {
    const terms = { eventBased, algorithm: 0, digits: 6, periodSeconds, counter: 0n, secret };
    await this.#command(`issue ${this.#session!.encrypt(credentialMessage(terms))}`);
  }

  /** To the machine's time. */
  async setClock(): Promise<void> {
    await this.#command(`clock ${Date.now()} 1`);
  }

  async set(setting: Setting, value: number): Promise<void> {
    await this.#command(`set ${setting} ${value}`);
  }

  async #command(text: string): Promise<void> {
    const answer = this.#session!.answer(await this.#must(this.#session!.request(text)));
    if (!answer.startsWith('ok')) throw new Error(`${text.split(' ')[0]} was answered by ${answer}`);
  }

  async #must(body: string): Promise<string> {
    const answer = await this.#ask(body, timeoutMs);
    if (answer === undefined) throw new Error(`no answer to ${body.split(' ')[0]} from the real interpreter`);
    return answer;
  }

  async #ask(body: string, withinMs: number): Promise<string | undefined> {
    this.#received = '';
    this.device.send(`${encodeLine(crc32, body)}\n`);
    for (const endMs = Date.now() + withinMs; Date.now() < endMs; await delay(20)) {
      for (const part of this.#received.split('\n').slice(0, -1)) {
        const answer = decodeLine(crc32, part.trim());
        if (answer !== undefined) return answer;
      }
    }
    return undefined;
  }

  async close(): Promise<void> {
    await this.device.close();
  }
}

/** A code that is about to end is not shown, and a redrawing comes each second. The interpreter's clock is the machine's: wait. */
export async function untilTimeIsLeft(): Promise<void> {
  const leftMs = periodSeconds * 1000 - (Date.now() % (periodSeconds * 1000));
  if (leftMs < 18_000) await delay(leftMs);
  await delay(1200 - (Date.now() % 1000));
}

export function delay(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
