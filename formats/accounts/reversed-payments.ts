/**
 * Which payments take an earlier one back, where the file has no signs?
 *
 * A broker that writes every amount without a sign takes a dividend back by a word alone. Where the same security
 * paid the same amount before, the word is about that payment, and the amount gets its minus; where nothing before
 * fits, a person says whether the line pays or takes back.
 *
 * Example: "Dividend" 67.50, then "Dividend Reversal" 67.50: they leave nothing.
 * Awkward case: paid, taken back and paid again: the word takes one of them.
 * Not handled: a reversal of a part of a payment; it is asked.
 */
import type { ClaimKind } from '../../tax/facts/broker-claim.ts';
import { dayNumber } from '../../tax/values/days.ts';
import { rowSecurity, securityKey, type HistoryEvent } from './event.ts';
import { isDistribution } from './reinvestments.ts';
import { amountText, asked, claimOf, type Verdict } from './verdict.ts';

const WORDS =
  /\b(?:CXL|CANCEL(?:L?ED|S|LATION)?|REVERS(?:AL|ED|E(?! (?:STOCK )?SPLIT))|VOID(?:ED)?)\b/;
/** Payments are taken back within weeks; corrections of a year come later, with signs. */
const DAYS_UNTIL_REVERSED = 60;

function keyOf({ account, security, amount }: HistoryEvent): string {
  return [account, securityKey(security), amount].join('\u0000');
}

function takesBack(event: HistoryEvent): boolean {
  return isDistribution(event) && event.quantity === null && WORDS.test(event.text);
}

/** The records, with a minus on each payment that takes back another one of the file. */
export function withReversals(events: readonly HistoryEvent[]): readonly HistoryEvent[] {
  if (!events.some(takesBack)) return events;
  const paid = Map.groupBy(
    events.filter((event) => isDistribution(event) && !takesBack(event)),
    keyOf,
  );
  return events.map((event): HistoryEvent => {
    if (!takesBack(event) || event.amount === null || event.day === null) return event;
    const own = dayNumber(event.day);
    const before = (paid.get(keyOf(event)) ?? []).filter(({ day }) => {
      const days = day === null ? -1 : own - dayNumber(day);
      return days >= 0 && days <= DAYS_UNTIL_REVERSED;
    });
    const last = before.toSorted((a, b) => ((a.day ?? '') < (b.day ?? '') ? 1 : -1))[0];
    if (last === undefined) return { ...event, mayReverse: true };
    const rest = (paid.get(keyOf(event)) ?? []).filter((one) => one !== last);
    paid.set(keyOf(event), rest);
    return { ...event, amount: -event.amount };
  });
}

/** A payment whose words take one back, of which nothing says whether it does. */
export function askedForSign(event: HistoryEvent, kind: ClaimKind): Verdict {
  const amount = event.amount ?? 0n;
  const dollars = amountText(amount);
  return asked(
    event,
    `Was the $${dollars} of ${rowSecurity(event.security)} taken back, as its words say, or paid? No payment of this amount stands before it, and it has no sign.`,
    { amount: dollars },
    [
      {
        label: 'It was taken back',
        row: null,
        claim: claimOf({ ...event, amount: -amount }, kind, false),
      },
      { label: 'It was paid', row: null, claim: claimOf(event, kind, false) },
    ],
  );
}
