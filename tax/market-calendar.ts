import type { Day } from './days.ts';

/** When the New York Stock Exchange trades and when trades settle. */
export interface MarketCalendar {
  readonly firstDay: Day;
  readonly lastDay: Day;
  isTradingDay(day: Day): boolean;
  isSettlementDay(day: Day): boolean;
  /** The day on which a trade of this trading day settles. */
  settlementOf(tradeDate: Day): Day;
  /** The first trading day whose trades settle after the record date; undefined outside the calendar. */
  exDateFor(recordDate: Day): Day | undefined;
  /** The first trading day after a day; undefined outside the calendar. */
  nextTradingDay(day: Day): Day | undefined;
}
