/**
 * Is every gain counted in one year and in no other, on the right line of the return, and does a year
 * stand when it is over? Held against all years of random books.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { reference, returnLineMap } from '../../resources/reference.ts';
import { computeYear } from '../compute-year.ts';
import { addDays, lastDayOfYear, yearOf } from '../values/days.ts';
import { isAcquisition, type Facts } from '../facts/model.ts';
import { sumCents, type Cents } from '../values/money.ts';
import { randomBook, yearsOf } from '../oracle/random-book.ts';
import { returnLines } from './return-lines.ts';
import { isBoot, type Term } from '../lots/figures.ts';
import type { YearReport } from './year-report.ts';

const BOOKS = 200;

interface Book {
  readonly seed: number;
  readonly facts: Facts;
  readonly reports: readonly YearReport[];
}

/** What counts of one term on the return: gains less what is disallowed or long-term after all. */
function countedGain({ sales, excessGains }: YearReport, term: Term): Cents {
  const moved = term === 'long' ? -1n : 1n;
  return sumCents([
    ...sales
      .filter((piece) => !piece.taxDeferred && piece.kind !== 'boot-dividend')
      .map((piece) => {
        const own = piece.term === term ? piece.gain + piece.disallowedLoss : 0n;
        return (own + moved * piece.longTermLoss) as Cents;
      }),
    ...excessGains.filter((gain) => !gain.taxDeferred && gain.term === term).map((g) => g.amount),
  ]);
}

describe('over all years of a book', () => {
  let books: readonly Book[] = [];
  beforeAll(() => {
    books = Array.from({ length: BOOKS }, (_, at) => {
      const facts = randomBook(at + 1);
      const reports = yearsOf(facts).map((year) => computeYear(facts, year, reference));
      return { seed: at + 1, facts, reports };
    });
  });

  it('each piece of a sale is in the report of its year and in no other', () => {
    for (const { seed, reports } of books) {
      const seen = new Set<string>();
      for (const { taxYear, sales } of reports)
        for (const { transactionId, lot, kind, sold } of sales) {
          // Cash of an exchange can stand beside a fraction of the same lot.
          const piece = `${transactionId} ${lot} ${isBoot(kind) ? 'boot' : ''}`;
          expect(seen.has(piece), `seed ${seed}: ${piece} twice`).toBe(false);
          expect(yearOf(sold), `seed ${seed}: ${piece}`).toBe(taxYear);
          seen.add(piece);
        }
    }
  });

  it('each payment, and what of it is gain, is in one report', () => {
    for (const { seed, reports } of books) {
      const keys = reports.flatMap(({ payments }) => payments.map((payment) => payment.key));
      expect(new Set(keys).size, `seed ${seed}`).toBe(keys.length);
    }
  });

  it.each(['original', 'adjusted'] as const)(
    'the rows of the return add up to the gains that count, term by term: %s basis',
    (brokerBasis) => {
      const options = { wholeDollars: false, brokerBasis, accountId: null };
      for (const { seed, reports } of books)
        for (const report of reports) {
          const { sales, style } = returnLines(report, returnLineMap, options);
          if (style === null) continue;
          for (const term of ['short', 'long'] as const) {
            const groups = sales.filter((group) => group.term === term);
            const where = `seed ${seed}, ${report.taxYear}, ${term}`;
            expect(sumCents(groups.map(({ totals }) => totals.gain)), where).toBe(
              countedGain(report, term),
            );
          }
        }
    },
  );

  it('nothing that happens more than 61 days after a year changes it', () => {
    let looked = 0;
    for (const { seed, facts, reports } of books)
      for (const report of reports) {
        const last = addDays(lastDayOfYear(report.taxYear), 61);
        const later = facts.transactions.filter((one) => one.date > last);
        // A row of the year can have its ex-date later still. Names of lots count for all time.
        const isOver = report.payments.every((one) => yearOf(one.exDate) <= report.taxYear);
        // A basis that is stated says that earlier years ask for no document.
        const isStated = later.some(({ action }) => action === 'opening-basis');
        if (!isOver || isStated || later.length === 0 || later.some(isAcquisition)) continue;
        const transactions = facts.transactions.filter((one) => one.date <= last);
        const cut = computeYear({ ...facts, transactions }, report.taxYear, reference);
        const where = `seed ${seed}, ${report.taxYear}`;
        expect({ ...cut, accounts: [] }, where).toEqual({ ...report, accounts: [] });
        looked++;
      }
    expect(looked).toBeGreaterThan(20);
  });
});
