/**
 * What has to be said about the payments of the year? Choices that were made for the user (an
 * ex-date computed, a sum within tolerance, the year of a January payment) and facts that surprise
 * (shares bought too late, return of capital beyond the basis).
 */
import { cameInNotices, hasAPast } from './came-in-notices.ts';
import { rowSubject, rowText } from './document-notices.ts';
import {
  isAcquisition,
  securityLabel,
  type Acquisition,
  type Distribution,
  type Security,
} from '../facts/model.ts';
import { formatRate } from '../values/money.ts';
import type { Notice, NoticeSubject } from '../facts/notices.ts';
import { said, stated } from '../facts/said.ts';
import { excessFigure } from '../report/sale-figures.ts';
import { largeDistributionNotices } from './large-distributions.ts';
import { overlapNotices } from './overlap-notices.ts';
import { firstIndex } from '../values/order.ts';
import type { PlannedDistribution } from '../lots/planned-distributions.ts';
import { excessGainsOf, paymentKey } from '../lots/report-lists.ts';
import type { PaymentRun } from '../lots/return-of-capital.ts';
import { dayReceived, isOfAnotherYear, januaryRuleSentence } from '../facts/tax-year.ts';
import { yearOf } from '../values/days.ts';
import type { Position } from '../facts/transactions.ts';
import { counted, dollarsPerShare, NAMED_LOTS, namesText } from '../facts/wording.ts';
import type { YearRun } from '../lots/year-run.ts';

/** A distribution of the year with what was paid on it to each account. */
export interface PaidDistribution {
  readonly security: Security;
  readonly planned: PlannedDistribution;
  readonly runs: readonly { readonly run: PaymentRun; readonly position: Position }[];
}

function paidDistributions(run: YearRun): readonly PaidDistribution[] {
  const all = run.positions.flatMap(({ position, payments }) =>
    payments.map((payment) => ({ position, run: payment })),
  );
  return [...Map.groupBy(all, (one) => one.run.planned)].map(([planned, runs]) => ({
    security: (runs[0] as (typeof runs)[0]).position.security,
    planned,
    runs,
  }));
}

function subject({
  security,
  planned,
}: Pick<PaidDistribution, 'security' | 'planned'>): NoticeSubject {
  return rowSubject(security, planned);
}

/** The notices about the payments of the reported year. */
export function paymentNotices(run: YearRun): readonly Notice[] {
  const paid = paidDistributions(run);
  return [
    ...exDateNotices(run, paid),
    ...paid.flatMap((one) => [
      ...withinToleranceNotice(one),
      ...januaryNotice(one),
      ...excessNotices(one),
    ]),
    ...largeDistributionNotices(run),
    ...overlapNotices(run, paid),
    ...notEntitledNotices(run),
    ...cameInNotices(run),
    ...reinvestedBeforeExNotices(run),
  ];
}

function exDateNotices(run: YearRun, paid: readonly PaidDistribution[]): Notice[] {
  const computed = paid.filter((one) => one.planned.exDateComputed);
  return [...Map.groupBy(computed, (one) => one.security)].map(([security, rows]) => {
    const label = securityLabel(security);
    const what = `the ex-date${rows.length === 1 ? '' : 's'} of ${counted(rows.length, 'payment')}`;
    return {
      level: 'info',
      code: 'ex-date-computed',
      message: `${label}: ${what} of ${run.taxYear} ${rows.length === 1 ? 'was' : 'were'} computed from the record date, as the first trading day whose trades settle after it. Enter an ex-date where you know another one.`,
      about: { security: label, year: run.taxYear },
    };
  });
}

function withinToleranceNotice(one: PaidDistribution): Notice[] {
  const { distribution, document, weights } = one.planned;
  if (weights.verdict !== 'within') return [];
  const label = securityLabel(one.security);
  const sums =
    distribution.unit === 'percent'
      ? `percentages add up to ${formatRate(weights.sum)}, not 100`
      : `parts add up to ${dollarsPerShare(weights.sum)} per share, not ${dollarsPerShare(weights.expected)}`;
  return [
    {
      level: 'info',
      code: 'sum-within-tolerance',
      message: `${label}: in ${rowText(distribution, document.name)} the ${sums}. That is within rounding; the parts are used in proportion to their own sum.`,
      about: subject(one),
    },
  ];
}

function januaryNotice(one: PaidDistribution): Notice[] {
  const { distribution, taxYear } = one.planned;
  const sentence = januaryRuleSentence(distribution, taxYear);
  if (sentence === undefined) return [];
  const label = securityLabel(one.security);
  const about = subject(one);
  if (isOfAnotherYear(distribution, taxYear)) {
    const { document } = one.planned;
    const message = `${label}: ${rowText(distribution, document.name)} was paid in ${yearOf(distribution.payableDate)}, and counts in ${taxYear} because the release lists it for that year. Check the year of the document and the day of the payment with the issuer's release and your Form 1099-DIV.`;
    return [{ level: 'warning', code: 'payment-of-another-year', message, about }];
  }
  const message = `${label}: the distribution ${sentence}.`;
  return [{ level: 'info', code: 'january-payment', message, about }];
}

function excessNotices(one: PaidDistribution): Notice[] {
  return one.runs.flatMap(({ run, position }): Notice[] => {
    const beyond = run.beyondBasis;
    const count = beyond.lots.length;
    if (count === 0) return [];
    const { distribution } = one.planned;
    const label = securityLabel(one.security);
    const names = beyond.lots.slice(0, NAMED_LOTS);
    const lots = new Set(beyond.lots);
    const total = stated(
      beyond.total,
      'Return of capital beyond the basis',
      'Of every lot of the payment.',
      excessGainsOf(run)
        .filter(({ lot }) => lots.has(lot))
        .map((gain) => excessFigure(gain, `Gain of the lot ${gain.lot}`)),
    );
    const received = dayReceived(distribution, one.planned.taxYear);
    const day = received === distribution.payableDate ? 'that day' : received;
    const sentence = said`${label}: ${total} of the return of capital of ${distribution.payableDate} in the account ${position.account.name} is more than the basis of ${counted(count, 'lot')} (${namesText(names, count)}) and counts as capital gain of ${day}.`;
    const about = {
      ...subject(one),
      account: position.account.name,
      payment: paymentKey(distribution.id, position.account.id),
      lots: names,
    };
    return [{ level: 'info', code: 'excess-over-basis', ...sentence, about }];
  });
}

/** Whether a lot is the payment itself: nobody expects a dividend on the shares that it consists of. */
function isPaymentItself({ action, date }: Acquisition, distribution: Distribution): boolean {
  const isDividend = action === 'reinvest' || action === 'stock-dividend' || action === 'in-kind';
  return isDividend && date === distribution.payableDate;
}

/**
 * Shares that a payment bought before its ex-date came: by the dates they are paid on as well (a special
 * dividend whose ex-date follows its payable date), which a holder would not expect of their own payment.
 */
function reinvestedBeforeExNotices(run: YearRun): Notice[] {
  return run.positions.flatMap(({ position, payments }) =>
    payments.flatMap(({ planned }): Notice[] => {
      const { distribution, exDate } = planned;
      const { payableDate } = distribution;
      if (planned.taxYear !== run.taxYear || exDate <= payableDate) return [];
      const { account, security, trades } = position;
      const own = trades
        .map(({ transaction }) => transaction)
        .filter(isAcquisition)
        .filter(({ action, date }) => action === 'reinvest' && date >= payableDate && date < exDate)
        .map(({ lot }) => lot);
      if (own.length === 0) return [];
      const names = own.slice(0, NAMED_LOTS);
      const label = securityLabel(security);
      const message = `${label}: ${counted(own.length, 'lot')} in the account ${account.name} (${namesText(names, own.length)}), reinvested from ${payableDate} on, counted for the payment of that day, because its ex-date ${exDate} came later. Where they are the payment itself, enter them as a stock dividend, which gets nothing of it; else compare the cash with your broker's statement.`;
      const about = {
        ...subject({ security, planned }),
        account: account.name,
        payment: paymentKey(distribution.id, account.id),
        lots: names,
      };
      return [{ level: 'warning', code: 'reinvested-before-ex', message, about }];
    }),
  );
}

/** Lots that were bought between ex-date and payment: the holder may wonder why nothing was paid. */
function notEntitledNotices(run: YearRun): Notice[] {
  return run.positions.flatMap(({ position, payments }) => {
    const { account, security, trades } = position;
    const paid = new Set(payments.map((payment) => payment.planned));
    const planned = run.plans.get(security.id)?.planned ?? [];
    return planned.flatMap((one): Notice[] => {
      if (one.taxYear !== run.taxYear) return [];
      const { distribution, exDate } = one;
      const from = firstIndex(trades, ({ transaction }) => transaction.date >= exDate);
      const to = firstIndex(
        trades,
        ({ transaction }) => transaction.date > distribution.payableDate,
      );
      const late = trades
        .slice(from, to)
        .map(({ transaction }) => transaction)
        .filter(isAcquisition)
        .filter((one) => !isPaymentItself(one, distribution));
      if (late.length === 0) return [];
      const names = late.slice(0, NAMED_LOTS).map((one) => one.lot);
      const label = securityLabel(security);
      const how = late.some(hasAPast) ? 'that came in' : 'acquired';
      const message = `${label}: ${counted(late.length, 'lot')} in the account ${account.name} (${namesText(names, late.length)}) ${how} on or after the ex-date ${exDate} did not receive the payment of ${distribution.payableDate}.`;
      const about = {
        ...subject({ security, planned: one }),
        account: account.name,
        ...(paid.has(one) ? { payment: paymentKey(distribution.id, account.id) } : {}),
        lots: names,
      };
      return [{ level: 'info', code: 'not-entitled', message, about }];
    });
  });
}
