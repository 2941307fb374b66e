/** The newest whole backup of a damaged book, and the command that puts it back. */
import { relative, resolve } from 'node:path';
import { newestWholeCopy } from '../db/newest-backup.ts';
import type { Io } from './io.ts';

/** Undefined where there is none; `path` is as one names it in the folder of the command. */
export function newestBackupOffer(
  io: Io,
  book: string,
): { readonly path: string; readonly text: string } | undefined {
  const newest = newestWholeCopy(resolve(io.cwd, book));
  if (newest === undefined) return undefined;
  const path = relative(io.cwd, newest);
  const text =
    `The newest backup that is whole is "${path}"; ` +
    `"basisbook restore --from ${path} --book ${book}" puts it back.`;
  return { path, text };
}
