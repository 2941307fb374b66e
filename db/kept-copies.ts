/**
 * Which copies of a book lie beside it, and why?
 *
 * Not in the folder of its backups, as they come about in another way: the book as it was before an upgrade
 * (`book.format-5.2026-11-23.basisbook`, made and proven by `migrate.ts`), one that was too damaged to be
 * backed up before a copy was put back (`book.before-restore.2026-11-29.basisbook`, `restore.ts`), and what was
 * open when another file had the book's name (`book.saved.2026-11-29.basisbook`). No rule takes them away.
 *
 * Awkward case: the name has a day alone. The time of the file says when on that day; where the file is of
 * another day, as after it was copied, it counts as of the beginning of the day.
 * Not handled: a file that was given another name; it can be put back as any other file.
 */
import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { errorCode } from './book-file.ts';

/** Why a copy lies beside the book, by what its name says. */
const REASONS = {
  format: 'before-upgrade',
  'before-restore': 'before-restore',
  saved: 'saved',
} as const;

interface KeptCopy {
  readonly path: string;
  readonly bytes: number;
  /** The instant, ISO 8601 in UTC, to the second. */
  readonly at: string;
  readonly reason: (typeof REASONS)[keyof typeof REASONS];
}

const KEPT =
  /^(?:(?<format>format)-\d+|(?<what>before-restore|saved))\.(?<day>\d{4}-\d\d-\d\d)(?:-\d+)?$/;

function instantOf(day: string, written: Date): string {
  const time = written.toISOString();
  return time.startsWith(day) ? `${time.slice(0, 19)}Z` : `${day}T00:00:00Z`;
}

/** The copies beside a book, in no order. None where its folder cannot be read. */
export function keptBeside(bookPath: string): KeptCopy[] {
  const folder = dirname(bookPath);
  const extension = extname(bookPath);
  const stem = `${basename(bookPath, extension)}.`;
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'].includes(errorCode(error))) return [];
    throw error;
  }
  return names.flatMap((name) => {
    if (!name.startsWith(stem) || !name.endsWith(extension)) return [];
    const said = KEPT.exec(name.slice(stem.length, name.length - extension.length))?.groups;
    const day = said?.['day'] ?? '';
    const path = join(folder, name);
    const stats = statSync(path, { throwIfNoEntry: false });
    if (Number.isNaN(Date.parse(day)) || stats?.isFile() !== true) return [];
    const what = said?.['format'] ?? said?.['what'];
    return [
      {
        path,
        bytes: stats.size,
        at: instantOf(day, stats.mtime),
        reason: REASONS[what as keyof typeof REASONS],
      },
    ];
  });
}
