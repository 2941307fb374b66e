/**
 * What is the smallest book that still shows a difference?
 *
 * Takes things away, one at a time, as long as the difference stays: so a person can read it.
 */
import { isAcquisition } from '../facts/model.ts';
import type {
  Account,
  AllocationDocument,
  Distribution,
  Facts,
  Transaction,
} from '../facts/model.ts';
import { money, rate, shares } from './dice.ts';
import { at } from './present.ts';

function without<T>(list: readonly T[], place: number): T[] {
  return list.filter((_, i) => i !== place);
}

function replaced<T>(list: readonly T[], place: number, value: T): T[] {
  return list.map((each, i) => (i === place ? value : each));
}

function* smallerDistributions(row: Distribution): Generator<Distribution> {
  if (row.declarationDate !== null) yield { ...row, declarationDate: null };
  if (row.sourceLine !== null) yield { ...row, sourceLine: null };
  if (row.inKind) yield { ...row, inKind: false };
  if (Object.keys(row.subsets).length > 0) yield { ...row, subsets: {} };
  const all = Object.fromEntries(Object.keys(row.components).map((name) => [name, rate('0')]));
  const whole = row.unit === 'percent' ? rate('100') : row.allocablePerShare;
  const simple = { ...all, returnOfCapital: whole } as unknown as Distribution['components'];
  if (row.components.returnOfCapital !== whole) yield { ...row, components: simple, subsets: {} };
  if (row.allocablePerShare !== row.amountPerShare && row.unit === 'percent')
    yield { ...row, allocablePerShare: row.amountPerShare };
  if (row.amountPerShare !== rate('1') && row.unit === 'percent')
    yield { ...row, amountPerShare: rate('1'), allocablePerShare: rate('1') };
}

function* smallerDocuments(document: AllocationDocument): Generator<AllocationDocument> {
  for (let i = 0; i < document.securities.length; i++) {
    yield { ...document, securities: without(document.securities, i) };
    const listed = at(document.securities, i);
    for (let k = 0; k < listed.distributions.length; k++) {
      const change = (distributions: readonly Distribution[]): AllocationDocument => ({
        ...document,
        securities: replaced(document.securities, i, { ...listed, distributions }),
      });
      yield change(without(listed.distributions, k));
      for (const row of smallerDistributions(at(listed.distributions, k)))
        yield change(replaced(listed.distributions, k, row));
    }
  }
}

/** An entry with rounder figures, or with less to say. */
function* simplerEntries(entry: Transaction): Generator<Transaction> {
  const hundred = { shares: shares('100') };
  if ('shares' in entry && entry.shares !== null && entry.shares > hundred.shares)
    yield { ...entry, ...hundred } as Transaction;
  if ('amount' in entry && entry.amount !== null && entry.amount > money('100'))
    yield { ...entry, amount: money('100') };
  if ('acquired' in entry && entry.acquired !== null) yield { ...entry, acquired: null };
  if ('picks' in entry && entry.picks.length > 0) yield { ...entry, picks: [] };
  if ('lot' in entry && entry.lot !== null && !isAcquisition(entry))
    if (entry.action !== 'opening-basis') yield { ...entry, lot: null };
  if ('ratio' in entry) {
    if (entry.amount > 0n) yield { ...entry, amount: money('0') };
    if (entry.cashShares !== null) yield { ...entry, cashShares: null };
    const same = rate('1');
    if (entry.ratio.newShares !== same || entry.ratio.oldShares !== same)
      yield { ...entry, ratio: { newShares: same, oldShares: same } };
  }
  if (isAcquisition(entry) && entry.action !== 'buy')
    yield { ...entry, action: 'buy', amount: entry.amount ?? money('0') };
  if (entry.action === 'redeem') yield { ...entry, action: 'sell' };
  if (entry.sourceLine !== null) yield { ...entry, sourceLine: null };
}

function* simplerAccounts(account: Account): Generator<Account> {
  if (account.methodChanges.length > 0) yield { ...account, methodChanges: [] };
  if (account.method !== 'fifo') yield { ...account, method: 'fifo' };
  if (account.taxDeferred) yield { ...account, taxDeferred: false };
}

/** Whether an entry names a security or an account of this id. */
function names(entry: Transaction, id: string): boolean {
  const to = [
    'toSecurityId' in entry ? entry.toSecurityId : undefined,
    'toAccountId' in entry ? entry.toAccountId : undefined,
  ];
  return [entry.securityId, entry.accountId, ...to].includes(id);
}

function* smallerBooks(facts: Facts): Generator<Facts> {
  for (let i = 0; i < facts.documents.length; i++) {
    yield { ...facts, documents: without(facts.documents, i) };
    for (const document of smallerDocuments(at(facts.documents, i)))
      yield { ...facts, documents: replaced(facts.documents, i, document) };
  }
  for (let i = 0; i < facts.transactions.length; i++) {
    yield { ...facts, transactions: without(facts.transactions, i) };
    for (const entry of simplerEntries(at(facts.transactions, i)))
      yield { ...facts, transactions: replaced(facts.transactions, i, entry) };
  }
  for (let i = 0; i < (facts.claims?.length ?? 0); i++)
    yield { ...facts, claims: without(facts.claims ?? [], i) };
  if (facts.estimates && facts.estimates.length > 0) yield { ...facts, estimates: [] };
  for (let i = 0; i < facts.securities.length; i++) {
    const { id } = at(facts.securities, i);
    const used =
      facts.transactions.some((entry) => names(entry, id)) ||
      facts.documents.some((d) => d.securities.some((each) => each.securityId === id));
    if (!used) yield { ...facts, securities: without(facts.securities, i) };
  }
  for (let i = 0; i < facts.accounts.length; i++) {
    const { id } = at(facts.accounts, i);
    if (!facts.transactions.some((entry) => names(entry, id)))
      yield { ...facts, accounts: without(facts.accounts, i) };
    for (const account of simplerAccounts(at(facts.accounts, i)))
      yield { ...facts, accounts: replaced(facts.accounts, i, account) };
  }
}

/** The smallest book to be found that still fails; the book itself when nothing can be taken away. */
export function shrinkBook(facts: Facts, stillFails: (facts: Facts) => boolean): Facts {
  for (const smaller of smallerBooks(facts)) {
    if (stillFails(smaller)) return shrinkBook(smaller, stillFails);
  }
  return facts;
}
