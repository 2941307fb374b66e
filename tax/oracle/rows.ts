/**
 * Which rows of which documents count, and when does each take effect? (sections 1 to 4, and 6.3)
 *
 * Authority: the calculation's sections 1 (the newest of the highest status), 2 (tolerance), 3
 * (ex-date), 4 (the document says what is allocable to its year) and 6, point 3.
 * Example: ex-date 2001-12-27 in the document of 2002: it takes effect on 2002-01-01.
 * Awkward case: neither an ex-date nor a record date: nobody can say who is entitled.
 */
import { firstDayOfYear } from '../values/days.ts';
import type { Day } from '../values/days.ts';
import type { MarketCalendar } from '../facts/market-calendar.ts';
import { COMPONENTS } from '../facts/model.ts';
import type { AllocationDocument, Distribution, Facts, Security } from '../facts/model.ts';
import { Decimal } from '../values/decimal.ts';
import { rateOf, sum } from './decimals.ts';
import { compareText } from './present.ts';

/** A distribution of the document that counts. */
export interface Row {
  readonly document: AllocationDocument;
  readonly documentOrder: number;
  /** Place of the row among all rows of its document. */
  readonly rowOrder: number;
  readonly security: Security;
  readonly taxYear: number;
  readonly distribution: Distribution;
  /** Undefined: no record date, or beyond the market calendar. */
  readonly exDate: Day | undefined;
  /** When the return of capital reduces basis: at the ex-date, but never before its tax year. */
  readonly effectiveDay: Day | undefined;
}

/** All versions of one security's table for one tax year, the one that counts first. */
export function versionsOf(
  facts: Facts,
  securityId: string,
  taxYear: number,
): readonly AllocationDocument[] {
  const rank = { derived: -1, estimate: 0, final: 1, corrected: 2 };
  return facts.documents
    .map((document, order) => ({ document, order }))
    .filter(({ document }) => document.taxYear === taxYear)
    .filter(({ document }) => document.securities.some((each) => each.securityId === securityId))
    .sort((a, b) => {
      if (a.document.status !== b.document.status)
        return rank[b.document.status] - rank[a.document.status];
      const publishedA = a.document.publishedOn ?? '';
      const publishedB = b.document.publishedOn ?? '';
      if (publishedA !== publishedB) return publishedA < publishedB ? 1 : -1;
      return b.order - a.order;
    })
    .map(({ document }) => document);
}

export function findRows(facts: Facts, calendar: MarketCalendar): readonly Row[] {
  const rows: Row[] = [];
  for (const security of facts.securities) {
    const years = new Set(facts.documents.map((document) => document.taxYear));
    for (const taxYear of years) {
      const document = versionsOf(facts, security.id, taxYear)[0];
      if (document === undefined) continue;
      let rowOrder = 0;
      for (const listed of document.securities) {
        for (const distribution of listed.distributions) {
          rowOrder = rowOrder + 1;
          if (listed.securityId !== security.id) continue;
          let exDate: Day | undefined;
          if (distribution.exDate !== null) exDate = distribution.exDate;
          else if (distribution.recordDate !== null)
            exDate = calendar.exDateFor(distribution.recordDate);
          const newYear = firstDayOfYear(taxYear);
          rows.push({
            document,
            documentOrder: facts.documents.indexOf(document),
            rowOrder,
            security,
            taxYear,
            distribution,
            exDate,
            effectiveDay: exDate !== undefined && exDate < newYear ? newYear : exDate,
          });
        }
      }
    }
  }
  return rows;
}

/** Of rows that take effect on one day, the one paid earlier first. */
export function inOrderOfEffect(a: Row, b: Row): number {
  return (
    compareText(a.distribution.payableDate, b.distribution.payableDate) ||
    a.documentOrder - b.documentOrder ||
    a.rowOrder - b.rowOrder
  );
}

/** Sum of the weights against what they should add up to. */
export function closing(distribution: Distribution): 'exact' | 'within' | 'beyond' {
  const weights = COMPONENTS.map((name) => rateOf(distribution.components[name]));
  if (weights.some((weight) => weight.lessThan(0))) return 'beyond';
  const nonZero = weights.filter((weight) => !weight.equals(0)).length;
  const target =
    distribution.unit === 'percent' ? new Decimal(100) : rateOf(distribution.allocablePerShare);
  const tolerance =
    distribution.unit === 'percent'
      ? new Decimal('0.1')
      : Decimal.max('0.0005', new Decimal('0.0001').times(nonZero));
  const off = sum(weights).minus(target).abs();
  if (off.equals(0)) return 'exact';
  return off.greaterThan(tolerance) ? 'beyond' : 'within';
}
