/** What the broker's own rows say was paid speaks against causes that say it was not, or not in cash. */
import { expect, it } from 'vitest';
import { reference } from '../../resources/reference.ts';
import type { Facts } from '../facts/model.ts';
import type { Rate, Shares } from '../values/money.ts';
import type { Cents } from '../values/money.ts';
import { parseDay, type Day } from '../values/days.ts';
import type { BrokerForms } from './broker-forms.ts';
import { reconcile } from './reconcile.ts';
import type { Received } from './received.ts';

const DAYS = ['2002-03-15', '2002-06-17', '2002-09-16', '2002-12-16'] as const;
const day = (text: string): Day => parseDay(text) as Day;
const whole = 62_500_000_0000n as unknown as Rate;
const none = 0n as Rate;

/** 100 preferred shares for $25.05 each, four payments of $62.50, all of them ordinary dividends. */
const facts: Facts = {
  securities: [{ id: 's', issuer: 'Trust', name: 'Preferred', symbol: 'TPR', cusips: [] }],
  accounts: [
    {
      id: 'a',
      name: 'Taxable',
      taxDeferred: false,
      method: 'fifo',
      methodChanges: [],
      returnOfCapital: 'by-shares',
    },
  ],
  documents: [
    {
      ...{ id: 'd', name: '2002', issuer: 'Trust', taxYear: 2002, status: 'final' },
      publishedOn: day('2003-01-29'),
      securities: [
        {
          securityId: 's',
          distributions: DAYS.map((payable, at) => ({
            ...{ id: `p${at}`, declarationDate: null, recordDate: null, exDate: day(payable) },
            ...{ payableDate: day(payable), inKind: false, unit: 'usd', sourceLine: at + 1 },
            ...{ amountPerShare: whole, allocablePerShare: whole, subsets: {} },
            components: {
              ...{ ordinary: whole, qualified: none, capitalGain: none, unrecaptured1250: none },
              ...{ section1202: none, collectibles28: none, returnOfCapital: none },
            },
          })),
        },
      ],
    },
  ],
  transactions: [
    {
      ...{ id: 't', action: 'buy', date: day('2001-06-04'), securityId: 's', accountId: 'a' },
      ...{ note: null, sourceLine: 1, lot: 'L', acquired: null },
      ...{ shares: 100_0000_0000n as Shares, amount: 250_500n as Cents },
    },
  ],
} as unknown as Facts;

const formsOf = (box1: bigint): BrokerForms => ({
  ...{ year: 2002, accountId: 'a', securityId: null, sales: [], form2439: new Map() },
  boxes: new Map([['1', box1 as Cents]]),
});

function said(box1: bigint, received: readonly Received[]): string[] {
  const forms = formsOf(box1);
  return reconcile(facts, forms, reference, { received }).causes.map(({ code }) => code);
}

const paid = (isReinvested: boolean): readonly Received[] =>
  DAYS.map((one) => ({ accountId: 'a', securityId: 's', day: day(one), isReinvested }));

it('a payment that the broker says it reinvested was, and one figure alone says it of no other', () => {
  // 2.496 shares at $25.04 from June on: two payments of $1.56.
  expect(said(25_312n, [])).toEqual([]);
  expect(said(25_312n, paid(true))).toEqual(['missing-reinvestment']);
  expect(said(25_312n, paid(false))).toEqual([]);
});

it('a payment that the broker paid here was neither elsewhere nor in lieu', () => {
  expect(said(18_750n, [])).toEqual(['transferred-in-year', 'payment-in-lieu']);
  expect(said(18_750n, paid(false))).toEqual([]);
});

it('is told of each cause that is tried, and ends where that throws', () => {
  const steps: (readonly [number, number])[] = [];
  const step = (done: number, total: number): void => void steps.push([done, total]);
  reconcile(facts, formsOf(31_337n), reference, { watch: { step } });
  expect(steps.length).toBeGreaterThan(20);
  expect(steps.every(([done, total]) => done >= 0 && done <= total)).toBe(true);
  expect(steps.at(-1)?.[0]).toBeGreaterThan(steps[0]?.[0] ?? 0);
  let left = 5;
  const stopped = (): void => {
    if (--left === 0) throw new Error('stopped');
  };
  const watch = { step: stopped };
  expect(() => reconcile(facts, formsOf(31_337n), reference, { watch })).toThrow('stopped');
  expect(left).toBe(0);
});
