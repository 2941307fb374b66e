/**
 * How the payer or the broker makes its form: what it puts into a box, and how it rounds.
 *
 * Authority: the year's Instructions for Form 1099-DIV. Box 2a is the total and holds its parts; box 5 and
 * box 1b of the form are the payer's whole figure, and the holding period is for the return.
 * Example: box 2a of $21.64 beside $41.00 of unrecaptured section 1250 gain: the total lacks it.
 * Awkward case: gain that the trust kept is on Form 2439 and on no 1099-DIV; some forms have it in box 2a.
 */
import { securityLabel } from '../../facts/model.ts';
import type { UncountedPart } from '../../lots/figures.ts';
import { dollars } from '../../facts/wording.ts';
import type { Cents } from '../../values/money.ts';
import { formOf } from '../../facts/forms.ts';
import type { Cause, Group, Setting } from '../cause.ts';
import { ROUNDINGS, type Rounding } from '../ways-of-rounding.ts';

const ASK = 'Ask the broker for a corrected form, or report our figures and keep this explanation.';

function sum(amounts: readonly bigint[]): string {
  return dollars(amounts.reduce((all, one) => all + one, 0n) as Cents);
}

/** Everybody's groups. */
function everyGroup({ groups }: Setting): readonly number[] {
  return groups.map(({ place }) => place);
}

export function totalWithout1250Causes(setting: Setting): Cause[] {
  const { year } = setting.forms;
  const box1250 = formOf(setting.reference.forms, year)?.boxes.find(
    ({ meaning }) => meaning === 'unrecaptured1250Gain',
  )?.box;
  const found = setting.groups.flatMap(({ place, year: { payments } }) =>
    [...Map.groupBy(payments, ({ security }) => security.id)].flatMap(([id, own]) => {
      const parts = own.map(({ components }) => components.unrecaptured1250);
      if (parts.every((part) => part === 0n)) return [];
      const label = securityLabel((own[0] as (typeof own)[number]).security);
      return [{ place, id, label, parts }];
    }),
  );
  const cause = (some: typeof found): Cause => ({
    code: 'total-without-1250',
    supposed: 1,
    groups: [...new Set(some.map(({ place }) => place))],
    size: some.length,
    about: { security: some[0]?.label ?? '', year },
    message: `Box 2a of the broker’s form leaves out the unrecaptured section 1250 gain of ${some.map(({ label }) => label).join(', ')}, ${sum(some.flatMap(({ parts }) => parts))}. Box 2a is the total and includes it; the box for section 1250 gain only says how much of the total it is. ${ASK}`,
    // Gain that stands in neither box is not left out of the total alone.
    speaksOf: ({ form, field }) => form === '1099-DIV' && field === box1250,
    change: (practice) => ({
      ...practice,
      totalWithout1250: new Set([...practice.totalWithout1250, ...some.map(({ id }) => id)]),
    }),
  });
  return [...found.map((one) => cause([one])), ...(found.length > 1 ? [cause(found)] : [])];
}

const TESTED = {
  section199A: 'section 199A dividends (box 5)',
  qualified: 'qualified dividends (box 1b)',
} as const;

export function holdingPeriodCauses(setting: Setting): Cause[] {
  const uncounted = setting.groups.flatMap(({ year }) => year.uncounted);
  const parts = (Object.keys(TESTED) as UncountedPart['part'][]).filter((part) =>
    uncounted.some((one) => one.part === part),
  );
  const sets =
    parts.length > 1 ? [...parts.map((part) => [part]), parts] : parts.map((part) => [part]);
  return sets.map((some) => {
    const own = uncounted.filter(({ part }) => some.includes(part));
    const short = sum(own.map(({ notCounted }) => notCounted));
    return {
      code: 'holding-period-applied',
      supposed: 1,
      groups: everyGroup(setting),
      size: some.length,
      about: {
        security: own[0] ? securityLabel(own[0].security) : '',
        account: own[0]?.account ?? '',
        year: setting.forms.year,
      },
      message: `The broker has already left ${short} out of the ${some.map((part) => TESTED[part]).join(' and ')}, because shares were not held long enough. Our box has the payer’s full figure, and the return leaves out the same ${short}: what counts in the end is equal. Nothing needs to be corrected; do not take it off twice.`,
      change: (practice) => ({
        ...practice,
        holdingApplied: new Set([...practice.holdingApplied, ...some]),
      }),
    };
  });
}

export function roundingCauses(setting: Setting): Cause[] {
  const others = (Object.keys(ROUNDINGS) as Rounding[]).filter((way) => way !== 'byPayment');
  return others.map((rounding, place) => ({
    code: 'rounding',
    supposed: 1,
    groups: everyGroup(setting),
    size: place + 1,
    about: { year: setting.forms.year },
    message: `The cents come out otherwise: the payer ${ROUNDINGS[rounding]}, we divide the cash of each payment so that the parts add up. Report the broker’s figure where a box differs by cents alone; nothing needs to be corrected there.`,
    change: (practice) => ({ ...practice, rounding }),
  }));
}

/** Gain that a trust kept in box 2a. */
export function keptGainPaidCauses(setting: Setting): Cause[] {
  const kept = setting.groups.flatMap(({ year }: Group) => year.keptGains);
  const [first] = kept;
  if (first === undefined) return [];
  const label = securityLabel(first.security);
  return [
    {
      code: 'undistributed-gain',
      supposed: 1,
      groups: everyGroup(setting),
      size: 1,
      about: { security: label, account: first.account, year: setting.forms.year },
      message: `Box 2a of the broker’s form includes ${sum(kept.map(({ gain }) => gain))} of gain that ${label} kept. It was not paid: it stands on Form 2439 and is reported from there. See that it is not reported twice, and ask the broker for a corrected form.`,
      // What is said to stand on Form 2439 does, where that form was typed.
      speaksOf: ({ form }) => form === '2439',
      change: (practice) => ({ ...practice, keptGainPaid: true }),
    },
  ];
}
