/**
 * What would a file become in the book, what is to be decided, and every reason against it?
 *
 * Nothing is written. A file that was imported before is refused; of a row that the book has already, and of an
 * account that seems to be one of the book under another name, has to be said what it is.
 */
import { listClaims } from '../../db/claims.ts';
import { findImportBySha256, getImport } from '../../db/imports.ts';
import { listAllIdentifiers } from '../../db/securities.ts';
import { getTransaction } from '../../db/transactions.ts';
import { quoted } from '../../formats/csv-values.ts';
import type {
  HistoryQuestion,
  StatedHolding,
  TickerOfCusip,
} from '../../formats/accounts/history.ts';
import type { OwnLayout } from '../../formats/accounts/own-layouts.ts';
import type { CsvReading, ImportProblem } from '../../formats/transactions-csv.ts';
import { knownSecurities, reference } from '../../resources/reference.ts';
import { eventKey, keyOf } from '../../tax/facts/same-entry.ts';
import type { Facts, Transaction } from '../../tax/facts/model.ts';
import { counted, transactionText } from '../../tax/facts/wording.ts';
import { claimsOnce } from '../../tax/report/broker-claims.ts';
import { SecurityResolver } from '../identity/resolve-security.ts';
import { RefusalError } from '../refusal.ts';
import type { BookContext } from '../session.ts';
import { sha256Of } from '../sha256.ts';
import type { Repeat, RepeatOf } from './already-there.ts';
import type { ClaimOfFile } from './claims-of-file.ts';
import { comparedHoldings, differenceText, type ComparedHolding } from './compared-holdings.ts';
import { dayHere, doubtsOf, type Doubt } from './doubts.ts';
import { askedOfBefore, paidBeforeHeld } from './held-before.ts';
import { withPlan } from './holdings-around.ts';
import { namesInBook } from './known-by-ticker.ts';
import { planImport, type ImportPlan } from './plan-import.ts';
import { likelySame, unknownNames, type AccountNames, type LikelySame } from './same-account.ts';

/** What a file says, whatever its kind, and what was said of it. */
export interface FileOfEntries {
  readonly fileName: string;
  /** By which it is known again: its text, or what was read of it. */
  readonly key: string;
  readonly reading: CsvReading;
  /** What the broker says that it paid. */
  readonly claims?: readonly ClaimOfFile[];
  readonly taxDeferred?: readonly string[];
  /** What was said of a row, by its line, that is in the book already. */
  readonly repeatOf?: RepeatOf | undefined;
  /** Lines of which something was said one by one; none of them may be new. */
  readonly saidLines?: readonly number[];
  /** Accounts of the file that are called otherwise in the book, or are said to be others. */
  readonly accountNames?: AccountNames;
  /** What it lists as held. */
  readonly stated?: readonly StatedHolding[];
  /** Which CUSIP it says is which ticker. */
  readonly tickers?: readonly TickerOfCusip[];
  /** Whether a difference of that, by its line, was looked at and the rows are to be taken all the same. */
  readonly isSeen?: (line: number) => boolean;
  /** Whether it is a broker's history, which can begin after the first purchase. */
  readonly isHistory?: boolean;
  /** What was said of its columns, to be kept with the import. */
  readonly layout?: OwnLayout | undefined;
  /** What is said of the facts besides, as by terms of reorganisations that come with the file. */
  readonly withSaid?: (facts: Facts) => Facts;
}

interface Look {
  readonly doubts: readonly Doubt[];
  readonly plan: ImportPlan;
  readonly problems: readonly ImportProblem[];
  /** What has to be said of shares that were held before the file begins. */
  readonly before: readonly HistoryQuestion[];
  readonly already: readonly RepeatedRow[];
  /** Accounts of which has to be said whether they are one of the book. */
  readonly likelySame: readonly LikelySame[];
  /** How many payments that the broker lists are not in the book yet. */
  readonly newClaims: number;
  /** What the file lists as held, beside what the book would have. */
  readonly compared: readonly ComparedHolding[];
}

/** A row that is in the book already. */
interface RepeatedRow {
  readonly line: number;
  readonly entry: Transaction;
  readonly there: Transaction;
  /** The file that the book has it from; null where it was entered by hand. */
  readonly from: { readonly fileName: string; readonly line: number } | null;
  readonly repeat: Repeat | undefined;
}

function originOf({ book }: BookContext, { id }: Transaction): RepeatedRow['from'] {
  const source = getTransaction(book, id)?.source;
  const batch = source ? getImport(book, source.batchId) : undefined;
  return source && batch ? { fileName: batch.fileName, line: source.line } : null;
}

/** What the plan's claims add to those that the book has from other files. */
function countNewClaims({ book }: BookContext, { claims }: ImportPlan): number {
  if (claims.length === 0) return 0;
  const there = listClaims(book);
  const own = claims.map((claim) => ({ ...claim, batchId: '' }));
  return claimsOnce([...there, ...own]).length - claimsOnce(there).length;
}

function importedBefore({ book }: BookContext, key: string): ImportProblem[] {
  const earlier = findImportBySha256(book, sha256Of(key));
  if (!earlier) return [];
  const message = `This file was imported on ${earlier.importedAt.slice(0, 10)} as ${quoted(earlier.fileName)}. Its entries are in the book, so nothing is imported a second time. To read it again, take that import back first: in the window under Holdings, All entries, Import.`;
  return [{ line: null, message }];
}

/** What the file would become, and every reason against it. */
export function look(
  context: BookContext,
  {
    key,
    reading,
    claims = [],
    taxDeferred = [],
    repeatOf = () => undefined,
    saidLines = [],
    accountNames = {},
    stated = [],
    tickers = [],
    withSaid,
    isHistory = false,
  }: Omit<FileOfEntries, 'fileName'>,
  checkHistory = true,
): Look {
  const facts = context.facts();
  const identifiers = listAllIdentifiers(context.book);
  const names = namesInBook(tickers, {
    securities: facts.securities,
    identifiers,
    library: knownSecurities,
  });
  const options = {
    calendar: reference.calendar,
    newId: () => context.newId(),
    identifiers,
    taxDeferred,
    repeatOf,
    claims: names.of(claims),
    accountNames,
    checkHistory,
    steps: context.watch('comparing'),
    isFile: true as const,
    ...(withSaid ? { withSaid } : {}),
  };
  const { rows, problems: unread } = reading;
  const plan = planImport(facts, names.of(rows), knownSecurities, options, unread);
  const after = withPlan(facts, plan);
  const { questions: before, problems: against } =
    isHistory && unread.length === 0
      ? askedOfBefore(plan.problems, after)
      : { questions: [], problems: plan.problems };
  const securities = new SecurityResolver(
    after.securities,
    knownSecurities,
    () => '',
    options.identifiers,
  );
  const early = paidBeforeHeld(plan.claims, after, (text, day) => {
    const found = securities.resolve(text, day);
    return 'problem' in found ? undefined : found.value.id || undefined;
  });
  const doubts = doubtsOf(facts, plan, {
    known: knownSecurities,
    calendar: reference.calendar,
    today: dayHere(context.now()),
  });
  const twice = importedBefore(context, key);
  const wrongNames = [
    ...taxDeferred
      .filter((name) => !plan.accounts.some((account) => account.name === name))
      .map(
        (name) =>
          `No new account is called ${quoted(name)}. What an account is that the book has is changed in the window under Holdings, Accounts.`,
      ),
    ...unknownNames(facts, accountNames).map(
      (name) =>
        `The book has no account ${quoted(name)}. Write the name of an account as the book has it.`,
    ),
  ].map((message) => ({ line: null, message }));
  const lines = new Set(plan.already.map(({ entry }) => entry.sourceLine));
  const notThere = saidLines
    .filter((line) => !lines.has(line))
    .map((line) => ({
      line,
      message: `The answer "already/${line}" is about a row that the book has already, and this row is new. Take the answer out.`,
    }));
  const already = plan.already.map(({ entry, there, repeat }) => ({
    line: entry.sourceLine ?? 1,
    entry,
    there,
    from: originOf(context, there),
    repeat,
  }));
  return {
    plan,
    doubts: [...names.doubts, ...doubts, ...(plan.problems.length > 0 ? [] : early)],
    before: twice.length > 0 ? [] : before,
    already,
    likelySame: likelySame(facts, plan, accountNames),
    newClaims: countNewClaims(context, plan),
    compared:
      checkHistory && twice.length === 0
        ? comparedHoldings(context, plan, names.of(stated), accountNames)
        : [],
    // Everything else that there is against a file that is in the book comes of that.
    problems: twice.length > 0 ? twice : [...wrongNames, ...notThere, ...against],
  };
}

/** How many rows a refusal names. */
const NAMED_ROWS = 20;

/** Of each row that is in the book already has to be said whether it is another trade. */
function undecidedRows({ plan, already }: Look): Refused | undefined {
  const open = already.filter(({ repeat }) => repeat === undefined);
  if (open.length === 0) return undefined;
  const days = plan.already.map(({ entry }) => entry.date).sort();
  const span = days[0] === days.at(-1) ? `on ${days[0]}` : `from ${days[0]} to ${days.at(-1)}`;
  const named = open.slice(0, NAMED_ROWS).map(({ line, entry, there, from }) => ({
    field: `already/${line}`,
    line,
    message: `The ${transactionText({ ...entry, sourceLine: null })} is in the book already, ${from ? `from line ${from.line} of ${from.fileName}` : 'where it was entered by hand'}: ${alikeIn(entry, there)}.`,
  }));
  const more = open.length - named.length;
  return {
    message: `${counted(open.length, 'row')} of it, ${span}, ${open.length === 1 ? 'is' : 'are'} in the book already`,
    issues: [
      ...named,
      ...(more > 0
        ? [
            {
              field: 'already',
              line: null,
              message: `${counted(more, 'more row')} ${more === 1 ? 'is' : 'are'} in the book already.`,
            },
          ]
        : []),
    ],
  };
}

/** What two entries have in common. */
function alikeIn(entry: Transaction, there: Transaction): string {
  const isTrade = eventKey(entry) === null;
  return isTrade || keyOf(entry) === keyOf(there)
    ? 'the same day, account, security, shares and amount'
    : `the same event, there on ${there.date}`;
}

interface Refused {
  /** A clause without a full stop. */
  readonly message: string;
  readonly issues: readonly {
    readonly field: string;
    readonly line: number | null;
    readonly message: string;
  }[];
}

/** Of an account whose rows are entries of another one, or that has its number, has to be said whether the two are one. */
function undecidedAccounts({ likelySame: accounts }: Look): Refused | undefined {
  const [first] = accounts;
  if (!first) return undefined;
  return {
    message: `it has to be said whether its account ${quoted(first.name)} is ${quoted(first.other)}`,
    issues: accounts.map(({ name, other, rows, line }) => ({
      field: `account/${name}`,
      line,
      message: `Is the account ${quoted(name)} the same as ${quoted(other)}? ${
        rows === 0
          ? 'Both have the same number: taken for another account, its shares would be apart from those that are there.'
          : `${counted(rows, 'row')} of it ${rows === 1 ? 'is an entry' : 'are entries'} of that account already: taken for another account, ${rows === 1 ? 'it' : 'they'} would be in the book twice.`
      }`,
    })),
  };
}

/** A difference from what the file lists as held has to be looked at. */
function unseenDifferences(
  { compared }: Look,
  isSeen: (line: number) => boolean,
): Refused | undefined {
  const issues = compared.flatMap((one) => {
    const message = isSeen(one.line) ? null : differenceText(one);
    return message === null ? [] : [{ field: `holdings/${one.line}`, line: one.line, message }];
  });
  if (issues.length === 0) return undefined;
  return {
    message: `${counted(issues.length, 'position')} of its own list of holdings ${issues.length === 1 ? 'differs' : 'differ'} from what its rows leave`,
    issues: issues.slice(0, NAMED_ROWS),
  };
}

/** Shares that were held before the file begins have to be said. */
function unsaidBefore({ before }: Look): Refused | undefined {
  if (before.length === 0) return undefined;
  return {
    message: `${counted(before.length, 'row')} of it ${before.length === 1 ? 'needs' : 'need'} shares that were held before it begins`,
    issues: before
      .slice(0, NAMED_ROWS)
      .map(({ id, line, text }) => ({ field: id, line, message: text })),
  };
}

/** Throws RefusalError while something about the file is to be decided. */
export function refuseUndecided(
  fileName: string,
  looked: Look,
  isSeen: (line: number) => boolean = () => false,
): void {
  const refused =
    undecidedAccounts(looked) ??
    undecidedRows(looked) ??
    unsaidBefore(looked) ??
    unseenDifferences(looked, isSeen);
  if (refused === undefined) return;
  const { message, issues } = refused;
  throw new RefusalError('invalid-input', `${quoted(fileName)} was not imported: ${message}.`, [
    ...issues,
  ]);
}
