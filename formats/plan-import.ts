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
 * Not handled: corporate actions. Trade dates on days without trading are taken as they are, because
 * reinvestments are posted on such days.
 */
import { checkTransactions } from '../tax/compute-year.ts';
import type { MarketCalendar } from '../tax/market-calendar.ts';
import {
  securityLabel,
  type Account,
  type Facts,
  type LotMethod,
  type Security,
  type Transaction,
} from '../tax/model.ts';
import type { Notice } from '../tax/notices.ts';
import type { KnownSecurity } from './allocation-document.ts';
import { quoted } from './csv-values.ts';
import { SecurityResolver } from './resolve-security.ts';
import { limitProblems, type CsvTransaction, type ImportProblem } from './transactions-csv.ts';

export { securitiesOfDocuments, type SecuritiesOfDocuments } from './securities-of-documents.ts';

export const DEFAULT_ACCOUNT = 'default';

/** Names of lots can have 200 UTF-16 units, of which the day and a number need some. */
const MAX_LABEL = 80;

export interface ImportPlan {
  /** Accounts to add. */
  readonly accounts: readonly Account[];
  /** Securities to add. */
  readonly securities: readonly Security[];
  /** Transactions to add, in file order. */
  readonly transactions: readonly Transaction[];
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
  /** False where the rows were typed in, so that no message speaks of a line. */
  readonly fromFile?: boolean;
  /** False where the caller looks for sales without their shares after it has written the rows in their places. */
  readonly checkHistory?: boolean;
}

/** Plans the import of rows into a book that holds these facts. */
export function planImport(
  existing: Facts,
  rows: readonly CsvTransaction[],
  known: readonly KnownSecurity[],
  options: PlanOptions,
): ImportPlan {
  const problems: ImportProblem[] = [];
  const accounts = new AccountResolver(existing.accounts, options);
  const securities = new SecurityResolver(existing.securities, known, () =>
    options.newId('security'),
  );
  const lots = new LotNames(existing, rows);
  const transactions: Transaction[] = [];
  const lines = new Map<string, number>();
  const lastDay = options.calendar.lastDay;

  for (const row of rows) {
    const problem = (field: NonNullable<ImportProblem['field']>, message: string): void => {
      problems.push({ line: row.line, field, message });
    };
    if (row.date > lastDay) {
      problem(
        'date',
        `The date ${row.date} is in the future of the market calendar, which ends on ${lastDay}. Check the year.`,
      );
    }
    const account = accounts.resolve(row.account ?? DEFAULT_ACCOUNT);
    if ('problem' in account) problem('account', account.problem);
    const security = securities.resolve(row.security);
    if ('problem' in security) problem('security', security.problem);
    if ('problem' in account || 'problem' in security) continue;

    const fact = {
      id: options.newId('transaction'),
      date: row.date,
      securityId: security.value.id,
      accountId: account.value.id,
      shares: row.shares,
      amount: row.amount,
      note: row.note,
      sourceLine: options.fromFile === false ? null : row.line,
    };
    lines.set(fact.id, row.line);
    if (row.action === 'sell') {
      transactions.push({ ...fact, action: 'sell', lot: row.lot });
      continue;
    }
    const given = row.lot;
    if (given !== null) {
      const earlier = lots.claim(account.value.id, given, row.line);
      if (earlier !== undefined) {
        problem(
          'lot',
          `The account ${quoted(account.value.name)} has a lot named ${quoted(given)} already${earlier === null ? '' : `, from line ${earlier}`}. Give this one another name, or leave the name out.`,
        );
        continue;
      }
    }
    const lot = given ?? lots.next(`${lotLabel(security.value)}/${row.date}`);
    transactions.push({ ...fact, action: row.action, lot });
  }

  const plan = { accounts: accounts.created, securities: securities.created, transactions };
  const check = problems.length === 0 && options.checkHistory !== false;
  const all = check ? historyProblems(existing, plan, lines) : problems;
  return { ...plan, problems: limitProblems(all) };
}

/** What a lot's name begins with: short enough that the whole name can be typed again. */
function lotLabel(security: Security): string {
  const characters = Array.from(securityLabel(security));
  return characters.length > MAX_LABEL
    ? `${characters.slice(0, MAX_LABEL).join('')}…`
    : characters.join('');
}

/** The engine speaks of figures without the row; where the row is refused, the sentence says so. */
export function asRefusal(notice: Notice): string {
  return notice.message.replace(' is left out:', ' cannot be taken:');
}

/** Sales of more than is held and of lots that do not exist, in the book as it would be. */
function historyProblems(
  existing: Facts,
  plan: Omit<ImportPlan, 'problems'>,
  lines: ReadonlyMap<string, number>,
): ImportProblem[] {
  const after: Facts = {
    ...existing,
    accounts: [...existing.accounts, ...plan.accounts],
    securities: [...existing.securities, ...plan.securities],
    transactions: [...existing.transactions, ...plan.transactions],
  };
  const notices = checkTransactions(after).filter((notice) => notice.level === 'error');
  if (notices.length === 0) return [];
  const isNew = (id: string | undefined): boolean => id !== undefined && lines.has(id);
  // What was wrong in the book before is no reason against these rows.
  const before = notices.every((notice) => isNew(notice.about.transaction))
    ? new Set<string | undefined>()
    : new Set(checkTransactions(existing).map((notice) => notice.about.transaction));
  return notices
    .filter((notice) => isNew(notice.about.transaction) || !before.has(notice.about.transaction))
    .map((notice) =>
      isNew(notice.about.transaction)
        ? {
            line: lines.get(notice.about.transaction as string) ?? null,
            field: notice.code === 'oversold' ? ('shares' as const) : ('lot' as const),
            message: asRefusal(notice),
          }
        : {
            line: null,
            message: `With these rows, an entry that is in the book would not fit any more: ${asRefusal(notice)}`,
          },
    )
    .sort((a, b) => (a.line ?? Infinity) - (b.line ?? Infinity));
}

type Resolved<T> = { readonly value: T } | { readonly problem: string };

class AccountResolver {
  readonly created: Account[] = [];
  readonly #byName = new Map<string, Account>();
  readonly #byLowerCase = new Map<string, Account>();
  readonly #options: PlanOptions;

  constructor(existing: readonly Account[], options: PlanOptions) {
    this.#options = options;
    for (const account of existing) this.#keep(account);
  }

  #keep(account: Account): void {
    this.#byName.set(account.name, account);
    this.#byLowerCase.set(account.name.toLowerCase(), account);
  }

  resolve(name: string): Resolved<Account> {
    const found = this.#byName.get(name);
    if (found !== undefined) return { value: found };
    const similar = this.#byLowerCase.get(name.toLowerCase());
    if (similar !== undefined) {
      return {
        problem: `The account ${quoted(name)} differs from ${quoted(similar.name)} only in upper and lower case. Write both the same way.`,
      };
    }
    const account: Account = {
      id: this.#options.newId('account'),
      name,
      taxDeferred: this.#options.taxDeferred?.includes(name) ?? false,
      method: this.#options.method ?? 'fifo',
    };
    this.created.push(account);
    this.#keep(account);
    return { value: account };
  }
}

/** Hands out lot names. A name that a person gave, in the book or anywhere in the file, is never handed out. */
class LotNames {
  readonly #taken = new Set<string>();
  /** By account id and name: the line that claimed it, null for the book. */
  readonly #claimed = new Map<string, number | null>();
  readonly #next = new Map<string, number>();

  constructor(existing: Facts, rows: readonly CsvTransaction[]) {
    for (const transaction of existing.transactions) {
      if (transaction.action === 'sell') continue;
      this.#taken.add(transaction.lot);
      this.#claimed.set(`${transaction.accountId}\n${transaction.lot}`, null);
    }
    for (const row of rows) {
      if (row.action !== 'sell' && row.lot !== null) this.#taken.add(row.lot);
    }
  }

  /** Keeps a name that the row gives; the line that had it before (null: the book), or undefined. */
  claim(accountId: string, lot: string, line: number): number | null | undefined {
    const key = `${accountId}\n${lot}`;
    const earlier = this.#claimed.get(key);
    if (earlier === undefined) this.#claimed.set(key, line);
    return earlier;
  }

  next(base: string): string {
    let number = this.#next.get(base) ?? 1;
    let name: string;
    do {
      name = number === 1 ? base : `${base}/${number}`;
      number++;
    } while (this.#taken.has(name));
    this.#next.set(base, number);
    return name;
  }
}
