// What the fuzzer plays with: the application alone on a machine in memory (millions of lines), or the built bundle on the
// virtual board (thousands). Two of a kind differ in nothing but their secrets.
import { crc32 } from '../../firmware/core/crc32.ts';
import { decodeLine } from '../../firmware/core/protocol/line.ts';
import type { Flash } from '../../simulator/board/flash.ts';
import { copyOf } from '../scenarios/cuts/look.ts';
import { flashedImage, Fob } from '../scenarios/fob.ts';
import { MemoryMachine } from '../unit/token/memory-machine.ts';

export interface Target {
  readonly uptimeSeconds: number;
  readonly panel: string;
  /** Bytes of flash that its files take. */
  readonly storedBytes: number;
  /** Characters that all it holds in memory takes written out; 0 where nobody can look. */
  readonly heldCharacters: number;
  /** Sends one line (its end comes by itself) and returns the bodies of the answers. */
  send(line: string): string[];
  pass(seconds: number): void;
  press(): void;
  powerCycle(): void;
}

const bodyOf = (line: string): string => {
  const body = decodeLine(crc32, line);
  if (body === undefined) throw new Error(`an answer that is not a line: ${JSON.stringify(line)}`);
  return body;
};

export function memoryTarget(): Target {
  const machine = new MemoryMachine();
  return {
    get uptimeSeconds() {
      return machine.uptimeSeconds;
    },
    get panel() {
      return machine.panel;
    },
    get storedBytes() {
      let bytes = 0;
      for (const content of machine.files.values()) bytes += content.length;
      return bytes;
    },
    get heldCharacters() {
      return JSON.stringify(machine.token.state).length;
    },
    send: (line) => {
      machine.sendLine(line);
      return machine.sent.map(bodyOf);
    },
    pass: (seconds) => machine.pass(seconds),
    press: () => {
      machine.press();
    },
    powerCycle: () => machine.powerCycle(),
  };
}

let image: Flash | undefined;

export function boardTarget(): Target {
  image ??= flashedImage();
  const fob = new Fob({ flash: copyOf(image) });
  let startedMs = 0;
  return {
    get uptimeSeconds() {
      return (fob.clock.nowMs - startedMs) / 1000;
    },
    get panel() {
      return fob.panel;
    },
    storedBytes: 0,
    heldCharacters: 0,
    send: (line) => {
      const answer = fob.wire(`${line}\n`, 0.5 + line.length / 900);
      if (answer !== '' && !answer.endsWith('\n')) throw new Error(`half an answer: ${JSON.stringify(answer)}`);
      return answer
        .split('\n')
        .slice(0, -1)
        .map((part) => bodyOf(part.trim()));
    },
    pass: (seconds) => fob.pass(seconds),
    press: () => {
      fob.press();
    },
    powerCycle: () => {
      fob.board.powerOff();
      startedMs = fob.clock.nowMs;
      fob.board.powerOn();
      fob.pass(1);
    },
  };
}
