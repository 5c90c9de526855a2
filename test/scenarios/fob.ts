// A flashed code display on the virtual board: the built files in its Storage, a hand, a wire and an eye. Virtual time.
// Flashing over the wire is the system tests' business; here the files are simply there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from '../../firmware/core/crc32.ts';
import { decodeLine, encodeLine } from '../../firmware/core/protocol/line.ts';
import { encodeIdentity } from '../../firmware/core/records/identity-record.ts';
import type { BoardDescription } from '../../hardware/board.ts';
import { pixljs } from '../../hardware/boards/pixljs.ts';
import type { Frame, VirtualBoard } from '../../simulator/board/board.ts';
import { VirtualClock } from '../../simulator/board/clock.ts';
import { createBoard } from '../../simulator/board/create.ts';
import { Flash } from '../../simulator/board/flash.ts';
import { FlashStorage } from '../../simulator/board/storage.ts';
import { readableStrings } from '../../simulator/world/eyes.ts';
import { Hand } from '../../simulator/world/hand.ts';
import { root } from '../../tools/setup/root.mjs';

export const deviceKey = Buffer.from('test device key, 32 bytes long!!');
export const consolePassword = 'test console passwd.';
export const serialNumber = 'KK-0000013';

export interface FobOptions {
  /** Default: the code display. */
  readonly product?: string;
  readonly board?: BoardDescription;
  readonly languages?: readonly string[];
  readonly flash?: Flash;
  readonly noise?: () => number;
  /** Programs keep the processor as long as they are estimated to. */
  readonly takesTime?: boolean;
  /** False: what is sent is on the wire at once, not at the line's rate. */
  readonly pacedSerial?: boolean;
}

/** The flash of a freshly flashed, blank token, with the firmware that was built last. */
export function flashedImage(options: FobOptions = {}): Flash {
  const board = options.board ?? pixljs;
  const folder = join(root, 'dist', 'firmware', options.product ?? 'code-display', board.name);
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
    files: { name: string; languages?: string[] }[];
  };
  const languages = options.languages ?? ['en', 'da'];
  const files = manifest.files
    .filter((file) => file.languages?.every((language) => languages.includes(language)) ?? true)
    .map(({ name }) => ({ name, content: readFileSync(join(folder, name)) }));
  return imageOf(board, files, languages);
}

/** The same, with these files as the firmware. */
export function imageOf(
  board: BoardDescription,
  files: readonly { readonly name: string; readonly content: Buffer }[],
  languages: readonly string[] = ['en', 'da'],
): Flash {
  const flash = new Flash(board.storage.bytes, board.storage.pageBytes);
  const storage = new FlashStorage(flash);
  storage.write('kk.pw', consolePassword);
  storage.write(
    'kk.id',
    encodeIdentity(crc32, {
      serialNumber,
      deviceKey: deviceKey.toString('latin1'),
      seed: 'test seed, with its 32 bytes in.',
      languages,
    }),
  );
  for (const { name, content } of files) {
    const text = content.toString('latin1');
    // The application is told another hash of itself, so that the info screen stays the same from build to build.
    storage.write(name, name === '.boot0' ? text.replace(/\("[0-9a-f]{8}"\)/, '("0123abcd")') : text);
  }
  return flash;
}

export class Fob {
  readonly clock = new VirtualClock();
  readonly board: VirtualBoard;
  readonly hand: Hand;
  /** Every frame, with the second at which it was shown: `12.340 dark`, `12.340 123 / 456 / 17 s`. */
  readonly seen: string[] = [];
  #frame: Frame = { strings: [], lit: false };
  #sent = '';

  constructor(options: FobOptions = {}) {
    this.board = createBoard({
      description: options.board ?? pixljs,
      clock: this.clock,
      flash: options.flash ?? flashedImage(options),
      takesTime: options.takesTime ?? false,
      pacedSerial: options.pacedSerial ?? true,
      ...(options.noise ? { noise: options.noise } : {}),
    });
    this.hand = new Hand(this.board);
    this.board.on('frame', (frame) => {
      this.#frame = frame;
      this.seen.push(`${(this.clock.nowMs / 1000).toFixed(2)} ${this.panel}`);
    });
    this.board.on('sent', (bytes) => {
      this.#sent += Buffer.from(bytes).toString('latin1');
    });
    this.board.powerOn();
    this.pass(1);
  }

  /** What the holder reads: the strings, or `dark`. */
  get panel(): string {
    return this.#frame.lit ? readableStrings(this.#frame).join(' / ') : 'dark';
  }

  pass(seconds: number): void {
    this.clock.advance(seconds * 1000);
  }

  press(): string {
    this.clock.advance(this.hand.hold('main', 120));
    const seen = this.panel;
    this.pass(0.5);
    return seen;
  }

  holdKey(seconds = 1.5): string {
    this.clock.advance(this.hand.hold('main', seconds * 1000));
    return this.panel;
  }

  /** Sends raw bytes and returns what comes back within `seconds`. */
  wire(text: string, seconds = 5): string {
    this.#sent = '';
    this.board.send(Buffer.from(text, 'latin1'));
    this.pass(seconds);
    return this.#sent;
  }

  /** Sends a body and returns the body of the answer. */
  ask(body: string): string {
    const answer = this.wire(`${encodeLine(crc32, body)}\n`);
    const line = answer.split('\n').find((part) => decodeLine(crc32, part.trim()) !== undefined);
    if (line === undefined) throw new Error(`no answer to ${body.split(' ')[0]}: ${JSON.stringify(answer)}`);
    return decodeLine(crc32, line.trim())!;
  }
}
