/** `basisbook import`: puts a transactions file or documents into a book, all of it or nothing. */
import { existsSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import { acceptRelease } from '../application/documents/acceptance.ts';
import { knownIn } from '../application/documents/said-captions.ts';
import { acceptEntries, acceptImport } from '../application/handlers/imports.ts';
import { claimsOfHistory } from '../application/imports/claims-of-file.ts';
import type { BookContext } from '../application/session.ts';
import { countFacts } from '../db/counts.ts';
import type { DocumentRow } from '../db/documents.ts';
import { BookError, openBook, type Book } from '../db/open.ts';
import { bookOfPortable } from '../db/portable.ts';
import { entriesOfHistory } from '../formats/accounts/answered.ts';
import { NO_TRANSACTIONS } from '../formats/accounts/read-account-history.ts';
import { checkDraft } from '../formats/documents/draft/check-draft.ts';
import type { DocumentDraft } from '../formats/documents/draft/draft.ts';
import { askAbout } from '../formats/documents/draft/questions.ts';
import { readTerms } from '../formats/terms/read-terms.ts';
import { decodeTransactionsCsv } from '../formats/transactions-csv.ts';
import { knownSecurities } from '../resources/reference.ts';
import type { ImportArguments } from './arguments.ts';
import { counted } from '../tax/facts/wording.ts';
import type { Facts } from '../tax/facts/model.ts';
import { ownLayoutsOf } from '../application/imports/own-layouts.ts';
import { changeBook, refusing, withBook } from './book.ts';
import { changedFigures } from './changed-figures.ts';
import { changedChoices } from './changed-choices.ts';
import { readDocument, readFile, refusalsOf, termsIn } from './documents.ts';
import { InputRefused, reasonLine } from './errors.ts';
import { readExport, readInput, readInputs } from './files.ts';
import { historyOfFile, textOfHistory } from './import-read.ts';
import { DONE, type Io } from './io.ts';
import { readDocumentInput } from './library-files.ts';
import { openQuestions } from './open-questions.ts';
import { repeatsOfFile } from './repeats.ts';
import { AnswersOfFile, importTerms, inTime, withTerms } from './terms.ts';

export function importFiles(given: ImportArguments, io: Io): number {
  const { book, json } = given;
  const imported = importedFrom(io, given);
  if (json) {
    const { made, transactions, documents } = imported;
    io.stdout(
      `${JSON.stringify({ schema: 'basisbook/import@1', bookMade: made, transactions, documents })}\n`,
    );
    return DONE;
  }
  if (imported.made) io.stdout(`${book}: a new book was made.\n`);
  for (const line of imported.lines) io.stdout(`${line}\n`);
  return DONE;
}

function importedFrom(io: Io, given: ImportArguments): Imported {
  const { book, source } = given;
  switch (source.kind) {
    case 'transactions':
      return importTransactions(io, given, source.file, source.answers);
    case 'together':
      return importTogether(io, given, source);
    case 'history':
      return importHistory(io, given, source.file, source.answers);
    case 'documents':
      return importDocuments(io, book, source.files, source.answers);
    case 'export':
      return importExport(io, book, source.file);
  }
}

interface Imported {
  readonly made: boolean;
  readonly transactions: number;
  readonly documents: number;
  readonly lines: readonly string[];
}

function importTransactions(
  io: Io,
  { book, taxDeferred }: ImportArguments,
  file: string,
  answers: string | null,
): Imported {
  const { repeatOf, saidLines, accountNames, others } = repeatsOfFile(answers, io);
  refuseOthers(answers, others);
  const decoded = decodeTransactionsCsv(readInput(io, file), file);
  if ('problem' in decoded) throw InputRefused.of(file, decoded.problem);
  return importEntries(io, book, file, (context) =>
    acceptImport(context, {
      fileName: basename(file),
      text: decoded.value,
      taxDeferred,
      repeatOf,
      saidLines,
      accountNames,
    }),
  );
}

/** A table of our own asks nothing but what is in the book already. */
function refuseOthers(file: string | null, others: Readonly<Record<string, unknown>> | null): void {
  const ids = Object.keys(others ?? {});
  if (file === null || ids.length === 0) return;
  throw new InputRefused(
    ids.map((id) => ({ file, line: null, message: `The file asks no question "${id}".` })),
  );
}

/** Nothing of a broker's file is taken while something in it is asked. */
function importHistory(
  io: Io,
  { book, taxDeferred }: ImportArguments,
  file: string,
  answers: string | null,
): Imported {
  const { repeatOf, saidLines, accountNames, isSeen, others } = repeatsOfFile(answers, io);
  const own = inBook(io, book, ownLayoutsOf) ?? [];
  const { history, layout } = historyOfFile(file, answers, others, io, own);
  if (history.questions.length > 0) {
    throw new InputRefused(
      history.questions.map(({ id, line, text, knows }) => ({
        file,
        line,
        message: `${text} Answer "${id}"${knows['name'] === undefined ? '' : `, or {"security/${knows['name']}": {"security": "…"}} for all lines of that name,`} in a file for --answers.`,
      })),
    );
  }
  const nothing = history.notices.find(({ code }) => code === NO_TRANSACTIONS);
  if (nothing !== undefined) throw InputRefused.of(file, nothing.message);
  const reading = entriesOfHistory(history);
  const { text: key } = textOfHistory(file, io);
  return importEntries(io, book, file, (context) =>
    acceptEntries(context, {
      fileName: basename(file),
      key,
      reading,
      claims: claimsOfHistory(history),
      isHistory: true,
      stated: history.holdings,
      tickers: history.tickers,
      isSeen,
      layout,
      taxDeferred,
      repeatOf,
      saidLines,
      accountNames,
    }),
  );
}

/** What a book has of something, before it is changed; undefined where there is none yet. */
function inBook<T>(io: Io, book: string, of: (opened: Book) => T): T | undefined {
  return existsSync(resolve(io.cwd, book))
    ? withBook(io, book, { readOnly: true }, (opened) => opened.read(() => of(opened)))
    : undefined;
}

/** Entries of one file, as one act; what should be looked at is told once they are in the book. */
function importEntries(
  io: Io,
  book: string,
  file: string,
  accept: (context: BookContext) => ReturnType<typeof acceptEntries>,
): Imported {
  const { made, results, kept } = changeBook(io, book, [file], 'before-import', accept);
  const {
    transactions = 0,
    claims = 0,
    leftOut = 0,
    doubts = [],
    taxableByDefault = [],
    agreement = null,
  } = results[0] ?? {};
  const accounts = taxableByDefault.map((name) => ({
    line: null,
    message: `The account "${name}" counts as taxable now. If it is not, say so in the window under Holdings, Accounts; for a new book, import with --tax-deferred "${name}".`,
  }));
  sayDoubts(io, file, [...accounts, ...doubts], wayBack(io, book, kept));
  return {
    made,
    transactions,
    documents: 0,
    lines: [
      `${file}: ${[
        counted(transactions, 'transaction'),
        ...(claims === 0 ? [] : [`${counted(claims, 'payment')} of the broker kept beside them`]),
        ...(leftOut === 0 ? [] : [`${counted(leftOut, 'row')} left out that the book has already`]),
        ...(agreement === null ? [] : [agreement]),
      ].join('; ')}`,
    ],
  };
}

/** What was taken though it may be wrong: none of it is a refusal, and what can be done is said once. */
function sayDoubts(
  io: Io,
  file: string,
  doubts: readonly { readonly line: number | null; readonly message: string }[],
  back: string,
): void {
  if (doubts.length === 0) return;
  const lines = doubts.map(({ line, message }) =>
    reasonLine({ file, line, message: `Warning: ${message}` }),
  );
  const message = `The file was imported, the rows above with it. Where one is wrong, ${back}, correct the file, and import it again.`;
  io.stderr([...lines, reasonLine({ file, line: null, message })].join(''));
}

/** How the book becomes what it was before the import. */
function wayBack(io: Io, book: string, kept: string | null): string {
  if (kept === null) return `remove the new book "${book}"`;
  return `put the book back with "basisbook restore --from ${relative(io.cwd, kept)} --book ${book}"`;
}

/** A whole book becomes a book of its own: into one that has something it is not mixed. */
function importExport(io: Io, book: string, file: string): Imported {
  const text = readExport(io, file);
  const path = resolve(io.cwd, book);
  const counts = refusing(
    (error) => (error instanceof BookError && error.code !== 'book-exists' ? file : book),
    () => file,
    () => {
      bookOfPortable(text, file, path);
      const made = openBook(path, { readOnly: true });
      try {
        return made.read(() => countFacts(made));
      } finally {
        made.close();
      }
    },
  );
  const { transactions, documents, accounts } = counts;
  return {
    made: true,
    transactions,
    documents,
    lines: [`${file}: ${transactions} transactions, ${documents} documents, ${accounts} accounts`],
  };
}

function acceptedLine(file: string, row: DocumentRow): string {
  const payments = row.securities.reduce((sum, one) => sum + one.distributions, 0);
  const issuer = row.issuer === null ? '' : `${row.issuer}, `;
  const securities =
    row.securities.length === 1 ? '1 security' : `${row.securities.length} securities`;
  return `${file}: ${issuer}tax year ${row.taxYear}, version ${row.version}: ${securities}, ${counted(payments, 'payment')}`;
}

const OPTIONS = { known: knownSecurities };

/** Documents that were read, and how each is taken into a book. */
interface ReadFiles {
  /** Terms of reorganisations, with what was answered of them, by their files. */
  readonly terms: ReadonlyMap<string, string>;
  readonly answered: AnswersOfFile;
  readonly take: (
    context: BookContext,
    file: string,
  ) => { readonly transactions: number; readonly line: string; readonly isCorrection?: boolean };
}

function readAll(
  io: Io,
  book: string,
  files: readonly string[],
  answers: string | null,
): ReadFiles {
  const { contents, missing } = readInputs(io, files, readDocumentInput);
  const given = new Map(
    [...contents].flatMap(([file, bytes]) => {
      const text = termsIn(file, bytes);
      return text === null ? [] : [[file, text] as const];
    }),
  );
  const releases = contents.size - given.size;
  const answered = new AnswersOfFile(answers, io, { releases, terms: given.size });
  const terms = answered.complete(given);
  const drafts = new Map<string, DocumentDraft>();
  // All of them first: the book would stop at the first document that it cannot take.
  const reasons = [...contents].flatMap(([file, bytes]) => {
    if (terms.has(file)) return [];
    const result = readFile(file, bytes);
    if (!result.ok) return refusalsOf(file, readDocument(file, bytes));
    const { reading } = result;
    const draft = answered.answered(file, reading.draft);
    if (answers !== null) drafts.set(file, draft);
    const refusals = refusalsOf(file, checkDraft(draft, OPTIONS).document);
    if (refusals.length === 0) return [];
    const { questions } = draft === reading.draft ? reading : askAbout(draft, OPTIONS);
    const said = inBook(io, book, (opened) => knownIn({ book: opened })) ?? knownSecurities;
    return [...refusals, ...openQuestions(file, bytes, questions, said)];
  });
  if (missing.length + reasons.length > 0) throw new InputRefused([...missing, ...reasons]);
  const take: ReadFiles['take'] = (context, file) => {
    const text = terms.get(file);
    if (text !== undefined) return importTerms(context, file, text, answered.of(file));
    const base64 = Buffer.from(contents.get(file) as Uint8Array).toString('base64');
    const draft = drafts.get(file);
    const rows = acceptRelease(context, {
      fileName: basename(file),
      content: { kind: 'bytes', base64 },
      ...(draft ? { draft } : {}),
    });
    return { transactions: 0, line: rows.map((row) => acceptedLine(file, row)).join('\n') };
  };
  return { terms, answered, take };
}

function importDocuments(
  io: Io,
  book: string,
  files: readonly string[],
  answers: string | null,
): Imported {
  const { take } = readAll(io, book, files, answers);
  let before: Facts | undefined;
  let changed: readonly string[] = [];
  let isCorrected = false;
  const last = files.at(-1);
  const { made, results } = changeBook(io, book, files, 'before-release', (context, file) => {
    before ??= context.facts();
    const done = take(context, file);
    isCorrected ||= done.isCorrection ?? false;
    if (file !== last) return done;
    const args = [before, context.facts(), context.compute] as const;
    changed = [...(isCorrected ? changedFigures(...args) : []), ...changedChoices(...args)];
    return done;
  });
  return {
    made,
    transactions: results.reduce((sum, one) => sum + one.transactions, 0),
    documents: results.length,
    lines: [...results.map(({ line }) => line), ...changed],
  };
}

/**
 * Transactions and documents as one act: a sale after a split or a spin-off fits only what its terms made of the
 * shares, and the terms find shares only once the purchases are there.
 */
function importTogether(
  io: Io,
  { book, taxDeferred }: ImportArguments,
  source: Extract<ImportArguments['source'], { kind: 'together' }>,
): Imported {
  const { file, documents } = source;
  const { terms, answered, take } = readAll(io, book, documents, source.answers);
  const decoded = decodeTransactionsCsv(readInput(io, file), file);
  if ('problem' in decoded) throw InputRefused.of(file, decoded.problem);
  const termsOf = (name: string) => readTerms(terms.get(name) ?? '').terms;
  const byTime = (a: string, b: string): number => {
    const [one, other] = [termsOf(a), termsOf(b)];
    return one && other ? inTime(one, other) : 0;
  };
  const inOrder = [
    ...documents.filter((name) => !terms.has(name)),
    file,
    ...[...terms.keys()].sort(byTime),
  ];
  const { made, results, kept } = changeBook(
    io,
    book,
    inOrder,
    'before-import',
    (context, name) => {
      if (name !== file) return { ...take(context, name), doubts: [] };
      const { transactions, doubts } = acceptImport(context, {
        fileName: basename(file),
        text: decoded.value,
        taxDeferred,
        withSaid: (facts) => withTerms(facts, terms, answered),
      });
      return { transactions, doubts, line: `${file}: ${counted(transactions, 'transaction')}` };
    },
  );
  sayDoubts(
    io,
    file,
    results.flatMap(({ doubts }) => doubts),
    wayBack(io, book, kept),
  );
  return {
    made,
    transactions: results.reduce((sum, one) => sum + one.transactions, 0),
    documents: documents.length,
    lines: results.map(({ line }) => line),
  };
}
