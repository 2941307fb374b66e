/**
 * On what must the answer not depend? Held against the engine and against the slow calculation, on
 * random books.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { reference } from '../../resources/reference.ts';
import type { Facts } from '../facts/model.ts';
import type { Day } from '../values/days.ts';
import type { YearReport } from '../report/year-report.ts';
import { Dice } from './dice.ts';
import { randomBook } from './random-book.ts';
import { booksBy, CALCULATIONS, reportsOf } from './testing/law-books.ts';
import type { Years } from './testing/law-books.ts';

function deepFreeze<T>(value: T): T {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const each of Object.values(value)) deepFreeze(each);
  }
  return value;
}

function shuffled<T>(list: readonly T[], dice: Dice): T[] {
  const result = [...list];
  for (let i = result.length - 1; i > 0; i--) {
    const k = dice.below(i + 1);
    [result[i], result[k]] = [result[k] as T, result[i] as T];
  }
  return result;
}

/** Days in another order, rows of one day in the same order. */
function daysShuffled<Row extends { readonly date: Day }>(rows: readonly Row[], dice: Dice): Row[] {
  const days = shuffled([...new Set(rows.map((row) => row.date))], dice);
  return days.flatMap((day) => rows.filter((row) => row.date === day));
}

/** What does not say which document it comes from, nor that another stands behind it. */
function apartFromDocuments(all: readonly YearReport[]): unknown {
  return all.map((report) => ({
    ...report,
    payments: report.payments.map((payment) => ({ ...payment, documentId: '' })),
    yearStates: report.yearStates.map((state) => ({
      ...state,
      reasons: state.reasons.map(({ code, about }) => ({
        code,
        about: { ...about, document: '' },
      })),
    })),
    notices: report.notices
      .filter((notice) => notice.code !== 'superseded-allocation')
      .map((notice) => ({
        ...notice,
        message: '',
        about: { ...notice.about, document: '' },
      })),
  }));
}

function states(all: readonly YearReport[]): unknown {
  return all.map(({ yearStates }) => yearStates.map(({ reasons }) => reasons));
}

describe.each(CALCULATIONS)('the answer of %s', (_, compute) => {
  let books: readonly Years[] = [];
  beforeAll(() => {
    books = booksBy(compute);
  });

  it('does not depend on the order of days, of securities or of accounts', () => {
    for (const { seed, facts, reports } of books) {
      const dice = new Dice(seed);
      const other: Facts = {
        securities: shuffled(facts.securities, dice),
        accounts: shuffled(facts.accounts, dice),
        documents: facts.documents,
        transactions: daysShuffled(facts.transactions, dice),
        claims: daysShuffled(facts.claims ?? [], dice),
        estimates: facts.estimates ?? [],
      };
      expect(reportsOf(compute, other), `seed ${seed}`).toEqual(reports);
    }
  });

  it('is the same when a document is there twice, apart from the notice that says so', () => {
    for (const { seed, facts, reports } of books) {
      const documents = facts.documents.flatMap((document) => [
        document,
        { ...document, id: `${document.id}-again` },
      ]);
      const twice = reportsOf(compute, { ...facts, documents });
      expect(apartFromDocuments(twice), `seed ${seed}`).toEqual(apartFromDocuments(reports));
    }
  });

  it('has the same form whatever happens in tax-deferred accounts', () => {
    let compared = 0;
    for (const { seed, facts, reports } of books) {
      const deferred = new Set(facts.accounts.filter((a) => a.taxDeferred).map((a) => a.id));
      // A transfer ties the accounts together, a wash sale gives lots other names.
      if (facts.transactions.some((entry) => entry.action === 'transfer')) continue;
      if (reports.some(({ sales }) => sales.some((piece) => piece.replacements.length > 0)))
        continue;
      const transactions = facts.transactions.filter((row) => !deferred.has(row.accountId));
      for (const report of reports) {
        compared++;
        const without = compute({ ...facts, transactions }, report.taxYear, reference);
        expect(without.form1099Div, `seed ${seed}`).toEqual(report.form1099Div);
      }
    }
    expect(compared).toBeGreaterThan(100);
  });

  it('has no other figure because of what brokers say was paid', () => {
    let differing = 0;
    for (const { seed, facts, reports } of books) {
      const without = reportsOf(compute, { ...facts, claims: [] });
      const figures = (all: readonly YearReport[]): unknown =>
        all.map((report) => ({ ...report, yearStates: [] }));
      expect(figures(without), `seed ${seed}`).toEqual(figures(reports));
      if (JSON.stringify(states(without)) !== JSON.stringify(states(reports))) differing++;
    }
    expect(differing).toBeGreaterThan(10);
  });

  it('is the same each time, and leaves the facts as they were', () => {
    for (const { seed, reports } of books) {
      const frozen = deepFreeze(randomBook(seed));
      expect(reportsOf(compute, frozen), `seed ${seed}`).toEqual(reports);
    }
  });
});
