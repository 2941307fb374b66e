/**
 * The only addresses on the network that the application ever opens, always in the person's own
 * browser and only when asked. A page names one by its id; it cannot ask for any other.
 */
export const LINKS = {
  'irs-form-1099-div': 'https://www.irs.gov/forms-pubs/about-form-1099-div',
  'irs-form-8949': 'https://www.irs.gov/forms-pubs/about-form-8949',
  'irs-schedule-d': 'https://www.irs.gov/forms-pubs/about-schedule-d-form-1040',
  'irs-publication-550': 'https://www.irs.gov/publications/p550',
} as const satisfies Readonly<Record<string, `https://${string}`>>;

export type LinkId = keyof typeof LINKS;

/** The address of a link, or undefined when there is no such link. */
export function linkAddress(id: unknown): string | undefined {
  // SECURITY: own names only, so that `constructor` and the like are no links.
  return typeof id === 'string' && Object.hasOwn(LINKS, id) ? LINKS[id as LinkId] : undefined;
}
