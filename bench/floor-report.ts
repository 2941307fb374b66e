/**
 * What the year's figures cost at least: a bare script that parses the same CSV with the same CSV
 * library, does one decimal.js multiplication and one subtraction per lot and payment, and writes
 * rows of the same size as JSON. It has no calendar, no rules and no checks.
 *
 * node bench/floor-report.ts TRANSACTIONS OUT
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { Decimal } from 'decimal.js';
import Papa from 'papaparse';

/** Return of capital per share of each payment of 2002: $0.82 at 19.5%. */
const RATE = new Decimal('0.1599');
const PAYMENTS = ['2002-02-11', '2002-05-13', '2002-08-23', '2002-11-18'];

const [input = '', output = ''] = process.argv.slice(2);
const { data } = Papa.parse<string[]>(readFileSync(input, 'utf8'));
const payments = PAYMENTS.map((payableDate) => ({ payableDate, lots: [] as object[] }));
const lots: object[] = [];

for (let i = 1; i < data.length; i++) {
  const [date, , security, shares, amount] = data[i] as string[];
  if (date === undefined || shares === undefined || amount === undefined) continue;
  const lot = `${security ?? ''}/${date}/${i}`;
  const held = new Decimal(shares);
  let basis = new Decimal(amount);
  for (const payment of payments) {
    const reduction = held.times(RATE);
    basis = basis.minus(reduction);
    const text = reduction.toFixed(2);
    payment.lots.push({
      lot,
      shares,
      returnOfCapital: text,
      basisReduction: text,
      excessGain: '0.00',
    });
  }
  lots.push({
    lot,
    account: 'default',
    security,
    acquired: date,
    shares,
    cost: amount,
    returnOfCapitalBefore: '0.00',
    returnOfCapitalInYear: amount,
    adjustedBasis: basis.toFixed(2),
  });
}
writeFileSync(output, JSON.stringify({ taxYear: 2002, payments, lots }));
