/**
 * What a year's figures from a book cost at least: a bare script that reads the entries of the book
 * with better-sqlite3, multiplies and subtracts once per lot and payment with decimal.js, and writes
 * JSON of the given size. It has no calendar, no rules and no checks.
 *
 * node bench/floor-book.ts BOOK OUT BYTES
 */
import { writeFileSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import { Decimal } from 'decimal.js';

/** Return of capital per share of each payment of 2002: $0.82 at 19.5%. */
const RATE = new Decimal('0.1599');
const PAYMENTS = 4;

interface Entry {
  readonly trade_date: string;
  readonly action: string;
  readonly shares: string;
  readonly amount: string;
  readonly lot: string;
}

const [book = '', output = '', bytes = '0'] = process.argv.slice(2);
const db = new SqliteDatabase(book, { readonly: true });
const entries = db
  .prepare(
    `SELECT trade_date, action, shares, amount, lot FROM holding_transaction
     ORDER BY trade_date, sequence`,
  )
  .all() as Entry[];
db.close();

const rows = entries.map(({ trade_date, action, shares, amount, lot }) => {
  const reduction = new Decimal(shares).times(RATE);
  let basis = new Decimal(amount);
  const payments: string[] = [];
  for (let payment = 0; payment < PAYMENTS; payment++) {
    basis = basis.minus(reduction);
    payments.push(reduction.toFixed(2));
  }
  return { lot, action, acquired: trade_date, shares, payments, adjustedBasis: basis.toFixed(2) };
});
const text = JSON.stringify(rows);
// The rest of the size, in rows as long as those.
const missing = Math.max(0, Number(bytes) - text.length);
const more: string[] = [];
for (let left = missing; left > 0; left -= 103) more.push('x'.repeat(100));
writeFileSync(output, `{"rows":${text},"more":${JSON.stringify(more)}}`);
