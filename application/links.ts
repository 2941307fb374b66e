/**
 * The only addresses on the network that the application ever opens, always in the person's own
 * browser and only when asked: pages of the IRS, and where the documents of the library were published.
 * A page names one by its id; it cannot ask for any other.
 */
export const LINKS = {
  'irs-form-1099-div': 'https://www.irs.gov/forms-pubs/about-form-1099-div',
  'irs-form-8949': 'https://www.irs.gov/forms-pubs/about-form-8949',
  'irs-schedule-d': 'https://www.irs.gov/forms-pubs/about-schedule-d-form-1040',
  'irs-publication-550': 'https://www.irs.gov/publications/p550',
} as const satisfies Readonly<Record<string, `https://${string}`>>;

export type LinkId = keyof typeof LINKS;

const OF_LIBRARY = 'library/';

/** The address of a link, or undefined when there is no such link. */
export async function linkAddress(id: unknown): Promise<string | undefined> {
  if (typeof id !== 'string') return undefined;
  // SECURITY: own names only, so that `constructor` and the like are no links.
  if (Object.hasOwn(LINKS, id)) return LINKS[id as LinkId];
  if (!id.startsWith(OF_LIBRARY)) return undefined;
  // The library is read only by whoever asks for one of its pages.
  const [{ library, knownTerms }, { readTerms }] = await Promise.all([
    import('../resources/reference.ts'),
    import('../formats/terms/read-terms.ts'),
  ]);
  const named = id.slice(OF_LIBRARY.length);
  const terms = knownTerms.find((one) => one.id === named);
  const address = terms
    ? readTerms(terms.text).terms?.address
    : library.find((one) => one.id === named)?.address;
  // SECURITY: a page of the web, and nothing that the system would run.
  return address && /^https?:\/\//.test(address) ? address : undefined;
}
