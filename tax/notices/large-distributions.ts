/**
 * Which payments look as if they had gone ex only after they were paid?
 *
 * Authority: the calculation's section 3 (practice of the exchange): a distribution of 25% or more of the
 * price has its ex-date on the first trading day after the payable date; an ex-date that was computed
 * from the record date is then wrong, and with it who was paid.
 * What a share is worth no release says. What is known is what the entitled shares cost on average, and
 * the price of the last purchase or sale up to the payable date.
 * Example: $2.23, paid on 2025-10-15; 100 shares bought on 2025-10-06 for $600.00: 37% of $6.00.
 * An old price says little: what was paid in 1998 is none where shares were bought in 2002.
 * Awkward case: shares that were bought between the computed ex-date and the payment got nothing here, and
 * would have been paid: the row is told though nothing was paid on it.
 * Not handled: prices before a split are not converted, they count for nothing. Adjusted basis is no price:
 * what returns of capital have left of it says nothing of what a share is worth.
 */
import { rowSubject } from './document-notices.ts';
import { isAcquisition, isSale, securityLabel, type Security } from '../facts/model.ts';
import { RATE_PLACES, SHARE_PLACES, sumCents, type Cents } from '../values/money.ts';
import type { Day } from '../values/days.ts';
import type { Notice } from '../facts/notices.ts';
import type { PlannedDistribution } from '../lots/planned-distributions.ts';
import { dollars, dollarsPerShare } from '../facts/wording.ts';
import type { PaymentRun } from '../lots/return-of-capital.ts';
import type { YearRun } from '../lots/year-run.ts';

/** Cents of so many shares are a rate once multiplied by it. */
const RATE_PER_CENT = 10n ** BigInt(RATE_PLACES + SHARE_PLACES - 2);

/** What somebody paid or received for a share. */
interface Price {
  readonly date: Day;
  readonly what: 'purchase' | 'sale';
  /** In the unit of a rate, rounded up: what is a quarter of it is one of the exact price. */
  readonly perShare: bigint;
}

interface Trading {
  /** Days on which shares came or went for a price, in any account. */
  readonly days: readonly Day[];
  readonly prices: readonly Price[];
  readonly splits: readonly Day[];
}

function tradingOf(run: YearRun, security: Security): Trading {
  const days: Day[] = [];
  const prices: Price[] = [];
  const splits: Day[] = [];
  for (const { position } of run.positions) {
    if (position.security !== security) continue;
    for (const { transaction } of position.trades) {
      const { date, action } = transaction;
      if (action === 'split') splits.push(date);
      const isBought = isAcquisition(transaction);
      if (!isBought && !isSale(transaction)) continue;
      days.push(date);
      const { amount, shares } = transaction;
      if (amount === null || amount <= 0n || shares <= 0n) continue;
      const perShare = (amount * RATE_PER_CENT + shares - 1n) / shares;
      prices.push({ date, what: isBought ? 'purchase' : 'sale', perShare });
    }
  }
  return { days, prices, splits };
}

/** The last price before the payment, the lowest of its day, where the amount is a quarter or more of it. */
function priceBelow(planned: PlannedDistribution, trading: Trading): Price | undefined {
  const { exDate, distribution } = planned;
  let last: Price | undefined;
  for (const price of trading.prices) {
    const { date, perShare } = price;
    if (date > distribution.payableDate) continue;
    if (trading.splits.some((day) => day >= date && day <= exDate)) continue;
    if (!last || date > last.date || (date === last.date && perShare < last.perShare)) last = price;
  }
  if (!last || 4n * distribution.amountPerShare < last.perShare) return undefined;
  return last;
}

/** Whether the amount is a quarter or more of what the entitled shares cost on average. */
function isLargeForCost(planned: PlannedDistribution, runs: readonly PaymentRun[]): boolean {
  const cost = sumCents(runs.map((run) => run.cost));
  let shares = 0n;
  for (const run of runs) shares += run.shares;
  if (cost === 0n) return false;
  return 4n * shares * planned.distribution.amountPerShare >= cost * RATE_PER_CENT;
}

function largeNotice(
  security: Security,
  planned: PlannedDistribution,
  runs: readonly PaymentRun[],
  trading: Trading,
): Notice[] {
  const { distribution, exDate } = planned;
  const { payableDate, amountPerShare } = distribution;
  const isTraded = trading.days.some((day) => day >= exDate && day <= payableDate);
  if (runs.length === 0 && !isTraded) return [];
  const than = isLargeForCost(planned, runs)
    ? 'what the shares cost'
    : priceText(priceBelow(planned, trading));
  if (than === undefined) return [];
  const label = securityLabel(security);
  const traded = isTraded
    ? ` Shares were bought or sold from the computed ex-date ${exDate} up to that day: who was paid for them hangs on it.`
    : '';
  return [
    {
      level: 'warning',
      code: 'large-distribution',
      message: `${label}: ${dollarsPerShare(amountPerShare)} per share, paid on ${payableDate}, is a quarter or more of ${than}. A distribution of 25% or more of the price goes ex after its payable date: enter the ex-date that the exchange announced.${traded}`,
      about: rowSubject(security, planned),
    },
  ];
}

/** "the $6.00 a share of the sale of 2025-10-06": to the cent, because it is shown only. */
function priceText(price: Price | undefined): string | undefined {
  if (!price) return undefined;
  const perCent = 10n ** BigInt(RATE_PLACES - 2);
  const cents = ((price.perShare + perCent / 2n) / perCent) as Cents;
  return `the ${dollars(cents)} a share of the ${price.what} of ${price.date}`;
}

/** The payments of the year without an ex-date of their own whose amount is large by what is known of prices. */
export function largeDistributionNotices(run: YearRun): readonly Notice[] {
  const runs = Map.groupBy(
    run.positions.flatMap(({ payments }) => payments),
    ({ planned }) => planned,
  );
  return run.facts.securities.flatMap((security) => {
    const rows = (run.plans.get(security.id)?.planned ?? []).filter(
      (one) => one.exDateComputed && one.taxYear === run.taxYear,
    );
    if (rows.length === 0) return [];
    const trading = tradingOf(run, security);
    return rows.flatMap((row) => largeNotice(security, row, runs.get(row) ?? [], trading));
  });
}
