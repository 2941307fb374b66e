/**
 * Shares that the broker paid on and that this book does not have, or the other way round.
 *
 * Practice: a broker pays on all shares that it holds. How many there are more comes out of its boxes: each is
 * higher by the same number of shares times its part of the payments. A lot is looked for in whole shares;
 * a reinvestment at a price that is near those of the book.
 * Example: $16.40 more on a last payment of $0.82 a share: 20 shares that were bought before it.
 * Awkward case: one payment is left. Then any number of shares fits that makes whole cents, and only whole
 * shares, or a likely price, are said.
 */
import { addDays, dayNumber, type Day } from '../../values/days.ts';
import {
  securityLabel,
  type Acquisition,
  type Security,
  type Transaction,
} from '../../facts/model.ts';
import type { Payment } from '../../lots/figures.ts';
import type { PlannedDistribution } from '../../lots/planned-distributions.ts';
import {
  divideRounded,
  formatShares,
  ONE_SHARE,
  type Cents,
  type Shares,
} from '../../values/money.ts';
import { dollars, sharesText, transactionText } from '../../facts/wording.ts';
import type { Cause, Group, OpenCause, Setting } from '../cause.ts';
import { isReceivedInCash, isSaidReinvested } from '../received.ts';
import { everywhere, mapEntries, withEntries } from '../edit-facts.ts';

/** What shares are mostly bought in multiples of. */
const ROUND_LOT = ONE_SHARE * 10n;
/** What they are at least bought in, where somebody chose the number and not the amount. */
const ROUND_SHARES = ONE_SHARE * 5n;
/** How many times the nearest price of the book another one can be. */
const LIKELY = 2n;
/** The same, about a year away from it or less. */
const LIKELY_NOW: Likely = { less: 3n, more: 5n, of: 4n };
/** The same, more than two years away from it. */
const LIKELY_LATER = 4n;
const TWO_YEARS = 730;

/** Between which parts of the usual number another one is likely. */
interface Likely {
  readonly less: bigint;
  readonly more: bigint;
  readonly of: bigint;
}

/** Where one figure alone differs, any number meets it; so only prices count that hardly moved. */
const OF_ONE_FIGURE: Likely = { less: 9n, more: 11n, of: 10n };

/** How far from the nearest price of the book another one can be. */
export function likelyTimes({ fields, ours }: Setting, { daysAway }: Price): Likely {
  const differing = fields.filter(({ theirs }, place) => theirs !== ours[place]);
  if (differing.length < 2) return OF_ONE_FIGURE;
  if (daysAway <= NEAR[0].days) return LIKELY_NOW;
  const times = daysAway > TWO_YEARS ? LIKELY_LATER : LIKELY;
  return { less: 1n, more: times * times, of: times };
}

/** In percent of the nearest prices of the book, so far that another one is supported by them, by how long ago they are. */
const NEAR = [
  { days: 400, percent: { one: 15n, average: 10n } },
  { days: TWO_YEARS, percent: { one: 25n, average: 20n } },
] as const;

/**
 * Whether what a number supposes was bought at a price that trades of the book speak for: between those of the
 * time around it, or hardly above or below. Of a longer time ago prices say little, and are not asked.
 */
export function isSupported(
  group: Group,
  security: Security,
  day: Day,
  { amount, shares }: { readonly amount: bigint; readonly shares: bigint },
  of: 'one' | 'average' = 'one',
): boolean {
  const known = pricesAbout(group, security, day);
  for (const { days, percent } of NEAR) {
    const own = known.filter(({ daysAway }) => daysAway <= days);
    if (own.length === 0) continue;
    // amount / shares against price.amount / price.shares, without a division.
    const isBelow = own.some(
      (price) => amount * price.shares * 100n <= price.amount * shares * (100n + percent[of]),
    );
    const isAbove = own.some(
      (price) => amount * price.shares * 100n >= price.amount * shares * (100n - percent[of]),
    );
    return isBelow && isAbove;
  }
  return true;
}

interface Price {
  readonly amount: Cents;
  readonly shares: Shares;
  readonly daysAway: number;
}

/** What a share was bought or sold for, nearest to a day first. */
function pricesAbout(group: Group, security: Security, day: Day): readonly Price[] {
  const known = group.practice.facts.transactions.flatMap((entry) => {
    const isTrade =
      entry.action === 'buy' || entry.action === 'reinvest' || entry.action === 'sell';
    if (!isTrade || entry.securityId !== security.id) return [];
    const { amount, shares, date } = entry;
    if (amount === null || amount <= 0n) return [];
    return [{ amount, shares, daysAway: Math.abs(dayNumber(date) - dayNumber(day)) }];
  });
  return known.sort((a, b) => a.daysAway - b.daysAway);
}

/** What a share was bought or sold for nearest to a day. */
export function priceNear(group: Group, security: Security, day: Day): Price | undefined {
  return pricesAbout(group, security, day)[0];
}

/** What is said of a price that nothing in the book speaks for. */
export function unsupported(
  amount: bigint,
  shares: bigint,
  { amount: of, shares: by }: Price,
): string {
  const each = dollars(divideRounded(amount * ONE_SHARE, shares) as Cents);
  const nearest = dollars(divideRounded(of * ONE_SHARE, by) as Cents);
  return ` It supposes a price of about ${each}, and the nearest of this book is ${nearest}.`;
}

function lotName(group: Group, day: Day): string {
  const taken = new Set(
    group.practice.facts.transactions.flatMap((entry) => ('lot' in entry ? [entry.lot] : [])),
  );
  let name = `missing/${day}`;
  while (taken.has(name)) name = `${name}+`;
  return name;
}

function bought(
  { forms }: Setting,
  group: Group,
  security: Security,
  {
    action,
    day,
    shares,
    amount,
  }: { action: 'buy' | 'reinvest'; day: Day; shares: bigint; amount: bigint },
): Acquisition {
  return {
    id: `missing ${action} of ${security.id} on ${day}`,
    action,
    date: day,
    securityId: security.id,
    accountId: forms.accountId,
    note: null,
    sourceLine: null,
    shares: shares as Shares,
    amount: amount as Cents,
    lot: lotName(group, day),
    acquired: null,
  };
}

function about({ forms }: Setting, group: Group, security: Security, day: Day) {
  const account = group.practice.facts.accounts.find(({ id }) => id === forms.accountId);
  return {
    security: securityLabel(security),
    account: account?.name ?? forms.accountId,
    year: forms.year,
    day,
  };
}

/** Whether it is a number that somebody buys here: as many as another purchase, or a round one up to all of them. */
function likelySize(group: Group, security: Security): (shares: bigint) => boolean {
  const sizes = group.practice.facts.transactions.flatMap((entry) =>
    entry.action === 'buy' && entry.securityId === security.id ? [entry.shares as bigint] : [],
  );
  const all = sizes.reduce((sum, shares) => sum + shares, 0n);
  return (shares) => sizes.includes(shares) || (shares % ROUND_LOT === 0n && shares <= all);
}

/** The last payment of the year: as many shares again on it alone are the same as that payment twice. */
function countedTwice(group: Group, security: Security): Payment | undefined {
  return group.year.payments.findLast((payment) => payment.security.id === security.id);
}

/** A lot that was there before one of the payments and not before the one before. */
function missingLot(
  setting: Setting,
  group: Group,
  security: Security,
  planned: PlannedDistribution,
): OpenCause {
  const { exDate, distribution } = planned;
  const twice = countedTwice(group, security);
  const day = addDays(exDate, -1);
  const price = priceNear(group, security, day);
  const label = securityLabel(security);
  const isLikely = likelySize(group, security);
  return {
    code: 'missing-lot',
    groups: [group.place],
    typical: ONE_SHARE * 100n,
    least: 1n,
    most: ONE_SHARE * 1_000_000n,
    steps: [ONE_SHARE * 10n, ONE_SHARE, ONE_SHARE / 2n, ONE_SHARE / 1000n],
    isContinuous: false,
    withNumber: (shares) => ({
      code: 'missing-lot',
      supposed: shares % ONE_SHARE === 0n ? 2 : 3,
      isNatural: isLikely(shares) && twice?.shares !== shares,
      isOdd: shares % ROUND_SHARES !== 0n && !isLikely(shares),
      groups: [group.place],
      size: 1,
      about: about(setting, group, security, day),
      message: `The broker paid on ${sharesText(shares as Shares)} of ${label} more than this book has, from the payment of ${distribution.payableDate} on (ex-date ${exDate}). Look for a purchase, or shares that came in, before ${exDate} and enter it; if you never had them, ask the broker for a corrected form.${twice?.shares === shares ? ` The payment of ${twice.distribution.payableDate} counted twice would come to as much.` : ''}`,
      change: everywhere((facts) =>
        withEntries(
          facts,
          bought(setting, group, security, {
            action: 'buy',
            day,
            shares,
            amount: price ? divideRounded(price.amount * shares, price.shares) : shares / 10_000n,
          }),
        ),
      ),
    }),
  };
}

export function isReinvested(
  group: Group,
  { security, accountId, distribution }: Payment,
): boolean {
  const first = distribution.payableDate;
  const last = addDays(first, 15);
  return group.practice.facts.transactions.some(
    (entry: Transaction) =>
      entry.action === 'reinvest' &&
      entry.securityId === security.id &&
      entry.accountId === accountId &&
      entry.date >= first &&
      entry.date <= last,
  );
}

/** The dividend of a payment bought shares that the book does not have. */
function missingReinvestment(setting: Setting, group: Group, payment: Payment): OpenCause[] {
  const { security, distribution, cash } = payment;
  const day = distribution.payableDate;
  const price = priceNear(group, security, day);
  if (cash <= 0n || price === undefined || isReinvested(group, payment)) return [];
  if (isReceivedInCash(setting, payment)) return [];
  const usual = divideRounded(cash * price.shares, price.amount);
  const times = likelyTimes(setting, price);
  const label = securityLabel(security);
  const isSaid = isSaidReinvested(setting, payment);
  return [
    {
      code: 'missing-reinvestment',
      groups: [group.place],
      typical: usual > 0n ? usual * 10n : ONE_SHARE,
      least: (usual * times.less) / times.of,
      most: (usual * times.more) / times.of,
      steps: [ONE_SHARE / 1000n, ONE_SHARE / 10_000n],
      isContinuous: true,
      withNumber: (shares) => ({
        code: 'missing-reinvestment',
        supposed: isSaid || isSupported(group, security, day, { amount: cash, shares }) ? 2 : 3,
        isNatural: isSaid,
        isFar: shares * 4n > usual * 5n || shares * 5n < usual * 4n,
        groups: [group.place],
        size: 1,
        about: about(setting, group, security, day),
        message: `The broker’s form is as if the ${label} payment of ${day} (${dollars(cash)}) had been reinvested, in about ${roughly(shares)} shares, and this book does not have them. Look it up in the statement of ${day.slice(0, 7)} and enter the reinvestment; it is a lot of its own.${isSaid || isSupported(group, security, day, { amount: cash, shares }) ? '' : unsupported(cash, shares, price)}`,
        change: everywhere((facts) =>
          withEntries(
            facts,
            bought(setting, group, security, { action: 'reinvest', day, shares, amount: cash }),
          ),
        ),
      }),
    },
  ];
}

/** To a thousandth: more the boxes do not tell. */
export function roughly(shares: bigint): string {
  const unit = ONE_SHARE / 1000n;
  return formatShares((divideRounded(shares, unit) * unit) as Shares);
}

export function openMissingCauses(setting: Setting): OpenCause[] {
  return setting.groups.flatMap((group) => {
    const lots = group.practice.facts.securities.flatMap((security) => {
      const planned = group.plans.get(security.id)?.planned ?? [];
      return planned
        .filter(({ taxYear }) => taxYear === setting.forms.year)
        .map((one) => missingLot(setting, group, security, one));
    });
    const reinvested = group.year.payments.flatMap((payment) =>
      missingReinvestment(setting, group, payment),
    );
    return [...lots, ...reinvested];
  });
}

/** Lots that were paid on, but for one that was all of several payments: then nothing of the security is on the form. */
function heldIn({ year: { payments } }: Group): ReadonlySet<string> {
  return new Set(
    [...Map.groupBy(payments, ({ security }) => security.id)].flatMap(([id, own]) => {
      const lots = new Set(own.flatMap((payment) => payment.lots.map(({ lot }) => lot)));
      const isAll = lots.size === 1 && own.length > 1;
      return isAll ? [] : [...lots].map((lot) => `${id} ${lot}`);
    }),
  );
}

/** Lots of the book that the broker did not pay on. */
export function unknownLotCauses(setting: Setting): Cause[] {
  const { accountId, year } = setting.forms;
  return setting.groups.flatMap((group) => {
    const held = heldIn(group);
    const own = group.practice.facts.transactions.filter(
      (entry): entry is Acquisition =>
        (entry.action === 'buy' || entry.action === 'reinvest') &&
        entry.accountId === accountId &&
        held.has(`${entry.securityId} ${entry.lot}`),
    );
    return own.map((lot): Cause => {
      const security = group.practice.facts.securities.find(({ id }) => id === lot.securityId);
      const label = security ? securityLabel(security) : lot.securityId;
      return {
        code: lot.action === 'buy' ? 'missing-lot' : 'missing-reinvestment',
        supposed: 2,
        groups: [group.place],
        size: 1,
        about: {
          security: label,
          year,
          day: lot.date,
          lots: [lot.lot],
          transaction: lot.id,
        },
        message: `The broker did not pay on the lot ${lot.lot} of ${label} (${sharesText(lot.shares)}, ${transactionText(lot)}). See whether these shares were in another account then, and enter the transfer; if they were here, ask the broker for a corrected form.`,
        change: everywhere((facts) =>
          mapEntries(facts, (entry) => (entry.id === lot.id ? null : entry)),
        ),
      };
    });
  });
}
