/** The payment of an allocation that terms of a distribution are of. */
import type { AllocationDocument, Distribution, Facts } from '../../tax/facts/model.ts';
import { selectDocuments } from '../../tax/facts/select-documents.ts';
import { divideRounded, type Rate } from '../../tax/values/money.ts';
import type { ReorganisationTerms } from '../../formats/terms/terms.ts';

export interface AllocationRow {
  readonly document: AllocationDocument;
  readonly distribution: Distribution;
}

/** The payments on the day of the terms, of the documents that count. */
export function allocationRows(
  facts: Facts,
  securityId: string,
  { date }: Pick<ReorganisationTerms, 'date'>,
): readonly AllocationRow[] {
  const chosen = selectDocuments(facts.documents).get(securityId);
  return [...(chosen?.values() ?? [])].flatMap(({ document, rows }) =>
    rows
      .filter(({ distribution }) => distribution.payableDate === date)
      .map(({ distribution }) => ({ document, distribution })),
  );
}

/**
 * The value of a distribution in kind where the terms do not have it: what the allocation says of one old
 * share, for as many old ones as one new share came for. Not where it has several payments on the day.
 */
export function valueByAllocation(
  facts: Facts,
  securityId: string,
  terms: ReorganisationTerms,
): { readonly value: Rate; readonly says: string } | undefined {
  const { kind, value, ratio } = terms;
  if (kind !== 'in-kind' || value !== null || ratio === null) return undefined;
  const [row, ...more] = allocationRows(facts, securityId, terms);
  if (!row?.distribution.inKind || more.length > 0) return undefined;
  const { distribution, document } = row;
  const line = distribution.sourceLine === null ? '' : `, line ${distribution.sourceLine}`;
  return {
    value: divideRounded(distribution.amountPerShare * ratio.oldShares, ratio.newShares) as Rate,
    says: `Its value is that of ${document.name}${line}.`,
  };
}
