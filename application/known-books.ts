/**
 * Was there a book here the last time?
 *
 * A small file beside the data folder says where the holder's own book was, when it was last open and how
 * much was in it. So a start that does not find the book says what is missing, and never looks like the
 * very first one; beside the folder and not in it, so that it stays when the folder is moved away.
 *
 * Example: `~/.local/share/BasisBook` has `~/.local/share/.BasisBook.known.json`.
 * Not handled: a book that is opened by its path alone; whoever named it knows where it is.
 */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';

const knownBook = v.strictObject({
  path: v.string(),
  /** ISO 8601 in UTC. */
  lastOpen: v.pipe(v.string(), v.isoTimestamp()),
  entries: v.pipe(v.number(), v.integer(), v.minValue(0)),
  documents: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

export type KnownBook = v.InferOutput<typeof knownBook>;

function placeOf(dataFolder: string): string {
  return path.join(path.dirname(dataFolder), `.${path.basename(dataFolder)}.known.json`);
}

/** The holder's own book as it was the last time; undefined where none was known, or nobody can tell. */
export function recallBook(dataFolder: string): KnownBook | undefined {
  try {
    const read = v.safeParse(
      knownBook,
      JSON.parse(readFileSync(placeOf(dataFolder), 'utf8')) as unknown,
    );
    return read.success ? read.output : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps where the book is. A place that cannot be written is no reason to stop anybody's work. */
export function rememberBook(dataFolder: string, book: KnownBook): void {
  const place = placeOf(dataFolder);
  const draft = `${place}.${process.pid}.new`;
  try {
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(draft, `${JSON.stringify(book, null, 2)}\n`, { mode: 0o600 });
    renameSync(draft, place);
  } catch {
    rmSync(draft, { force: true });
  }
}

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/** What to say where less was read of the book than it had; undefined where it was not less. */
export function shortfallSentence(
  known: KnownBook,
  read: { readonly transactions: number; readonly documents: number },
): string | undefined {
  if (read.transactions >= known.entries && read.documents >= known.documents) return undefined;
  return (
    `The book had ${held(known)} when it was last open on ${known.lastOpen.slice(0, 10)}; ` +
    `${held({ entries: read.transactions, documents: read.documents })} were read.`
  );
}

const held = ({ entries, documents }: Pick<KnownBook, 'entries' | 'documents'>): string =>
  `${counted(entries, 'entry', 'entries')} and ${counted(documents, 'document', 'documents')}`;

/** What to say where the book is not any more. */
export function lostSentence(known: KnownBook): string {
  return (
    `Your book is not in its place: "${known.path}", last open on ${known.lastOpen.slice(0, 10)} with ${held(known)}. ` +
    'Put it back there and try again, or put a copy of it there.'
  );
}
