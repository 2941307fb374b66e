/**
 * Return of capital beyond the basis, by term, and the page of sales on which it is reported.
 */
import { sumDecimals } from '../../format/decimal.ts';
import type { PageTotal } from '../../state/derivation.svelte.ts';
import type { ExcessView, SaleGroup } from './load.ts';

type Term = ExcessView['gain']['term'];

interface ExcessOfTerm {
  readonly term: Term;
  readonly amount: string;
  /** Undefined where the lines of the year are not mapped. */
  readonly place: SaleGroup | undefined;
  readonly total: PageTotal;
}

/** The page that has the term's distributions beyond the basis: rows that no transaction made. */
export function placeOf(groups: readonly SaleGroup[], term: Term): SaleGroup | undefined {
  return groups.find(
    (group) => group.term === term && group.rows.some((row) => row.transaction === null),
  );
}

/** One for each term that has such gains, long-term first. */
export function excessByTerm(
  year: number,
  gains: readonly ExcessView[],
  groups: readonly SaleGroup[],
): readonly ExcessOfTerm[] {
  return (['long', 'short'] as const).flatMap((term) => {
    const own = gains.filter(({ gain }) => gain.term === term);
    if (own.length === 0) return [];
    const amount = sumDecimals(own.map(({ gain }) => gain.amount));
    return [
      {
        term,
        amount,
        place: placeOf(groups, term),
        total: {
          label: `Return of capital of ${year} beyond the basis, ${term}-term`,
          value: amount,
          explanation: 'What each lot was paid back beyond its basis is a capital gain.',
          parts: own.map(({ payment, gain }) => ({
            label: `Lot ${gain.lot}, ${gain.account}`,
            value: gain.amount,
            figure: { kind: 'excessGain', payment, lot: gain.lot },
          })),
        },
      },
    ];
  });
}
