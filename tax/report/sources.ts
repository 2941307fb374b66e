/**
 * Which documents do the figures of a year rest on?
 *
 * Those of the securities that the year has payments, lots or sales of, up to that year: a lot's basis rests
 * on every year since it was bought. Example: a lot bought in 2000 and held in 2002 rests on the allocations
 * of 2000, 2001 and 2002; where 2002 has an estimate and a final table, the final one counts.
 * Not handled: which of them changed nothing; what rests on no document is said by the notices.
 */
import { selectDocuments } from '../facts/select-documents.ts';
import {
  securityLabel,
  type AllocationDocument,
  type Facts,
  type Security,
} from '../facts/model.ts';
import type { YearReport } from './year-report.ts';

export interface SourceOfYear {
  readonly document: AllocationDocument;
  /** Labels of the securities that it counts for; none where other versions stand before it. */
  readonly countsFor: readonly string[];
}

/** In the order of tax years, then of the facts. */
export function sourcesOf(facts: Facts, report: YearReport): readonly SourceOfYear[] {
  const held = new Map<string, Security>();
  for (const { security } of [...report.payments, ...report.lots, ...report.sales]) {
    held.set(security.id, security);
  }
  const found = new Map<AllocationDocument, string[]>();
  const chosen = selectDocuments(facts.documents);
  for (const [id, security] of held) {
    for (const [year, { document, superseded }] of chosen.get(id) ?? []) {
      if (year > report.taxYear) continue;
      found.set(document, [...(found.get(document) ?? []), securityLabel(security)]);
      for (const other of superseded) if (!found.has(other)) found.set(other, []);
    }
  }
  const place = new Map(facts.documents.map((document, i) => [document, i]));
  return [...found]
    .map(([document, countsFor]) => ({ document, countsFor }))
    .sort(
      (a, b) =>
        a.document.taxYear - b.document.taxYear ||
        (place.get(a.document) ?? 0) - (place.get(b.document) ?? 0),
    );
}
