/**
 * Payments that the broker counts in another year, or does not count on this form at all.
 *
 * Authority: Internal Revenue Code section 857(b)(9): a dividend declared and of record in the last quarter
 * and paid in January is income of the year before. Substitute payments for shares that were lent stand on
 * Form 1099-MISC. Of shares that came or went in the year each broker reports what it paid.
 * Example: $0.35 on 100 shares of record on 2013-12-31, paid on 2014-01-15, left out of 2013: $35.00 less.
 * Awkward case: a payment that is left out for no reason that its dates give. It may have been a substitute
 * payment, or another broker's: both are said.
 */
import { addDays, monthOf, yearOf } from '../../values/days.ts';
import {
  securityLabel,
  type Distribution,
  type Security,
  type Transaction,
} from '../../facts/model.ts';
import type { Payment } from '../../lots/figures.ts';
import { formatShares, NO_MONEY, ONE_SHARE, type Cents, type Shares } from '../../values/money.ts';
import { dollars, namesText, sharesText } from '../../facts/wording.ts';
import type { Cause, Group, OpenCause, Setting } from '../cause.ts';
import { isReceived } from '../received.ts';
import { boxesOnly, everywhere, withEntries, withoutRows, withRow } from '../edit-facts.ts';

const LAST_QUARTER = 10;
/** What shares are lent in. */
const ROUND_LOT = ONE_SHARE * 100n;

/** Whether the year of a payment hangs on section 857(b)(9), or a broker can think that it does. */
function isOfTwoYears({ payableDate }: Distribution): boolean {
  return monthOf(payableDate) === 1;
}

/** Of a payment in January of its year. */
function whyBefore({ recordDate }: Distribution, year: number): string {
  const isOfLastQuarter = recordDate === null || monthOf(recordDate) >= LAST_QUARTER;
  return isOfLastQuarter
    ? `By its record date it can belong to ${year - 1}; the issuer’s release counts it in ${year}.`
    : `It was of record and paid in ${year}, so it is income of ${year}, whenever it was declared.`;
}

function cashText(payments: readonly Payment[]): string {
  return dollars(payments.reduce((sum, { cash }) => sum + cash, 0n) as Cents);
}

const paidOn = ({ distribution }: Payment): string => distribution.payableDate;

function about({ security, account, distribution }: Payment, year: number) {
  return { security: securityLabel(security), account, year, day: distribution.payableDate };
}

function januaryOut({ forms }: Setting, { place }: Group, payment: Payment): Cause {
  const { distribution, security } = payment;
  const { year } = forms;
  const paid = yearOf(distribution.payableDate);
  const next =
    paid === year
      ? whyBefore(distribution, year)
      : `It was declared and of record in ${year}, so it is income of ${year} (section 857(b)(9)).`;
  return {
    code: 'january-payment',
    supposed: 1,
    groups: [place],
    size: 1,
    about: about(payment, year),
    message: `The broker does not count the ${securityLabel(security)} payment of ${distribution.payableDate} (${dollars(payment.cash)}) in ${year}. ${next} Ask the broker for a corrected form, or report our figure and keep this explanation.`,
    change: everywhere((facts) => withoutRows(facts, [payment])),
  };
}

function januaryIn(
  { forms: { year } }: Setting,
  group: Group,
  security: Security,
  row: Distribution,
  from: number,
): Cause {
  const label = securityLabel(security);
  return {
    code: 'january-payment',
    supposed: 1,
    groups: [group.place],
    size: 1,
    about: { security: label, year, day: row.payableDate },
    message: `The broker counts the ${label} payment of ${row.payableDate} in ${year}. The issuer’s release counts it in ${from}: a dividend of the last quarter that is paid in January belongs to the year before (section 857(b)(9)). See that it is not reported twice, and ask the broker for a corrected form.`,
    change: everywhere((facts) =>
      withRow(withoutRows(facts, [{ security, distribution: row }]), security, row, year),
    ),
  };
}

/** Rows of the documents of the years around that the broker can count in this one. */
function* januaryRows({ forms: { year } }: Setting, group: Group) {
  for (const security of group.practice.facts.securities) {
    for (const from of [year - 1, year + 1]) {
      for (const { distribution } of group.chosen.get(security.id)?.get(from)?.rows ?? []) {
        const paid = yearOf(distribution.payableDate);
        const isDue = paid === year || (from === year + 1 && paid === from);
        if (isDue && isOfTwoYears(distribution)) yield { security, row: distribution, from };
      }
    }
  }
}

/** All of them at once, where there are several. */
function together(
  causes: readonly Cause[],
  message: (causes: readonly Cause[]) => string,
): Cause[] {
  const [first] = causes;
  if (first === undefined || causes.length < 2) return [];
  return [
    {
      ...first,
      size: causes.length,
      groups: [...new Set(causes.flatMap(({ groups }) => groups))],
      message: message(causes),
      change: (practice) => causes.reduce((before, { change }) => change(before), practice),
    },
  ];
}

/** Payments of January, each alone and all of them by the day on which they were paid. */
export function januaryCauses(setting: Setting): Cause[] {
  return setting.groups.flatMap((group) => {
    const out = group.year.payments
      .filter(({ distribution }) => isOfTwoYears(distribution))
      .map((payment) => januaryOut(setting, group, payment));
    const into = [...januaryRows(setting, group)].map(({ security, row, from }) =>
      januaryIn(setting, group, security, row, from),
    );
    const all = together([...out, ...into], (causes) => {
      const days = namesText(causes.map(({ about: { day } }) => day ?? ''));
      return `The broker counts the payments of ${days} by the days on which they were paid. Dividends of the last quarter that are paid in January belong to the year before (section 857(b)(9)). Ask the broker for a corrected form, or report our figures and keep this explanation.`;
    });
    return [...out, ...into, ...all];
  });
}

/** Whether an entry near the payment says that it was paid in lieu of a dividend. */
function isSaidInLieu(group: Group, payment: Payment): boolean {
  const { payableDate } = payment.distribution;
  const [first, last] = [addDays(payableDate, -5), addDays(payableDate, 10)];
  return group.practice.facts.transactions.some(
    ({ note, date, securityId }: Transaction) =>
      note !== null &&
      /\b(in lieu|substitute pay)/i.test(note) &&
      securityId === payment.security.id &&
      date >= first &&
      date <= last,
  );
}

function inLieu({ forms: { year } }: Setting, group: Group, payment: Payment): Cause {
  const { distribution, security, cash } = payment;
  return {
    code: 'payment-in-lieu',
    supposed: isSaidInLieu(group, payment) ? 1 : 2,
    groups: [group.place],
    size: 1,
    about: about(payment, year),
    message: `The form has nothing of the ${securityLabel(security)} payment of ${distribution.payableDate} (${dollars(cash)}). Where the broker had lent the shares, it was a payment in lieu of the dividend: look for ${dollars(cash)} in box 8 of Form 1099-MISC. It is then ordinary income and returns no capital. If there is no such form, ask the broker for a corrected one.`,
    change: everywhere((facts) => withoutRows(facts, [payment])),
  };
}

/** Some of the shares were lent: they are in no account of ours while the payment goes ex. */
function partInLieu(setting: Setting, group: Group, payment: Payment): OpenCause {
  const { forms } = setting;
  const { security, distribution, exDate, shares } = payment;
  const lent = 'lent by the broker';
  const move = { securityId: security.id, lot: null, note: null, sourceLine: null };
  return {
    code: 'payment-in-lieu',
    groups: [group.place],
    typical: ONE_SHARE * 10n,
    least: ONE_SHARE,
    most: shares - 1n,
    steps: [ONE_SHARE],
    isContinuous: false,
    withNumber: (number) => ({
      ...inLieu(setting, group, payment),
      supposed: 2,
      isNatural: number % ROUND_LOT === 0n || payment.lots.some((lot) => lot.shares === number),
      message: `The form has nothing of the ${securityLabel(security)} payment of ${distribution.payableDate} on ${formatShares(number as Shares)} of ${sharesText(shares)}. Where the broker had lent them, it was a payment in lieu of the dividend: look for it in box 8 of Form 1099-MISC. If there is no such form, ask the broker for a corrected one.`,
      change: boxesOnly((facts) =>
        withEntries(
          facts,
          {
            ...move,
            id: `${lent} ${distribution.id}`,
            action: 'transfer',
            date: addDays(exDate, -1),
            accountId: forms.accountId,
            toAccountId: lent,
            shares: number as Shares,
          },
          {
            ...move,
            id: `back ${distribution.id}`,
            action: 'transfer',
            date: exDate,
            accountId: lent,
            toAccountId: forms.accountId,
            shares: number as Shares,
          },
        ),
      ),
    }),
  };
}

/** Each payment as one in lieu of a dividend. */
export function inLieuCauses(setting: Setting): Cause[] {
  return setting.groups.flatMap((group) =>
    group.year.payments
      .filter((payment) => payment.cash > NO_MONEY && !isReceived(setting, payment))
      .map((payment) => inLieu(setting, group, payment)),
  );
}

export function partInLieuCauses(setting: Setting): OpenCause[] {
  return setting.groups.flatMap((group) =>
    group.year.payments
      .filter((payment) => payment.shares > ONE_SHARE && !isReceived(setting, payment))
      .map((payment) => partInLieu(setting, group, payment)),
  );
}

function partOfYear(
  setting: Setting,
  group: Group,
  { kept, left, isLater }: { kept: readonly Payment[]; left: readonly Payment[]; isLater: boolean },
): Cause[] {
  const [first] = left;
  const edge = isLater ? kept[0] : kept.at(-1);
  if (first === undefined || edge === undefined) return [];
  if (left.some((payment) => isReceived(setting, payment))) return [];
  const { year } = setting.forms;
  const span = isLater ? `from ${paidOn(edge)} on` : `up to ${paidOn(edge)}`;
  return [
    {
      code: 'transferred-in-year',
      supposed: 2,
      groups: [group.place],
      size: left.length,
      about: { ...about(first, year), day: edge.distribution.payableDate },
      message: `The form has only the ${securityLabel(first.security)} payments ${span}; ${cashText(left)} of ${namesText(left.map(paidOn))} are not on it. Where the shares were with another broker then, its form has the rest: enter the transfer, and check both forms. If they were not, ask the broker for a corrected form.`,
      change: boxesOnly((facts) => withoutRows(facts, left)),
    },
  ];
}

/** The form has nothing of a security, which paid more than once. */
function noneOfYear(setting: Setting, group: Group, left: readonly Payment[]): Cause[] {
  const [first] = left;
  if (first === undefined || left.length < 2) return [];
  if (left.some((payment) => isReceived(setting, payment))) return [];
  return [
    {
      code: 'transferred-in-year',
      supposed: 2,
      groups: [group.place],
      size: left.length,
      about: about(first, setting.forms.year),
      message: `The form has none of the ${securityLabel(first.security)} payments of ${setting.forms.year}; ${cashText(left)} of ${namesText(left.map(paidOn))} are not on it. Where the shares were with another broker then, its form has them: enter the lots under that account, and check its form. If they were here, ask the broker for a corrected form.`,
      change: boxesOnly((facts) => withoutRows(facts, left)),
    },
  ];
}

/** The form begins or ends within the year, or has nothing of it: for each security, and nothing of any of them. */
export function partOfYearCauses(setting: Setting): Cause[] {
  const bySecurity = setting.groups.flatMap((group) =>
    [...Map.groupBy(group.year.payments, ({ security }) => security.id).values()].map((own) => ({
      group,
      own,
    })),
  );
  const parts = bySecurity.flatMap(({ group, own }) =>
    own.slice(1).flatMap((_, place) => {
      const [before, after] = [own.slice(0, place + 1), own.slice(place + 1)];
      return [
        ...partOfYear(setting, group, { kept: after, left: before, isLater: true }),
        ...partOfYear(setting, group, { kept: before, left: after, isLater: false }),
      ];
    }),
  );
  const none = bySecurity.flatMap(({ group, own }) => noneOfYear(setting, group, own));
  const all = together(
    none,
    () =>
      `The form has none of the payments of ${setting.forms.year} that this book has. Where the shares were with another broker then, its form has them: enter the lots under that account, and check its form. If they were here, ask the broker for a corrected form.`,
  );
  return [...parts, ...none, ...all];
}
