// Finds out what is at the other end of a wire: a Klarkode token, a locked Espruino console, or an open one.
// Sends one `hello` (firmware/core/protocol) and, when nobody answers, a single Ctrl-C. Changes nothing.
import { crc32 } from '../../firmware/core/crc32.ts';
import { Refusal } from '../../firmware/core/protocol/errors.ts';
import { decodeHello, type Hello } from '../../firmware/core/protocol/hello.ts';
import { decodeLine, encodeLine } from '../../firmware/core/protocol/line.ts';
import { BoardConsole } from '../console/console.ts';
import { Failure } from '../failure.ts';
import type { Wire } from '../link/wire.ts';
import { isSerialNumber } from '../registry/serial-number.ts';

export type Greeting =
  | { readonly kind: 'token'; readonly hello: Hello }
  | { readonly kind: 'locked-console' }
  | { readonly kind: 'open-console' };

// A token draws its nonce with its own SHA-256, which takes seconds on the slowest board.
const helloWithinMs = 10_000;
const consoleAnswers = /Uncaught|ReferenceError|SyntaxError|(^|[\r\n])>\s*$/;
const consoleIsLocked = /invalid password|password>/i;

/** Asks who is there. Fails with `link-silent` when nothing that we know answers. */
export async function greet(wire: Wire): Promise<Greeting> {
  wire.forget();
  await wire.send(`\n${encodeLine(crc32, 'hello')}\n`);
  try {
    const greeting = await wire.until(readGreeting, helloWithinMs, 'answer to "hello"');
    // What an open console says about "hello" comes in pieces: let it finish before it is asked anything.
    if (greeting.kind !== 'token') await wire.quiet(100);
    return greeting;
  } catch (failure) {
    if (!(failure instanceof Failure) || failure.code !== 'link-silent') throw failure;
    return await lastTry(wire);
  }
}

async function lastTry(wire: Wire): Promise<Greeting> {
  try {
    await new BoardConsole(wire).attend();
    return { kind: 'open-console' };
  } catch (failure) {
    if (!(failure instanceof Failure) || failure.code !== 'link-silent') throw failure;
    throw new Failure(
      'link-silent',
      `Nothing answers on ${wire.link.name}: check that the board has power, that its cable sits right (RX and TX crossed), and that --baud fits.`,
    );
  }
}

function readGreeting(text: string): { value: Greeting; used: number } | undefined {
  let used = 0;
  for (;;) {
    const end = text.indexOf('\n', used);
    if (end < 0) break;
    const body = decodeLine(crc32, text.slice(used, end).replace(/\r$/, ''));
    used = end + 1;
    if (body === `error ${Refusal.Fault}`) {
      throw new Failure('token-refused', 'The token has a fault and does not know who it is: its screen says more.');
    }
    if (body === undefined) continue;
    const hello = decodeHello(body);
    if (hello !== undefined && looksLikeOne(hello)) return { value: { kind: 'token', hello }, used };
    if (body.startsWith('ok klarkode ')) {
      const [version] = /^\d{1,4}$/.exec(body.split(' ')[2]!) ?? ['?'];
      if (version === '1') throw new Failure('token-protocol', 'The token says of itself what no token says.');
      throw new Failure(
        'token-protocol',
        `The token speaks version ${version} of the protocol, and this klarkode version 1: use a klarkode that fits it.`,
      );
    }
  }
  if (consoleIsLocked.test(text)) return { value: { kind: 'locked-console' }, used: text.length };
  if (consoleAnswers.test(text)) return { value: { kind: 'open-console' }, used: text.length };
  return undefined;
}

/** What a token says of itself is shown: it has no room for a password that the board was told. */
function looksLikeOne({ product, board, serialNumber, firmwareHash }: Hello): boolean {
  const isName = (text: string): boolean => /^[a-z0-9-]{1,19}$/.test(text);
  return isName(product) && isName(board) && isSerialNumber(serialNumber) && /^[0-9a-f]{8}$/.test(firmwareHash);
}
