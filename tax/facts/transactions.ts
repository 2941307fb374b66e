/**
 * Which of the user's entries count, and in which order?
 *
 * Authority: the calculation's sections 6.3 and 7 (ours): by trade date, and on one day in the order
 * of the list. A lot's name is unique within its account: the second acquisition under a name is
 * left out with an error, because a sale that names the lot could mean either.
 * Example: two purchases into lot "A" of one account on 2000-03-01 and 2001-05-02: the one of 2000
 * counts, wherever the list has it.
 * Awkward case: the same name in two accounts is two lots.
 * Awkward case: a transfer or an exchange belongs to the position that the shares leave; the one that
 * they come into exists from the start, empty.
 * Not handled: entries of one day that were entered in another order than they happened.
 */
import { kindOf } from './entry-kinds.ts';
import { acquisitionProblem, entryProblem } from './entry-problem.ts';
import {
  isAcquisition,
  isSale,
  securityLabel,
  type Account,
  type Acquisition,
  type Dividend,
  type Facts,
  type Security,
  type Transaction,
  type Transfer,
} from './model.ts';
import type { Notice, NoticeCode, NoticeSubject } from './notices.ts';
import { SizesOfDays } from './sizes-of-days.ts';
import type { Day } from '../values/days.ts';
import { compareText, firstIndex } from '../values/order.ts';
import { hasSharedName } from '../values/shared-names.ts';
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
  /** Whether an entry says which lot it takes. */
  readonly namesLots: boolean;
  /** The dividends that were entered, and the transfers, in the same order: nobody looks for them among all. */
  readonly dividends: readonly Dividend[];
  readonly transfers: readonly Transfer[];
}

/** Of trades in order of date those of some days, the last one included: all others are left alone, however many. */
export function tradesBetween(trades: readonly Trade[], first: Day, last: Day): readonly Trade[] {
  return trades.slice(
    firstIndex(trades, ({ transaction }) => transaction.date >= first),
    firstIndex(trades, ({ transaction }) => transaction.date > last),
  );
}

/** Another position that an entry brings shares into. */
export function targetOf(
  transaction: Transaction,
): { accountId: string; securityId: string } | null {
  const { accountId, securityId } = transaction;
  if ('toAccountId' in transaction) return { accountId: transaction.toAccountId, securityId };
  const to = 'toSecurityId' in transaction ? transaction.toSecurityId : undefined;
  return to === undefined ? null : { accountId, securityId: to };
}

/** Whether an entry says which lot its shares come from. */
function namesALot(transaction: Transaction): boolean {
  if (isAcquisition(transaction) || !('lot' in transaction)) return false;
  return transaction.lot !== null || (isSale(transaction) && transaction.picks.length > 0);
}

/** A notice that stands or falls with a transaction. */
export interface TransactionNotice {
  readonly transaction: Transaction;
  readonly notice: Notice;
}

export interface AdmittedTransactions {
  /** By account name, then security label. */
  readonly positions: readonly Position[];
  /** Of all positions, by date, on one day as listed. */
  readonly trades: readonly Trade[];
  /** Those by which shares can leave a lot, in the same order. */
  readonly departures: readonly Trade[];
  /** Those of them that are liquidating distributions. */
  readonly liquidations: readonly Trade[];
  /** Those that only say something, in the same order: nobody looks for them among all. */
  readonly statements: readonly Trade[];
  /** The acquisitions that say what their shares were worth, in the same order. */
  readonly valued: readonly Trade[];
  /** Those that do not say what their shares cost or were worth, in the same order. */
  readonly unvalued: readonly Trade[];
  /** Those that are neither bought, reinvested, sold nor a dividend, which hardly any are, in the same order. */
  readonly uncommon: readonly Trade[];
  /** The days of two or more entries of one size, which alone can be the same: in order, each once. */
  readonly alikeDays: readonly Day[];
  /** The acquisition that counts as the one of a lot of an account. */
  readonly lotOwner: (accountId: string, lot: string) => Acquisition | undefined;
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
  return lookUp(facts.accounts, (id) => ({
    id,
    name: id,
    taxDeferred: false,
    method: 'fifo',
    methodChanges: [],
    returnOfCapital: 'by-shares',
  }));
}

/**
 * The accounts that any transaction names; rows of one account usually follow one another. That nothing was
 * returned is said of all accounts, whichever it names: it is no account's where another entry is.
 */
export function accountsWithTransactions(
  facts: Facts,
  { positions, refused, statements }: AdmittedTransactions,
): readonly Account[] {
  const isOfAll = ({ action }: Transaction): boolean => action === 'nothing-returned';
  // Where every entry is an account's and counts, each account with one has a position.
  if (refused.length === 0 && !statements.some(({ transaction }) => isOfAll(transaction)))
    return [...new Set(positions.map(({ account }) => account))];
  const others = facts.transactions.filter((transaction) => !isOfAll(transaction));
  const ids = new Set<string>();
  let last: string | undefined;
  for (const transaction of others.length > 0 ? others : facts.transactions) {
    const { accountId } = transaction;
    if (accountId !== last) ids.add(accountId);
    last = accountId;
    if ('toAccountId' in transaction) ids.add(transaction.toAccountId);
  }
  return [...ids].map(accountsOf(facts));
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

/** Whether it goes to those who hold at the end of its day (section 857(b)(3)(D)), wherever it is listed. */
function isAtDaysEnd({ action }: Transaction): boolean {
  return action === 'undistributed-gain';
}

/**
 * By trade date, on one day as listed, what goes to those who hold at its end last. Days are sorted instead of
 * trades: there are fewer of them.
 */
function inOrderOfDate(transactions: readonly Transaction[]): readonly Trade[] {
  const byDay = Map.groupBy(
    transactions.map((transaction, order): Trade => ({ transaction, order })),
    (trade) => trade.transaction.date,
  );
  return [...byDay.keys()].sort(compareText).flatMap((day) => {
    const ofDay = byDay.get(day) ?? [];
    const last = ofDay.filter(({ transaction }) => isAtDaysEnd(transaction));
    return last.length === 0
      ? ofDay
      : [...ofDay.filter(({ transaction }) => !isAtDaysEnd(transaction)), ...last];
  });
}

interface OpenPosition extends Position {
  readonly trades: Trade[];
  namesLots: boolean;
  readonly dividends: Dividend[];
  readonly transfers: Transfer[];
}

/** Finds or makes positions; rows of one position usually follow one another. */
function positionFinder(facts: Facts): {
  readonly all: () => readonly OpenPosition[];
  readonly of: (owner: { accountId: string; securityId: string }) => OpenPosition;
} {
  const account = accountsOf(facts);
  const security = securitiesOf(facts);
  const positions = new Map<string, Map<string, OpenPosition>>();
  let last: OpenPosition | undefined;
  return {
    all: () => [...positions.values()].flatMap((ofAccount) => [...ofAccount.values()]),
    of: ({ accountId, securityId }) => {
      if (last?.account.id === accountId && last.security.id === securityId) return last;
      last = getOrAdd(
        getOrAdd(positions, accountId, () => new Map<string, OpenPosition>()),
        securityId,
        () => ({
          account: account(accountId),
          security: security(securityId),
          trades: [],
          namesLots: false,
          dividends: [],
          transfers: [],
        }),
      );
      return last;
    },
  };
}

/** Finds the acquisition of a lot. Only a sale that names a lot which is not there ever asks. */
function lotOwnerFinder(positions: readonly Position[]): AdmittedTransactions['lotOwner'] {
  const owners = new Map<string, Map<string, Acquisition>>();
  const ownersOf = (accountId: string): Map<string, Acquisition> => {
    const lots = new Map<string, Acquisition>();
    for (const { account, trades } of positions) {
      if (account.id !== accountId) continue;
      for (const { transaction } of trades) {
        if (isAcquisition(transaction)) lots.set(transaction.lot, transaction);
      }
    }
    return lots;
  };
  return (accountId, lot) => getOrAdd(owners, accountId, () => ownersOf(accountId)).get(lot);
}

function inOrderOfName(positions: readonly Position[]): readonly Position[] {
  return positions.toSorted(
    (a, b) =>
      compareText(a.account.name, b.account.name) ||
      compareText(securityLabel(a.security), securityLabel(b.security)) ||
      compareText(a.security.id, b.security.id),
  );
}

/** Sorts the transactions into positions and leaves out those that cannot count. */
export function admitTransactions(facts: Facts): AdmittedTransactions {
  return admitAll(facts) ?? admitOneByOne(facts);
}

/**
 * Admits facts that are in order of date and of which none has to be left out, which nearly all are;
 * undefined for others. It goes through the facts once: 100,000 of them lie all over the memory, and
 * finding them there takes longer than anything that is done with them.
 */
function admitAll(facts: Facts): AdmittedTransactions | undefined {
  const positions = positionFinder(facts);
  const lists = noLists();
  const lotNames = new Map<string, string[]>();
  let accountId: string | undefined;
  let names: string[] = [];
  let day = '';
  let endedDay = '';
  for (let order = 0; order < facts.transactions.length; order++) {
    const transaction = facts.transactions[order] as Transaction;
    if (transaction.date !== day) {
      if (transaction.date < day) return undefined;
      day = transaction.date;
    }
    if (isAtDaysEnd(transaction)) endedDay = day;
    else if (day === endedDay) return undefined;
    const isBought = isAcquisition(transaction);
    const problem = isBought ? acquisitionProblem(transaction) : entryProblem(transaction);
    if (problem !== undefined) return undefined;
    const trade = { transaction, order };
    addTo(positions, lists, trade, isBought);
    if (!isBought) continue;
    if (transaction.accountId !== accountId) {
      ({ accountId } = transaction);
      names = getOrAdd(lotNames, accountId, () => []);
    }
    names.push(transaction.lot);
  }
  for (const ofAccount of lotNames.values()) if (hasSharedName(ofAccount)) return undefined;
  const sorted = inOrderOfName(positions.all());
  const lotOwner = lotOwnerFinder(sorted);
  return { ...lists, alikeDays: lists.sizes.alikeDays, positions: sorted, lotOwner, refused: [] };
}

type Positions = ReturnType<typeof positionFinder>;

type Lists = Record<
  'trades' | 'departures' | 'liquidations' | 'statements' | 'valued' | 'unvalued' | 'uncommon',
  Trade[]
> & { readonly sizes: SizesOfDays };

function noLists(): Lists {
  return {
    trades: [],
    departures: [],
    liquidations: [],
    statements: [],
    valued: [],
    unvalued: [],
    uncommon: [],
    sizes: new SizesOfDays(),
  };
}

function isCommon({ action }: Transaction): boolean {
  return action === 'buy' || action === 'reinvest' || action === 'sell' || action === 'dividend';
}

function addTo(positions: Positions, lists: Lists, trade: Trade, isBought: boolean): void {
  const { transaction } = trade;
  lists.trades.push(trade);
  lists.sizes.add(transaction);
  if (!isCommon(transaction)) lists.uncommon.push(trade);
  const position = positions.of(transaction);
  position.trades.push(trade);
  if (isBought) {
    const { value, amount } = transaction as Acquisition;
    if (value !== undefined) lists.valued.push(trade);
    if (amount === null) lists.unvalued.push(trade);
    return;
  }
  if (transaction.action === 'dividend') position.dividends.push(transaction);
  else if (transaction.action === 'transfer') position.transfers.push(transaction);
  if (kindOf(transaction.action).effect === 'says') lists.statements.push(trade);
  else lists.departures.push(trade);
  if (transaction.action === 'liquidation') lists.liquidations.push(trade);
  if (namesALot(transaction)) position.namesLots = true;
  const target = targetOf(transaction);
  if (target) positions.of(target);
}

function admitOneByOne(facts: Facts): AdmittedTransactions {
  const account = accountsOf(facts);
  const security = securitiesOf(facts);
  const positions = positionFinder(facts);
  const lotOwners = new Map<string, Map<string, Acquisition>>();
  const refused: TransactionNotice[] = [];
  const refuse = (transaction: Transaction, code: NoticeCode, message: string): void => {
    const about = transactionSubject(
      transaction,
      account(transaction.accountId),
      security(transaction.securityId),
      isAcquisition(transaction) ? { lots: [transaction.lot] } : {},
    );
    refused.push({ transaction, notice: { level: 'error', code, message, about } });
  };
  const lists = noLists();
  for (const trade of inOrderOfDate(facts.transactions)) {
    const { transaction } = trade;
    const problem = entryProblem(transaction);
    if (problem !== undefined) {
      refuse(
        transaction,
        'invalid-transaction',
        `The ${transactionText(transaction)} of ${securityLabel(security(transaction.securityId))} is left out: ${problem}. Correct the entry.`,
      );
      continue;
    }
    if (isAcquisition(transaction)) {
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
    addTo(positions, lists, trade, isAcquisition(transaction));
  }
  const sorted = inOrderOfName(positions.all());
  const lotOwner = (id: string, lot: string): Acquisition | undefined =>
    lotOwners.get(id)?.get(lot);
  return { ...lists, alikeDays: lists.sizes.alikeDays, positions: sorted, lotOwner, refused };
}
