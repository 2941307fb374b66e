/**
 * One changed byte anywhere in the file: found where it changes what the book says or how it hangs
 * together, and no fault where it stands in free room or says nothing. Which of both it is, is judged
 * without the checksums: by reading every row of every table and comparing it with what it was.
 */
import Database from 'better-sqlite3';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backUp } from './backups.ts';
import { checkBook } from './check.ts';
import { loadFacts } from './facts.ts';
import { BookError, openBook } from './open.ts';
import { makeFullBookAt } from './testing/full-book.ts';
import { NOW, temporaryFolder } from './testing/samples.ts';

/** `npm run proofs -- bytes 200` for the whole figure. */
const FLIPS = Number(process.env['BASISBOOK_FLIPS'] ?? 30);
/** Each makes a copy of the book. */
const BACKUP_FLIPS = Number(process.env['BASISBOOK_FLIPS'] ?? 5);

/** A number from 0 to `below` - 1; the same ones in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Everything that the file says, and whether it hangs together; a text to compare. */
function contentOf(path: string): string {
  let db: Database.Database | undefined;
  try {
    db = new Database(path, { readonly: true, fileMustExist: true });
    const schema = db
      .prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name')
      .all() as { type: string; name: string }[];
    const rows = schema
      .filter(({ type }) => type === 'table')
      .map(({ name }) => db?.prepare(`SELECT * FROM "${name}"`).raw().all());
    const pragmas = ['user_version', 'application_id', 'integrity_check', 'foreign_key_check'];
    return JSON.stringify([schema, rows, pragmas.map((each) => db?.pragma(each))]);
  } catch (error) {
    return `cannot be read: ${String(error)}`;
  } finally {
    db?.close();
  }
}

/** What `basisbook check` has to say, or the refusal to open it at all. */
function foundIn(path: string): readonly string[] {
  try {
    const book = openBook(path, { readOnly: true, allowDamaged: true });
    try {
      return checkBook(book).problems;
    } finally {
      book.close();
    }
  } catch (error) {
    if (!(error instanceof BookError)) throw error;
    return [error.message];
  }
}

/** What is said when the book is opened to work with it, and its facts are read. */
function refusedAt(path: string): string | null {
  try {
    const book = openBook(path, { readOnly: true });
    try {
      loadFacts(book);
      return null;
    } finally {
      book.close();
    }
  } catch (error) {
    if (!(error instanceof BookError)) throw error;
    return error.message;
  }
}

/** The facts as the engine gets them. */
function factsOf(path: string): string {
  const book = openBook(path, { readOnly: true });
  try {
    return JSON.stringify(loadFacts(book), (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
  } finally {
    book.close();
  }
}

test(`of ${FLIPS} changed bytes every one is found, and a byte in free room is none`, () => {
  using folder = temporaryFolder();
  const [path, copy] = [join(folder.path, 'the.book'), join(folder.path, 'copy.book')];
  makeFullBookAt(path, 120);
  const bytes = readFileSync(path);
  const content = contentOf(path);
  const facts = factsOf(path);
  expect(content).toContain('"integrity_check":"ok"');
  const random = numbers(20260211);
  const counts = { found: 0, harmless: 0, refused: 0 };
  while (counts.found < FLIPS) {
    const at = random(bytes.length);
    const flipped = Buffer.from(bytes);
    const was = bytes.readUInt8(at);
    flipped.writeUInt8(was ^ (1 + random(255)), at);
    writeFileSync(copy, flipped);
    const isFault = contentOf(copy) !== content;
    const found = foundIn(copy);
    const where = `byte ${at}, ${was} made ${flipped.readUInt8(at)}: ${found[0] ?? 'nothing'}`;
    expect(found.length > 0, where).toBe(isFault);
    for (const sentence of found) expect(sentence, where).toMatch(/^["A-Z].*\.$/s);
    if (!isFault) {
      counts.harmless++;
      continue;
    }
    counts.found++;
    // Whatever is opened to work with has the facts that were written, or says that it has not.
    const refused = refusedAt(copy);
    if (refused === null) expect(factsOf(copy) === facts, where).toBe(true);
    else counts.refused++;
  }
  console.log(
    `${counts.found} changed bytes found, ${counts.refused} of them before a figure; ` +
      `${counts.harmless} changed nothing`,
  );
  expect(counts.harmless).toBeGreaterThan(0);
}, 120_000);

/** The path of the backup, or why there is none. */
function backedUp(path: string, folder: string): { made: string } | { refused: string } {
  try {
    const book = openBook(path);
    try {
      const options = { folder, isOwnFolder: true, reason: 'by-hand', now: NOW } as const;
      return { made: backUp(book, options).path };
    } finally {
      book.close();
    }
  } catch (error) {
    if (!(error instanceof BookError)) throw error;
    return { refused: error.message };
  }
}

test(`of ${BACKUP_FLIPS} books with a changed byte none has a backup that is not whole`, () => {
  using folder = temporaryFolder();
  const [path, copy] = [join(folder.path, 'the.book'), join(folder.path, 'copy.book')];
  makeFullBookAt(path, 120);
  const bytes = readFileSync(path);
  const content = contentOf(path);
  const facts = factsOf(path);
  const random = numbers(20261129);
  const counts = { refused: 0, whole: 0 };
  while (counts.refused + counts.whole < BACKUP_FLIPS) {
    const at = random(bytes.length);
    const flipped = Buffer.from(bytes);
    flipped.writeUInt8(bytes.readUInt8(at) ^ (1 + random(255)), at);
    writeFileSync(copy, flipped);
    if (contentOf(copy) === content) continue;
    const backup = backedUp(copy, join(folder.path, 'backups'));
    if ('refused' in backup) {
      counts.refused++;
      continue;
    }
    // What was changed is none of the records, such as an index, which a copy has anew.
    counts.whole++;
    expect(foundIn(backup.made), `byte ${at}`).toEqual([]);
    expect(factsOf(backup.made) === facts, `byte ${at}`).toBe(true);
  }
  console.log(`${counts.refused} refused, ${counts.whole} whole without the changed byte`);
  expect(counts.refused).toBeGreaterThan(0);
}, 240_000);

/** Where an index has its only page, and what it is of; those that facts are found through. */
function indexPages(path: string): { name: string; table: string; from: number; to: number }[] {
  const db = new Database(path, { readonly: true });
  try {
    const size = db.pragma('page_size', { simple: true }) as number;
    const all = db
      .prepare("SELECT name, tbl_name, rootpage FROM sqlite_schema WHERE type = 'index'")
      .raw()
      .all() as [string, string, number][];
    return all.map(([name, table, page]) => ({
      name,
      table,
      from: (page - 1) * size,
      to: page * size,
    }));
  } finally {
    db.close();
  }
}

test('an index through which a record is not found stops every figure, though each record is whole', () => {
  using folder = temporaryFolder();
  const [path, copy] = [join(folder.path, 'the.book'), join(folder.path, 'copy.book')];
  makeFullBookAt(path, 1);
  const bytes = readFileSync(path);
  const tried: string[] = [];
  for (const { name, table, from, to } of indexPages(path)) {
    // Entries and picked lots are read without theirs, which are for `checkBook`.
    if (table === 'holding_transaction' || table === 'lot_pick') continue;
    // The kind of page (10: an index without further pages), then how many cells, and where the first is.
    expect(bytes.readUInt8(from), name).toBe(10);
    if (bytes.readUInt16BE(from + 3) === 0) continue;
    const cell = from + bytes.readUInt16BE(from + 8);
    // Behind the lengths and the kinds of values: the first letter or digit is made its neighbour.
    let at = cell + 1 + bytes.readUInt8(cell + 1);
    while (at < to && !/[0-9a-zA-Z]/.test(String.fromCharCode(bytes.readUInt8(at)))) at++;
    const flipped = Buffer.from(bytes);
    flipped.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    writeFileSync(copy, flipped);
    expect(refusedAt(copy) ?? `nothing is said of ${name}`).toMatch(/is damaged \(/);
    tried.push(table);
  }
  expect(tried).toEqual(
    expect.arrayContaining(['account', 'security', 'document', 'distribution']),
  );
});
