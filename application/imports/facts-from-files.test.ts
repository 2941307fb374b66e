import { describe, expect, it } from 'vitest';
import type { Day } from '../../tax/values/days.ts';
import type { MarketCalendar } from '../../tax/facts/market-calendar.ts';
import { factsFromFiles, type FactsFromFiles } from './facts-from-files.ts';
import { takeTransactionsCsv } from '../../formats/transactions-csv.ts';

const calendar = {
  firstDay: '1990-01-01' as Day,
  lastDay: '2027-12-31' as Day,
} as MarketCalendar;

function factsOf(rows: string): FactsFromFiles {
  const text = `date,action,security,shares,amount,account\n${rows}`;
  return factsFromFiles({
    readRows: (take) => takeTransactionsCsv(text, 'trades.csv', take),
    documents: [],
    known: [],
    calendar,
    taxDeferred: ['IRA'],
    method: 'lowest-tax',
  });
}

describe('factsFromFiles', () => {
  it('gives the same facts of the same file, each account with the method', () => {
    const rows = '2000-03-01,buy,XYZ,1,10,IRA\n2000-03-01,buy,XYZ,1,10,\n';
    const { facts, problems } = factsOf(rows);
    expect(problems).toEqual([]);
    expect(factsOf(rows)).toEqual({ facts, problems });
    expect(facts.accounts.map(({ id: _, ...account }) => account)).toEqual([
      {
        name: 'IRA',
        taxDeferred: true,
        method: 'lowest-tax',
        methodChanges: [],
        returnOfCapital: 'by-shares',
      },
      {
        name: 'default',
        taxDeferred: false,
        method: 'lowest-tax',
        methodChanges: [],
        returnOfCapital: 'by-shares',
      },
    ]);
    const ids = [...facts.accounts, ...facts.securities, ...facts.transactions].map(({ id }) => id);
    expect(new Set(ids).size).toBe(5);
  });

  it('says what could not be read and nothing of the rest, which it would make look wrong', () => {
    const { facts, problems } = factsOf('2000-03-01,buy,XYZ,0,10,\n2000-03-02,sell,XYZ,1,10,\n');
    expect(problems.map(({ line }) => line)).toEqual([2]);
    expect(facts.transactions).toEqual([]);
  });

  it('says of the rows together what does not fit', () => {
    const { problems } = factsOf('2000-03-01,buy,XYZ,1,10,\n2000-03-02,sell,XYZ,2,10,\n');
    expect(problems.map(({ line }) => line)).toEqual([3]);
  });
});
