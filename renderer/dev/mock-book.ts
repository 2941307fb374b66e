/* eslint-disable @typescript-eslint/no-non-null-assertion -- the data are invented here: what is looked up is there */
/** A book in memory with invented accounts and lots. Development only. */
import type { Answer } from '../../application/contract.ts';
import { readRelease, RELEASE } from './mock-release.ts';

export type Transaction = Answer<'transactions.list'>[number];
export type Account = Answer<'accounts.list'>[number];
export type DocumentRow = Answer<'documents.list'>[number];
export type Security = Answer<'securities.list'>[number];

export interface MockDocument {
  readonly row: DocumentRow;
  readonly text: string;
}

export interface MockBook {
  kind: 'sample' | 'own';
  accounts: Account[];
  transactions: Transaction[];
  documents: MockDocument[];
  next: number;
}

const CLASSES = readRelease(RELEASE).document.securities;

export const SECURITIES: readonly Security[] = CLASSES.map((one) => ({
  id: `sec-${one.cusips[0]}`,
  issuer: 'Apartment Investment and Management Company',
  name: one.name,
  symbol: one.symbol,
  cusips: one.cusips,
  label: one.symbol ?? one.cusips[0] ?? one.name,
}));

export function documentRow(
  id: string,
  version: number,
  status: DocumentRow['status'],
): DocumentRow {
  return {
    id,
    name: 'Aimco 2002 dividend allocation.txt',
    issuer: 'Apartment Investment and Management Company',
    taxYear: 2002,
    publishedOn: '2003-01-29',
    status,
    version,
    sha256: '9f2c'.repeat(16),
    acceptedAt: '2026-01-14T09:30:00Z',
    securities: CLASSES.map((one, index) => ({
      securityId: SECURITIES[index]!.id,
      label: SECURITIES[index]!.label,
      name: one.name,
      distributions: one.distributions.length,
      inUse: true,
    })),
  };
}

const ROWS = [
  ['2000-03-01', 'buy', 'AIV', 'Brokerage', '100', '3800.00', 'AIV/2000-03-01'],
  ['2001-06-14', 'buy', 'AIV', 'Brokerage', '250', '11425.50', 'AIV/2001-06-14'],
  ['2001-09-20', 'buy', 'AIVPrG', 'Brokerage', '200', '5170.00', 'AIVPrG/2001-09-20'],
  ['2002-02-11', 'reinvest', 'AIV', 'Joint account', '4.418', '198.64', 'AIV/2002-02-11'],
  ['1999-11-05', 'buy', 'AIV', 'Joint account', '240', '9216.00', 'AIV/1999-11-05'],
  ['2002-05-13', 'reinvest', 'AIV', 'Joint account', '4.402', '200.42', 'AIV/2002-05-13'],
  ['2001-01-08', 'buy', 'AIV', 'Roth IRA', '75', '3487.50', 'AIV/2001-01-08'],
  ['2002-01-31', 'buy', 'AIVPrQ', 'Joint account', '120', '3042.00', 'AIVPrQ/2002-01-31'],
  ['2002-09-24', 'sell', 'AIV', 'Brokerage', '60', '2412.60', 'AIV/2000-03-01'],
] as const;

/** What a plain purchase does not have. */
export const PLAIN = {
  toSecurityId: null,
  toSecurity: null,
  toAccountId: null,
  toAccount: null,
  picks: [],
  ratio: null,
  percent: null,
  acquired: null,
  cashShares: null,
} as const;

/** One of each company event, and a sale of several lots. */
const EVENTS: readonly (Partial<Transaction> & Pick<Transaction, 'date' | 'action'>)[] = [
  { date: '2002-10-07', action: 'split', ratio: '2:1' },
  {
    date: '2002-10-21',
    action: 'spin-off',
    toSecurityId: 'sec-new',
    toSecurity: 'AIRC',
    ratio: '1:8',
    percent: '12.34',
    amount: '14.20',
  },
  { date: '2002-11-04', action: 'transfer', toAccountId: 'acc-3', toAccount: 'Roth IRA' },
  {
    date: '2002-11-15',
    action: 'sell',
    shares: '90',
    amount: '3510.00',
    picks: [
      { lot: 'AIV/2000-03-01', shares: '40' },
      { lot: 'AIV/2001-06-14', shares: '50' },
    ],
  },
  { date: '2002-12-02', action: 'dividend', amount: '82.00' },
];

export function sampleBook(): MockBook {
  const accounts: Account[] = ['Brokerage', 'Joint account', 'Roth IRA'].map((name, index) => ({
    id: `acc-${index + 1}`,
    name,
    taxDeferred: name === 'Roth IRA',
    method: name === 'Brokerage' ? 'hifo' : 'fifo',
    methodChanges: name === 'Brokerage' ? [{ from: '2002-06-01', method: 'fifo' as const }] : [],
    returnOfCapital: 'by-shares' as const,
  }));
  return {
    kind: 'sample',
    accounts,
    documents: [{ row: documentRow('doc-1', 1, 'final'), text: RELEASE }],
    next: 100,
    transactions: [
      ...ROWS.map(([date, action, security, account, shares, amount, lot], index) => ({
        ...PLAIN,
        picks: [],
        id: `tx-${index + 1}`,
        sequence: index + 1,
        date,
        action,
        securityId: SECURITIES.find((one) => one.label === security)!.id,
        security,
        accountId: accounts.find((one) => one.name === account)!.id,
        account,
        shares,
        amount,
        lot,
        note: null,
        source: null,
      })),
      ...EVENTS.map((event, index) => ({
        ...PLAIN,
        picks: [],
        id: `tx-event-${index}`,
        sequence: ROWS.length + index + 1,
        securityId: SECURITIES.find((one) => one.label === 'AIV')!.id,
        security: 'AIV',
        accountId: 'acc-1',
        account: 'Brokerage',
        shares: null,
        amount: null,
        lot: null,
        note: null,
        source: null,
        ...event,
      })),
    ],
  };
}

/** Thousands of lots, to see what a long list does. */
export function crowdedBook(): MockBook {
  const book = sampleBook();
  const first = book.transactions[0]!;
  for (let index = 0; index < 5000; index += 1) {
    const day = `${1995 + (index % 7)}-0${1 + (index % 9)}-${10 + (index % 18)}`;
    book.transactions.push({
      ...first,
      id: `many-${index}`,
      sequence: 100 + index,
      date: day,
      shares: `${1 + (index % 40)}`,
      amount: `${40 * (1 + (index % 40))}.00`,
      lot: `AIV/${day}/${index + 2}`,
    });
  }
  return book;
}

export function emptyBook(): MockBook {
  return { kind: 'own', accounts: [], transactions: [], documents: [], next: 1 };
}
