/**
 * Does a page count one payment in two of its years?
 *
 * A payment of January may have its part in each (section 857(b)(9)), and both tables have it then; their parts
 * are no more than what was paid. A row that stands in two tables whole is in the wrong one of them.
 */
import { parseRate, type Rate } from '../../../tax/values/money.ts';
import type { DistributionJson } from '../../allocation-document.ts';
import type { DocumentDraft, DraftProblem } from './draft.ts';
import { yearOfTable } from './years-of-draft.ts';

interface Given {
  readonly distributions: readonly DistributionJson[];
  /** The row of each. */
  readonly sources: readonly number[];
}

/** The same payment of the same class, whatever its year; null without days that tell. */
function keyOf({ recordDate, payableDate }: DistributionJson, name: string): string | null {
  return payableDate === null ? null : JSON.stringify([name, recordDate, payableDate]);
}

const rateOf = (text: string | null): Rate => (text && parseRate(text)) || (0n as Rate);

/** Rows whose payment an earlier table of another year has, with parts that are more than was paid. */
export function paidTwice(draft: DocumentDraft, tables: readonly Given[]): DraftProblem[] {
  if (draft.securities.every((one) => one.taxYear === undefined)) return [];
  const seen = new Map<string, { readonly year: number | null; readonly allocable: Rate }>();
  return draft.securities.flatMap((security, s) => {
    const year = yearOfTable(draft, security);
    const { distributions, sources } = tables[s] as Given;
    return distributions.flatMap((one, d): DraftProblem[] => {
      const key = keyOf(one, security.name.toLowerCase());
      if (key === null) return [];
      const other = seen.get(key);
      const allocable = rateOf(one.allocablePerShare);
      seen.set(key, { year, allocable });
      const isMore = other && other.allocable + allocable > rateOf(one.amountPerShare);
      if (!isMore || other.year === year) return [];
      return [
        {
          pointer: `/securities/${s}/rows/${sources[d] ?? 0}`,
          level: 'error',
          code: 'payment-in-two-years',
          message: `The payment of ${one.payableDate ?? ''} stands in the tables of ${other.year} and of ${year}, and counts for more than was paid. Compare both with the release and take it out of one, or give each its part.`,
        },
      ];
    });
  });
}
