/**
 * What has to be said about the sales of the year? Shares sold between an ex-date and its payment
 * (no authority was found for their basis), losses that section 857(b)(8) makes long-term, and losses
 * that section 1091 may disallow. One notice for each sale, not for each of its lots.
 */
import { addDays, yearOf } from './days.ts';
import { securityLabel, type Acquisition } from './model.ts';
import { sumCents } from './money.ts';
import type { Notice } from './notices.ts';
import { compareText, firstIndex } from './order.ts';
import type { SaleRun, SoldBeforePayment } from './position.ts';
import { paymentKey } from './report-lists.ts';
import { transactionSubject, type Position } from './transactions.ts';
import type { SalePiece } from './year-report.ts';
import { counted, dollars, NAMED_LOTS, namesText, transactionText } from './wording.ts';
import type { YearRun } from './year-run.ts';

const WASH_SALE_DAYS = 30;

/** The notices about the sales of the reported year, and about what they did to its payments. */
export function saleNotices(run: YearRun): readonly Notice[] {
  const acquisitionsOf = acquisitionsBySecurity(run);
  return run.positions.flatMap(({ position, sales, soldBeforePayment }) => [
    ...soldBeforePayment.flatMap((one) => soldBeforePaymentNotice(run, one, position)),
    ...sales
      .filter(({ sale }) => yearOf(sale.date) === run.taxYear)
      .flatMap((sale) => [
        ...longTermLossNotice(sale, position),
        ...washSaleNotice(sale, position, acquisitionsOf),
      ]),
  ]);
}

function soldBeforePaymentNotice(
  run: YearRun,
  { sale, run: payment, lots, becameGain }: SoldBeforePayment,
  { account, security }: Position,
): Notice[] {
  const { distribution, exDate, taxYear } = payment.planned;
  const year = becameGain ? taxYear : yearOf(sale.date);
  if (year !== run.taxYear) return [];
  const label = securityLabel(security);
  const names = namesText(lots.slice(0, NAMED_LOTS), lots.length);
  const what = `shares of ${label} from ${counted(lots.length, 'lot')} (${names}) were sold between the ex-date ${exDate} and the payment of ${distribution.payableDate}`;
  const how = becameGain
    ? `the sale lies in an earlier tax year than the payment, so their part of its return of capital is capital gain of ${taxYear}`
    : `they carry their part of its return of capital into the sale, which lowers their basis. No authority was found for this, so compare it with your broker's figures`;
  const message = `The ${transactionText(sale)} in the account ${account.name}: ${what}; ${how}.`;
  const about = transactionSubject(sale, account, security, {
    year: taxYear,
    distribution: distribution.id,
    payment: paymentKey(distribution.id, account.id),
    lots: lots.slice(0, NAMED_LOTS),
  });
  return [{ level: 'info', code: 'roc-after-sale', message, about }];
}

function lotsOf(pieces: readonly SalePiece[]): string[] {
  return pieces.slice(0, NAMED_LOTS).map((piece) => piece.lot);
}

function longTermLossNotice({ sale, pieces }: SaleRun, { account, security }: Position): Notice[] {
  const changed = pieces.filter((piece) => piece.longTermLoss > 0n);
  if (changed.length === 0) return [];
  const total = dollars(sumCents(changed.map((piece) => piece.longTermLoss)));
  const lots = lotsOf(changed);
  const message = `The ${transactionText(sale)} of ${securityLabel(security)} in the account ${account.name}: ${total} of the loss on ${namesText(lots, changed.length)} is long-term, because the shares were held six months or less and received capital gain distributions (section 857(b)(8)).`;
  const about = transactionSubject(sale, account, security, { lots });
  return [{ level: 'info', code: 'loss-after-capital-gain', message, about }];
}

/** All acquisitions that count, of all accounts and of later years as well, by date. */
function acquisitionsBySecurity(run: YearRun): (securityId: string) => readonly Acquisition[] {
  const sorted = new Map<string, readonly Acquisition[]>();
  return (securityId) => {
    const found =
      sorted.get(securityId) ??
      run.admitted.positions
        .filter((position) => position.security.id === securityId)
        .flatMap((position) => position.trades.map((trade) => trade.transaction))
        .filter((transaction) => transaction.action !== 'sell')
        .sort((a, b) => compareText(a.date, b.date));
    sorted.set(securityId, found);
    return found;
  };
}

function washSaleNotice(
  { sale, pieces }: SaleRun,
  { account, security }: Position,
  acquisitionsOf: (securityId: string) => readonly Acquisition[],
): Notice[] {
  const losses = pieces.filter((piece) => piece.gain < 0n);
  if (losses.length === 0) return [];
  const acquisitions = acquisitionsOf(security.id);
  const firstDay = addDays(sale.date, -WASH_SALE_DAYS);
  const lastDay = addDays(sale.date, WASH_SALE_DAYS);
  const from = firstIndex(acquisitions, (acquisition) => acquisition.date >= firstDay);
  const to = firstIndex(acquisitions, (acquisition) => acquisition.date > lastDay);
  const near = acquisitions.slice(from, to);
  // With two or more losses, each acquisition is another lot to at least one of them.
  const only = losses.length === 1 ? losses[0] : undefined;
  const others = only
    ? near.filter((one) => one.accountId !== only.accountId || one.lot !== only.lot)
    : near;
  if (others.length === 0) return [];
  const lots = others.slice(0, NAMED_LOTS).map((acquisition) => acquisition.lot);
  const loss = dollars(-sumCents(losses.map((piece) => piece.gain)) as SalePiece['gain']);
  const message = `The ${transactionText(sale)} of ${securityLabel(security)} in the account ${account.name} has a loss of ${loss}, and ${counted(others.length, 'lot')} (${namesText(lots, others.length)}) of the same security ${others.length === 1 ? 'was' : 'were'} bought within ${WASH_SALE_DAYS} days of it: the loss may be disallowed as a wash sale (section 1091). It is not adjusted here; check it before you file.`;
  const about = transactionSubject(sale, account, security, { lots });
  return [{ level: 'warning', code: 'possible-wash-sale', message, about }];
}
