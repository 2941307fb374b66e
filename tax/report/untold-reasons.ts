/**
 * What makes a year provisional and stands in no notice of its report? Where a report is written without the
 * list of what a year lacks (`checklist.ts`), it is said beside the notices.
 */
import type { StateReason } from '../facts/year-state.ts';
import type { YearReport } from './year-report.ts';

const UNTOLD: ReadonlySet<StateReason['code']> = new Set<StateReason['code']>([
  'only-payments-known',
  'document-incomplete',
  'claim-without-payment',
]);

/** Of the report's own year, security by security. */
export function untoldReasons({ yearStates, taxYear }: YearReport): readonly StateReason[] {
  return yearStates
    .filter(({ year }) => year === taxYear)
    .flatMap(({ reasons }) => reasons.filter(({ code }) => UNTOLD.has(code)));
}
