/**
 * What did the broker report of each sale, where the holder typed its Form 1099-B?
 *
 * It decides the box of Form 8949 and whether basis and proceeds are put right there. A sale that is not among them goes
 * by the day on which its shares were acquired.
 */
import type { SalePiece } from '../lots/figures.ts';
import type { Cents } from '../values/money.ts';

export const REPORTINGS = ['basis', 'proceeds', 'nothing'] as const;
/**
 * What of a sale the broker reported to the IRS: proceeds and basis (box A or D of Form 8949), proceeds
 * without the basis (B or E), or nothing at all (C or F).
 */
export type Reporting = (typeof REPORTINGS)[number];

/** Null is not stated. */
export interface ReportedSale {
  readonly reporting: Reporting | null;
  /** The basis on the form, where it is of this piece alone. */
  readonly basis: Cents | null;
  /** The proceeds on the form, where they are of this piece alone. */
  readonly proceeds: Cents | null;
}

/** By `pieceKey`. */
export type ReportedSales = ReadonlyMap<string, ReportedSale>;

/** By what a lot's part of a sale is known in one report. */
export function pieceKey({ accountId, transactionId, lot, kind }: SalePiece): string {
  return JSON.stringify([accountId, transactionId, lot, kind]);
}
