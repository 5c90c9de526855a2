// The serial port: line rate both ways, the receive ring, flow control, its cable.
import { describe, expect, it, test } from 'vitest';
import type { BoardDescription } from '../../../hardware/board.ts';
import { esp32Cyd } from '../../../hardware/boards/esp32-cyd.ts';
import { pico } from '../../../hardware/boards/pico.ts';
import { pixljs } from '../../../hardware/boards/pixljs.ts';
import { VirtualClock } from '../../../simulator/board/clock.ts';
import { SerialPort } from '../../../simulator/board/serial-port.ts';
import { Bench } from './bench.ts';

test('bytes arrive one by one, ten bits each', () => {
  const bench = new Bench({ paced: true });
  bench.clock.advance(1000);
  const { wakeUps } = bench.board.figures;
  bench.send('x'.repeat(96));
  bench.clock.advance(50);
  expect(bench.board.figures.wakeUps - wakeUps).toBe(47);
  bench.clock.advance(50.1);
  expect(bench.board.figures.wakeUps - wakeUps).toBe(96);
});

test('output leaves at the line rate', () => {
  const bench = new Bench({ paced: true });
  bench.clock.advance(2000);
  bench.output();
  bench.send('\x10print("y".repeat(958))\n');
  bench.clock.advance(27);
  bench.output();
  bench.clock.advance(500);
  // 9600 baud: 480 bytes in half a second, in groups of 16.
  expect(Math.abs(bench.output().length - 480)).toBeLessThanOrEqual(16);
  bench.clock.advance(600);
  expect(bench.output()).toMatch(/y\r\n>$/);
});

interface Wire {
  readonly clock: VirtualClock;
  readonly port: SerialPort;
  readonly received: number[];
  readonly sent: number[];
  lost: boolean;
}

function wire(xonXoff: boolean): Wire {
  const clock = new VirtualClock();
  const made = { clock, received: [] as number[], sent: [] as number[], lost: false };
  const port = new SerialPort({
    description: { ...pixljs.serial, receiveBufferBytes: 64, xonXoff },
    clock,
    paced: true,
    arrived: (bytes) => made.received.push(...bytes),
    left: (bytes) => made.sent.push(...bytes),
    overflowed: () => {
      made.lost = true;
    },
  });
  return Object.assign(made, { port });
}

test('while flash is erased the ring fills, and loses what does not fit', () => {
  const { port, clock, received, ...state } = wire(false);
  port.busy(200);
  port.send(new Uint8Array(100).fill(65));
  clock.advance(300);
  expect(received).toHaveLength(64);
  expect(state.lost).toBe(false);
});

test('with XON and XOFF nothing is lost', () => {
  const line = wire(true);
  line.port.busy(200);
  line.port.send(new Uint8Array(100).fill(65));
  line.clock.advance(1000);
  expect(line.received).toHaveLength(100);
  expect(line.lost).toBe(false);
  expect(line.sent).toEqual([0x13, 0x11]);
});

test('a flash write keeps the processor busy: a board without flow control raises its error flag', () => {
  const serial = { ...pixljs.serial, receiveBufferBytes: 256 };
  const bench = new Bench({ paced: true, description: { ...pixljs, serial } });
  bench.clock.advance(2000);
  bench.send('\x10require("Storage").eraseAll()\n');
  bench.send(`\x10${' '.repeat(600)}\n`);
  bench.clock.advance(5000);
  bench.send('\n\x10print(E.getErrorFlags())\n');
  bench.output();
  bench.clock.advance(1000);
  expect(bench.output()).toContain('FIFO_FULL');
});

test('nobody listens: the bytes wait to be read', () => {
  const bench = new Bench();
  bench.prints(
    'E.setConsole(null,{force:true});setTimeout(function(){Serial1.write("<"+Serial1.available()+Serial1.read(3)+Serial1.read()+">")},100)',
  );
  bench.send('abcdef');
  expect(bench.advance(200)).toBe('<6abcdef>');
});

describe('the cable', () => {
  const pulled = (): Bench => {
    const bench = new Bench();
    bench.board.plugCable(false);
    return bench;
  };

  it('is plugged in at first: an idle line is high', () => {
    expect(new Bench().value('D0.read()')).toBe(true);
  });

  it('carries nothing once it is pulled, either way', () => {
    const bench = pulled();
    bench.prints('setTimeout(function(){Serial1.write("lost")},100)');
    expect(bench.advance(200)).toBe('');
    bench.say('\x10was=1\n');
    bench.board.plugCable(true);
    expect(bench.value('typeof was')).toBe('undefined');
  });

  it('leaves the pin in the air: only a pull-down makes it low for sure', () => {
    const bench = new Bench();
    bench.prints('setTimeout(function(){a=D0.read();pinMode(D0,"input_pulldown");b=D0.read()},100)');
    bench.board.plugCable(false);
    bench.clock.advance(200);
    bench.board.plugCable(true);
    expect(bench.value('[a,b,D0.read()]')).toEqual([true, false, true]);
  });

  it('is an edge for who watches the pin', () => {
    const bench = new Bench();
    bench.prints('n=0;pinMode(D0,"input_pulldown");setWatch(function(e){n++},D0,{edge:"rising",debounce:20})');
    bench.board.plugCable(false);
    bench.clock.advance(100);
    bench.board.plugCable(true);
    bench.clock.advance(100);
    expect(bench.value('n')).toBe(1);
  });

  it('is seen by the interpreter at start: without it, the port stays closed where it takes current', () => {
    const restarted = (description: BoardDescription): boolean => {
      const { board } = new Bench({ description });
      board.plugCable(false);
      board.powerOff();
      board.powerOn();
      return board.serialOpen;
    };
    expect(restarted(pixljs)).toBe(false);
    expect(restarted(esp32Cyd)).toBe(true);
    expect(restarted(pico)).toBe(true);
  });
});

test('a closed port loses what comes and what goes, and is open again after setup; listeners stay', () => {
  const bench = new Bench();
  bench.prints(
    'E.setConsole("LoopbackB",{force:true});' +
      'Serial1.on("data",function(d){Serial1.write("<"+d+">")});' +
      'setTimeout(function(){Serial1.unsetup();Serial1.write("lost");setTimeout(function(){Serial1.setup(9600,{rx:D0,tx:D1})},100)},100)',
  );
  bench.clock.advance(150);
  expect(bench.board.serialOpen).toBe(false);
  bench.send('abc');
  expect(bench.advance(100)).toBe('');
  expect(bench.board.serialOpen).toBe(true);
  bench.send('def');
  expect(bench.advance(100)).toBe('<def>');
});

test('what is on its way out when the port closes is cut off', () => {
  const bench = new Bench({ paced: true });
  bench.clock.advance(2000);
  bench.output();
  bench.send('\x10Serial1.write("y".repeat(480));setTimeout(function(){Serial1.unsetup()},250)\n');
  bench.clock.advance(3000);
  const sent = bench.output().length;
  expect(sent).toBeGreaterThan(150);
  expect(sent).toBeLessThan(300);
});
