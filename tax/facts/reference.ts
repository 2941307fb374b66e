import type { EventKnown } from './known-events.ts';
import type { FormMap } from './forms.ts';
import type { PaymentsKnown } from './known-payments.ts';
import type { MarketCalendar } from './market-calendar.ts';

/** The data that the rules need besides the facts. */
export interface Reference {
  readonly calendar: MarketCalendar;
  readonly forms: readonly FormMap[];
  /** What published sources say of payments; none where nothing is known. */
  readonly knownPayments?: readonly PaymentsKnown[];
  /** Splits and separations with published terms. */
  readonly knownEvents?: readonly EventKnown[];
}
