// klarkode flash: makes a token of a board, gives a known token new firmware, or goes on with a flash that was cut.
// What the token and the registry must share is in the registry before the first byte goes to the board.
import { eraseFiles } from '../console/storage.ts';
import type { BoardConsole } from '../console/console.ts';
import type { StorageFile } from '../console/upload.ts';
import { Failure } from '../failure.ts';
import {
  carriedBefore,
  carriedWhenOpen,
  credentialToGiveBack,
  filesOf,
  mayHaveStoodOpen,
  nothingCarried,
  takeOff,
} from '../flash/carried.ts';
import { clearBoard } from '../flash/clear-board.ts';
import { contentsOf, holdFile } from '../flash/contents.ts';
import { emptyStore, overwriteSecrets } from '../flash/empty.ts';
import { giveKeys, inTheClear, type GivenKeys } from '../flash/give-keys.ts';
import { guardFile } from '../flash/guard.ts';
import { eraseStrangeFiles, eraseStrangeStartFiles } from '../flash/left-open.ts';
import { filesFor, loadFirmware } from '../flash/manifest.ts';
import { boardThatCanBe, mustBeFree, mustBeThatOne, mustFit, mustGiveUp } from '../flash/may-flash.ts';
import { reachConsole } from '../flash/reach.ts';
import { chosenLanguages, whatFits } from '../flash/room.ts';
import { startToken } from '../flash/start.ts';
import { writeFiles } from '../flash/write.ts';
import { candidates } from '../registry/credentials.ts';
import type { TokenRow } from '../registry/registry.ts';
import { parseSerialNumber } from '../registry/serial-number.ts';
import type { Station } from '../station.ts';

export interface FlashOptions {
  readonly product: string;
  readonly board: string;
  readonly serialNumber?: string;
  readonly languages?: string;
  readonly newIdentity?: boolean;
}

export async function flash(station: Station, options: FlashOptions): Promise<void> {
  const description = boardThatCanBe(options.board, options.product);
  const firmware = loadFirmware(station.surroundings.firmwareFolder, options.product, options.board);
  const languages = chosenLanguages(options.languages, firmware, description);
  // Too much is refused before anything is asked of the board.
  whatFits(languages, firmware, description);
  const named = options.serialNumber === undefined ? undefined : parseSerialNumber(options.serialNumber);
  const newIdentity = options.newIdentity === true;
  const registry = await station.oldOrNewRegistry();
  // A wrong passphrase must show before anything is asked of the board.
  await registry.seal();
  // Before a token is asked for its console: it would not come back from that by itself.
  if (newIdentity) await mustBeFree(registry, named);
  let row: TokenRow | undefined;
  let openConsole: BoardConsole | undefined;
  try {
    const reached = await reachConsole(station, {
      description,
      named,
      takeOver: newIdentity,
      approve: async (found) => {
        if (newIdentity) await mustGiveUp(station, found);
        else mustFit(found, options);
        row = found;
      },
    });
    openConsole = reached.boardConsole;
    const fresh = newIdentity || reached.row === undefined;
    let keys: GivenKeys;
    let spoken = languages;
    const stoodOpen = !fresh && reached.wasLocked && mayHaveStoodOpen(reached.row!);
    if (fresh) {
      await clearBoard(station, reached, named, description, newIdentity);
      row = await registry.addToken({ product: options.product, board: options.board, languages, serialNumber: named });
      keys = inTheClear(await registry.secretsOf(row));
    } else {
      row = reached.row!;
      if (reached.proof === 'none') await mustBeThatOne(station, row, named);
      await registry.beginFlash(row.serial_number);
      // Without --languages a known token keeps its own.
      if (options.languages === undefined) spoken = row.languages.split(',');
      // Whoever had the board while its console was open may have left a program on it.
      if (!reached.wasLocked) {
        await registry.carry(row.serial_number, 'found open', await carriedWhenOpen(registry, row));
        // No lock stands, so none is lost before it; there should be none.
        await overwriteSecrets(reached.boardConsole, description, 0);
        await eraseStrangeFiles(reached.boardConsole, filesFor(firmware, spoken));
      } else await eraseStrangeStartFiles(reached.boardConsole);
      if (stoodOpen) {
        station.reporter.step(
          `The last flash of ${row.serial_number} was cut while its console may have stood open: it gets new keys, and nothing that lies on it stays.`,
        );
      }
      keys = await giveKeys(registry, row, reached, spoken, stoodOpen);
      row = await registry.mustFind(row.serial_number);
    }
    station.reporter.step(
      `Serial number ${row.serial_number}, ${options.product} ${firmware.version} on ${description.title}.`,
    );
    for (const line of whatFits(spoken, firmware, description)) station.reporter.step(line);
    const token = row;
    let carried = fresh ? undefined : await carriedBefore(registry, token, !reached.identityIsWhole);
    const contents = (): readonly StorageFile[] => [
      ...filesOf(carried),
      ...contentsOf(token, firmware, spoken, keys.inClear),
    ];
    const files = contents();
    // It gets a new password, and on the way to that stands open: nothing may lie on it then.
    const emptyFirst = stoodOpen || (!fresh && reached.wasLocked && reached.proof === 'none');
    const startOver = async (): Promise<readonly StorageFile[]> => {
      station.reporter.step(
        emptyFirst
          ? 'Emptying the store, then giving back what was in it.'
          : 'There is no room left beside what is stored: emptying the store, then giving back what was in it.',
      );
      const taken = await takeOff(reached.boardConsole, registry, token, carried, stoodOpen).catch(
        async (failure: unknown) => {
          if (failure instanceof Failure && failure.code === 'unknown-credential' && reached.wasRunning) {
            await eraseFiles(reached.boardConsole, [holdFile]);
            await registry.giveUpFlash(token.serial_number);
          }
          throw failure;
        },
      );
      carried = taken;
      await registry.carry(token.serial_number, 'emptied for new firmware', carried);
      await emptyStore(reached.boardConsole, description, taken.newestSlot, keys.inClear?.consolePassword);
      await keys.arrived();
      return contents();
    };
    const written = await writeFiles(
      reached.boardConsole,
      description,
      files,
      station.reporter,
      startOver,
      emptyFirst || keys.inMemory,
    );
    await eraseFiles(reached.boardConsole, [guardFile, holdFile]);
    row = await registry.mustFind(row.serial_number);
    const { serial_number: own, flashed_at: flashedAt } = row;
    const back = fresh ? undefined : await credentialToGiveBack(registry, row, carried);
    // It runs, so its lock stands, and nobody was there since it did not.
    const isUp = async (): Promise<void> => {
      if (carried !== undefined || flashedAt === null)
        await registry.carry(own, 'put back', { ...(carried ?? nothingCarried), given: true });
    };
    const keptCredential = await startToken(station, reached.boardConsole, description, row, firmware, back, isUp);
    openConsole = undefined;
    await registry.finishFlash(row.serial_number, firmware, spoken);
    const lostCredential = !keptCredential && (row.lifecycle === 'issued' || row.lifecycle === 'active');
    const lostIsTimeBased =
      lostCredential && (await candidates(registry, row.serial_number)).every(({ type }) => type === 'totp');
    if (lostCredential) await registry.loseCredential(row.serial_number);
    station.reporter.result(
      {
        verb: 'flash',
        serialNumber: row.serial_number,
        firmwareHash: firmware.hash,
        version: firmware.version,
        lostCredential,
        ...written,
      },
      [
        ...(lostCredential
          ? [
              lostIsTimeBased
                ? 'The board has lost its credential: "klarkode issue --again" gives it the same one.'
                : 'The board has lost its credential, and nobody knows which of its codes were shown: run "klarkode issue" for a new one.',
            ]
          : []),
        ...(keptCredential ? ['Its credential is still there, and its clock was set again.'] : []),
        `${row.serial_number} runs ${options.product} ${firmware.version} (${firmware.hash.slice(0, 8)}); ${written.bytes} bytes in ${written.files} files were written.`,
      ],
    );
  } catch (failure) {
    // No console stays open behind a command that failed.
    await openConsole?.startAnew();
    throw withAdvice(failure, row, newIdentity);
  }
}

/** What a half-done flash means for the technician. */
function withAdvice(failure: unknown, row: TokenRow | undefined, isGivenUp: boolean): unknown {
  if (
    !(failure instanceof Failure) ||
    row === undefined ||
    !/^link-|token-protocol|wrong-hash|interrupted/.test(failure.code)
  )
    return failure;
  const { serial_number: serialNumber, flashed_at: flashedAt } = row;
  if (isGivenUp) {
    return new Failure(
      failure.code,
      `${failure.message} The flash is unfinished: connect the same board again and run the same command; it goes on where it stopped.`,
    );
  }
  // A store that the power cut empty does not say whose it was.
  const named = flashedAt === null ? '' : ` with --serial-number ${serialNumber}`;
  return new Failure(
    failure.code,
    `${failure.message} The flash of ${serialNumber} is unfinished and nothing is lost: connect the same board again and run the same command${named}; it goes on where it stopped.`,
  );
}
