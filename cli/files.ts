/** Reading inputs and writing files: every failure is a sentence. */
import {
  closeSync,
  fstatSync,
  fsyncSync,
  openSync,
  readSync,
  realpathSync,
  writeSync,
} from 'node:fs';
import { resolve } from 'node:path';
import { InputRefused, type Reason } from './errors.ts';
import type { Io } from './io.ts';

/** Larger than anything that a reader takes; it says itself what is too large, up to here. */
const LARGEST_FILE_BYTES = 64 * 1024 * 1024;
/** Below the longest text that there can be. */
const LARGEST_EXPORT = 500 * 1024 * 1024;
const PART_BYTES = 1024 * 1024;

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}

/**
 * What else the system refuses, by its code: names that are too long, links in a circle, broken disks,
 * limits. Everything without such a code is a bug, or a refusal already, and stays as it is.
 */
function unlessOurs(file: string, error: unknown, what: string, next: string): unknown {
  const code = codeOf(error);
  // Node's own codes have an underscore.
  if (!/^E[A-Z0-9]+$/.test(code)) return error;
  return InputRefused.of(file, `The file ${what} (${code}). ${next}.`);
}

function tooLarge(file: string, megabytes: string): InputRefused {
  return InputRefused.of(
    file,
    `The file has ${megabytes}, more than any file of this kind. Check that it is the right one.`,
  );
}

/** Reads as far as a file may go, whatever its stated size: devices and pipes state none. */
function readWhole(file: string, path: string, largest: number): Uint8Array {
  const descriptor = openSync(path, 'r');
  try {
    const { size } = fstatSync(descriptor);
    if (size > largest) throw tooLarge(file, `${Math.ceil(size / PART_BYTES)} MB`);
    const parts: Buffer[] = [];
    let total = 0;
    for (;;) {
      const part = Buffer.allocUnsafe(PART_BYTES);
      const read = readSync(descriptor, part, 0, PART_BYTES, null);
      if (read === 0) return Buffer.concat(parts, total);
      total += read;
      if (total > largest) throw tooLarge(file, `${largest / PART_BYTES} MB and goes on`);
      parts.push(part.subarray(0, read));
    }
  } finally {
    closeSync(descriptor);
  }
}

/** The bytes of an input file. Throws InputRefused. */
export function readInput(io: Io, file: string, largest = LARGEST_FILE_BYTES): Uint8Array {
  try {
    return readWhole(file, resolve(io.cwd, file), largest);
  } catch (error) {
    throw notRead(file, error);
  }
}

/** The first bytes of a file that is there, `most` at most. Throws InputRefused. */
export function readStart(io: Io, file: string, most: number): Buffer {
  try {
    const descriptor = openSync(resolve(io.cwd, file), 'r');
    try {
      const start = Buffer.alloc(most);
      return start.subarray(0, readSync(descriptor, start, 0, most, 0));
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw notRead(file, error);
  }
}

/** What the system refused of reading, as a sentence; everything else as it is. */
function notRead(file: string, error: unknown): unknown {
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return InputRefused.of(file, 'There is no such file. Check the name.');
    case 'EISDIR':
      return InputRefused.of(file, 'This is a folder. Name a file in it.');
    case 'EACCES':
    case 'EPERM':
      return InputRefused.of(
        file,
        'The file may not be read. Give yourself permission to read it.',
      );
    case 'ENXIO':
      return InputRefused.of(
        file,
        'Nothing can be read from there. Put what you want read into a file, and name that.',
      );
    default:
      return unlessOurs(file, error, 'could not be read', 'Check its name and its disk');
  }
}

/** The text of an export of a book. Throws InputRefused. */
export function readExport(io: Io, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readInput(io, file, LARGEST_EXPORT));
  } catch (error) {
    if (error instanceof InputRefused) throw error;
    throw InputRefused.of(
      file,
      'This is not the export of a book: it is no text. Name the JSON file that "basisbook export" wrote; a release or a picture of one goes in with --documents.',
    );
  }
}

/** The bytes of several input files, by name, and the reason for each that cannot be read. */
export function readInputs(
  io: Io,
  files: readonly string[],
  read: (io: Io, file: string) => Uint8Array = readInput,
): { readonly contents: ReadonlyMap<string, Uint8Array>; readonly missing: readonly Reason[] } {
  const contents = new Map<string, Uint8Array>();
  const missing: Reason[] = [];
  for (const file of new Set(files)) {
    try {
      contents.set(file, read(io, file));
    } catch (error) {
      if (!(error instanceof InputRefused)) throw error;
      missing.push(...error.reasons);
    }
  }
  return { contents, missing };
}

/** What the system refused of writing, as a sentence; everything else as it is. */
export function notWritten(file: string, error: unknown): unknown {
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return InputRefused.of(
        file,
        'There is no such folder to write in. Make it, or name another.',
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return InputRefused.of(file, 'The folder is read-only. Name a file in another folder.');
    case 'ENOSPC':
    case 'EDQUOT':
      return InputRefused.of(file, 'The disk is full. Make room, or name a file on another disk.');
    default:
      return unlessOurs(file, error, 'could not be written', 'Name another file');
  }
}

/** Writes a file for its owner alone. */
export function writeChunks(
  path: string,
  flags: string,
  chunks: Iterable<string | Uint8Array>,
): void {
  // SECURITY: a person's figures are nobody else's to read.
  const descriptor = openSync(path, flags, 0o600);
  try {
    for (const chunk of chunks) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk;
      for (let from = 0; from < bytes.length;) from += writeSync(descriptor, bytes, from);
    }
    if (flags === 'wx') fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Whether two names mean one file. */
export function isSameFile(io: Io, a: string, b: string): boolean {
  const real = (file: string): string => {
    const path = resolve(io.cwd, file);
    try {
      return realpathSync(path);
    } catch {
      return path;
    }
  };
  return real(a) === real(b);
}
