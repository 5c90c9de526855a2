// `klarkode simulate`: one virtual board on a real serial port. Events go to standard output, commands come from standard
// input, one a line. The board starts empty, as from its maker; firmware gets onto it over the wire only.
import { writeFile } from 'node:fs/promises';
import { fstatSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createBoard } from '../board/create.ts';
import { panelPicture, readableStrings } from '../world/eyes.ts';
import { pressMs } from '../world/hand.ts';
import { Recording } from '../world/recording.ts';
import { boardFor, boardOf, boardsWithProducts, parseIsoTime, readArguments } from './arguments.ts';
import { parseCommand } from './commands.ts';
import type { Command } from './commands.ts';
import { listen } from './listening.ts';
import { openPtyEnd } from './pty-end.ts';
import { reporter } from './reporter.ts';
import type { Report } from './reporter.ts';
import { makeStableLink } from './stable-link.ts';
import type { RemoveLink } from './stable-link.ts';
import { StateFolder } from './state-folder.ts';
import { openTcpEnd, parseTcpAddress } from './tcp-end.ts';
import { phraseOf } from './vocabulary.ts';
import { openVoice } from './voice.ts';
import type { Voice } from './voice.ts';
import type { WireEnd } from './wire-end.ts';
import { openWorkbench } from './workbench.ts';
import type { Workbench } from './workbench.ts';

const help = `klarkode simulate --product code-display|code-reader --board pixljs [options]
  --board NAME     ${boardsWithProducts.join(', ')}; default: the first that can be the product
  --link PATH      offers the serial port under this name too
  --tcp [HOST:]PORT  offers it as tcp://127.0.0.1:PORT instead (with --link: as well); 0 lets the system choose
  --at ISO-TIME    the world's time at the start, such as 2009-02-13T23:31:30Z; default: now
  --speed TIMES    how fast the world's time runs, 0.01 to 1000; default 1
  --state DIR      keeps the board's flash there between runs
  --json           events as JSON, one a line; each clip that is heard is one
  --wav FILE       writes all that was heard to a sound file; silences over 2 s are shortened
  --voice say      says aloud, with this machine's own voice, what the token says
Commands, one a line: press KEY, hold KEY MS, headset in|out, cable in|out, advance SECONDS, speed TIMES, screenshot FILE.png, power off|on, quit`;

const screenshotScale = 4;

/** What was asked for, checked. */
function readOptions(argv: readonly string[]) {
  const given = readArguments(argv, {
    product: 'string',
    board: 'string',
    link: 'string',
    tcp: 'string',
    at: 'string',
    speed: 'string',
    state: 'string',
    json: 'boolean',
    wav: 'string',
    voice: 'string',
    help: 'boolean',
  });
  if (given.help === true) return undefined;
  if (given.link === '') throw new Error('--link needs a path');
  if (given.state === '') throw new Error('--state needs a folder');
  if (given.wav !== undefined && !given.wav.endsWith('.wav'))
    throw new Error('--wav takes a file whose name ends in .wav');
  if (given.voice !== undefined && given.voice !== 'say') throw new Error(`--voice takes say, not '${given.voice}'`);
  const product = given.product ?? 'code-display';
  const speed = given.speed === undefined ? undefined : parseCommand(`speed ${given.speed}`);
  return {
    description: boardFor(given.board ?? boardOf(product), product),
    product,
    link: given.link,
    tcp: given.tcp === undefined ? undefined : parseTcpAddress(given.tcp),
    startUtcMs: given.at === undefined ? Date.now() : parseIsoTime('--at', given.at),
    speed: speed?.verb === 'speed' ? speed.times : 1,
    state: given.state,
    json: given.json === true,
    wav: given.wav,
    speaks: given.voice === 'say',
  };
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) {
    process.stdout.write(`${help}\n`);
    return;
  }
  // Its trouble is told where everything is, once there is somewhere.
  let report: Report = () => undefined;
  const voice = options.speaks ? await openVoice((message) => report({ event: 'trouble', message })) : undefined;
  const recording = options.wav === undefined ? undefined : { file: options.wav, sound: new Recording() };
  if (recording !== undefined) await writeRecording(recording);
  const state = options.state === undefined ? undefined : new StateFolder(options.state);
  const ends: WireEnd[] = [];
  let removeLink: RemoveLink | undefined;
  let bench: Workbench | undefined;
  try {
    if (options.tcp === undefined || options.link !== undefined) {
      const pty = await openPtyEnd();
      ends.push(pty);
      if (options.link !== undefined) removeLink = await makeStableLink(options.link, pty.port);
    }
    if (options.tcp !== undefined) ends.push(await openTcpEnd(options.tcp));
    bench = openWorkbench({ ...options, createBoard, ends, state });
  } catch (error) {
    await removeLink?.();
    for (const end of ends) await end.close();
    state?.close();
    throw error;
  }
  const { world } = bench;
  report = reporter(options.json, () => new Date(world.momentUtcMs).toISOString());
  reportBoard(bench, report);
  reportSound(bench, report, voice, recording?.sound);
  const ports = ends.map((end, i) => (i === 0 && options.link !== undefined ? options.link : end.port));
  bench.board.powerOn();
  bench.world.pacer.setSpeed(options.speed);
  report({ event: 'ready', product: options.product, board: options.description.name, port: ports[0]!, ports });
  try {
    await obey(bench, report);
  } finally {
    await removeLink?.();
    voice?.hush();
    await bench.close();
    state?.close();
    if (recording !== undefined) await writeRecording(recording);
  }
}

async function writeRecording({ file, sound }: { readonly file: string; readonly sound: Recording }): Promise<void> {
  await writeFile(file, sound.wav()).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`${file} can't be written (${error.code ?? error.message}); choose another file`);
  });
}

function reportBoard(bench: Workbench, report: Report): void {
  const { board } = bench;
  board.on('frame', (frame) => report({ event: 'frame', strings: readableStrings(frame), lit: frame.lit }));
  board.on('power', (powered) => report({ event: 'state', powered }));
}

/** Tells of each clip when it is over: only then is it known how much of it was heard. */
function reportSound(
  bench: Workbench,
  report: Report,
  voice: Voice | undefined,
  recording: Recording | undefined,
): void {
  listen(bench, {
    sound: (sound) => {
      recording?.add(sound);
      if (sound.samples.length === 0) report({ event: 'silence' });
    },
    began: ({ clip }) => {
      const phrase = clip && phraseOf(clip.language, clip.number);
      if (phrase !== undefined) voice?.say(phrase);
    },
    ended: ({ clip, startMs, quieterSteps, part }) => {
      const phrase = clip && phraseOf(clip.language, clip.number);
      const from = new Date(bench.world.momentUtcMs + startMs - bench.board.clock.nowMs).toISOString();
      const words = clip && phrase && { name: phrase.name, text: phrase.text, language: clip.language };
      report({ event: 'clip', ...words, from, quieterSteps, part });
      if (part < 1) voice?.hush();
    },
  });
}

/** Takes commands until `quit`, a signal, or the end of a piped standard input. */
async function obey(bench: Workbench, report: Report): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, resolve);
    // Nobody reads any more: the program that started us is gone.
    process.stdout.on('error', resolve);
    const lines = createInterface({ input: process.stdin });
    let before: Promise<unknown> = Promise.resolve();
    lines.on('line', (line) => {
      if (line.trim() === '') return;
      before = before.then(() => obeyLine(bench, report, line)).then((quit) => quit && resolve());
    });
    // The end of /dev/null or of a terminal's input is not a wish to end; that of a pipe is.
    const stdin = fstatSync(0);
    const piped = stdin.isFIFO() || stdin.isSocket();
    lines.on('close', () => {
      if (piped) void before.then(() => resolve());
    });
  });
  process.stdin.destroy();
}

/** @returns whether that was `quit`. */
async function obeyLine(bench: Workbench, report: Report, line: string): Promise<boolean> {
  try {
    const command = parseCommand(line);
    await carryOut(bench, command);
    report({ event: 'done', command: line.trim() });
    return command.verb === 'quit';
  } catch (error) {
    report({ event: 'error', command: line.trim(), message: (error as Error).message });
    return false;
  }
}

async function carryOut({ world, board }: Workbench, command: Command): Promise<void> {
  switch (command.verb) {
    case 'press':
      return world.pass(world.pacer.act(() => world.hand.hold(command.key, pressMs)));
    case 'hold':
      return world.pass(world.pacer.act(() => world.hand.hold(command.key, command.ms)));
    case 'headset':
      return world.plugHeadset(command.plugged);
    case 'cable':
      return world.plugCable(command.plugged);
    case 'advance':
      return world.pacer.jump(command.seconds * 1000);
    case 'speed':
      return world.pacer.setSpeed(command.times);
    case 'screenshot':
      world.pacer.nowMs();
      return writeFile(command.file, panelPicture(board.panel, screenshotScale)).catch(
        (error: NodeJS.ErrnoException) => {
          throw new Error(`${command.file} can't be written (${error.code ?? error.message}); choose another file`);
        },
      );
    case 'power':
      return world.pacer.act(() => (command.on ? board.powerOn() : board.powerOff()));
    case 'quit':
      return undefined;
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`klarkode simulate: ${(error as Error).message}.\n`);
  process.exitCode = 2;
}
