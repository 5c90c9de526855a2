// klarkode issue: gives a token its credential and the time, in one session. The secret is drawn here or read from
// standard input; it goes sealed into the registry first, then encrypted over the wire, and is never printed.
import { Refusal } from '../../firmware/core/protocol/errors.ts';
import type { Credential } from '../../firmware/core/codes/credential.ts';
import { boardNamed, keyForCode } from '../../hardware/boards.ts';
import { Failure } from '../failure.ts';
import { addPending, candidates, confirm, dropPending, openCredential } from '../registry/credentials.ts';
import { sendCredential } from '../session/give-credential.ts';
import { setClock } from '../session/set-clock.ts';
import { TokenError, type TokenSession } from '../session/session.ts';
import { mustBeFlashed, sessionWith, targetOf } from '../session/target.ts';
import { lineRate, type Station } from '../station.ts';
import { mustCompute, readCredential, type CredentialOptions } from './credential-options.ts';

export interface IssueOptions extends CredentialOptions {
  readonly serialNumber?: string;
  readonly force?: boolean;
  /** The credential that the registry has for the token already. */
  readonly again?: boolean;
}

export async function issue(station: Station, options: IssueOptions): Promise<void> {
  // All that was typed is checked before the token is even asked for.
  const typed = options.again === true ? undefined : await readCredential(station, options);
  const { row, hello } = await targetOf(station, options.serialNumber);
  const credential = typed ?? (await knownCredential(station, row.serial_number));
  if (hello === undefined) throw new Failure('usage', 'Issuing needs the token at hand: name its port with --port.');
  const { serial_number: serialNumber } = row;
  mustBeFlashed(row);
  if (hello.lifecycle === 'fault')
    throw new Failure('wrong-lifecycle', `${serialNumber} has a fault, which its screen names: don't issue it.`);
  mustCompute(hello.board, credential);
  // What `hello` says, anybody on the wire can say: a credential that the registry knows of is not replaced unasked.
  const isKnown = row.lifecycle === 'issued' || row.lifecycle === 'active';
  const isBlank = hello.lifecycle === 'blank' && !isKnown;
  if (hello.lifecycle === 'issued' || (isKnown && options.again !== true)) {
    await station.mustConfirm(
      `${serialNumber} has a credential already, which the new one replaces: its codes stop working.`,
      serialNumber,
    );
  }
  const session = await sessionWith(station, row, hello);
  // A blank token has no code that a moved clock could give away.
  const mayStep = options.force === true || isBlank;
  station.reporter.step('Setting the clock.');
  const clock = await setClock(station, session, lineRate(hello.board) / 10, mayStep);
  station.reporter.step('Giving it the credential, encrypted.');
  await giveCredential(station, session, serialNumber, credential);
  await session.request('close').catch(() => {});
  const shape = credential.type === 'totp' ? `${credential.periodSeconds} s` : `counter ${credential.counter}`;
  station.reporter.result(
    {
      verb: 'issue',
      serialNumber,
      type: credential.type,
      algorithm: credential.algorithm,
      digits: credential.digits,
      ...(credential.type === 'totp' ? { periodSeconds: credential.periodSeconds } : { counter: credential.counter }),
      clock,
    },
    [
      `${serialNumber} holds a ${credential.type.toUpperCase()} credential (${credential.algorithm}, ${credential.digits} digits, ${shape}); its clock is set.`,
      `Now press ${keyForCode(boardNamed(hello.board)!)}, and run "klarkode activate" with the code that it shows.`,
    ],
  );
}

/** The credential that the token had. Not an event-based one: which of its codes were shown, only the token knew. */
async function knownCredential(station: Station, serialNumber: string): Promise<Credential> {
  const registry = await station.registry();
  const [known] = await candidates(registry, serialNumber);
  if (known === undefined) {
    throw new Failure(
      'registry',
      `The registry has no credential of ${serialNumber}: leave out --again to give it a new one.`,
    );
  }
  if (known.type === 'hotp') {
    throw new Failure(
      'wrong-lifecycle',
      `${serialNumber} had an event-based credential, and nobody knows which of its codes were shown: leave out --again to give it a new one.`,
    );
  }
  return await openCredential(registry, known);
}

/** Registry, token, registry: cut anywhere, the registry holds every secret that the token may hold. */
async function giveCredential(
  station: Station,
  session: TokenSession,
  serialNumber: string,
  credential: Credential,
): Promise<void> {
  const registry = await station.registry();
  const id = await addPending(registry, serialNumber, credential);
  try {
    await sendCredential(session, credential);
  } catch (error) {
    // A refusal without the session's tag may come from anybody on the wire, when the token has the credential in truth.
    if (error instanceof TokenError && error.isTagged) {
      await dropPending(registry, serialNumber, id);
      const lacksHash = error.number === Refusal.NoHash;
      throw lacksHash
        ? new Failure(
            'token-refused',
            `${serialNumber} can't compute ${credential.algorithm}: choose another --algorithm.`,
          )
        : error;
    }
    if (!(error instanceof Failure)) throw error;
    throw new Failure(
      error.code,
      `${error.message} Whether the credential arrived is not known: run "klarkode issue" again, or try "klarkode activate" with the token's code.`,
    );
  }
  await confirm(registry, serialNumber, id);
}
