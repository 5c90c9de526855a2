// A stable name for a pty, whose own name changes from run to run: a symbolic link.
// It must never replace or remove anything but a link to a terminal that this program may have made.
import { lstat, readlink, stat, symlink, unlink } from 'node:fs/promises';

/** Removes the link, if it is still ours. */
export type RemoveLink = () => Promise<void>;

/**
 * Makes `path` a link to `terminal`. A link that a killed simulator left behind is replaced: one to a terminal that is
 * gone, or, with `owned` (nobody else may use this path), one to any terminal.
 * Rejects with one sentence when something else is there.
 */
export async function makeStableLink(path: string, terminal: string, owned = false): Promise<RemoveLink> {
  const there = await lstat(path).catch(() => undefined);
  if (there !== undefined) {
    const target = there.isSymbolicLink() ? await readlink(path) : undefined;
    if (target === undefined || !/^\/dev\/(pts\/\d+|ttys\d+)$/.test(target)) {
      throw new Error(`${path} is not a link to a terminal, so it is left alone; choose another path for --link`);
    }
    const alive = target !== terminal && (await stat(target).catch(() => undefined)) !== undefined;
    if (alive && !owned) {
      throw new Error(`${path} leads to ${target}, which is in use; if no simulator runs there, remove the link`);
    }
    await unlink(path);
  }
  await symlink(terminal, path).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`the link ${path} can't be made (${error.code ?? error.message}); choose another path for --link`);
  });
  return async () => {
    if ((await readlink(path).catch(() => undefined)) === terminal) await unlink(path).catch(() => undefined);
  };
}
