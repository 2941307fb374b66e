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
import { feesOf, figureOf } from './fees-in-amounts.ts';
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
  if (!isPayment || gross.kind !== 'number' || own.kind !== 'number') return undefined;
  // Shares beside a payment are those that it was paid on, where what was kept of it makes up the rest.
  const kept = feesOf(table, cells) + figureOf(table.number(cells, 'withheld'));
  const areHeld = meaning !== 'reinvest' && magnitude(gross.value) === magnitude(own.value) + kept;
  if (!areHeld && isMoney(table.number(cells, 'quantity'))) return undefined;
  // Where nothing moved in the end, the payment's own sign says whether it was taken back.
  if (own.value === 0n) return isMoney(gross) ? gross : undefined;
  return magnitude(gross.value) > magnitude(own.value)
    ? { ...gross, value: own.value < 0n ? -magnitude(gross.value) : magnitude(gross.value) }
    : undefined;
}

/**
 * A payment as it was before fees and taxes were kept of it: its own shares and rate say so, or the table's trades, or
 * the heading; undefined where nothing was kept.
 */
function beforeKept(
  table: TableCells,
  cells: readonly string[],
  own: CellNumber,
  fees: Figure,
): RecordAmount | undefined {
  const tax = figureOf(table.number(cells, 'withheld'));
  if (own.kind !== 'number' || fees + tax === 0n) return undefined;
  const amount = magnitude(own.value);
  const shares = figureOf(table.number(cells, 'quantity'));
  const product = centsOf(times(shares, figureOf(table.number(cells, 'price'))));
  const wholes = [amount + fees + tax, amount + fees, amount + tax, amount];
  const proven = wholes.find((whole) => centsOf(whole) === product);
  const areIn = fees === 0n ? false : table.areFeesIn('amount');
  const whole =
    proven ?? amount + (areIn === true ? fees : 0n) + (tax > 0n && table.areNet ? tax : 0n);
  return {
    amount: { ...own, value: own.value < 0n ? -whole : whole },
    included: true,
    fees,
    ...(proven === undefined && areIn === undefined ? { unsure: true } : {}),
  };
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
  if (principal.kind === 'none' && PAYMENTS.has(meaning)) {
    const whole = beforeKept(table, cells, own.kind === 'none' ? gross : own, fees);
    if (whole !== undefined) return whole;
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
