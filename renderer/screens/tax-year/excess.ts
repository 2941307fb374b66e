/**
 * Return of capital beyond the basis, by term, and where it is reported: on the long-term or the
 * short-term line that the form's map gives for box 3.
 */
import { sumDecimals } from '../../format/decimal.ts';
import type { PageTotal } from '../../state/derivation.svelte.ts';
import type { ExcessView, FormMapView } from './load.ts';

type Place = FormMapView['boxes'][number]['goesTo'][number];
type Term = ExcessView['gain']['term'];

export interface ExcessOfTerm {
  readonly term: Term;
  readonly amount: string;
  /** Undefined where the map names no line for the term. */
  readonly place: Place | undefined;
  readonly total: PageTotal;
}

/** The line of a term: the map says it by the time that the shares were held. */
export function placeOf(places: readonly Place[], term: Term): Place | undefined {
  const held = term === 'long' ? /more than one year/i : /one year or less/i;
  return places.find((place) => place.note !== null && held.test(place.note));
}

/** One for each term that has such gains, long-term first. */
export function excessByTerm(
  year: number,
  gains: readonly ExcessView[],
  places: readonly Place[],
): readonly ExcessOfTerm[] {
  return (['long', 'short'] as const).flatMap((term) => {
    const own = gains.filter(({ gain }) => gain.term === term);
    if (own.length === 0) return [];
    const amount = sumDecimals(own.map(({ gain }) => gain.amount));
    return [
      {
        term,
        amount,
        place: placeOf(places, term),
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
