/**
 * A payment of a neighbouring year on the form, where the book has no allocation of that year.
 *
 * Practice: trusts pay at the same distance all year. So the payment before the first of the year, or after the last,
 * is about as far away, and as large; where it falls in January a broker can count it on the other side (section
 * 857(b)(9)). One of December is paid and counted in its own year, and is not supposed.
 * Example: $0.5625 on Jan 15, Apr 16, Jul 16 and Oct 15: there was one about Jan 15 of the year after as well.
 * Awkward case: what it was is not known. It is taken to be divided as its neighbour, which a preferred class nearly
 * is; and the neighbour itself, counted twice, comes to as much, which is said.
 */
import { addDays, dayNumber, lastDayOfYear, monthOf, type Day } from '../../values/days.ts';
import { securityLabel, type Distribution, type Security } from '../../facts/model.ts';
import type { PlannedDistribution } from '../../lots/planned-distributions.ts';
import type { Cause, Group, Setting } from '../cause.ts';
import { everywhere, withRow } from '../edit-facts.ts';

const LEAST_PAYMENTS = 3;

interface Neighbour {
  readonly like: PlannedDistribution;
  readonly day: Day;
  readonly exDate: Day;
  /** The year to which it belongs. */
  readonly of: number;
}

function daysBetween(a: PlannedDistribution, b: PlannedDistribution): number {
  return dayNumber(b.distribution.payableDate) - dayNumber(a.distribution.payableDate);
}

function neighboursOf(
  { forms: { year } }: Setting,
  group: Group,
  security: Security,
): readonly Neighbour[] {
  const planned = (group.plans.get(security.id)?.planned ?? [])
    .filter(({ taxYear, distribution }) => taxYear === year && !distribution.inKind)
    .toSorted((a, b) => (a.distribution.payableDate < b.distribution.payableDate ? -1 : 1));
  const [first, second] = planned;
  const [beforeLast, last] = planned.slice(-2);
  if (planned.length < LEAST_PAYMENTS || !first || !second || !beforeLast || !last) return [];
  const chosen = group.chosen.get(security.id);
  const at = (like: PlannedDistribution, days: number, of: number): Neighbour[] => {
    const day = addDays(like.distribution.payableDate, days);
    if (chosen?.has(of) === true || monthOf(day) !== 1) return [];
    return [{ like, day, exDate: addDays(like.exDate, days), of }];
  };
  return [
    ...at(first, -daysBetween(first, second), year - 1),
    ...at(last, daysBetween(beforeLast, last), year + 1),
  ];
}

function neighbourCause(
  { forms: { year } }: Setting,
  group: Group,
  security: Security,
  { like, day, exDate, of }: Neighbour,
): Cause {
  const label = securityLabel(security);
  const end = lastDayOfYear(year);
  // Of no day that would count it in its own year again.
  const row: Distribution = {
    ...like.distribution,
    id: `about ${day} ${like.distribution.id}`,
    declarationDate: null,
    recordDate: end,
    payableDate: end,
    exDate: exDate < end ? exDate : end,
  };
  return {
    code: 'january-payment',
    supposed: 2,
    isLastResort: true,
    groups: [group.place],
    size: 2,
    about: { security: label, year, day },
    message: `With one payment more of ${label}, as large as that of ${like.distribution.payableDate}, the forms agree: one that was paid about ${day} and belongs to ${of}, by when its payments are made (this book has no release of ${of}). The payment of ${like.distribution.payableDate} counted twice would come to as much. Add the release of ${of}; see that nothing is reported twice, and ask the broker for a corrected form.`,
    change: everywhere((facts) => withRow(facts, security, row, year)),
  };
}

export function neighbourPaymentCauses(setting: Setting): Cause[] {
  return setting.groups.flatMap((group) =>
    group.practice.facts.securities.flatMap((security) =>
      neighboursOf(setting, group, security).map((one) =>
        neighbourCause(setting, group, security, one),
      ),
    ),
  );
}
