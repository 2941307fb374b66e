/** The only addresses that the window can ask to open, by name; both hosts have the same list. */
export const LINKS = {
  'irs-form-1099-div': 'https://www.irs.gov/forms-pubs/about-form-1099-div',
  'irs-form-8949': 'https://www.irs.gov/forms-pubs/about-form-8949',
  'irs-schedule-d': 'https://www.irs.gov/forms-pubs/about-schedule-d-form-1040',
  'irs-publication-550': 'https://www.irs.gov/publications/p550',
} as const;
export type LinkId = keyof typeof LINKS;
