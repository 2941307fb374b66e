/**
 * Which documents are missing, in one sentence? A notice says it for each security and year; who reads them
 * one below the other reads the same thing twenty times.
 *
 * Example: "AIV for 2000, 2001 and 2003 to 2020 and AIVPrC for 2001".
 * Not handled: why a year is asked for; the notices of the single years say that.
 */

function listedInWords(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** "1998, 2000 to 2002 and 2005": years in order, runs of three and more as a span. */
export function yearsInWords(years: readonly number[]): string {
  const runs: number[][] = [];
  for (const year of years.toSorted((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && run.at(-1) === year - 1) run.push(year);
    else if (!run || run.at(-1) !== year) runs.push([year]);
  }
  return listedInWords(
    runs.flatMap((run) =>
      run.length > 2 ? [`${run[0]} to ${run.at(-1)}`] : run.map((year) => String(year)),
    ),
  );
}

/** A notice of one. */
interface Missing {
  readonly about: { readonly security?: string | undefined; readonly year?: number | undefined };
  readonly noneFound?: string | undefined;
}

/** What several notices of missing documents say together. */
export function missingDocuments(missing: readonly Missing[]): string {
  const asked = missing.filter(({ noneFound }) => noneFound === undefined);
  const none = [...new Set(missing.flatMap(({ noneFound }) => noneFound ?? []))];
  return [
    ...(asked.length > 0 ? [askedDocuments(asked)] : []),
    ...none,
    ...(none.length > 0 ? [IF_NONE] : []),
  ].join(' ');
}

const IF_NONE =
  'If you got no dividend in such a year, enter that nothing was returned, with a date in it (nothing-returned); if you got one, add the issuer’s release.';

function askedDocuments(missing: readonly Missing[]): string {
  const bySecurity = Map.groupBy(missing, ({ about }) => about.security ?? 'a security');
  const what = [...bySecurity].map(
    ([security, own]) =>
      `${security} for ${yearsInWords(own.flatMap(({ about }) => about.year ?? []))}`,
  );
  return `No release is in the book for some years in which you held shares: ${listedInWords(what)}. What they returned of your capital is not counted, so cost basis may be too high. Add each issuer’s release for these years. Without one, where you know that none of what it paid in a year was a return of capital, enter that with a date in the year (nothing-returned); where you know the basis of the lots on a later day, enter that (opening-basis).`;
}
