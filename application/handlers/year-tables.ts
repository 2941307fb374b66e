/** The long tables of a year, page by page, over the report that is kept for the book as it is. */
import {
  excessGainRowJson,
  holdingPeriodRowJson,
  holdingPeriodsInOrder,
  paymentRowJson,
  saleRowJson,
} from '../../formats/year-rows-json.ts';
import { payableDates, paymentLotJson } from '../../formats/year-report-json.ts';
import { byComponent, securityLabel } from '../../tax/facts/model.ts';
import type {
  ExcessGain,
  HoldingPeriod,
  Payment,
  PaymentLot,
  SalePiece,
} from '../../tax/lots/figures.ts';
import { daysOfLots } from '../../tax/report/lot-days.ts';
import { gainThatCounts } from '../../tax/report/sale-figures.ts';
import { isHeldLongEnough, isIn } from '../../tax/report/selections.ts';
import type { YearReport } from '../../tax/report/year-report.ts';
import type { Request } from '../contract.ts';
import type { BookHandlers } from '../dispatch.ts';
import { RefusalError } from '../refusal.ts';
import type { BookContext } from '../session.ts';
import { pageOf, type Listing } from '../table-page.ts';

type Tables =
  'year.payments' | 'year.paymentLots' | 'year.sales' | 'year.excessGains' | 'year.holdingPeriods';
type ColumnOf<Name extends Tables> = NonNullable<Request<Name>['sort']>['column'];

const PAYMENTS: Listing<Payment, ColumnOf<'year.payments'>> = {
  columns: {
    paid: ({ distribution }) => distribution.payableDate,
    security: ({ security }) => securityLabel(security),
    account: ({ account }) => account,
    shares: ({ shares }) => shares,
    perShare: ({ amountPerShare }) => amountPerShare,
    cash: ({ cash }) => cash,
    ...byComponent(
      (name) =>
        ({ components }: Payment) =>
          components[name],
    ),
  },
  text: ({ security, account, distribution }) =>
    `${securityLabel(security)} ${account} ${distribution.payableDate}`,
};

const PAYMENT_LOTS: Listing<PaymentLot, ColumnOf<'year.paymentLots'>> = {
  columns: {
    lot: ({ lot }) => lot,
    shares: ({ shares }) => shares,
    returnOfCapital: ({ returnOfCapital }) => returnOfCapital,
    basisReduction: ({ basisReduction }) => basisReduction,
    excessGain: ({ excessGain }) => excessGain,
  },
  text: ({ lot }) => lot,
};

const SALES: Listing<SalePiece, ColumnOf<'year.sales'>> = {
  columns: {
    sold: ({ sold }) => sold,
    lot: ({ acquired, lot }) => `${acquired} ${lot}`,
    security: ({ security }) => securityLabel(security),
    account: ({ account }) => account,
    acquired: ({ acquired }) => acquired,
    shares: ({ shares }) => shares,
    proceeds: ({ proceeds }) => proceeds,
    adjustedBasis: ({ adjustedBasis }) => adjustedBasis,
    gain: ({ gain }) => gain,
    disallowedLoss: ({ disallowedLoss }) => disallowedLoss,
    counted: gainThatCounts,
    term: ({ term }) => term,
  },
  text: ({ lot, security, account, acquired, sold }) =>
    `${lot} ${securityLabel(security)} ${account} ${acquired} ${sold}`,
};

const EXCESS_GAINS: Listing<ExcessGain, ColumnOf<'year.excessGains'>> = {
  columns: {
    date: ({ date }) => date,
    lot: ({ lot }) => lot,
    account: ({ account }) => account,
    gain: ({ amount }) => amount,
    term: ({ term }) => term,
  },
  text: ({ lot, security, account, date }) =>
    `${lot} ${securityLabel(security)} ${account} ${date}`,
};

const HOLDING_PERIODS: Listing<HoldingPeriod, ColumnOf<'year.holdingPeriods'>> = {
  columns: {
    exDate: ({ exDate }) => exDate,
    lot: ({ lot }) => lot,
    part: ({ part }) => part,
    shares: ({ shares }) => shares,
    disposed: ({ disposed }) => disposed,
    daysHeld: ({ daysHeld }) => daysHeld,
    enough: (period) => Number(isHeldLongEnough(period)),
  },
  text: ({ lot, security, account, exDate }) =>
    `${lot} ${securityLabel(security)} ${account} ${exDate}`,
};

/** A report's holding periods are put in their order once. */
const inOrder = new WeakMap<YearReport, readonly HoldingPeriod[]>();

function holdingPeriodsOf(report: YearReport): readonly HoldingPeriod[] {
  const kept = inOrder.get(report) ?? holdingPeriodsInOrder(report);
  inOrder.set(report, kept);
  return kept;
}

const daysOf = new WeakMap<YearReport, ReturnType<typeof daysOfLots>>();

/** The days of a report's lots are looked up once. */
function daysIn(report: YearReport): ReturnType<typeof daysOfLots> {
  const kept = daysOf.get(report) ?? daysOfLots(report);
  daysOf.set(report, kept);
  return kept;
}

export const yearTableHandlers: Pick<BookHandlers<BookContext>, Tables> = {
  'year.payments': ({ report: reportOf }, { year, accountId, ...asked }) => {
    const report = reportOf(year);
    const page = pageOf(report.payments, PAYMENTS, asked, isIn(accountId));
    return { ...page, rows: page.rows.map((one) => paymentRowJson(one, report)) };
  },

  'year.paymentLots': ({ report: reportOf }, { year, payment: key, ...asked }) => {
    const report = reportOf(year);
    const payment = report.payments.find((one) => one.key === key);
    if (!payment) {
      throw new RefusalError(
        'not-found',
        'This payment is no longer in the book, because something changed. Open the year again.',
      );
    }
    const page = pageOf(payment.lots, PAYMENT_LOTS, asked);
    return {
      ...page,
      rows: page.rows.map((lot) => ({
        ...paymentLotJson(lot),
        acquired: daysIn(report)(payment.accountId, lot.lot),
      })),
      anyExcess: payment.lots.some(({ excessGain }) => excessGain !== 0n),
    };
  },

  'year.sales': ({ report }, { year, accountId, ...asked }) => {
    const { sales } = report(year);
    const own = isIn(accountId);
    const page = pageOf(sales, SALES, asked, own);
    return {
      ...page,
      rows: page.rows.map(saleRowJson),
      anyDisallowed: sales.some((one) => own(one) && one.disallowedLoss !== 0n),
    };
  },

  'year.excessGains': ({ report: reportOf }, { year, accountId, ...asked }) => {
    const report = reportOf(year);
    const page = pageOf(report.excessGains, EXCESS_GAINS, asked, isIn(accountId));
    return { ...page, rows: page.rows.map((one) => excessGainRowJson(one, daysIn(report))) };
  },

  'year.holdingPeriods': ({ report: reportOf }, { year, accountId, ...asked }) => {
    const report = reportOf(year);
    const page = pageOf(holdingPeriodsOf(report), HOLDING_PERIODS, asked, isIn(accountId));
    const payable = payableDates(report);
    return {
      ...page,
      rows: page.rows.map((one) => holdingPeriodRowJson(one, payable, daysIn(report))),
    };
  },
};
