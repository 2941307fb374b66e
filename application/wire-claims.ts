/** What brokers say that they paid, on the wire. */
import * as v from 'valibot';
import { CLAIM_FLAGS, CLAIM_KINDS } from '../tax/facts/broker-claim.ts';
import { count, day, money, text } from './wire-values.ts';

const kind = v.picklist(CLAIM_KINDS);

/** The rows of a broker about one payment, and how they differ from it. */
export const claimedPayment = v.strictObject({
  /** Keys of the payments of the report, all of one day; empty where none is near. */
  payments: v.array(text),
  account: text,
  security: text,
  /** The payable date, else the day of the first row. */
  day,
  /** After what was taken back. */
  paid: money,
  called: v.array(v.strictObject({ kind, amount: money })),
  /** Payments in lieu of a dividend: no payment of the issuer. */
  inLieu: money,
  /** `awaited`: no allocation of the book says what a payment of that day was. */
  differs: v.picklist(['none', 'character', 'cash', 'alone', 'awaited']),
  sentence: text,
  claims: v.array(
    v.strictObject({
      date: day,
      kind,
      amount: money,
      flags: v.array(v.picklist(CLAIM_FLAGS)),
      fileName: text,
      line: count,
    }),
  ),
});
