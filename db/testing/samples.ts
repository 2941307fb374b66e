/** Facts of our own making that the tests of this folder put into books. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDay, type Day } from '../../tax/values/days.ts';
import { parseMoney, parseRate, parseShares } from '../../tax/values/money.ts';
import { COMPONENTS, type Acquisition, type Component, type Ratio } from '../../tax/facts/model.ts';
import type { Cents, Rate, Shares } from '../../tax/values/money.ts';
import type { NewDistribution } from '../distributions.ts';
import type { NewDocument } from '../documents.ts';
import type { NewTransaction, TransactionSource } from '../transactions.ts';

function given<T>(value: T | undefined, text: string): T {
  if (value === undefined) throw new Error(`a test asked for "${text}"`);
  return value;
}
export const day = (text: string): Day => given(parseDay(text), text);
export const money = (text: string): Cents => given(parseMoney(text), text);
export const shares = (text: string): Shares => given(parseShares(text), text);
const rate = (text: string): Rate => given(parseRate(text), text);

export const NOW = '2026-11-23T08:15:00.000Z';

/** A folder of its own, taken away at the end of the test: `using folder = temporaryFolder()`. */
export function temporaryFolder(): { readonly path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), 'basisbook-test-'));
  return {
    path,
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}

function components(given: Partial<Record<Component, string>>): Record<Component, Rate> {
  return Object.fromEntries(COMPONENTS.map((name) => [name, rate(given[name] ?? '0')])) as Record<
    Component,
    Rate
  >;
}

export function aDistribution(change: Partial<NewDistribution> = {}): NewDistribution {
  return {
    declarationDate: null,
    recordDate: day('2001-05-04'),
    exDate: null,
    payableDate: day('2001-05-18'),
    amountPerShare: rate('0.3125'),
    allocablePerShare: rate('0.3125'),
    inKind: false,
    unit: 'percent',
    components: components({ ordinary: '70.25', capitalGain: '9.75', returnOfCapital: '20' }),
    subsets: { qualified5Year: rate('9.75') },
    sourceLine: 12,
    ...change,
  };
}

/** A document about one security; `mark` makes its text and its digest different from others. */
export function aDocument(
  securityId: string,
  mark: number,
  change: Partial<NewDocument> = {},
): NewDocument {
  return {
    fileName: `allocation-${mark}.txt`,
    text: `Juniper Court Trust announces its allocation, edition ${mark}\n`,
    sha256: mark.toString(16).padStart(64, '0'),
    issuer: 'Juniper Court Trust',
    taxYear: 2001,
    publishedOn: day('2002-01-22'),
    status: 'final',
    acceptedAt: NOW,
    securities: [{ securityId, printedName: 'Common Shares', distributions: [aDistribution()] }],
    ...change,
  };
}

type NewAcquisition = Omit<Acquisition, 'id' | 'sourceLine'> & {
  readonly source: TransactionSource | null;
};

export function aPurchase(
  accountId: string,
  securityId: string,
  lot: string,
  change: Partial<Omit<NewAcquisition, 'lot'>> = {},
): NewAcquisition {
  return {
    date: day('2000-06-30'),
    action: 'buy',
    accountId,
    securityId,
    shares: shares('40.5'),
    amount: money('1012.50'),
    lot,
    acquired: null,
    note: null,
    source: null,
    ...change,
  };
}

const ratio = (newShares: string, oldShares: string): Ratio => ({
  newShares: rate(newShares),
  oldShares: rate(oldShares),
});

/** An entry of every kind, and of those that can leave something open one with and one without it. */
export function everyKind(of: {
  readonly account: string;
  readonly toAccount: string;
  readonly security: string;
  readonly toSecurity: string;
}): NewTransaction[] {
  const fact = {
    date: day('2001-03-01'),
    accountId: of.account,
    securityId: of.security,
    note: null,
    source: null,
  };
  const received = (action: Acquisition['action'], acquired: string | null): NewAcquisition =>
    aPurchase(of.account, of.security, `by ${action}`, {
      action,
      acquired: acquired === null ? null : day(acquired),
    });
  const sold = { ...fact, shares: shares('1.5'), amount: money('40.00'), lot: null, picks: [] };
  const converted = { ...fact, amount: money('0.00'), cashShares: null };
  const paid = { amount: money('7.25'), cashShares: shares('0.5') };
  const toSecurityId = of.toSecurity;
  return [
    received('buy', null),
    received('reinvest', null),
    received('stock-dividend', null),
    received('in-kind', null),
    { ...received('in-kind', null), lot: 'by in-kind, unsaid', amount: null },
    received('gift-received', '1994-02-28'),
    received('inherit', null),
    { ...sold, action: 'sell', lot: 'by buy' },
    {
      ...sold,
      action: 'sell',
      picks: [
        { lot: 'by reinvest', shares: shares('1') },
        { lot: 'by buy', shares: shares('0.5') },
      ],
    },
    { ...sold, action: 'redeem' },
    { ...fact, action: 'gift', shares: shares('2'), lot: 'by buy' },
    { ...fact, action: 'gift', shares: shares('2'), lot: null },
    { ...converted, action: 'split', ratio: ratio('2', '1') },
    { ...converted, ...paid, action: 'split', ratio: ratio('1', '8') },
    {
      ...converted,
      action: 'spin-off',
      ratio: ratio('0.25', '1'),
      toSecurityId,
      percent: rate('12.3456'),
    },
    {
      ...converted,
      ...paid,
      action: 'exchange',
      ratio: ratio('1.0824', '1'),
      toSecurityId,
      shares: shares('3'),
      lot: 'by inherit',
    },
    {
      ...converted,
      action: 'exchange',
      ratio: ratio('1', '1'),
      toSecurityId,
      shares: null,
      lot: null,
    },
    { ...fact, action: 'transfer', toAccountId: of.toAccount, shares: shares('4'), lot: 'by buy' },
    { ...fact, action: 'transfer', toAccountId: of.toAccount, shares: null, lot: null },
    { ...fact, action: 'dividend', amount: money('82.00') },
    { ...fact, action: 'liquidation', amount: money('145.00'), shares: null, lot: null },
    {
      ...fact,
      action: 'liquidation',
      amount: money('50.00'),
      toSecurityId: of.toSecurity,
      shares: shares('2.5'),
      lot: 'paid in kind',
      last: true,
    },
    {
      ...fact,
      action: 'undistributed-gain',
      amount: money('10.00'),
      tax: money('2.10'),
      unrecaptured1250: money('1.00'),
    },
    { ...fact, action: 'opening-basis', lot: 'JCT/1', amount: money('25.00') },
    { ...fact, action: 'nothing-returned' },
    { ...fact, action: 'average-basis', acquired: null, last: true },
    { ...fact, action: 'average-basis', acquired: day('1994-02-28'), confirmed: true },
    {
      ...converted,
      action: 'exchange',
      ratio: ratio('1', '1'),
      toSecurityId,
      shares: null,
      lot: null,
      cash: rate('1.5'),
      valuePerShare: rate('18'),
      dividend: true,
    },
  ];
}
