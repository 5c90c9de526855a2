// Arguments and command lines from outside: what is taken, and how the rest is refused.
import { describe, expect, it } from 'vitest';
import { boards } from '../../../hardware/boards.ts';
import { boardFor, boardsWithProducts, parseIsoTime, readArguments } from '../../../simulator/desk/arguments.ts';
import { parseCommand } from '../../../simulator/desk/commands.ts';

describe('arguments', () => {
  const kinds = { port: 'string', json: 'boolean' } as const;

  it('are read by name', () => {
    expect(readArguments(['--port', '1', '--json'], kinds)).toMatchObject({ port: '1', json: true });
    expect(readArguments([], kinds).port).toBeUndefined();
  });

  it.each([[['--prot', '1']], [['--port']], [['stray']], [['--json=1']]])(
    'refuse %j with the names allowed',
    (argv) => {
      expect(() => readArguments(argv, kinds)).toThrow('the options are --port, --json');
    },
  );

  it('refuse an option given twice', () => {
    expect(() => readArguments(['--port', '1', '--port', '2'], kinds)).toThrow('--port was given 2 times');
  });

  it('name the boards and products that there are', () => {
    expect(boardFor('pixljs', 'code-display').title).toBe('Pixl.js');
    expect(() => boardFor('teapot', 'code-display')).toThrow(/--board 'teapot' is not known; the boards are .*pixljs/);
    expect(boardsWithProducts).toEqual(boards.map(({ name }) => name));
    expect(boardsWithProducts).toContain('esp32-cyd');
    expect(() => boardFor('esp32-cyd', 'code-display')).toThrow(
      "--product 'code-display' does not run on ESP32 CYD; it can be: code-reader",
    );
    expect(() => boardFor('pixljs', 'toaster')).toThrow("--product 'toaster' does not run on Pixl.js");
  });

  it('take a time with its zone only', () => {
    expect(parseIsoTime('--at', '2009-02-13T23:31:30Z')).toBe(1_234_567_890_000);
    expect(parseIsoTime('--at', '2009-02-14T00:31:30+01:00')).toBe(1_234_567_890_000);
    expect(parseIsoTime('--at', '2024-02-29T00:00Z')).toBe(Date.UTC(2024, 1, 29));
    for (const text of ['2009-02-13T23:31:30', '2009-02-30T00:00:00Z', '2023-02-29T00:00Z', 'now', '1234567890', '']) {
      expect(() => parseIsoTime('--at', text), text).toThrow('--at takes a time with its zone');
    }
  });
});

describe('a command line', () => {
  it.each([
    ['press main', { verb: 'press', key: 'main' }],
    ['  hold main 1500 ', { verb: 'hold', key: 'main', ms: 1500 }],
    ['advance 0.5', { verb: 'advance', seconds: 0.5 }],
    ['speed 60', { verb: 'speed', times: 60 }],
    ['screenshot a file.png', { verb: 'screenshot', file: 'a file.png' }],
    ['power off', { verb: 'power', on: false }],
    ['power on', { verb: 'power', on: true }],
    ['quit', { verb: 'quit' }],
  ])('%s', (line, command) => expect(parseCommand(line)).toEqual(command));

  it.each([
    ['jump', 'the commands are press KEY, hold KEY MS'],
    ['toString', 'the commands are'],
    ['press', 'write press KEY'],
    ['press main now', 'write press KEY'],
    ['hold main', 'write hold KEY MS'],
    ['hold main -1', 'MS is a number from 1 to 600000'],
    ['hold main 1e9', 'MS is a number'],
    ['advance soon', 'SECONDS is a number from 0'],
    ['advance 1e99', 'SECONDS is a number'],
    ['speed 0', 'TIMES is a number from 0.01'],
    ['screenshot x.jpg', 'write screenshot FILE.png'],
    ['power', 'write power off|on'],
    ['quit now', 'write quit'],
  ])('refuses "%s" and says what is allowed', (line, message) => {
    expect(() => parseCommand(line)).toThrow(message);
  });
});
