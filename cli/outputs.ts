/**
 * What `--out` names: written whole or not at all, and over nothing but an earlier output of this program.
 *
 * An output is known by how it begins, or, on paper, by the program that it names. A report takes the place of an
 * earlier report in whatever format, an export of the book that of an earlier export; neither that of the other:
 * an export can be all that is left of a book. What people write for this program to read (documents, forms,
 * terms) names schemas of it too, and is no output.
 */
import { randomUUID } from 'node:crypto';
import { realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isStartOfBook } from '../db/book-file.ts';
import { InputRefused } from './errors.ts';
import { notWritten, readInput, readStart, writeChunks } from './files.ts';
import type { Io } from './io.ts';

type Output = 'report' | 'export';

/** As long as the longest beginning that an output is known by. */
const START_BYTES = 4096;

const startsWithSchema = (name: string): RegExp =>
  new RegExp(`^\\s*\\{\\s*"schema"\\s*:\\s*"basisbook/${name}@\\d+"`);

/** How the outputs of each kind begin, in every format. */
const BEGINNINGS: Readonly<Record<Output, readonly RegExp[]>> = {
  report: [
    startsWithSchema('year-end-report'),
    // A report of an earlier version says nothing of a year that is complete.
    /^Tax year \d{4}\n\n(?:Complete: [^\n]+\n\n)?(?:Provisional: [^\n]+|Form 1099-DIV)\n=+\n/,
    /^V\d{3}\r?\nABasisBook /,
  ],
  export: [startsWithSchema('book')],
};
const PAPER = /^%PDF-/;
const PAPER_OF_OURS = /<xmp:CreatorTool>BasisBook /;

function isOutput(io: Io, file: string, start: string, kind: Output): boolean {
  if (BEGINNINGS[kind].some((beginning) => beginning.test(start))) return true;
  if (kind !== 'report' || !PAPER.test(start)) return false;
  return PAPER_OF_OURS.test(Buffer.from(readInput(io, file)).toString('latin1'));
}

/** Refuses a file that is there and is no earlier output of the kind. Throws InputRefused. */
export function requireReplaceable(io: Io, file: string, kind: Output): void {
  const stats = statSync(resolve(io.cwd, file), { throwIfNoEntry: false });
  if (stats?.isFile() !== true || stats.size === 0) return;
  const bytes = readStart(io, file, START_BYTES);
  const start = bytes.toString('latin1');
  if (isOutput(io, file, start, kind)) return;
  const what = isStartOfBook(bytes)
    ? 'There is a book.'
    : kind === 'report' && isOutput(io, file, start, 'export')
      ? 'There is the export of a book.'
      : kind === 'export' && isOutput(io, file, start, 'report')
        ? 'There is a report.'
        : 'There is a file that BasisBook did not write.';
  throw InputRefused.of(file, `${what} Nothing was written. Name another file.`);
}

/**
 * Writes an output file by way of a second file beside it, so that a reader never sees half of it and
 * an earlier file stays as it was when writing fails. Throws InputRefused, also where something else is there.
 */
export function writeOutput(
  io: Io,
  file: string,
  kind: Output,
  chunks: Iterable<string | Uint8Array>,
): void {
  const path = resolve(io.cwd, file);
  try {
    requireReplaceable(io, file, kind);
    const existing = statSync(path, { throwIfNoEntry: false });
    if (existing?.isDirectory()) {
      throw InputRefused.of(file, 'This is a folder. Name the file to write in it.');
    }
    if (existing !== undefined && !existing.isFile()) {
      // A pipe or a device cannot be replaced by a file.
      writeChunks(path, 'w', chunks);
      return;
    }
    const target = existing === undefined ? path : realpathSync(path);
    // Not by the name of the file, which may be as long as a name can be.
    const draft = join(dirname(target), `.basisbook-${randomUUID()}.part`);
    try {
      writeChunks(draft, 'wx', chunks);
      renameSync(draft, target);
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
  } catch (error) {
    throw notWritten(file, error);
  }
}
