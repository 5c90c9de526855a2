// Who holds a token and a cable tries to get the interpreter to do something. The same attempts for the virtual board and for
// the real interpreter; none may ever print what `proof` looks for.

/** What an interpreter prints that has done as it was told. No attempt spells it out, so that no echo is taken for it. */
export const proof = 'unlocked';

const say = 'print("un"+"locked")';

/** A packet as the interpreter's console takes it: DLE, SOH, type and length, data. */
const packet = (type: number, data: string): string =>
  `\x10\x01${String.fromCharCode((type << 5) | (data.length >> 8), data.length & 255)}${data}`;

export interface Attempt {
  readonly name: string;
  readonly bytes: string;
}

/** Bytes 3 and 4 end the Linux build of the interpreter: attempts with them are for the virtual board. */
export const forRealInterpreter = ({ bytes }: Attempt): boolean => !/[\u0003\u0004]/.test(bytes);

export const attempts: readonly Attempt[] = [
  { name: 'a line', bytes: `\n${say}\n` },
  { name: 'a silent line', bytes: `\n\x10${say}\n` },
  { name: 'a line after reset()', bytes: `\nreset()\n${say}\n` },
  { name: 'a line after load()', bytes: `\nload()\n${say}\n` },
  { name: 'a line after E.reboot()', bytes: `\nE.reboot()\n${say}\n` },
  { name: 'the line before, by arrow keys', bytes: `\n\x1b[A\x1b[A\n${say}\n` },
  { name: 'who are you, in the console', bytes: '\x05\n\x05' },
  { name: 'a packet to evaluate', bytes: packet(1, '"un"+"locked"') },
  { name: 'a packet that announces a file', bytes: packet(2, '{"fn":".boot0","s":10}') + packet(4, 'xxxxxxxxxx') },
  { name: 'a packet that asks for a file', bytes: packet(3, 'kk.c0') },
  { name: 'a console taken back', bytes: `\nE.setConsole("Serial1",{force:true})\n${say}\n` },
  { name: 'a debugger', bytes: `\ndebugger\n${say}\nprint("un"+"locked")\ncontinue\n` },
  { name: 'an open bracket for ever', bytes: `\n(((((\n${say}\n)))))\n` },
  { name: 'a long line', bytes: `\n${'x'.repeat(1500)}\n${say}\n` },
  { name: 'a storm of Ctrl-C', bytes: `${'\x03'.repeat(600)}\n${say}\n` },
  { name: 'Ctrl-C in a line', bytes: `\n${say}\x03\n\x03${say}\n` },
  { name: 'Ctrl-D and friends', bytes: `\x04\x00\x1a\x18\x07\n${say}\n` },
];

/** Guesses that are not the password. */
export const guesses: readonly string[] = [
  '',
  'undefined',
  'null',
  '\r',
  '\\n',
  '""',
  'password',
  'x'.repeat(20),
  'x'.repeat(200),
];

/** What an interpreter with an open console would say: the proof, a prompt, a result, which board it is. */
export const saysTooMuch = (heard: string): boolean =>
  heard.includes(proof) || /(^|\n)>/.test(heard) || /\n=/.test(heard) || /Espruino 2v\S+ [A-Z]/.test(heard);

/** A start file that lies beside the application's and tells what can be seen from its place in the interpreter. */
export const spy = (what: string): string => `setTimeout(function(){Serial1.write("<"+(${what})+">")},3000)`;

/** The names in a list of globals that an application may have left there: not the interpreter's own, made when first looked at. */
export const leftNames = (list: string, without: string): string[] => {
  const own = new Set([...without.split(','), 'E', 'NRF', 'USB', 'g', 'process', 'console']);
  return list.split(',').filter((name) => !own.has(name) && (name.length < 4 || !/^[A-Z]/.test(name)));
};
