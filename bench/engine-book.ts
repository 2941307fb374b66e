/**
 * What the engine is measured on: a book of purchases in a file, and documents for some years.
 *
 * The engine gets the book's facts, the floors the same rows, read with better-sqlite3.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { addAccount } from '../db/accounts.ts';
import { loadFacts } from '../db/facts.ts';
import { createBook } from '../db/open.ts';
import { addSecurity } from '../db/securities.ts';
import { addTransactions } from '../db/transactions.ts';
import { parseDay, type Day } from '../tax/values/days.ts';
import type { Distribution, Facts, PublishedDocument } from '../tax/facts/model.ts';
import { parseMoney, parseRate, parseShares, type Rate } from '../tax/values/money.ts';
import { madeUpLots } from './data.ts';

export const FIRST_YEAR = 2002;
/** Month and day of the ex-date and of the payment. */
const PAYMENTS = [
  ['01-31', '02-11'],
  ['05-02', '05-13'],
  ['08-14', '08-23'],
  ['11-06', '11-18'],
] as const;
export const PAYMENTS_A_YEAR = PAYMENTS.length;

function required<T>(value: T | undefined, text: string): T {
  if (value === undefined) throw new Error(`not a value: ${text}`);
  return value;
}

const rate = (text: string): Rate => required(parseRate(text), text);
const day = (text: string): Day => required(parseDay(text), text);

/** $0.82 of which 19.5% is a return of capital, four times a year. */
export function documentOf(year: number, securityId: string): PublishedDocument {
  const distributions = PAYMENTS.map(([ex, payable], row): Distribution => ({
    id: `${year}-${row}`,
    declarationDate: null,
    recordDate: null,
    exDate: day(`${year}-${ex}`),
    payableDate: day(`${year}-${payable}`),
    amountPerShare: rate('0.82'),
    allocablePerShare: rate('0.82'),
    inKind: false,
    unit: 'percent',
    components: {
      ordinary: rate('61.4'),
      qualified: rate('0'),
      capitalGain: rate('6.6'),
      unrecaptured1250: rate('12.5'),
      section1202: rate('0'),
      collectibles28: rate('0'),
      returnOfCapital: rate('19.5'),
    },
    subsets: {},
    sourceLine: null,
  }));
  return {
    id: `document-${year}`,
    name: `Allocation of ${year}`,
    issuer: null,
    taxYear: year,
    publishedOn: null,
    status: 'final',
    securities: [{ securityId, distributions }],
  };
}

/** One row as the floors read it. */
export interface LotRow {
  readonly shares: string;
  readonly amount: string;
}

interface EngineInput {
  readonly facts: Facts;
  readonly rows: readonly LotRow[];
}

/** Makes a book of purchases, reads it in both ways, and takes it away again. */
export function engineInput(lots: number, years: number): EngineInput {
  const folder = mkdtempSync(join(tmpdir(), 'basisbook-bench-'));
  const path = join(folder, 'the.book');
  try {
    const book = createBook(path, { kind: 'own', now: '2003-01-31T00:00:00.000Z' });
    book.write(() => {
      const account = addAccount(book, { name: 'Broker', taxDeferred: false });
      const names = { issuer: null, name: 'Harbor Point', symbol: 'AIV', cusips: [] };
      const security = addSecurity(book, names);
      let count = 0;
      addTransactions(
        book,
        madeUpLots(lots).map(({ date, action, shares, amount }) => ({
          date,
          action,
          accountId: account.id,
          securityId: security.id,
          shares: required(parseShares(shares), shares),
          amount: required(parseMoney(amount), amount),
          lot: `AIV/${date}/${++count}`,
          acquired: null,
          note: null,
          source: null,
        })),
      );
    });
    const own = loadFacts(book);
    book.close();
    const securityId = own.securities[0]?.id ?? '';
    const documents = Array.from({ length: years }, (_, i) =>
      documentOf(FIRST_YEAR + i, securityId),
    );
    return { facts: { ...own, documents }, rows: rowsOf(path) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function rowsOf(path: string): readonly LotRow[] {
  const db = new SqliteDatabase(path, { readonly: true });
  try {
    return db
      .prepare('SELECT shares, amount FROM holding_transaction ORDER BY trade_date, sequence')
      .all() as LotRow[];
  } finally {
    db.close();
  }
}
