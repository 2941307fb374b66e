/** What can make a year of a security provisional, in the order in which it is told. */
export const STATE_REASONS = [
  /** No allocation of the year. */
  'missing-document',
  /** None, and amounts of its payments are known: by entries, or by published sources. */
  'only-payments-known',
  'estimate-in-use',
  /** A row that is left out, a known payment that it lacks, a dividend of an entry that no row is near. */
  'document-incomplete',
  'entry-left-out',
  /** A year that the basis rests on is provisional itself. */
  'basis-of-another-year',
] as const;
export type StateReasonCode = (typeof STATE_REASONS)[number];
