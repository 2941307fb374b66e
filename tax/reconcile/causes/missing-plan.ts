/**
 * Reinvestments of a plan of which the book has none from some payment on.
 *
 * Practice: who joins a plan gets shares for each dividend, and each payment is on the shares before it. The
 * boxes say how many there are more in all, and not at which prices they were bought; so one price is sought
 * that is near those of the book, a little higher for one payment and lower for the next, because prices move.
 * Example: $208.00 on 400 shares buy 6.6667 at $31.20; of the next payment $211.47 buy 6.5981 at $32.05.
 * Awkward case: one reinvestment alone is looked for by itself (`missing.ts`), at any likely price.
 */
import { yearOf } from '../../values/days.ts';
import { securityLabel, type Acquisition } from '../../facts/model.ts';
import { dollars } from '../../facts/wording.ts';
import type { Payment } from '../../lots/figures.ts';
import { cashFor, divideRounded, ONE_SHARE, type Cents, type Shares } from '../../values/money.ts';
import type { Cause, Group, OpenCause, Setting } from '../cause.ts';
import { everywhere, withEntries } from '../edit-facts.ts';
import { isReceivedInCash, isSaidReinvested } from '../received.ts';
import {
  isReinvested,
  isSupported,
  likelyTimes,
  priceNear,
  roughly,
  unsupported,
} from './missing.ts';

/** How much higher or lower a price can be than the usual one, in thousandths. */
const TILT = 21n;
/** How many tilts there are of a price, from one end to the other. */
const TILTS = 15n;
const THOUSAND = 1000n;
/** How many prices are tried: cents come out by chance. */
const NUMBERS = 400n;
const CENTS_IN_DOLLAR = 100n;

/**
 * Parts of a share for a dollar, for each payment. The last digits of the number say how far the first two
 * prices are from the usual one; the next one makes up for it, so that the year comes to as much.
 */
function perDollar(number: bigint, payments: readonly Payment[]): readonly bigint[] {
  // What was bought first is paid on more often: three times, twice, once.
  const timesPaid = payments.map((_, place) => BigInt(payments.length - 1 - place));
  const last = timesPaid.length > 3 ? 2 : 1;
  if (payments.length < 3) return payments.map(() => number);
  const tiltOf = (digits: bigint): bigint => ((digits % TILTS) * 2n * TILT) / (TILTS - 1n) - TILT;
  const free = [tiltOf(number), tiltOf(number / TILTS)].slice(0, last);
  const others = free.reduce((sum, tilt, place) => sum + tilt * (timesPaid[place] ?? 0n), 0n);
  const tilts = [...free, -others / (timesPaid[last] ?? 1n)];
  return payments.map((_, place) => (number * (THOUSAND + (tilts[place] ?? 0n))) / THOUSAND);
}

/** Each payment on the shares that those before it bought. */
function bought(
  { forms }: Setting,
  payments: readonly Payment[],
  number: bigint,
): readonly Acquisition[] {
  let more = 0n;
  const rates = perDollar(number, payments);
  return payments.map((payment, place) => {
    const { security, distribution } = payment;
    const cash = cashFor((payment.shares + more) as Shares, payment.amountPerShare);
    const shares = divideRounded(cash * (rates[place] ?? number), CENTS_IN_DOLLAR);
    more += shares;
    return {
      id: `plan ${distribution.id}`,
      action: 'reinvest',
      date: distribution.payableDate,
      securityId: security.id,
      accountId: forms.accountId,
      note: null,
      sourceLine: null,
      shares: shares as Shares,
      amount: cash,
      lot: `plan/${distribution.payableDate}`,
      acquired: null,
    };
  });
}

function planFrom(setting: Setting, group: Group, payments: readonly Payment[]): OpenCause[] {
  const [first] = payments;
  if (first === undefined || payments.length < 2) return [];
  const { security, distribution, account } = first;
  const price = priceNear(group, security, distribution.payableDate);
  if (price === undefined) return [];
  const usual = divideRounded(CENTS_IN_DOLLAR * price.shares, price.amount);
  const times = likelyTimes(setting, price);
  const label = securityLabel(security);
  const { year } = setting.forms;
  const withNumber = (number: bigint): Cause => {
    const entries = bought(setting, payments, number);
    const shares = entries.reduce((sum, one) => sum + one.shares, 0n);
    const each = divideRounded(CENTS_IN_DOLLAR * ONE_SHARE, number) as Cents;
    const isSaid = payments.some((payment) => isSaidReinvested(setting, payment));
    const isSure =
      isSaid ||
      isSupported(
        group,
        security,
        distribution.payableDate,
        { amount: CENTS_IN_DOLLAR, shares: number },
        'average',
      );
    return {
      code: 'missing-reinvestment',
      supposed: isSure ? 2 : 3,
      isNatural: isSaid,
      groups: [group.place],
      size: entries.length,
      about: { security: label, account, year, day: distribution.payableDate },
      message: `The broker’s form is as if every ${label} payment from ${distribution.payableDate} on had been reinvested, in about ${roughly(shares)} shares in all by the end of the year, at about ${dollars(each)} a share, and this book does not have them. Look them up in the year’s statements and enter each reinvestment; each is a lot of its own.${isSaid ? '' : ' It would fit and is not certain, because the form does not say at which prices.'}${isSure ? '' : unsupported(CENTS_IN_DOLLAR, number, price)}`,
      change: everywhere((facts) => withEntries(facts, ...entries)),
    };
  };
  return [
    {
      code: 'missing-reinvestment',
      groups: [group.place],
      typical: usual,
      least: (usual * times.less) / times.of,
      most: (usual * times.more) / times.of,
      steps: [],
      isContinuous: true,
      numbers: NUMBERS,
      withNumber,
    },
  ];
}

/** From each payment of the year on that is not reinvested, and none after it. */
export function openPlanReinvestments(setting: Setting): OpenCause[] {
  return setting.groups.flatMap((group) =>
    [...Map.groupBy(group.year.payments, ({ security }) => security.id).values()].flatMap((own) => {
      const paid = own
        .filter(
          ({ cash, distribution }) =>
            cash > 0n && yearOf(distribution.payableDate) <= setting.forms.year,
        )
        .toSorted((a, b) => (a.distribution.payableDate < b.distribution.payableDate ? -1 : 1));
      const since =
        paid.findLastIndex(
          (payment) => isReinvested(group, payment) || isReceivedInCash(setting, payment),
        ) + 1;
      const free = paid.slice(since);
      return free.flatMap((_, place) => planFrom(setting, group, free.slice(place)));
    }),
  );
}
