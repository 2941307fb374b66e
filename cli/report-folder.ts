/**
 * A report that is a folder of files: all of them there, or nothing changed.
 *
 * The folder is made under a hidden name beside its place, for its owner alone, and then gets its name. One
 * that is there already is replaced only where it is an earlier report of ours, as it was written: its list
 * (`basisbook-report.json`) names every file with its digest, and a file that is not on it, or was changed
 * since, is somebody's work. What users expect of an export is that writing it again replaces it, and that
 * notes they made in a sheet are never lost.
 */
import { createHash, randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { ReportFile } from '../formats/reports/csv-files.ts';
import { InputRefused } from './errors.ts';
import { notWritten, writeChunks } from './files.ts';
import type { Io } from './io.ts';

const LIST = 'basisbook-report.json';
const SCHEMA = 'basisbook/report-folder@1';

const digestOf = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

function listOf(files: readonly ReportFile[]): string {
  const rows = files.map(({ name, text }) => ({ name, sha256: digestOf(text) }));
  return `${JSON.stringify({ schema: SCHEMA, files: rows }, null, 2)}\n`;
}

/** Names and digests of an earlier report; undefined where the folder is none. */
function earlierFiles(path: string): ReadonlyMap<string, string> | undefined {
  try {
    const list = JSON.parse(readFileSync(join(path, LIST), 'utf8')) as {
      readonly schema?: unknown;
      readonly files?: readonly { readonly name: string; readonly sha256: string }[];
    };
    if (list.schema !== SCHEMA || !Array.isArray(list.files)) return undefined;
    return new Map(list.files.map(({ name, sha256 }) => [name, sha256]));
  } catch {
    return undefined;
  }
}

/** Throws InputRefused where something in the folder is not an earlier report of ours as it was written. */
function requireOwnFolder(folder: string, path: string): void {
  const names = readdirSync(path);
  if (names.length === 0) return;
  const earlier = earlierFiles(path);
  if (earlier === undefined) {
    throw InputRefused.of(
      folder,
      'There are files in this folder that are no report of BasisBook. Nothing was written. Name a new folder.',
    );
  }
  for (const name of names) {
    if (name === LIST) continue;
    const sha256 = earlier.get(name);
    if (sha256 === undefined) {
      throw InputRefused.of(
        folder,
        `"${name}" in this folder is not of the earlier report. Nothing was written. Move it away, or name a new folder.`,
      );
    }
    const file = join(path, name);
    if (!statSync(file).isFile() || digestOf(readFileSync(file)) !== sha256) {
      throw InputRefused.of(
        folder,
        `"${name}" in this folder was changed after BasisBook wrote it. Nothing was written. Move it away, or name a new folder.`,
      );
    }
  }
}

/** The folder by its real name, so that a link to one stays a link. */
function placeOf(folder: string, path: string): { readonly path: string; readonly is: boolean } {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return { path, is: false };
  if (!stats.isDirectory()) {
    throw InputRefused.of(folder, 'This is a file. Name a folder for the tables.');
  }
  const real = realpathSync(path);
  requireOwnFolder(folder, real);
  return { path: real, is: true };
}

/** Writes the files as the folder `folder`. Throws InputRefused, and then the folder is as it was. */
export function writeFolder(io: Io, folder: string, files: readonly ReportFile[]): void {
  try {
    const place = placeOf(folder, resolve(io.cwd, folder));
    const beside = dirname(place.path);
    const draft = join(beside, `.basisbook-${randomUUID()}.part`);
    const old = join(beside, `.basisbook-${randomUUID()}.old`);
    try {
      // SECURITY: a person's figures are nobody else's to read.
      mkdirSync(draft, { mode: 0o700 });
      for (const { name, text } of files) writeChunks(join(draft, name), 'wx', [text]);
      writeChunks(join(draft, LIST), 'wx', [listOf(files)]);
      if (place.is) renameSync(place.path, old);
      renameSync(draft, place.path);
    } catch (error) {
      if (existsSync(old) && !existsSync(place.path)) renameSync(old, place.path);
      rmSync(draft, { recursive: true, force: true });
      throw error;
    }
    rmSync(old, { recursive: true, force: true });
  } catch (error) {
    throw error instanceof InputRefused ? error : notWritten(folder, error);
  }
}
