/**
 * Which changes of the code must a test notice? Lists of them stand beside the tests, as
 * `WHAT.mutants.json`: a file, a text that stands in it once, what takes its place, and the tests of
 * which one at least must then fail.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export interface Mutant {
  /** From the top of the project, as are `tests`. */
  readonly file: string;
  readonly text: string;
  readonly replacement: string;
  readonly tests: readonly string[];
  /** Tried with every `npm test`. */
  readonly always: boolean;
}

/** Folders that hold no source of ours. */
export const NO_SOURCES: ReadonlySet<string> = new Set([
  'node_modules',
  'dist',
  'build',
  '.git',
  '.cache',
  'test-results',
  'playwright-report',
]);

function mutantLists(top: string, folder = ''): string[] {
  return readdirSync(path.join(top, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return NO_SOURCES.has(entry.name) ? [] : mutantLists(top, name);
    return name.endsWith('.mutants.json') ? [name] : [];
  });
}

function texts(value: unknown): readonly string[] | undefined {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.length > 0 && list.every((one) => typeof one === 'string' && one !== '')
    ? (list as readonly string[])
    : undefined;
}

/** A list's entries. A text or replacement of several lines may be given as an array of lines. */
export function readMutants(list: string, content: string): Mutant[] {
  const entries: unknown = JSON.parse(content);
  if (!Array.isArray(entries)) throw new Error(`${list} is no list of changes.`);
  return entries.map((entry: Readonly<Record<string, unknown>>, i) => {
    const where = `${list}, entry ${i + 1}`;
    const { file, text, replacement, tests, always = false } = entry;
    const joined = texts(text)?.join('\n');
    const instead = replacement === '' ? '' : texts(replacement)?.join('\n');
    const named = texts(tests);
    if (typeof file !== 'string' || !joined || instead === undefined || !named) {
      throw new Error(`${where} needs "file", "text", "replacement" and "tests".`);
    }
    return { file, text: joined, replacement: instead, tests: named, always: always === true };
  });
}

/** A file's content with the change in it. Throws a sentence where the change cannot be made. */
export function changed({ file, text, replacement }: Mutant, content: string): string {
  const parts = content.split(text);
  if (parts.length === 1) {
    throw new Error(`${file} no longer has “${text}”: bring its list of changes up to date.`);
  }
  if (parts.length > 2) {
    throw new Error(`${file} has “${text}” ${parts.length - 1} times: give more of the line.`);
  }
  const result = parts.join(replacement);
  const { diagnostics = [] } = ts.transpileModule(result, { reportDiagnostics: true });
  if (diagnostics.length > 0 || result === content) {
    throw new Error(`${file} with “${replacement}” for “${text}” is no program that differs.`);
  }
  return result;
}

/** All changes of the project, and a sentence for each that cannot be made any more. */
export function allMutants(top: string): {
  readonly mutants: readonly Mutant[];
  readonly problems: readonly string[];
} {
  const mutants = mutantLists(top).flatMap((list) =>
    readMutants(list, readFileSync(path.join(top, list), 'utf8')),
  );
  const problems = mutants.flatMap((mutant) => {
    const missing = [mutant.file, ...mutant.tests].filter((f) => !existsSync(path.join(top, f)));
    if (missing.length > 0) return missing.map((file) => `There is no ${file}.`);
    try {
      changed(mutant, readFileSync(path.join(top, mutant.file), 'utf8'));
      return [];
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)];
    }
  });
  return { mutants, problems };
}
