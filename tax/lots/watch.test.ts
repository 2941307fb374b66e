import { describe, expect, it } from 'vitest';
import { reference } from '../../resources/reference.ts';
import { computeYear } from '../compute-year.ts';
import { addDays, type Day } from '../values/days.ts';
import type { AllocationDocument, Facts } from '../facts/model.ts';
import { COMPONENTS, type Component } from '../facts/model.ts';
import {
  parseMoney,
  parseRate,
  parseShares,
  type Cents,
  type Rate,
  type Shares,
} from '../values/money.ts';

const LOTS = 3000;
const YEARS = [2000, 2001, 2002, 2003, 2004];

const rate = (text: string): Rate => parseRate(text) as Rate;

function documentOf(taxYear: number): AllocationDocument {
  const components = Object.fromEntries(COMPONENTS.map((name) => [name, 0n])) as Record<
    Component,
    Rate
  >;
  return {
    id: `document-${taxYear}`,
    name: String(taxYear),
    issuer: null,
    taxYear,
    publishedOn: null,
    status: 'final',
    securities: [
      {
        securityId: 's',
        distributions: ['02-11', '05-13', '08-12', '11-12'].map((day) => ({
          id: `${taxYear}-${day}`,
          declarationDate: null,
          recordDate: null,
          exDate: `${taxYear}-${day}` as Day,
          payableDate: `${taxYear}-${day}` as Day,
          amountPerShare: rate('1'),
          allocablePerShare: rate('1'),
          inKind: false,
          unit: 'percent',
          components: { ...components, returnOfCapital: rate('100') },
          subsets: {},
          sourceLine: null,
        })),
      },
    ],
  };
}

/** Very many lots, bought before the payments of five years. */
const facts: Facts = {
  securities: [{ id: 's', issuer: null, name: 'S', symbol: 'S', cusips: [] }],
  accounts: [
    {
      id: 'a',
      name: 'A',
      taxDeferred: false,
      method: 'fifo',
      methodChanges: [],
      returnOfCapital: 'by-shares',
    },
  ],
  documents: YEARS.map(documentOf),
  transactions: Array.from({ length: LOTS }, (_, i) => ({
    id: `t${i}`,
    action: 'buy',
    date: addDays('1999-01-04' as Day, i % 300),
    securityId: 's',
    accountId: 'a',
    shares: parseShares('10') as Shares,
    amount: parseMoney('1000') as Cents,
    lot: `lot ${i}`,
    acquired: null,
    note: null,
    sourceLine: null,
  })),
};

function told(year: number): [done: number, total: number][] {
  const steps: [number, number][] = [];
  computeYear(facts, year, reference, { step: (done, total) => steps.push([done, total]) });
  return steps;
}

describe('what is told of a computation', () => {
  it.each([2000, 2004])('goes up from the beginning to the end of the work, for %s', (year) => {
    const steps = told(year);
    const totals = new Set(steps.map(([, total]) => total));
    expect(totals.size).toBe(1);
    const [total = 0] = totals;
    const done = steps.map(([each]) => each);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(done[0]).toBeLessThan(total / 10);
    expect(done.at(-1)).toBeGreaterThan(total * 0.8);
    expect(done.at(-1)).toBeLessThanOrEqual(total);
  });

  it('is told again and again while payments go through the lots', () => {
    // Two steps for each payment of five years, each through 3,000 lots.
    expect(told(2004).length).toBeGreaterThanOrEqual(20);
    expect(told(2000).length).toBeLessThan(told(2004).length);
  });

  it('ends the computation with what it throws, and changes no figure otherwise', () => {
    const step = (done: number): void => {
      if (done > LOTS) throw new Error('stop');
    };
    expect(() => computeYear(facts, 2002, reference, { step })).toThrow('stop');
    const watched = computeYear(facts, 2002, reference, { step: () => undefined });
    expect(watched.form1099Div).toEqual(computeYear(facts, 2002, reference).form1099Div);
  });
});
