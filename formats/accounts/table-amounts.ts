/**
 * Which amount does a record of a table have, and are its fees in it?
 *
 * Columns of the net amount come before those of money in and out, of the gross amount and of a value; what is
 * before fees is made net of them. Of a payment the gross amount counts: that is what the security paid and what a
 * Form 1099 has, whatever was withheld or charged before the rest arrived.
 *
 * Example: a dividend of 100.00 of which 15.00 were withheld is one of 100.00.
 * Awkward case: a plan invests what was paid in less its fee; what was paid in is the cost.
 */
import { CLAIM_KINDS } from '../../tax/facts/broker-claim.ts';
import { feesOf } from './fees-in-amounts.ts';
import type { TableCells } from './table-cells.ts';
import { centsOf, magnitude, times, type CellNumber, type Figure } from './values.ts';
import type { Meaning } from './words.ts';

const PAYMENTS: ReadonlySet<Meaning | null> = new Set(CLAIM_KINDS);

function isMoney(number: CellNumber): boolean {
  return number.kind === 'number' && number.value !== 0n;
}

interface RecordAmount {
  readonly amount: CellNumber;
  readonly included: boolean;
  readonly fees: Figure;
  /** Whether the fees are in it cannot be told. */
  readonly unsure?: true;
}

/** What was paid before anything was kept of it; undefined where the record is no payment, or nothing was. */
function grossOfPayment(
  table: TableCells,
  cells: readonly string[],
  meaning: Meaning | null,
  own: CellNumber,
): CellNumber | undefined {
  const isPayment = PAYMENTS.has(meaning) || meaning === 'reinvest';
  const gross = table.number(cells, 'gross');
  if (!isPayment || isMoney(table.number(cells, 'quantity'))) return undefined;
  if (gross.kind !== 'number' || own.kind !== 'number') return undefined;
  return magnitude(gross.value) > magnitude(own.value)
    ? { ...gross, value: own.value < 0n ? -magnitude(gross.value) : magnitude(gross.value) }
    : undefined;
}

/** A payment as it was before fees were kept of it: its own shares and rate say so, or the table's trades. */
function beforeFees(
  table: TableCells,
  cells: readonly string[],
  own: CellNumber,
  fees: Figure,
): RecordAmount {
  if (own.kind !== 'number') return { amount: own, included: true, fees };
  const [shares, rate] = [table.number(cells, 'quantity'), table.number(cells, 'price')];
  const product =
    shares.kind === 'number' && rate.kind === 'number'
      ? centsOf(magnitude(times(shares.value, rate.value)))
      : undefined;
  const before = magnitude(own.value) + fees;
  const isNet =
    product === centsOf(before) ||
    (product !== centsOf(magnitude(own.value)) && table.areFeesIn('amount'));
  return isNet === true
    ? { amount: { ...own, value: own.value < 0n ? -before : before }, included: true, fees }
    : { amount: own, included: true, fees, ...(isNet === undefined ? { unsure: true } : {}) };
}

/** The amount of a record, whether its fees are in it, and their sum. */
export function amountOf(
  table: TableCells,
  cells: readonly string[],
  meaning: Meaning | null,
): RecordAmount {
  const fees = feesOf(table, cells);
  const amount = table.number(cells, 'amount');
  const own = amount.kind === 'none' ? table.inAndOut(cells) : amount;
  const principal = table.number(cells, 'gross');
  const gross = principal.kind === 'none' ? table.number(cells, 'value') : principal;
  if (fees > 0n && principal.kind === 'none' && PAYMENTS.has(meaning)) {
    return beforeFees(table, cells, own.kind === 'none' ? gross : own, fees);
  }
  const paid = grossOfPayment(table, cells, meaning, own);
  if (paid !== undefined) return { amount: paid, included: true, fees };
  // Where shares were bought with a payment, no cash moves: the value beside it is what they cost.
  const isNil = own.kind === 'number' && own.value === 0n && isMoney(gross);
  if (own.kind !== 'none' && !(isNil && meaning === 'reinvest')) {
    // A plan invests what was paid in less its fee: what was paid in is the cost.
    const buys = meaning === 'buy' || meaning === 'reinvest';
    const paidIn = buys && own.kind === 'number' && principal.kind === 'number';
    const isPaidIn =
      paidIn && fees > 0n && magnitude(principal.value) === magnitude(own.value) + fees;
    return isPaidIn
      ? { amount: principal, included: true, fees }
      : { amount: own, included: false, fees };
  }
  const isWhole = fees === 0n || PAYMENTS.has(meaning);
  if (gross.kind !== 'number' || isWhole) return { amount: gross, included: true, fees };
  const isValue = principal.kind === 'none';
  if (isValue && table.number(cells, 'price').kind !== 'number') {
    return table.areFeesIn('value') === true
      ? { amount: gross, included: true, fees }
      : { amount: gross, included: true, fees, unsure: true };
  }
  const whole = magnitude(gross.value);
  if (isValue && hasFees(table, cells, whole, fees)) {
    return { amount: gross, included: false, fees };
  }
  const net = meaning === 'sell' || meaning === 'redeem' ? whole - fees : whole + fees;
  return { amount: { ...gross, value: gross.value < 0n ? -net : net }, included: true, fees };
}

/** Whether a value is the shares times their price with the fees in it. */
function hasFees(
  table: TableCells,
  cells: readonly string[],
  value: Figure,
  fees: Figure,
): boolean {
  const [quantity, price] = [table.number(cells, 'quantity'), table.number(cells, 'price')];
  if (quantity.kind !== 'number' || price.kind !== 'number') return false;
  const product = magnitude(times(quantity.value, price.value));
  return centsOf(magnitude(value - product)) === centsOf(fees);
}
