/**
 * What is provisional of a year, as a page has room for it: earlier years of one security in one sentence.
 *
 * Example: fourteen sentences "The basis rests on AIV in 2000, …" are one of "AIV in 2000 to 2013".
 */
import type { StateReason } from '../../../tax/facts/year-state.ts';

/** 2000, 2001, 2002 and 2005 as "2000 to 2002 and 2005". */
function spansText(years: readonly number[]): string {
  const spans: [from: number, to: number][] = [];
  for (const year of years.toSorted((a, b) => a - b)) {
    const last = spans.at(-1);
    if (last && year <= last[1] + 1) last[1] = year;
    else spans.push([year, year]);
  }
  const said = spans.flatMap(([from, to]) =>
    to > from + 1 ? [`${from} to ${to}`] : [...new Set([`${from}`, `${to}`])],
  );
  // All of them: each is a year to complete.
  const last = said.pop() ?? '';
  return said.length === 0 ? last : `${said.join(', ')} and ${last}`;
}

/** The sentences in their order; those of earlier years of a security stand where the first of them stood. */
export function provisionalSentences(reasons: readonly StateReason[]): readonly string[] {
  const isOfBasis = ({ code }: StateReason): boolean => code === 'basis-of-another-year';
  const bySecurity = Map.groupBy(reasons.filter(isOfBasis), ({ about }) => about.security ?? '');
  return reasons.flatMap((reason) => {
    const own = bySecurity.get(reason.about.security ?? '') ?? [];
    if (!isOfBasis(reason) || own.length < 2) return [reason.message];
    if (own[0] !== reason) return [];
    const years = spansText(own.flatMap(({ about: { year } }) => year ?? []));
    return [
      `The basis rests on ${reason.about.security ?? ''} in ${years}, and these years are provisional. Complete them first, the earliest first.`,
    ];
  });
}
