/** What of a return that was filed can be kept: a box, a gain of one term, an amount on a line. */
export const FILED_KINDS = ['box', 'gain', 'line'] as const;
export type FiledKind = (typeof FILED_KINDS)[number];
