/** A book whose years take long to compute, and whose last year is short to tell: all lots are sold. */
import path from 'node:path';
import { addAccount } from '../db/accounts.ts';
import { insertDocument } from '../db/documents.ts';
import { createBook } from '../db/open.ts';
import { addSecurity } from '../db/securities.ts';
import { addTransactions, type NewTransaction } from '../db/transactions.ts';
import { BOOK_FILES } from '../application/session.ts';
import { addDays, type Day } from '../tax/values/days.ts';
import { COMPONENTS, type Component } from '../tax/facts/model.ts';
import {
  parseMoney,
  parseRate,
  parseShares,
  type Cents,
  type Rate,
  type Shares,
} from '../tax/values/money.ts';

export const FIRST_YEAR = 1995;
export const LAST_YEAR = 2024;
const LOTS = 25_000;
const NOW = '2025-02-01T12:00:00.000Z';

const rate = (text: string): Rate => parseRate(text) as Rate;

function* entries(accountId: string, securityId: string, lots: number): Generator<NewTransaction> {
  const common = { accountId, securityId, note: null, source: null };
  for (let i = 0; i < lots; i++) {
    yield {
      ...common,
      action: 'buy',
      date: addDays('1994-01-03' as Day, i % 360),
      shares: parseShares('10') as Shares,
      amount: parseMoney('1000') as Cents,
      lot: `lot ${i}`,
      acquired: null,
    };
  }
  yield {
    ...common,
    action: 'sell',
    date: `${LAST_YEAR - 1}-12-15` as Day,
    shares: parseShares(String(10 * lots)) as Shares,
    amount: parseMoney('9000000') as Cents,
    lot: null,
    picks: [],
  };
}

/** Puts the user's own book into a data folder that has none. */
export function makeLargeBook(folder: string, lots = LOTS): void {
  const book = createBook(path.join(folder, BOOK_FILES.own), { kind: 'own', now: NOW });
  try {
    book.write(() => {
      const account = addAccount(book, { name: 'Broker', taxDeferred: false });
      const names = { issuer: null, name: 'Harbor Point', symbol: 'HPT', cusips: [] };
      const security = addSecurity(book, names);
      addTransactions(book, entries(account.id, security.id, lots));
      const components = Object.fromEntries(COMPONENTS.map((name) => [name, 0n]));
      for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) {
        insertDocument(book, {
          fileName: `Allocation of ${year}`,
          text: `Allocation of ${year}`,
          sha256: String(year).padStart(64, '0'),
          issuer: null,
          taxYear: year,
          publishedOn: null,
          status: 'final',
          acceptedAt: NOW,
          securities: [
            {
              securityId: security.id,
              printedName: 'Harbor Point',
              distributions: ['02-11', '05-13', '08-12', '11-12'].map((day) => ({
                declarationDate: null,
                recordDate: null,
                exDate: `${year}-${day}` as Day,
                payableDate: `${year}-${day}` as Day,
                amountPerShare: rate('0.5'),
                allocablePerShare: rate('0.5'),
                inKind: false,
                unit: 'percent',
                components: {
                  ...(components as Record<Component, Rate>),
                  ordinary: rate('60'),
                  returnOfCapital: rate('40'),
                },
                subsets: {},
                sourceLine: null,
              })),
            },
          ],
        });
      }
    });
  } finally {
    book.close();
  }
}
