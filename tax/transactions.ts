/**
 * Which of the user's entries count, and in which order?
 *
 * Authority: the calculation's sections 6.3 and 7 (ours): by trade date, and on one day in the order
 * of the list. A lot's name is unique within its account: the second acquisition under a name is
 * left out with an error, because a sale that names the lot could mean either.
 * Example: two purchases into lot "A" of one account on 2000-03-01 and 2001-05-02: the one of 2000
 * counts, wherever the list has it.
 * Awkward case: the same name in two accounts is two lots.
 * Not handled: corporate actions and transfers.
 */
import type { Account, Acquisition, Facts, Security, Transaction } from './model.ts';
import { securityLabel } from './model.ts';
import type { Notice, NoticeCode, NoticeSubject } from './notices.ts';
import { compareText } from './order.ts';
import { transactionText } from './wording.ts';

/** A transaction with its place in the facts. */
export interface Trade {
  readonly transaction: Transaction;
  readonly order: number;
}

/** One security in one account, with its trades in order. */
export interface Position {
  readonly account: Account;
  readonly security: Security;
  readonly trades: readonly Trade[];
}

/** A notice that stands or falls with a transaction. */
export interface TransactionNotice {
  readonly transaction: Transaction;
  readonly notice: Notice;
}

export interface AdmittedTransactions {
  /** By account name, then security label. */
  readonly positions: readonly Position[];
  /** Acquisitions that count, by account and then by lot name. */
  readonly lotOwners: ReadonlyMap<string, ReadonlyMap<string, Acquisition>>;
  readonly refused: readonly TransactionNotice[];
}

/** What a notice about a transaction is about. */
export function transactionSubject(
  transaction: Transaction,
  account: Account,
  security: Security,
  more: NoticeSubject = {},
): NoticeSubject {
  return {
    security: securityLabel(security),
    account: account.name,
    transaction: transaction.id,
    ...(transaction.sourceLine === null ? {} : { line: transaction.sourceLine }),
    day: transaction.date,
    ...more,
  };
}

function lookUp<T extends { readonly id: string }>(
  items: readonly T[],
  make: (id: string) => T,
): (id: string) => T {
  const byId = new Map(items.map((item) => [item.id, item]));
  return (id) => {
    const found = byId.get(id) ?? make(id);
    byId.set(id, found);
    return found;
  };
}

/** Finds accounts; one that the facts do not describe is a taxable one of that name. */
export function accountsOf(facts: Facts): (id: string) => Account {
  return lookUp(facts.accounts, (id) => ({ id, name: id, taxDeferred: false, method: 'fifo' }));
}

/** Finds securities; one that the facts do not describe is known by its id. */
export function securitiesOf(facts: Facts): (id: string) => Security {
  return lookUp(facts.securities, (id) => ({
    id,
    issuer: null,
    name: id,
    symbol: null,
    cusips: [],
  }));
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

/** Why a transaction cannot be used by itself; undefined when it can. */
function selfProblem(transaction: Transaction): string | undefined {
  if (transaction.shares <= 0n) return 'its number of shares is not above zero';
  if (transaction.action !== 'sell' && transaction.amount < 0n) return 'its cost is negative';
  return undefined;
}

/** By trade date, on one day as listed. Days are sorted instead of trades: there are fewer of them. */
function inOrderOfDate(transactions: readonly Transaction[]): readonly Trade[] {
  const byDay = Map.groupBy(
    transactions.map((transaction, order): Trade => ({ transaction, order })),
    (trade) => trade.transaction.date,
  );
  return [...byDay.keys()].sort(compareText).flatMap((day) => byDay.get(day) ?? []);
}

/** Sorts the transactions into positions and leaves out those that cannot count. */
export function admitTransactions(facts: Facts): AdmittedTransactions {
  const account = accountsOf(facts);
  const security = securitiesOf(facts);
  const positions = new Map<string, Map<string, Position & { trades: Trade[] }>>();
  const lotOwners = new Map<string, Map<string, Acquisition>>();
  const refused: TransactionNotice[] = [];
  const refuse = (transaction: Transaction, code: NoticeCode, message: string): void => {
    const about = transactionSubject(
      transaction,
      account(transaction.accountId),
      security(transaction.securityId),
      transaction.action === 'sell' ? {} : { lots: [transaction.lot] },
    );
    refused.push({ transaction, notice: { level: 'error', code, message, about } });
  };
  for (const trade of inOrderOfDate(facts.transactions)) {
    const { transaction } = trade;
    const problem = selfProblem(transaction);
    if (problem !== undefined) {
      refuse(
        transaction,
        'invalid-transaction',
        `The ${transactionText(transaction)} of ${securityLabel(security(transaction.securityId))} is left out: ${problem}. Correct the entry.`,
      );
      continue;
    }
    if (transaction.action !== 'sell') {
      const owners = getOrAdd(lotOwners, transaction.accountId, () => new Map());
      const first = owners.get(transaction.lot);
      if (first) {
        refuse(
          transaction,
          'duplicate-lot',
          `The ${transactionText(transaction)} is left out: the account ${account(transaction.accountId).name} already has a lot named ${transaction.lot}, from the ${transactionText(first)}. Give one of them another name.`,
        );
        continue;
      }
      owners.set(transaction.lot, transaction);
    }
    const ofAccount = getOrAdd(positions, transaction.accountId, () => new Map());
    getOrAdd(ofAccount, transaction.securityId, () => ({
      account: account(transaction.accountId),
      security: security(transaction.securityId),
      trades: [],
    })).trades.push(trade);
  }
  const sorted = [...positions.values()]
    .flatMap((ofAccount) => [...ofAccount.values()])
    .sort(
      (a, b) =>
        compareText(a.account.name, b.account.name) ||
        compareText(securityLabel(a.security), securityLabel(b.security)) ||
        compareText(a.security.id, b.security.id),
    );
  return { positions: sorted, lotOwners, refused };
}
