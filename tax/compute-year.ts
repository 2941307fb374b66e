import type { FormMap } from './forms.ts';
import type { MarketCalendar } from './market-calendar.ts';
import type { Facts } from './model.ts';
import type { LotEvent, YearReport } from './year-report.ts';

/** The data that the rules need besides the facts. */
export interface Reference {
  readonly calendar: MarketCalendar;
  readonly forms: readonly FormMap[];
}

/** The figures of one tax year. Never throws on the user's data. */
export declare function computeYear(
  facts: Facts,
  taxYear: number,
  reference: Reference,
): YearReport;

/** Every change of every lot up to the end of a year, in order of effect. */
export declare function lotEvents(
  facts: Facts,
  taxYear: number,
  reference: Reference,
): readonly LotEvent[];
