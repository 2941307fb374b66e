/**
 * Which rows and payments of a history are dated in the future? A slip in a year, or what is only planned.
 *
 * Example: "05/21/2034" in a file of 2024.
 * Not handled: what is a question; its day is looked at with the answer.
 */
import type { Day } from '../../tax/values/days.ts';
import type { AccountHistory, HistoryNotice } from './history.ts';

/** The history with a warning for each record that is dated after today, as it is called where the user is. */
export function withDaysToCome(history: AccountHistory, today: Day): AccountHistory {
  const later = [...history.rows, ...history.claims].filter(({ date }) => date > today);
  if (later.length === 0) return history;
  const warnings = later
    .toSorted((a, b) => a.line - b.line)
    .map(({ line, date }): HistoryNotice => ({
      level: 'warning',
      code: 'day-to-come',
      message: `The day ${date} is still to come. Check the year; what is only planned is entered once it is done.`,
      line,
    }));
  return { ...history, notices: [...history.notices, ...warnings] };
}
