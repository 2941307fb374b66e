/**
 * Which command is meant, with which options? Everything that is wrong with the command line itself
 * is said here, before any file is touched.
 *
 * Source: the published interface of the command line.
 * Awkward case: `--documents` takes one or more files: `--documents a.txt b.txt --year 2002`.
 */
import { LOT_METHODS, type LotMethod } from '../tax/facts/model.ts';
import { UsageError } from './errors.ts';
import { readFiled, type FiledArguments } from './filed-arguments.ts';
import {
  noPositionals,
  optionsIn,
  readYear,
  required,
  shown,
  type Given,
  type Kind,
} from './given-options.ts';
import { readHelp, type HelpTopic } from './help-topics.ts';

export interface ReportArguments {
  readonly command: 'report';
  readonly year: number;
  readonly source:
    | {
        readonly kind: 'files';
        readonly transactions: string;
        readonly documents: readonly string[];
        /** A file of answers to what terms of reorganisations ask. */
        readonly answers?: string;
      }
    | { readonly kind: 'book'; readonly book: string }
    | { readonly kind: 'sample' };
  /** How lots are chosen in all accounts; null leaves a book's accounts their own methods. */
  readonly method: LotMethod | null;
  readonly account: string | null;
  readonly taxDeferred: readonly string[];
  /** Which security of the documents a name of the transactions is. */
  readonly same: readonly SameArgument[];
  readonly format: ReportFormat;
  readonly out: string | null;
}

/** What a broker's forms are compared with: files, or a book. */
export interface ReconcileArguments {
  readonly command: 'reconcile';
  readonly year: number;
  readonly source: Exclude<ReportArguments['source'], { kind: 'sample' }>;
  /** Null: the form that the book keeps. */
  readonly forms: string | null;
  /** The account whose kept form is meant; null where the book keeps one alone. */
  readonly account: string | null;
  readonly method: LotMethod | null;
  readonly taxDeferred: readonly string[];
  readonly same: readonly SameArgument[];
  readonly json: boolean;
}

/** `--same BXP=101121101` */
export interface SameArgument {
  readonly held: string;
  /** CUSIP, or the name in the document. */
  readonly found: string;
}

export interface ReadArguments {
  readonly command: 'documents read';
  readonly file: string;
  /** A file of answers to the document's questions; null without one. */
  readonly answers: string | null;
  readonly json: boolean;
}

export interface ImportArguments {
  readonly command: 'import';
  readonly book: string;
  readonly source:
    /** Answers say what rows are that the book has already. */
    | { readonly kind: 'transactions'; readonly file: string; readonly answers: string | null }
    /** Both at once: what sales need of terms of reorganisations is there then. Answers are for the terms. */
    | {
        readonly kind: 'together';
        readonly file: string;
        readonly documents: readonly string[];
        readonly answers: string | null;
      }
    /** Answers are for one document. */
    | {
        readonly kind: 'documents';
        readonly files: readonly string[];
        readonly answers: string | null;
      }
    /** A broker's file, with the answers to its questions. */
    | { readonly kind: 'history'; readonly file: string; readonly answers: string | null }
    /** A whole book, as "export" writes it. */
    | { readonly kind: 'export'; readonly file: string };
  /** Names of new accounts that are tax-deferred. */
  readonly taxDeferred: readonly string[];
  readonly json: boolean;
}

/** A broker's history, read and not taken in. */
export interface HistoryArguments {
  readonly command: 'import read';
  readonly file: string;
  readonly answers: string | null;
  readonly json: boolean;
}

/** Commands that take a book from one file to another. */
export interface BookArguments {
  readonly command: 'backup' | 'restore' | 'salvage' | 'export';
  readonly from: string;
  readonly to: string;
  readonly passphraseFile: string | null;
  readonly json: boolean;
}

export interface LibraryArguments {
  readonly command: 'library';
  readonly json: boolean;
}

export interface CheckArguments {
  readonly command: 'check';
  readonly book: string;
  readonly json: boolean;
}

export type Arguments =
  | FiledArguments
  | ReportArguments
  | ReconcileArguments
  | ReadArguments
  | ImportArguments
  | HistoryArguments
  | CheckArguments
  | LibraryArguments
  | BookArguments
  /** `topic`: the command whose own page is asked for. */
  | { readonly command: 'help'; readonly topic: HelpTopic | null }
  | { readonly command: 'version' };

const OPTIONS = {
  'documents read': { json: 'flag', answers: 'one' },
  'import read': { json: 'flag', answers: 'one' },
  report: {
    year: 'one',
    transactions: 'one',
    documents: 'some',
    answers: 'one',
    book: 'one',
    sample: 'flag',
    method: 'one',
    account: 'one',
    'tax-deferred': 'some',
    same: 'some',
    format: 'one',
    json: 'flag',
    out: 'one',
  },
  reconcile: {
    year: 'one',
    transactions: 'one',
    documents: 'some',
    answers: 'one',
    book: 'one',
    forms: 'one',
    kept: 'flag',
    account: 'one',
    method: 'one',
    'tax-deferred': 'some',
    same: 'some',
    json: 'flag',
  },
  import: {
    book: 'one',
    transactions: 'one',
    documents: 'some',
    'account-history': 'one',
    answers: 'one',
    'tax-deferred': 'some',
    export: 'one',
    json: 'flag',
  },
  library: { json: 'flag' },
  check: { book: 'one', json: 'flag' },
  filed: {
    ...{ book: 'one', year: 'one', keep: 'flag', forget: 'flag', 'filed-on': 'one' },
    ...{ 'whole-dollars': 'flag', json: 'flag' },
  },
  backup: { book: 'one', out: 'one', 'passphrase-file': 'one', json: 'flag' },
  restore: { from: 'one', book: 'one', 'passphrase-file': 'one', json: 'flag' },
  salvage: { from: 'one', book: 'one', json: 'flag' },
  export: { book: 'one', out: 'one', json: 'flag' },
} as const satisfies Record<string, Record<string, Kind>>;

/** From which option to which a book is taken. */
const WAYS = {
  backup: ['book', 'out'],
  restore: ['from', 'book'],
  salvage: ['from', 'book'],
  export: ['book', 'out'],
} as const satisfies Record<BookArguments['command'], readonly [string, string]>;

const FORMATS = ['text', 'json', 'csv', 'txf', 'pdf'] as const;
type ReportFormat = (typeof FORMATS)[number];
/** What is written where `--out` says, and nowhere else. */
const NEED_OUT: ReadonlySet<ReportFormat> = new Set<ReportFormat>(['csv', 'txf', 'pdf']);

function values(command: keyof typeof OPTIONS, argv: readonly string[]): Given {
  return optionsIn(command, OPTIONS[command], argv);
}

/** Reads the command line; throws UsageError with a sentence. */
export function readArguments(argv: readonly string[]): Arguments {
  const [first, second, ...rest] = argv;
  if (first === undefined) throw new UsageError('There is no command.');
  const help = readHelp(argv);
  if (help) return help;
  if (first === '--version') return { command: 'version' };
  const after = second === undefined ? [] : [second, ...rest];
  switch (first) {
    case 'documents':
      if (second !== 'read') {
        throw new UsageError(`"documents" is followed by "read", not by ${shown(second)}.`);
      }
      return readDocuments(values('documents read', rest));
    case 'report':
      return readReport(values('report', after));
    case 'reconcile':
      return readReconcile(values('reconcile', after));
    case 'import':
      if (second === 'read') return readHistory(values('import read', rest));
      return readImport(values('import', after));
    case 'check': {
      const given = values('check', after);
      noPositionals('check', given);
      return { command: 'check', book: required('check', given, 'book'), json: given.has('json') };
    }
    case 'library': {
      const given = values('library', after);
      noPositionals('library', given);
      return { command: 'library', json: given.has('json') };
    }
    case 'filed':
      return readFiled(values('filed', after));
    case 'backup':
    case 'restore':
    case 'salvage':
    case 'export':
      return readWay(first, values(first, after));
    default:
      throw new UsageError(`There is no command ${shown(first)}.`);
  }
}

/** What reads one file and prints what it found, with answers to its questions. */
function readOne(command: string, given: Given) {
  const [file, more] = given.positionals;
  if (file === undefined) throw new UsageError(`"${command}" needs the name of a file.`);
  if (more !== undefined) {
    throw new UsageError(`"${command}" reads one file at a time; ${shown(more)} is a second.`);
  }
  return { file, answers: given.one('answers'), json: given.has('json') };
}

function readDocuments(given: Given): ReadArguments {
  return { command: 'documents read', ...readOne('documents read', given) };
}

function readHistory(given: Given): HistoryArguments {
  return { command: 'import read', ...readOne('import read', given) };
}

function readWay(command: BookArguments['command'], given: Given): BookArguments {
  noPositionals(command, given);
  const [from, to] = WAYS[command];
  return {
    command,
    from: required(command, given, from),
    to: required(command, given, to),
    passphraseFile: given.one('passphrase-file'),
    json: given.has('json'),
  };
}

function readReconcile(given: Given): ReconcileArguments {
  noPositionals('reconcile', given);
  const year = readYear('reconcile', given);
  const source = readSource('reconcile', given);
  if (source.kind === 'sample') throw new UsageError('"reconcile" has no sample.');
  const isKept = given.has('kept');
  if (isKept && (source.kind !== 'book' || given.has('forms'))) {
    throw new UsageError(
      '--kept compares the form that a book keeps: it goes with --book, and without --forms.',
    );
  }
  return {
    command: 'reconcile',
    year,
    source,
    forms: isKept ? null : required('reconcile', given, 'forms'),
    account: given.one('account'),
    method: readMethod(given),
    taxDeferred: given.all('tax-deferred'),
    same: given.all('same').map(readSame),
    json: given.has('json'),
  };
}

function readReport(given: Given): ReportArguments {
  noPositionals('report', given);
  return {
    command: 'report',
    year: readYear('report', given),
    source: readSource('report', given),
    method: readMethod(given),
    account: given.one('account'),
    taxDeferred: given.all('tax-deferred'),
    same: given.all('same').map(readSame),
    format: readFormat(given),
    out: given.one('out'),
  };
}

function readSame(text: string): SameArgument {
  const at = text.indexOf('=');
  const [held, found] = [text.slice(0, Math.max(at, 0)).trim(), text.slice(at + 1).trim()];
  if (at < 0 || held === '' || found === '') {
    throw new UsageError(`--same ${shown(text)} is not of the form TICKER=CUSIP.`);
  }
  return { held, found };
}

function readMethod(given: Given): LotMethod | null {
  const text = given.one('method');
  if (text === null) return null;
  const method = LOT_METHODS.find((name) => name === text);
  if (method === undefined) {
    throw new UsageError(`There is no method ${shown(text)}; there are ${LOT_METHODS.join(', ')}.`);
  }
  return method;
}

function readSource(command: string, given: Given): ReportArguments['source'] {
  const sources = ['transactions', 'book', 'sample'].filter((name) => given.has(name));
  if (sources.length === 0) {
    const sample = command === 'report' ? ', or --sample' : '';
    throw new UsageError(`"${command}" needs --transactions and --documents, or --book${sample}.`);
  }
  if (sources.length > 1) {
    throw new UsageError(
      `"${command}" computes from one source; --${sources[0] ?? ''} and --${sources[1] ?? ''} are two.`,
    );
  }
  const transactions = given.one('transactions');
  const answers = given.one('answers');
  if (transactions !== null) {
    const documents = given.all('documents');
    return { kind: 'files', transactions, documents, ...(answers === null ? {} : { answers }) };
  }
  if (answers !== null) throw new UsageError('--answers goes with --transactions and --documents.');
  if (given.has('documents')) {
    throw new UsageError(
      '--documents goes with --transactions. Put documents into a book with "import".',
    );
  }
  const book = given.one('book');
  return book === null ? { kind: 'sample' } : { kind: 'book', book };
}

function readFormat(given: Given): ReportFormat {
  const text = given.one('format');
  if (text === null) return given.has('json') ? 'json' : 'text';
  const format = FORMATS.find((name) => name === text);
  if (format === undefined) {
    throw new UsageError(
      `There is no format ${shown(text)}; there are ${FORMATS.slice(0, -1).join(', ')} and ${FORMATS.at(-1) ?? ''}.`,
    );
  }
  if (format !== 'json' && given.has('json')) {
    throw new UsageError(`--json and --format ${format} contradict each other.`);
  }
  if (NEED_OUT.has(format) && !given.has('out')) {
    throw new UsageError(
      `--format ${format} needs --out: the ${format === 'csv' ? 'folder' : 'file'} to write.`,
    );
  }
  return format;
}

function readImport(given: Given): ImportArguments {
  noPositionals('import', given);
  const book = required('import', given, 'book');
  const transactions = given.one('transactions');
  const documents = given.all('documents');
  const whole = given.one('export');
  const json = given.has('json');
  const sources: ImportArguments['source'][] = [];
  const history = given.one('account-history');
  const answers = given.one('answers');
  const taxDeferred = given.all('tax-deferred');
  const isTogether = transactions !== null && documents.length > 0;
  if (isTogether) sources.push({ kind: 'together', file: transactions, documents, answers });
  else if (transactions !== null)
    sources.push({ kind: 'transactions', file: transactions, answers });
  else if (documents.length > 0) sources.push({ kind: 'documents', files: documents, answers });
  if (history !== null) sources.push({ kind: 'history', file: history, answers });
  if (answers !== null && history === null && transactions === null && documents.length !== 1) {
    throw new UsageError(
      '--answers goes with --transactions, --account-history, or one file of --documents.',
    );
  }
  if (taxDeferred.length > 0 && transactions === null && history === null) {
    throw new UsageError('--tax-deferred goes with --transactions or --account-history.');
  }
  if (whole !== null) sources.push({ kind: 'export', file: whole });
  const [source, more] = sources;
  if (source === undefined) {
    throw new UsageError(
      '"import" needs --transactions, --account-history, --documents or --export.',
    );
  }
  if (more !== undefined) {
    throw new UsageError(
      '"import" takes --transactions with or without --documents, --account-history, --documents or --export, one of them at a time.',
    );
  }
  return { command: 'import', book, source, taxDeferred, json };
}
