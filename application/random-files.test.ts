import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { yearTables } from '../formats/reports/csv-files.ts';
import { csvText } from '../formats/reports/csv.ts';
import { readTxf, txfTotals } from '../formats/testing/read-txf.ts';
import { txfFile } from '../formats/reports/txf.ts';
import { computeYear } from '../tax/compute-year.ts';
import { randomBook, yearsOf } from '../tax/oracle/random-book.ts';
import type { SaleKind, Term } from '../tax/lots/figures.ts';
import type { YearReport } from '../tax/report/year-report.ts';
import { sumCents, type Cents } from '../tax/values/money.ts';
import { reference } from '../resources/reference.ts';
import { yearMaterial } from './reports/year-material.ts';

const BOOKS = 150;
/** What each box is called in the specification, by its meaning. */
const CATEGORY: Readonly<Record<string, number>> = {
  ordinaryDividends: 286,
  qualifiedDividends: 683,
  totalCapitalGain: 488,
  rate28Gain: 644,
  collectibles28Gain: 644,
  unrecaptured1250Gain: 645,
  section1202Gain: 646,
  nondividendDistributions: 647,
  cashLiquidation: 651,
  noncashLiquidation: 652,
  qualified5YearGain: 677,
  postMay5Gain: 684,
};
const SHORT = new Set([321, 711, 712]);

function boxTotals({ form1099Div }: YearReport): Map<number, bigint> {
  const totals = new Map<number, bigint>();
  for (const { meaning, amount } of form1099Div) {
    const category = CATEGORY[meaning];
    if (category === undefined || amount === 0n) continue;
    totals.set(category, (totals.get(category) ?? 0n) + amount);
  }
  return totals;
}

/** What a tax program makes of the sales of a term: proceeds less cost, and what is disallowed. */
function gainIn(records: ReturnType<typeof readTxf>['records'], term: Term): bigint {
  return records
    .filter(({ type, refnum }) => type === 'D' && SHORT.has(refnum) === (term === 'short'))
    .reduce((sum, { amounts: [cost, proceeds, wash] }) => {
      return sum + (proceeds ?? 0n) - (cost ?? 0n) + (wash ?? 0n);
    }, 0n);
}

/** The same, from the report: before 2011 the file has no place for what is disallowed. */
function gainOf({ sales, excessGains, taxYear }: YearReport, term: Term): Cents {
  // Cash of an exchange that is a dividend stands in a box and in no sale.
  const counted = (one: { term: Term; taxDeferred: boolean; kind?: SaleKind }) =>
    one.term === term && !one.taxDeferred && one.kind !== 'boot-dividend';
  return sumCents([
    ...sales
      .filter(counted)
      .map((one) => (one.gain + (taxYear < 2011 ? 0n : one.disallowedLoss)) as Cents),
    ...excessGains.filter(counted).map(({ amount }) => amount),
  ]);
}

describe(`the files of every year of ${BOOKS} random books`, () => {
  it('are read back: TXF with the totals of the boxes and the gains of each term, each CSV with its rows', () => {
    const seen = { dividends: 0, sales: 0, wash: 0 };
    for (let seed = 1; seed <= BOOKS; seed++) {
      const facts = randomBook(seed);
      for (const year of yearsOf(facts)) {
        const whole = computeYear(facts, year, reference);
        const material = yearMaterial({
          facts,
          whole,
          before: computeYear(facts, year - 1, reference),
          account: null,
          brokerBasis: seed % 2 === 0 ? 'adjusted' : 'original',
          digestOf: () => null,
          version: '0.1.0',
          madeOn: '2026-11-29' as never,
        });
        const { text } = txfFile({ ...material, ...material.stamp });
        const { records, problems } = readTxf(text);
        const where = `seed ${seed}, ${year}`;
        expect(problems, where).toEqual([]);
        expect([...txfTotals(records)].sort(), where).toEqual([...boxTotals(whole)].sort());
        for (const term of ['short', 'long'] as const) {
          expect(gainIn(records, term), `${where}, ${term}`).toBe(gainOf(whole, term));
        }
        for (const table of yearTables(material)) {
          const { data } = Papa.parse<string[]>(csvText(table).slice(1), { skipEmptyLines: true });
          expect(data.length, `${where}, ${table.name}`).toBe(table.rows.length + 1);
          expect(new Set(data.map((row) => row.length)).size).toBe(1);
        }
        seen.dividends += txfTotals(records).size;
        seen.sales += records.filter(({ type }) => type === 'D').length;
        seen.wash += records.filter(({ amounts }) => amounts.length === 3).length;
      }
    }
    for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(20);
  });
});
