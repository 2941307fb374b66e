/**
 * What must be true of every book, whatever its figures? Held against the engine, on random books;
 * each law is exact, so that no rounding can hide a lost cent.
 */
import { describe, expect, it } from 'vitest';
import { reference } from '../../electron/api/reference.ts';
import { computeYear } from '../compute-year.ts';
import { firstDayOfYear, lastDayOfYear, yearOf } from '../days.ts';
import type { Facts, Transaction } from '../model.ts';
import type { Payment, YearReport } from '../year-report.ts';
import { Dice, randomBook, yearsOf } from './random-book.ts';

const BOOKS = 150;
const FIRST_SEED = 500_000;

interface Years {
  readonly seed: number;
  readonly facts: Facts;
  readonly reports: readonly YearReport[];
}

const books: Years[] = [];
for (let seed = FIRST_SEED; seed < FIRST_SEED + BOOKS; seed++) {
  const facts = randomBook(seed);
  const reports = yearsOf(facts).map((year) => computeYear(facts, year, reference));
  books.push({ seed, facts, reports });
}

function total(amounts: Iterable<bigint>): bigint {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
}

/** When a payment's return of capital reduces basis. */
function effectiveDay(payment: Payment, taxYear: number): string {
  const newYear = firstDayOfYear(taxYear);
  return payment.exDate < newYear ? newYear : payment.exDate;
}

function recomputed(facts: Facts): readonly YearReport[] {
  return yearsOf(facts).map((year) => computeYear(facts, year, reference));
}

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
function daysShuffled(rows: readonly Transaction[], dice: Dice): Transaction[] {
  const days = shuffled([...new Set(rows.map((row) => row.date))], dice);
  return days.flatMap((day) => rows.filter((row) => row.date === day));
}

describe('every payment', () => {
  it('is the sum of its components, and the sum of what its lots get', () => {
    for (const { seed, reports } of books) {
      for (const payment of reports.flatMap((report) => report.payments)) {
        const where = `seed ${seed}, ${payment.key}`;
        expect(total(Object.values(payment.components)), where).toBe(payment.cash);
        const capital = payment.lots.map((lot) => lot.returnOfCapital);
        expect(total(capital), where).toBe(payment.components.returnOfCapital);
        expect(total(payment.lots.map((lot) => lot.shares)), where).toBe(payment.shares);
      }
    }
  });

  it('either reduces basis or is gain, lot by lot, and the gains are listed', () => {
    for (const { seed, reports } of books) {
      for (const report of reports) {
        for (const payment of report.payments) {
          for (const lot of payment.lots) {
            const where = `seed ${seed}, ${payment.key}, ${lot.lot}`;
            expect(lot.basisReduction + lot.excessGain, where).toBe(lot.returnOfCapital);
            expect(lot.basisReduction >= 0n && lot.excessGain >= 0n, where).toBe(true);
            const listed = report.excessGains
              .filter((gain) => gain.paymentKey === payment.key && gain.lot === lot.lot)
              .map((gain) => gain.amount);
            expect(total(listed), where).toBe(lot.excessGain);
          }
        }
      }
    }
  });

  it('goes to no lot that was bought on or after the ex-date', () => {
    for (const { seed, facts, reports } of books) {
      for (const payment of reports.flatMap((report) => report.payments)) {
        for (const { lot } of payment.lots) {
          const bought = facts.transactions.filter(
            (row) =>
              row.action !== 'sell' &&
              row.accountId === payment.accountId &&
              row.lot === lot &&
              row.date < payment.exDate,
          );
          expect(bought.length, `seed ${seed}, ${payment.key}, ${lot}`).toBeGreaterThan(0);
        }
      }
    }
  });

  it('is counted in the boxes once: the form is the sum of the forms of the taxable accounts', () => {
    for (const { seed, reports } of books) {
      for (const report of reports) {
        const where = `seed ${seed}, ${report.taxYear}`;
        for (const [i, { meaning, amount }] of report.form1099Div.entries()) {
          const taxable = report.accounts.filter((account) => !account.taxDeferred);
          const amounts = taxable.map((account) => account.form1099Div[i]?.amount ?? 0n);
          expect(total(amounts), `${where}, ${meaning}`).toBe(amount);
        }
        const cash = total(
          report.payments.filter((payment) => !payment.taxDeferred).map((payment) => payment.cash),
        );
        const inBoxes = report.form1099Div
          .filter(({ meaning }) =>
            ['ordinaryDividends', 'totalCapitalGain', 'nondividendDistributions'].includes(meaning),
          )
          .map(({ amount }) => amount);
        if (inBoxes.length > 0) expect(total(inBoxes), where).toBe(cash);
      }
    }
  });
});

describe('every lot', () => {
  it('keeps its shares and its cost: what was bought is what was sold and what is left', () => {
    for (const { seed, facts, reports } of books) {
      for (const report of reports) {
        for (const lot of report.lots) {
          const where = `seed ${seed}, ${report.taxYear}, ${lot.lot}`;
          const sold = reports
            .filter((each) => each.taxYear <= report.taxYear)
            .flatMap((each) => each.sales)
            .filter((piece) => piece.accountId === lot.accountId && piece.lot === lot.lot);
          const bought = facts.transactions.find((row) => row.id === lot.transactionId);
          const shares = lot.shares + total(sold.map((piece) => piece.shares));
          expect(shares, where).toBe(bought?.shares);
          const cost = lot.cost + total(sold.map((piece) => piece.cost));
          expect(cost, where).toBe(bought?.amount);
        }
      }
    }
  });

  // Exact, partial sales or not: what rounding takes from a piece stays with the lot.
  it('puts in as much as comes out: cost is basis left, basis sold and basis reduced', () => {
    for (const { seed, facts, reports } of books) {
      for (const report of reports) {
        const yearEnd = lastDayOfYear(report.taxYear);
        for (const lot of report.lots) {
          const sold = reports
            .filter((each) => each.taxYear <= report.taxYear)
            .flatMap((each) => each.sales)
            .filter((piece) => piece.accountId === lot.accountId && piece.lot === lot.lot)
            .map((piece) => piece.adjustedBasis);
          const reduced = reports.flatMap((each) =>
            each.payments
              .filter((payment) => payment.accountId === lot.accountId)
              .filter((payment) => effectiveDay(payment, each.taxYear) <= yearEnd)
              .flatMap((payment) => payment.lots.filter((part) => part.lot === lot.lot))
              .map((part) => part.basisReduction),
          );
          const bought = facts.transactions.find((row) => row.id === lot.transactionId);
          expect(
            lot.adjustedBasis + total(sold) + total(reduced),
            `seed ${seed}, ${report.taxYear}, ${lot.lot}`,
          ).toBe(bought?.amount);
        }
      }
    }
  });

  it('has no basis below zero, and carries exactly the reductions it shows', () => {
    for (const { seed, reports } of books) {
      for (const report of reports) {
        for (const lot of report.lots) {
          const where = `seed ${seed}, ${report.taxYear}, ${lot.lot}`;
          expect(lot.adjustedBasis >= 0n && lot.shares > 0n, where).toBe(true);
          expect(lot.returnOfCapitalBefore >= 0n && lot.returnOfCapitalInYear >= 0n, where).toBe(
            true,
          );
          expect(
            lot.adjustedBasis + lot.returnOfCapitalBefore + lot.returnOfCapitalInYear,
            where,
          ).toBe(lot.cost);
        }
      }
    }
  });
});

describe('every sale', () => {
  it('is the sum of its pieces, or is left out with an error', () => {
    for (const { seed, facts, reports } of books) {
      for (const row of facts.transactions) {
        if (row.action !== 'sell') continue;
        const report = reports.find((each) => each.taxYear === yearOf(row.date));
        const pieces = report?.sales.filter((piece) => piece.transactionId === row.id) ?? [];
        const where = `seed ${seed}, ${row.id}`;
        if (pieces.length === 0) {
          const errors = report?.notices.filter(
            (notice) => notice.level === 'error' && notice.about.transaction === row.id,
          );
          expect(errors, where).toHaveLength(1);
          continue;
        }
        expect(total(pieces.map((piece) => piece.shares)), where).toBe(row.shares);
        expect(total(pieces.map((piece) => piece.proceeds)), where).toBe(row.amount);
        for (const piece of pieces) {
          expect(piece.adjustedBasis >= 0n, where).toBe(true);
          expect(piece.gain, where).toBe(piece.proceeds - piece.adjustedBasis);
          expect(piece.returnOfCapital, where).toBe(piece.cost - piece.adjustedBasis);
          expect(piece.longTermLoss >= 0n, where).toBe(true);
          if (piece.longTermLoss > 0n) expect(piece.longTermLoss <= -piece.gain, where).toBe(true);
        }
      }
    }
  });
});

describe('the answer', () => {
  it('does not depend on the order of days, of securities or of accounts', () => {
    for (const { seed, facts, reports } of books) {
      const dice = new Dice(seed);
      const other: Facts = {
        securities: shuffled(facts.securities, dice),
        accounts: shuffled(facts.accounts, dice),
        documents: facts.documents,
        transactions: daysShuffled(facts.transactions, dice),
      };
      expect(recomputed(other), `seed ${seed}`).toEqual(reports);
    }
  });

  it('is the same when a document is there twice, apart from the notice that says so', () => {
    const apartFromDocuments = (all: readonly YearReport[]): unknown =>
      all.map((report) => ({
        ...report,
        payments: report.payments.map((payment) => ({ ...payment, documentId: '' })),
        notices: report.notices
          .filter((notice) => notice.code !== 'superseded-allocation')
          .map((notice) => ({ ...notice, about: { ...notice.about, document: '' } })),
      }));
    for (const { seed, facts, reports } of books) {
      const documents = facts.documents.flatMap((document) => [
        document,
        { ...document, id: `${document.id}-again` },
      ]);
      const twice = recomputed({ ...facts, documents });
      expect(apartFromDocuments(twice), `seed ${seed}`).toEqual(apartFromDocuments(reports));
    }
  });

  it('has the same form whatever happens in tax-deferred accounts', () => {
    for (const { seed, facts, reports } of books) {
      const deferred = new Set(facts.accounts.filter((a) => a.taxDeferred).map((a) => a.id));
      const transactions = facts.transactions.filter((row) => !deferred.has(row.accountId));
      for (const report of reports) {
        const without = computeYear({ ...facts, transactions }, report.taxYear, reference);
        expect(without.form1099Div, `seed ${seed}`).toEqual(report.form1099Div);
      }
    }
  });

  it('is the same each time, and leaves the facts as they were', () => {
    for (const { seed, reports } of books) {
      const frozen = deepFreeze(randomBook(seed));
      expect(recomputed(frozen), `seed ${seed}`).toEqual(reports);
    }
  });
});
