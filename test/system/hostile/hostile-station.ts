// A station with somebody hostile at its cable: reads and changes what goes over it, types on the console, swaps the board.
import { expect } from 'vitest';
import { fromByteArray } from '../../../firmware/core/bytes.ts';
import { FlashStorage } from '../../../simulator/board/storage.ts';
import { asFob, codeOnDisplay, issueRfc, rfcSecret } from '../fob.ts';
import { laterFirmware } from '../later-firmware.ts';
import { Rehearsal, type Run } from '../rehearsal.ts';

export const serialNumber = 'KK-0000013';
/** What `rfcSecret` spells: the secret that nobody may find. */
export const secret = Buffer.from('12345678901234567890');

export class HostileStation extends Rehearsal {
  /** All that went to the board since it was last set. */
  wire = '';

  constructor(boardName?: string) {
    super(1234567890000, boardName);
    this.onBytesToBoard = (bytes) => (this.wire += fromByteArray(bytes));
  }

  /** `klarkode` with the RFC's secret on its standard input; the test fails when it fails. */
  async must(...argv: string[]): Promise<Run> {
    const run = await this.klarkode(argv, { standardInput: `${rfcSecret}\n` });
    expect(run.exitCode, run.err).toBe(0);
    return run;
  }

  /** A token with the RFC's time-based credential. */
  async timeBased(): Promise<void> {
    await this.must(...asFob);
    expect((await issueRfc(this)).exitCode).toBe(0);
  }

  /** A token with an event-based credential of the same secret. */
  async eventBased(): Promise<void> {
    await this.must(...asFob);
    await this.must('issue', '--type', 'hotp', '--secret-stdin');
  }

  /** From now on `flash` has other firmware to give. */
  renewFirmware(): void {
    this.firmwareFolder = laterFirmware(this);
  }

  /** Runs a verb whose cable is pulled after so many bytes. */
  async cutAfter(bytes: number, ...argv: string[]): Promise<void> {
    this.cableBytes = bytes;
    expect((await this.klarkode(argv)).exitCode).toBe(3);
    this.cableBytes = undefined;
  }

  /** Flashes, and pulls the cable as soon as what went to the board since then makes it time: its next line does not get there. */
  async cutWhen(isTime: (wire: string) => boolean, argv: readonly string[] = asFob): Promise<void> {
    const listen = this.onBytesToBoard;
    this.wire = '';
    this.onBytesToBoard = (bytes) => {
      listen(bytes);
      if (isTime(this.wire)) this.cableBytes = 0;
    };
    expect((await this.klarkode(argv)).exitCode).toBe(3);
    this.onBytesToBoard = listen;
    this.cableBytes = undefined;
  }

  /** Flashes, and pulls the cable when that file is about to be written: the console stays open. */
  async cutBefore(name: string): Promise<void> {
    await this.cutWhen((wire) => wire.includes(`kf="${name}"`));
    this.powerCycle();
    expect(this.say('print("<"+"open>")')).toContain('<open>');
  }

  /** What the board has in a file, or undefined. */
  stored(name: string): string | undefined {
    return new FlashStorage(this.board.flash).read(name);
  }

  /** Somebody writes files while the board is off, and switches it on. */
  plant(files: Readonly<Record<string, string>>): void {
    this.board.powerOff();
    const storage = new FlashStorage(this.board.flash);
    for (const [name, bytes] of Object.entries(files)) storage.write(name, bytes);
    this.powerCycle();
  }

  /** Sends a line to the console and gives what comes back. */
  say(line: string, forMs = 500): string {
    let heard = '';
    const stop = this.board.on('sent', (bytes) => (heard += fromByteArray(bytes)));
    this.board.send(Buffer.from(`\n\x10${line}\n`, 'latin1'));
    this.clock.advance(forMs);
    stop();
    return heard;
  }

  /** The next codes of an event-based token: a press shows one, the next press darkens the panel. */
  codes(count: number): string[] {
    return Array.from({ length: count }, () => {
      const code = codeOnDisplay(this);
      expect(code).toMatch(/^\d{6}$/);
      this.press();
      return code;
    });
  }

  /** What the registry says of the token. */
  async known(): Promise<{ lifecycle: string; credentials: { state: string; type: string }[] }> {
    const { registry } = (await this.must('status', '--json')).json.at(-1) as {
      registry: { lifecycle: string; credentials: { state: string; type: string }[] };
    };
    return registry;
  }
}
