/** The facts that a command works on: of files, of a book or of the sample. */
import { knownSecurities, reference, sample } from '../resources/reference.ts';
import { doubtsBesideReleases } from '../application/imports/doubts.ts';
import { factsFromFiles } from '../application/imports/facts-from-files.ts';
import type { KeptInBook } from '../application/reports/kept-of-year.ts';
import { looksTaxDeferred } from '../formats/accounts/tax-deferred-names.ts';
import { sha256Of } from '../application/sha256.ts';
import {
  takeTransactionsCsvBytes,
  type ImportProblem,
  type TakeRow,
} from '../formats/transactions-csv.ts';
import type { BrokerForms } from '../tax/reconcile/broker-forms.ts';
import type { Facts } from '../tax/facts/model.ts';
import type { ReportArguments } from './arguments.ts';
import { readDocuments, termsIn } from './documents.ts';
import { InputRefused, reasonLine } from './errors.ts';
import { readInputs } from './files.ts';
import { forThisReport } from './for-this-report.ts';
import type { Io } from './io.ts';
import { readDocumentInput } from './library-files.ts';
import { withAnswers } from './same.ts';
import type { AnswersOfFile } from './terms.ts';

/** What a report is computed from. */
interface Origin {
  readonly facts: Facts;
  /** The file to name when an account is not in it; null for the sample. */
  readonly origin: string | null;
  /** Texts of terms of reorganisations among the documents. */
  readonly terms: readonly string[];
  /** SHA-256 of the documents, by their ids. */
  readonly digests: ReadonlyMap<string, string>;
  /** The newest versions of the brokers' forms that a book keeps. */
  readonly kept?: readonly BrokerForms[];
  /** Every version of them, and what was filed. */
  readonly inBook?: KeptInBook;
}

/** Where facts come from, and what the command line says of them besides. */
type FactsArguments = Pick<ReportArguments, 'source' | 'method' | 'taxDeferred' | 'same'>;

/** The facts of a command. Throws InputRefused. */
export async function readFacts(given: FactsArguments, io: Io): Promise<Origin> {
  const { source } = given;
  switch (source.kind) {
    case 'files':
      return { ...(await fromFiles(given, source, io)), origin: source.transactions };
    case 'sample': {
      const facts = (await import('./sample.ts')).sampleFacts(given);
      const digest = sha256Of(sample.document);
      const digests = new Map(facts.documents.map(({ id }) => [id, digest]));
      return { facts, origin: null, terms: [], digests };
    }
    case 'book': {
      const { readBook } = await import('./book.ts');
      const { facts, ...rest } = readBook(io, source.book);
      return { facts: forThisReport(facts, given), origin: source.book, ...rest };
    }
  }
}

/** Accounts that count as taxable though their names say otherwise: said, as an import says it. */
function warnOfNames({ accounts }: Facts, file: string, io: Io): void {
  const named = accounts.filter(({ name, taxDeferred }) => !taxDeferred && looksTaxDeferred(name));
  const lines = named.map(({ name }) =>
    reasonLine({
      file,
      line: null,
      message: `The account "${name}" counts as taxable here. If it is not, add --tax-deferred "${name}": its payments and sales are in no total then.`,
    }),
  );
  io.stderr(lines.join(''));
}

async function fromFiles(
  given: FactsArguments,
  source: Extract<ReportArguments['source'], { kind: 'files' }>,
  io: Io,
): Promise<Omit<Origin, 'origin'>> {
  const file = source.transactions;
  const { contents, missing } = readInputs(io, [file, ...source.documents], readDocumentInput);
  const bytes = contents.get(file);
  const readRows = (take: TakeRow): readonly ImportProblem[] =>
    bytes === undefined ? [] : takeTransactionsCsvBytes(bytes, file, take);
  const terms = new Map<string, string>();
  const releases = source.documents.flatMap((name) => {
    const content = contents.get(name);
    if (content === undefined) return [];
    const text = termsIn(name, content);
    if (text !== null) terms.set(name, text);
    return text === null ? [{ name, bytes: content }] : [];
  });
  const answers = await answersOf(source.answers, io, {
    releases: releases.length,
    terms: terms.size,
  });
  const { documents, reasons } = readDocuments(
    io,
    releases,
    answers === null ? undefined : (name, draft) => answers.answered(name, draft),
  );
  const refuse = (problems: readonly ImportProblem[]): void => {
    const own = problems.map(({ line, message }) => ({ file, line, message }));
    const all = [...missing, ...own, ...reasons];
    if (all.length > 0) throw new InputRefused(all);
  };
  // Documents that cannot be used are no facts; the rows are read all the same, to say all at once.
  if (missing.length + reasons.length > 0) refuse(readRows(() => undefined));
  const reorganise = await reorganising(terms, answers);
  const { facts, problems } = factsFromFiles({
    readRows,
    documents,
    known: knownSecurities,
    calendar: reference.calendar,
    taxDeferred: given.taxDeferred,
    method: given.method ?? 'fifo',
    // A sale after a split or a spin-off fits only what these made of the shares.
    withSaid: (facts) => reorganise.apply(withAnswers(facts, given.same)),
  });
  refuse(problems);
  warnOfNames(facts, file, io);
  const doubts = doubtsBesideReleases(facts, knownSecurities);
  io.stderr(doubts.map((doubt) => reasonLine({ file, ...doubt })).join(''));
  const digests = new Map(
    facts.documents.flatMap(({ id, name }) => {
      const content = contents.get(name);
      return content === undefined ? [] : [[id, sha256Of(content)] as const];
    }),
  );
  const note = (name: string, message: string): void =>
    io.stderr(reasonLine({ file: name, line: null, message }));
  return { facts: reorganise.apply(facts, note), terms: reorganise.texts, digests };
}

/** What terms of reorganisations do to facts, and their texts with what was answered of them. */
interface Reorganising {
  /** `note` is told of terms that make no entry. */
  readonly apply: (facts: Facts, note?: (file: string, message: string) => void) => Facts;
  readonly texts: readonly string[];
}

/** Few reports have any, and they need what works on a book. */
async function answersOf(
  file: string | undefined,
  io: Io,
  files: { readonly releases: number; readonly terms: number },
): Promise<AnswersOfFile | null> {
  if (file === undefined && files.terms === 0) return null;
  const { AnswersOfFile: Answers } = await import('./terms.ts');
  return new Answers(file ?? null, io, files);
}

async function reorganising(
  terms: ReadonlyMap<string, string>,
  answers: AnswersOfFile | null,
): Promise<Reorganising> {
  if (answers === null) return { apply: (facts) => facts, texts: [] };
  const { withTerms } = await import('./terms.ts');
  const whole = answers.complete(terms);
  return {
    apply: (facts, note) => withTerms(facts, whole, answers, note),
    texts: [...whole.values()],
  };
}
