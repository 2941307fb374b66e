/**
 * Does another year's document list a payment as well, and is a part of it counted in both?
 *
 * Authority: the calculation's section 4 (section 857(b)(9)): a document that says what part of a payment
 * belongs to its year leaves the rest to the other one, so that all parts together are at most the payment.
 * Example: $0.40 paid 2013-01-15 of which both documents count $0.25: $0.10 is counted twice.
 * Not handled: payments whose dates the two documents print differently.
 */
import type { Distribution } from './model.ts';
import type { Rate } from '../values/money.ts';
import type { ChosenDocument } from './select-documents.ts';

/** A row of another year's document about the same payment. */
export interface OtherRow {
  readonly document: string;
  readonly distribution: Distribution;
}

/** The rows of documents of other years about a payment that a year's document lists. */
export function rowsOfOtherYears(
  byYear: ReadonlyMap<number, ChosenDocument> | undefined,
  year: number,
  { recordDate, payableDate }: Distribution,
): readonly OtherRow[] {
  return [...(byYear ?? [])]
    .filter(([taxYear]) => taxYear !== year)
    .flatMap(([, { document, rows }]) =>
      rows
        .map(({ distribution }) => ({ document: document.name, distribution }))
        .filter(
          ({ distribution }) =>
            distribution.payableDate === payableDate && distribution.recordDate === recordDate,
        ),
    );
}

/** What the documents count of it together, per share; null where that is no more than was paid. */
export function countedTwice(
  { allocablePerShare, amountPerShare }: Distribution,
  others: readonly OtherRow[],
): Rate | null {
  let together = allocablePerShare as bigint;
  for (const other of others) together += other.distribution.allocablePerShare;
  return others.length > 0 && together > amountPerShare ? (together as Rate) : null;
}
