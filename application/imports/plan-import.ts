/**
 * What would the rows of a transactions file become in the book?
 *
 * The plan names the new accounts and securities, gives every new lot its name, and says for each
 * row that cannot be taken why not. It changes nothing: the book writes a plan without problems as
 * one transaction, and the command line computes from it directly.
 *
 * Source: the published interface of the command line: an account that is not named is `default`; a
 * new lot without a name is SECURITY/DATE, then SECURITY/DATE/2 and so on in file order.
 * Example: two purchases of AIV on 2000-03-01 make the lots AIV/2000-03-01 and AIV/2000-03-01/2.
 * Awkward case: a later row names its lot AIV/2000-03-01 itself: that name is taken everywhere, and
 * the first purchase without a name becomes AIV/2000-03-01/2.
 * Not handled: trade dates on days without trading are taken as they are, because reinvestments are
 * posted on such days.
 */
import { checkTransactions } from '../../tax/compute-year.ts';
import { makeTransaction, type Entry } from '../../tax/facts/entry.ts';
import { kindOf, makesLot, needsPart } from '../../tax/facts/entry-kinds.ts';
import type { MarketCalendar } from '../../tax/facts/market-calendar.ts';
import type {
  Account,
  Acquisition,
  Facts,
  LotMethod,
  Security,
  Transaction,
} from '../../tax/facts/model.ts';
import { tellPlace, type Steps } from '../../tax/values/steps.ts';
import type { Notice, NoticeCode } from '../../tax/facts/notices.ts';
import { transactionText } from '../../tax/facts/wording.ts';
import type { KnownSecurity } from '../../formats/allocation-document.ts';
import type { BrokerClaim } from '../../tax/facts/broker-claim.ts';
import { quoted, type FieldResult } from '../../formats/csv-values.ts';
import { EntriesThere, type AlreadyThere, type RepeatOf } from './already-there.ts';
import { brokenByRows } from './broken-by-rows.ts';
import type { ClaimOfFile } from './claims-of-file.ts';
import { LotNames, lotLabel } from './lot-labels.ts';
import { NamesOfFile } from './names-of-file.ts';
import { AccountResolver } from '../identity/resolve-account.ts';
import { SecurityResolver, type DatedIdentifier } from '../identity/resolve-security.ts';
import { limitProblems, MAX_PROBLEMS, type ImportProblem } from '../../formats/transactions-csv.ts';

/** The account of rows that name none. */
export const DEFAULT_ACCOUNT = 'default';

/** What makes a difference to what else happens on its day. */
const ACTS: ReadonlySet<string> = new Set(['changes', 'moves', 'distributes']);

export interface ImportPlan {
  /** Accounts to add. */
  readonly accounts: readonly Account[];
  /** Securities to add. */
  readonly securities: readonly Security[];
  /** Transactions to add, in the order in which they happened. */
  readonly transactions: readonly Transaction[];
  /** Rows that are in the book already, in file order; those that were not said to be taken are left out. */
  readonly already: readonly AlreadyThere[];
  /** What the file says that was paid, with accounts of the book or of the plan. */
  readonly claims: readonly BrokerClaim[];
  /** Stated facts that contradict others: they are taken, left out of the figures, and told. */
  readonly contradictions: readonly ImportProblem[];
  /** Every reason against it; with one of them nothing is to be written. */
  readonly problems: readonly ImportProblem[];
}

export interface PlanOptions {
  readonly calendar: MarketCalendar;
  readonly newId: (kind: 'account' | 'security' | 'transaction') => string;
  /** The method of accounts that are added; `fifo` where it is not given. */
  readonly method?: LotMethod;
  /** Names of accounts that are added as tax-deferred. */
  readonly taxDeferred?: readonly string[];
  /** What the securities that are there were called when, where more is known than the newest names. */
  readonly identifiers?: readonly DatedIdentifier[];
  /** Whether the rows are those of a file, and their lines its lines. */
  readonly isFile?: true;
  /** What to do with a row, by its line, that is in the book already; without it nobody looks for one. */
  readonly repeatOf?: RepeatOf;
  /** What the file says that was paid. */
  readonly claims?: readonly ClaimOfFile[];
  /** Accounts of the file that are called otherwise in the book: by the file's name, the book's. */
  readonly accountNames?: Readonly<Record<string, string>>;
  /** False where the caller looks for sales without their shares after it has written the rows in their places. */
  readonly checkHistory?: boolean;
  /** Is told of the rows, and then of what is computed to check them. */
  readonly steps?: Steps | undefined;
  /** What was said of the facts besides: the history is looked at with it. */
  readonly withSaid?: (facts: Facts) => Facts;
}

/** Plans the import of rows into a book that holds these facts. */
export function planImport(
  existing: Facts,
  rows: Iterable<Entry>,
  known: readonly KnownSecurity[],
  options: PlanOptions,
  unread: readonly ImportProblem[] = [],
): ImportPlan {
  const planner = new ImportPlanner(existing, known, options);
  const total = 'length' in rows ? Number(rows.length) : 0;
  let place = 0;
  for (const row of rows) {
    tellPlace(options.steps, place++, total);
    planner.add(row);
  }
  for (const claim of options.claims ?? []) planner.addClaim(claim);
  return planner.finish(unread);
}

/** A new lot, while its name is not settled. */
type UnnamedLot = { -readonly [K in keyof Acquisition]: Acquisition[K] };

/** Plans an import while its rows come in; none of them is kept. */
export class ImportPlanner {
  readonly #existing: Facts;
  readonly #options: PlanOptions;
  readonly #accounts: AccountResolver;
  readonly #securities: SecurityResolver;
  readonly #lots: LotNames;
  readonly #problems: ImportProblem[] = [];
  readonly #transactions: Transaction[] = [];
  readonly #unnamed: UnnamedLot[] = [];
  readonly #there: EntriesThere | null;
  readonly #already: AlreadyThere[] = [];
  readonly #names = new NamesOfFile();
  readonly #claims: BrokerClaim[] = [];
  readonly #waiting: Entry[] = [];
  /** The account of the row before. */
  #last: string | null = null;

  constructor(existing: Facts, known: readonly KnownSecurity[], options: PlanOptions) {
    this.#existing = existing;
    this.#options = options;
    this.#accounts = new AccountResolver(existing.accounts, {
      newId: () => options.newId('account'),
      method: options.method ?? 'fifo',
      taxDeferred: options.taxDeferred ?? [],
    });
    this.#securities = new SecurityResolver(
      existing.securities,
      known,
      () => options.newId('security'),
      options.identifiers,
    );
    this.#lots = new LotNames(existing.transactions);
    this.#there = options.repeatOf ? new EntriesThere(existing.transactions) : null;
  }

  /** What is against the rows so far; whether they fit what is held is not known before the end. */
  get problems(): readonly ImportProblem[] {
    return this.#problems;
  }

  /** The next row of the file, or a typed entry; what is said of all accounts waits until one is known. */
  add(row: Entry): void {
    const isOfNone =
      row.account === null && row.action === 'nothing-returned' && !this.#knowsAccount;
    if (isOfNone) {
      this.#waiting.push(row);
      return;
    }
    this.#take(row);
    if (this.#knowsAccount) this.#takeWaiting();
  }

  get #knowsAccount(): boolean {
    return this.#last !== null || this.#existing.accounts.length > 0;
  }

  #takeWaiting(): void {
    for (const row of this.#waiting.splice(0)) this.#take(row);
  }

  #take(row: Entry): void {
    const problem = (field: NonNullable<ImportProblem['field']>, message: string): undefined => {
      this.#problems.push({ line: row.line, field, message });
    };
    const { lastDay } = this.#options.calendar;
    if (row.date > lastDay) {
      problem(
        'date',
        `The date ${row.date} is in the future of the market calendar, which ends on ${lastDay}. Check the year.`,
      );
    }
    if (row.acquired !== null && row.acquired > row.date) {
      problem(
        'acquired',
        `The day of acquisition ${row.acquired} is later than the date ${row.date}. Write the day on which ${row.action === 'gift-received' ? 'the giver had acquired the shares' : 'the shares were acquired'}, or leave it empty.`,
      );
    }
    if (makesLot(row.action) && row.lot !== null) this.#lots.take(row.lot);
    const account = this.#account(row.account ?? this.#accountOfStatement(row));
    if ('problem' in account) problem('account', account.problem);
    else this.#last = account.value.name;
    const security = this.#securities.resolve(row.security, row.date);
    if ('problem' in security) problem('security', security.problem);
    const other = this.#other(row);
    if (other !== undefined && 'problem' in other) problem('to', other.problem);
    if ('problem' in account || 'problem' in security) return;
    if (other !== undefined && 'problem' in other) return;
    if (other !== undefined && other.value === (other.isAccount ? account : security).value) {
      problem('to', sameOnBothSides(row, other.value));
      return;
    }
    const fact = {
      id: this.#options.newId('transaction'),
      date: row.date,
      accountId: account.value.id,
      securityId: security.value.id,
      note: row.note,
      sourceLine: row.line,
    };
    const values = { ...row, toId: other?.value.id ?? null };
    const transaction = makeTransaction(row.action, fact, values, () => notWhole(row));
    const there = this.#there?.take(transaction);
    if (there) {
      const repeat = this.#options.repeatOf?.(row.line);
      this.#already.push({ entry: transaction, there, repeat });
      if (repeat !== 'take') {
        this.#names.add(transaction, row.lot, there);
        this.#refuseEarlier(transaction);
        return;
      }
    }
    if (makesLot(row.action) && row.lot !== null) {
      const earlier = this.#lots.claim(account.value.id, row.lot, row.line);
      if (earlier !== undefined) {
        problem(
          'lot',
          `The account ${quoted(account.value.name)} has a lot named ${quoted(row.lot)} already${earlier === null ? '' : `, from line ${earlier}`}. Give this one another name, or leave the name out.`,
        );
        return;
      }
    }
    if (this.#there) this.#names.add(transaction, row.lot, undefined);
    this.#transactions.push(transaction);
    if (makesLot(row.action) && row.lot === null) this.#unnamed.push(transaction as UnnamedLot);
  }

  /** What a broker says that was paid; its account can be one that the file alone has. */
  addClaim({ account: name, ...claim }: ClaimOfFile): void {
    const account = this.#account(name);
    if ('problem' in account) {
      this.#problems.push({ line: claim.line, field: 'account', message: account.problem });
    } else this.#claims.push({ ...claim, accountId: account.value.id });
  }

  /** What is said of all accounts is kept with one that is there, and makes none; null for every other row. */
  #accountOfStatement({ action }: Entry): string | null {
    return action === 'nothing-returned'
      ? (this.#last ?? this.#existing.accounts[0]?.name ?? null)
      : null;
  }

  #account(name: string | null): FieldResult<Account> {
    const names = this.#options.accountNames ?? {};
    const own = name ?? DEFAULT_ACCOUNT;
    return this.#accounts.resolve(Object.hasOwn(names, own) ? (names[own] as string) : own);
  }

  /** What is new comes after what the book has: a row that stands before an act of its day would not. */
  #refuseEarlier(there: Transaction): void {
    const isAct = ({ action }: Transaction): boolean => ACTS.has(kindOf(action).effect);
    for (let place = this.#transactions.length - 1; place >= 0; place--) {
      const earlier = this.#transactions[place] as Transaction;
      if (earlier.date !== there.date) break;
      const isSame =
        earlier.accountId === there.accountId && earlier.securityId === there.securityId;
      if (!isSame || (!isAct(earlier) && !isAct(there))) continue;
      this.#problems.push({
        line: earlier.sourceLine,
        message: `The ${transactionText({ ...earlier, sourceLine: null })} stands before the ${transactionText(there)}, which the book has already; in the book it would come after it. Take that entry out of the book first, then both come from the file in their order.`,
      });
    }
  }

  /** The plan of all rows that were added, and with the problems of those that could not be read. */
  finish(unread: readonly ImportProblem[] = []): ImportPlan {
    this.#takeWaiting();
    this.#nameLots();
    const plan = {
      accounts: this.#accounts.created,
      securities: this.#securities.created,
      transactions: this.#transactions,
      already: this.#already,
      claims: this.#claims,
    };
    const found = [...unread, ...this.#problems].sort(byLine);
    // Rows that could not be taken would make the rest look wrong.
    const check = found.length === 0 && this.#options.checkHistory !== false;
    const { problems, contradictions } = check
      ? historyProblems(this.#existing, plan, this.#options)
      : { problems: found, contradictions: [] };
    return { ...plan, contradictions, problems: limitProblems(problems) };
  }

  /** The other security or account, where the kind of entry has one. */
  #other(row: Entry) {
    const { to } = kindOf(row.action);
    if (to === null) return undefined;
    if (row.to === null) {
      if (needsPart(row.action, 'to')) throw notWhole(row);
      return undefined;
    }
    return to === 'account'
      ? { ...this.#account(row.to), isAccount: true }
      : { ...this.#securities.resolve(row.to, row.date), isAccount: false };
  }

  #nameLots(): void {
    const all = [...this.#existing.securities, ...this.#securities.created];
    const labels = new Map(all.map((security) => [security.id, lotLabel(security)]));
    // In file order, which is not that of the rows where the newest stands first.
    if (this.#options.isFile) {
      this.#unnamed.sort((a, b) => (a.sourceLine ?? 0) - (b.sourceLine ?? 0));
    }
    for (const draft of this.#unnamed) {
      draft.lot = this.#lots.next(`${labels.get(draft.securityId) ?? ''}/${draft.date}`);
    }
    this.#names.correct(this.#transactions, (id) => labels.get(id) ?? '');
  }
}

/** The readers of rows and of the form let none through without what its kind needs. */
function notWhole({ action, line }: Entry): Error {
  return new Error(`the entry of line ${line ?? '-'} is not a whole ${action}`);
}

function sameOnBothSides({ action, to }: Entry, other: Account | Security): string {
  return kindOf(action).to === 'account'
    ? `The ${action} leads from the account ${quoted(other.name)} to itself. Write the other account in "to".`
    : `The ${action} leads from ${quoted(to ?? '')} to the same security. Write the other one in "to".`;
}

/** The engine speaks of figures without the row; where the row is refused, the sentence says so. */
export function asRefusal(notice: Notice): string {
  return notice.message.replace(' is left out:', ' cannot be taken:');
}

/** The field that a notice about a new entry is about, where it is about one. */
const FIELD_OF: Partial<Record<NoticeCode, 'shares' | 'lot'>> = {
  oversold: 'shares',
  'nothing-held': 'shares',
  'no-fraction': 'shares',
  'unknown-lot': 'lot',
  'duplicate-lot': 'lot',
};

const LACKS_SHARES: ReadonlySet<NoticeCode> = new Set(['oversold', 'nothing-held']);

/**
 * Sales of more than is held and of lots that do not exist, in the book as it would be; and stated facts that
 * contradict others, which change nothing of the rest.
 */
function historyProblems(
  existing: Facts,
  plan: Pick<ImportPlan, 'accounts' | 'securities' | 'transactions'>,
  { calendar, withSaid = (facts) => facts, steps }: PlanOptions,
): Pick<ImportPlan, 'problems' | 'contradictions'> {
  const after = withSaid({
    ...existing,
    accounts: [...existing.accounts, ...plan.accounts],
    securities: [...existing.securities, ...plan.securities],
    transactions:
      existing.transactions.length === 0
        ? plan.transactions
        : [...existing.transactions, ...plan.transactions],
  });
  const notices = checkTransactions(after, calendar, steps).filter(
    (notice) => notice.level === 'error',
  );
  if (notices.length === 0) return { problems: [], contradictions: [] };
  const lines = new Map(plan.transactions.map(({ id, sourceLine }) => [id, sourceLine]));
  const isNew = (id: string | undefined): boolean => id !== undefined && lines.has(id);
  // What was wrong in the book before is no reason against these rows.
  const before = notices.every((notice) => isNew(notice.about.transaction))
    ? new Set<string | undefined>()
    : new Set(checkTransactions(existing, calendar).map((notice) => notice.about.transaction));
  const { refused = [], stated = [] } = Object.groupBy(
    notices.filter(({ about }) => isNew(about.transaction) || !before.has(about.transaction)),
    ({ code }) => (code === 'contradictory-fact' ? 'stated' : 'refused'),
  );
  const lineOf = ({ about }: Notice): number | null =>
    lines.get(about.transaction as string) ?? null;
  const problems = refused.map((notice, place): ImportProblem => {
    const message = asRefusal(notice);
    if (!isNew(notice.about.transaction)) {
      // Each looks through all rows: not for more of them than are shown.
      const broken =
        place < MAX_PROBLEMS
          ? existing.transactions.find(({ id }) => id === notice.about.transaction)
          : undefined;
      const byRows = broken && brokenByRows(after, notice, broken, plan.transactions);
      if (byRows) return byRows;
      return {
        line: null,
        message: `With these rows, an entry that is in the book would not fit any more: ${message}`,
      };
    }
    const field = FIELD_OF[notice.code];
    const line = lineOf(notice);
    const lacks =
      field === 'shares' && LACKS_SHARES.has(notice.code)
        ? { lacksShares: notice.about.transaction as string }
        : {};
    return field === undefined ? { line, message } : { line, field, message, ...lacks };
  });
  const contradictions = stated.map((notice) => ({
    line: lineOf(notice),
    message: notice.message,
  }));
  return { problems: problems.sort(byLine), contradictions: contradictions.sort(byLine) };
}

/** In the order of the file; what is about all of it comes last. */
function byLine(a: ImportProblem, b: ImportProblem): number {
  return (a.line ?? Number.MAX_SAFE_INTEGER) - (b.line ?? Number.MAX_SAFE_INTEGER);
}
