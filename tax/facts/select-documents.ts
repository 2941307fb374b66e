/**
 * Which version of an issuer's table counts?
 *
 * Authority: the calculation's section 1 (ours): per security and tax year the highest status
 * (corrected, final, estimate, derived), then the newest publication day (none is oldest), then the one that
 * was added last. The others stay in the book and are only compared.
 * Example: a final table of 2003-01-29 and an estimate of 2003-02-03 for 2002: the final counts.
 * Awkward case: a corrected table that lists only one of nine securities replaces the earlier one
 * for that security alone.
 * Not handled: merging rows of two versions.
 */
import {
  DOCUMENT_STATUSES,
  type AllocationDocument,
  type AllocationStatus,
  type Distribution,
  type DocumentStatus,
} from './model.ts';
import { compareText } from '../values/order.ts';

export interface ChosenDocument {
  readonly document: AllocationDocument;
  /** Place of the document in the list of facts. */
  readonly documentOrder: number;
  /** The security's rows, each with its place among all rows of the document. */
  readonly rows: readonly { readonly distribution: Distribution; readonly row: number }[];
  /** Versions that also list the security for this year and do not count, in the order of the facts. */
  readonly superseded: readonly AllocationDocument[];
}

/** By security, then by tax year. */
export type ChosenDocuments = ReadonlyMap<string, ReadonlyMap<number, ChosenDocument>>;

const STATUS_RANK: Readonly<Record<AllocationStatus, number>> = {
  derived: -1,
  estimate: 0,
  final: 1,
  corrected: 2,
};

/** The statuses that a document of this one stands before, whatever their days. */
export function statusesBehind(status: DocumentStatus): readonly DocumentStatus[] {
  return DOCUMENT_STATUSES.filter((other) => STATUS_RANK[other] < STATUS_RANK[status]);
}

/** Whether the later document of the list replaces the earlier one. */
function replaces(later: AllocationDocument, earlier: AllocationDocument): boolean {
  const byStatus = STATUS_RANK[later.status] - STATUS_RANK[earlier.status];
  if (byStatus !== 0) return byStatus > 0;
  return compareText(later.publishedOn ?? '', earlier.publishedOn ?? '') >= 0;
}

function rowsOf(
  document: AllocationDocument,
): Map<string, { distribution: Distribution; row: number }[]> {
  const rows = new Map<string, { distribution: Distribution; row: number }[]>();
  let row = 0;
  for (const security of document.securities) {
    const own = rows.get(security.securityId) ?? [];
    for (const distribution of security.distributions) own.push({ distribution, row: row++ });
    rows.set(security.securityId, own);
  }
  return rows;
}

/** The document that counts for every security and tax year, with those that it supersedes. */
export function selectDocuments(documents: readonly AllocationDocument[]): ChosenDocuments {
  const chosen = new Map<string, Map<number, ChosenDocument>>();
  documents.forEach((document, documentOrder) => {
    for (const [securityId, rows] of rowsOf(document)) {
      const byYear = chosen.get(securityId) ?? new Map<number, ChosenDocument>();
      chosen.set(securityId, byYear);
      const before = byYear.get(document.taxYear);
      if (!before) {
        byYear.set(document.taxYear, { document, documentOrder, rows, superseded: [] });
      } else if (replaces(document, before.document)) {
        const superseded = [...before.superseded, before.document];
        byYear.set(document.taxYear, { document, documentOrder, rows, superseded });
      } else {
        const superseded = [...before.superseded, document];
        byYear.set(document.taxYear, { ...before, superseded });
      }
    }
  });
  return chosen;
}
