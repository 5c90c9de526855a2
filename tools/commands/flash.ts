// klarkode flash: makes a token of a board, gives a known token new firmware, or goes on with a flash that was cut.
// What the token and the registry must share is in the registry before the first byte goes to the board.
import { randomBytes } from 'node:crypto';
import { crc32 } from '../../firmware/core/crc32.ts';
import { fromByteArray, toByteArray } from '../../firmware/core/bytes.ts';
import { encodeIdentity, identityFile } from '../../firmware/core/records/identity-record.ts';
import type { BoardDescription } from '../../hardware/board.ts';
import { boardNamed, boards } from '../../hardware/boards.ts';
import { eraseEverything, eraseFiles, listFiles } from '../console/storage.ts';
import type { StorageFile } from '../console/upload.ts';
import { Failure } from '../failure.ts';
import { filesFor, languagesOf, loadFirmware, type Firmware } from '../flash/manifest.ts';
import { greetAfterRestart, passwordFile, reachConsole, type Reached } from '../flash/reach.ts';
import { writeFiles } from '../flash/write.ts';
import type { TokenRow } from '../registry/registry.ts';
import { parseSerialNumber } from '../registry/serial-number.ts';
import { TokenSession } from '../session/session.ts';
import type { Station } from '../station.ts';

export interface FlashOptions {
  readonly product: string;
  readonly board: string;
  readonly serialNumber?: string;
  readonly languages?: string;
  readonly newIdentity?: boolean;
}

const holdFile = 'kk.hold';

export async function flash(station: Station, options: FlashOptions): Promise<void> {
  const description = boardThatCanBe(options.board, options.product);
  const firmware = loadFirmware(station.surroundings.firmwareFolder, options.product, options.board);
  const languages = parseLanguages(options.languages, languagesOf(firmware));
  const named = options.serialNumber === undefined ? undefined : parseSerialNumber(options.serialNumber);
  const newIdentity = options.newIdentity === true;
  const registry = await station.registry();
  // A wrong passphrase must show before anything is asked of the board.
  await registry.seal();
  let row: TokenRow | undefined;
  try {
    const reached = await reachConsole(station, description, newIdentity ? undefined : named, newIdentity);
    const fresh = newIdentity || reached.row === undefined;
    if (fresh) {
      await clearBoard(station, reached);
      row = await registry.addToken({ product: options.product, board: options.board, languages, serialNumber: named });
    } else {
      row = reached.row!;
      mustFit(row, options.product, options.board);
      await registry.beginFlash(row.serial_number);
    }
    station.reporter.step(
      `Serial number ${row.serial_number}, ${options.product} ${firmware.version} on ${description.title}.`,
    );
    const keepsIdentity = !fresh && reached.identityIsWhole;
    const files = await filesOf(station, row, firmware, keepsIdentity ? undefined : languages);
    const written = await writeFiles(reached.boardConsole, description, files, station.reporter);
    await eraseFiles(reached.boardConsole, [holdFile]);
    await restart(station, reached, description, row, firmware);
    await registry.finishFlash(row.serial_number, firmware.version, firmware.hash);
    station.reporter.result(
      {
        verb: 'flash',
        serialNumber: row.serial_number,
        firmwareHash: firmware.hash,
        version: firmware.version,
        ...written,
      },
      [
        `${row.serial_number} runs ${options.product} ${firmware.version} (${firmware.hash.slice(0, 8)}); ${written.bytes} bytes in ${written.files} files were written.`,
      ],
    );
  } catch (failure) {
    throw withAdvice(failure, row);
  }
}

function boardThatCanBe(name: string, product: string): BoardDescription {
  const description = boardNamed(name);
  if (description === undefined) {
    throw new Failure(
      'bad-input',
      `There is no board "${name}": --board is one of ${boards.map((board) => board.name).join(', ')}.`,
    );
  }
  if (!description.products.includes(product)) {
    throw new Failure(
      'bad-input',
      `A ${description.title} can't be a "${product}": --product is one of ${description.products.join(', ')}.`,
    );
  }
  return description;
}

function parseLanguages(text: string | undefined, offered: readonly string[]): readonly string[] {
  const chosen = text === undefined ? offered : text.split(',').map((language) => language.trim());
  const unknown = chosen.find((language) => !offered.includes(language));
  if (unknown === undefined) return [...new Set(chosen)];
  throw new Failure(
    'bad-input',
    `The firmware has no language "${unknown}": --languages takes ${offered.join(', ')}, the first of them is the token's own.`,
  );
}

function mustFit(row: TokenRow, product: string, board: string): void {
  if (row.lifecycle === 'retired') {
    throw new Failure(
      'wrong-lifecycle',
      `${row.serial_number} was wiped and is retired: use --new-identity to make a new token of its board.`,
    );
  }
  if (row.product === product && row.board === board) return;
  throw new Failure(
    'wrong-board',
    `${row.serial_number} is a ${row.product} on ${row.board}: flash it as that, or use --new-identity to make another token of it.`,
  );
}

/** An unknown board is emptied: Espruino wants the code on an erased store, and nothing of a former owner may run. */
async function clearBoard(station: Station, reached: Reached): Promise<void> {
  const registry = await station.registry();
  if (reached.row !== undefined && reached.row.lifecycle !== 'retired') {
    const { serial_number: serialNumber } = reached.row;
    await station.mustConfirm(
      `${serialNumber} will be gone for good, its credential too, and its board becomes a new token.`,
      serialNumber,
    );
    await registry.retire(serialNumber);
  } else {
    const foreign = (await listFiles(reached.boardConsole)).filter(
      (name) => !name.startsWith('kk.') && name !== '.boot0',
    );
    if (foreign.length > 0)
      await station.mustConfirm(
        `The board holds other files, which will be erased: ${foreign.slice(0, 5).join(', ')}.`,
        'ERASE',
      );
  }
  await eraseEverything(reached.boardConsole);
}

/** Everything that the token must hold, in the order of writing; `languages` make a new identity file. */
async function filesOf(
  station: Station,
  row: TokenRow,
  firmware: Firmware,
  languages: readonly string[] | undefined,
): Promise<readonly StorageFile[]> {
  const secrets = await (await station.registry()).secretsOf(row);
  const files: StorageFile[] = [{ name: passwordFile, data: Buffer.from(secrets.consolePassword) }];
  if (languages !== undefined) {
    const identity = {
      serialNumber: row.serial_number,
      deviceKey: secrets.deviceKey,
      seed: fromByteArray(randomBytes(32)),
      languages,
    };
    files.push({ name: identityFile, data: toByteArray(encodeIdentity(crc32, identity)) });
  }
  return [...files, ...filesFor(firmware, languages ?? row.languages.split(','))];
}

/** Starts the token and sees for itself that it is the one, runs these bytes and knows its key. */
async function restart(
  station: Station,
  reached: Reached,
  description: BoardDescription,
  row: TokenRow,
  firmware: Firmware,
): Promise<void> {
  station.reporter.step('Restarting the board.');
  await reached.boardConsole.run('E.reboot()');
  const greeting = await greetAfterRestart(station, description, (one) => one.kind === 'token');
  if (greeting.kind !== 'token') return;
  const { hello } = greeting;
  if (hello.serialNumber !== row.serial_number || !firmware.hash.startsWith(hello.firmwareHash)) {
    throw new Failure(
      'wrong-hash',
      `The token came back as ${hello.serialNumber} with firmware ${hello.firmwareHash}: run the same command again.`,
    );
  }
  if (hello.lifecycle === 'fault')
    throw new Failure(
      'token-refused',
      `${row.serial_number} starts, but its self-test fails: its screen says more; don't hand it out.`,
    );
  const session = await TokenSession.open(
    await station.wire(),
    hello,
    (await (await station.registry()).secretsOf(row)).deviceKey,
  );
  await session.request('close');
}

/** What a half-done flash means for the technician. */
function withAdvice(failure: unknown, row: TokenRow | undefined): unknown {
  if (
    !(failure instanceof Failure) ||
    row === undefined ||
    !/^link-|token-protocol|wrong-hash|interrupted/.test(failure.code)
  )
    return failure;
  return new Failure(
    failure.code,
    `${failure.message} The flash of ${row.serial_number} is unfinished and nothing is lost: connect the same board again and run the same command; it goes on where it stopped.`,
  );
}
