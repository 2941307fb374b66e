/**
 * What is the smallest book that still shows a difference?
 *
 * Takes things away, one at a time, as long as the difference stays: so a person can read it.
 */
import type { AllocationDocument, Distribution, Facts } from '../model.ts';
import { money, rate, shares } from './random-book.ts';
import { at } from './present.ts';

function without<T>(list: readonly T[], place: number): T[] {
  return list.filter((_, i) => i !== place);
}

function replaced<T>(list: readonly T[], place: number, value: T): T[] {
  return list.map((each, i) => (i === place ? value : each));
}

function* smallerDistributions(row: Distribution): Generator<Distribution> {
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

function* smallerBooks(facts: Facts): Generator<Facts> {
  for (let i = 0; i < facts.documents.length; i++) {
    yield { ...facts, documents: without(facts.documents, i) };
    for (const document of smallerDocuments(at(facts.documents, i)))
      yield { ...facts, documents: replaced(facts.documents, i, document) };
  }
  for (let i = 0; i < facts.transactions.length; i++) {
    yield { ...facts, transactions: without(facts.transactions, i) };
    const row = at(facts.transactions, i);
    if (row.shares > shares('100'))
      yield {
        ...facts,
        transactions: replaced(facts.transactions, i, { ...row, shares: shares('100') }),
      };
    if (row.amount > money('100'))
      yield {
        ...facts,
        transactions: replaced(facts.transactions, i, { ...row, amount: money('100') }),
      };
  }
  for (let i = 0; i < facts.securities.length; i++) {
    const { id } = at(facts.securities, i);
    const used =
      facts.transactions.some((row) => row.securityId === id) ||
      facts.documents.some((d) => d.securities.some((each) => each.securityId === id));
    if (!used) yield { ...facts, securities: without(facts.securities, i) };
  }
  for (let i = 0; i < facts.accounts.length; i++) {
    const { id } = at(facts.accounts, i);
    if (!facts.transactions.some((row) => row.accountId === id))
      yield { ...facts, accounts: without(facts.accounts, i) };
  }
}

/** The smallest book to be found that still fails; the book itself when nothing can be taken away. */
export function shrinkBook(facts: Facts, stillFails: (facts: Facts) => boolean): Facts {
  for (const smaller of smallerBooks(facts)) {
    if (stillFails(smaller)) return shrinkBook(smaller, stillFails);
  }
  return facts;
}
