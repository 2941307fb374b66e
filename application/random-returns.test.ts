import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { returnLinesJson } from '../formats/return-lines-json.ts';
import {
  publishedReport,
  yearReportJson,
  yearReportJsonChunks,
} from '../formats/year-report-json.ts';
import { yearReportText } from '../formats/year-report-text.ts';
import { computeYear } from '../tax/compute-year.ts';
import { sumCents, type Cents } from '../tax/values/money.ts';
import { randomBook, yearsOf } from '../tax/oracle/random-book.ts';
import { BROKER_BASES } from '../tax/report/return-line-map.ts';
import { returnLines } from '../tax/report/return-lines.ts';
import type { YearReport } from '../tax/report/year-report.ts';
import { reference, returnLineMap } from '../resources/reference.ts';
import { yearEndReport } from '../formats/year-report-schema.ts';
import { returnLinesAnswer } from './wire.ts';

const BOOKS = 150;

/** The same figures as if they were of another year: forms of every year are tried on every book. */
const TAX_YEARS = [2002, 2003, 2004, 2007, 2011, 2012, 2013, 2019] as const;

const counts = (report: YearReport, term: 'short' | 'long'): Cents => {
  // A dividend of an exchange is no gain.
  const sales = report.sales.filter(
    ({ taxDeferred, kind }) => !taxDeferred && kind !== 'boot-dividend',
  );
  const moved = sumCents(sales.map(({ longTermLoss }) => longTermLoss));
  const gains = [
    ...sales.filter((one) => one.term === term).map((one) => one.gain + one.disallowedLoss),
    ...report.excessGains
      .filter((one) => !one.taxDeferred && one.term === term)
      .map(({ amount }) => amount),
  ] as Cents[];
  return (sumCents(gains) + (term === 'short' ? moved : -moved)) as Cents;
};

describe(`every year of ${BOOKS} random books`, () => {
  const seen = { sales: 0, wash: 0, excess: 0, uncounted: 0, provisional: 0 };

  it('has sales on the return that add up to what counts, by term, on the forms of any year', () => {
    for (let seed = 1; seed <= BOOKS; seed++) {
      const facts = randomBook(seed);
      for (const year of yearsOf(facts)) {
        const report = computeYear(facts, year, reference);
        seen.sales += report.sales.length;
        seen.wash += report.sales.filter(({ disallowedLoss }) => disallowedLoss > 0n).length;
        seen.excess += report.excessGains.length;
        seen.uncounted += report.uncountedParts.length;
        seen.provisional += report.provisional.length;
        for (const taxYear of TAX_YEARS) {
          for (const brokerBasis of BROKER_BASES) {
            const options = { accountId: null, wholeDollars: false, brokerBasis };
            const lines = returnLines({ ...report, taxYear }, returnLineMap, options);
            for (const term of ['short', 'long'] as const) {
              const groups = lines.sales.filter((group) => group.term === term);
              expect(
                sumCents(groups.map(({ totals }) => totals.gain)),
                `seed ${seed}, ${year} as ${taxYear}, ${term}`,
              ).toBe(counts(report, term));
            }
          }
        }
      }
    }
    for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(0);
  });

  it('crosses the wire whole, and can be printed', () => {
    for (let seed = 1; seed <= BOOKS; seed++) {
      const facts = randomBook(seed);
      for (const year of yearsOf(facts)) {
        const report = computeYear(facts, year, reference);
        const json = yearReportJson(report);
        expect(v.is(yearEndReport, json), `seed ${seed}, ${year}`).toBe(true);
        expect(JSON.parse([...yearReportJsonChunks(report)].join(''))).toEqual(
          publishedReport(json),
        );
        expect(yearReportText(report)).toContain(`Tax year ${year}`);
        for (const account of [null, ...facts.accounts.map(({ id }) => id)]) {
          const options = {
            accountId: account,
            wholeDollars: true,
            brokerBasis: 'original',
          } as const;
          const lines = returnLines(report, returnLineMap, options);
          expect(v.is(returnLinesAnswer, returnLinesJson(lines)), `seed ${seed}`).toBe(true);
        }
      }
    }
  });
});
