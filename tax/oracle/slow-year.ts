/**
 * What are the figures of a tax year, worked out the long way?
 *
 * A second implementation of the calculation, to compare the engine with. It shares no rule with
 * it: it counts in decimals, tells each lot's life alone, and works everything out anew for every
 * question. Order of the work: trades, rows of documents, payments, lives of lots, lists.
 *
 * Authority: the calculation, sections 1 to 7, 9 and 10. Example: section 11.
 * Not handled: corporate actions, methods other than named lots and first-in, first-out, wash sale
 * adjustments.
 */
import type { Reference } from '../compute-year.ts';
import type { BoxMeaning } from '../forms.ts';
import { COMPONENTS, securityLabel } from '../model.ts';
import type { Facts, Security } from '../model.ts';
import type { Decimal } from '../money.ts';
import type {
  AccountForm,
  ExcessGain,
  FormBox,
  LotState,
  Payment,
  SalePiece,
  YearReport,
} from '../year-report.ts';
import { sum, toCents, toShares, ZERO } from './decimals.ts';
import { heldMoreThanOneYear } from './holding.ts';
import { lifeOf } from './lot-life.ts';
import type { LotLife } from './lot-life.ts';
import { findNotices } from './notices.ts';
import { findRows, keyOf, payTo } from './payments.ts';
import type { Row, SlowPayment } from './payments.ts';
import { compareText, findTrades } from './trades.ts';
import type { Trades } from './trades.ts';
import { present } from './present.ts';

/** All that was worked out, for the notices to look at. */
export interface Work {
  readonly facts: Facts;
  readonly taxYear: number;
  readonly reference: Reference;
  readonly trades: Trades;
  readonly rows: readonly Row[];
  /** Of every tax year. */
  readonly payments: readonly SlowPayment[];
  /** Rows of shares that were held, which no weights could divide. */
  readonly undivided: readonly Row[];
  readonly lives: readonly LotLife[];
}

/** Section 9: what each box adds up. */
const MEANING: Readonly<Record<BoxMeaning, (payment: SlowPayment) => Decimal>> = {
  ordinaryDividends: (p) => p.components.ordinary.plus(p.components.qualified),
  qualifiedDividends: (p) => p.components.qualified,
  totalCapitalGain: (p) =>
    p.components.capitalGain
      .plus(p.components.unrecaptured1250)
      .plus(p.components.section1202)
      .plus(p.components.collectibles28),
  rate28Gain: (p) => p.components.collectibles28,
  postMay5Gain: (p) => p.subsets.postMay5 ?? ZERO,
  qualified5YearGain: (p) => p.subsets.qualified5Year ?? ZERO,
  unrecaptured1250Gain: (p) => p.components.unrecaptured1250,
  section1202Gain: (p) => p.components.section1202,
  collectibles28Gain: (p) => p.components.collectibles28,
  section897Ordinary: (p) => p.subsets.section897Ordinary ?? ZERO,
  section897CapitalGain: (p) => p.subsets.section897CapitalGain ?? ZERO,
  nondividendDistributions: (p) => p.components.returnOfCapital,
  section199ADividends: (p) => p.subsets.section199A ?? ZERO,
};

function boxesOf(
  payments: readonly SlowPayment[],
  taxYear: number,
  reference: Reference,
): FormBox[] {
  for (const map of reference.forms) {
    if (taxYear < map.firstYear) continue;
    if (map.lastYear !== null && taxYear > map.lastYear) continue;
    return map.boxes.map(({ box, meaning, caption }) => ({
      box,
      meaning,
      caption,
      amount: toCents(sum(payments.map(MEANING[meaning]))),
    }));
  }
  return [];
}

export function inOrderOfPayment(a: SlowPayment, b: SlowPayment): number {
  return (
    compareText(a.row.distribution.payableDate, b.row.distribution.payableDate) ||
    compareText(a.account.name, b.account.name) ||
    compareText(securityLabel(a.row.security), securityLabel(b.row.security)) ||
    compareText(a.row.distribution.recordDate ?? '', b.row.distribution.recordDate ?? '') ||
    compareText(a.row.distribution.id, b.row.distribution.id)
  );
}

function work(facts: Facts, taxYear: number, reference: Reference): Work {
  const trades = findTrades(facts);
  const rows = findRows(facts, reference.calendar);
  const payments: SlowPayment[] = [];
  const undivided: Row[] = [];
  for (const row of rows) {
    for (const account of facts.accounts) {
      const outcome = payTo(account, row, trades);
      if (outcome.kind === 'payment') payments.push(outcome.payment);
      if (outcome.kind === 'does-not-divide') undivided.push(row);
    }
  }
  payments.sort(inOrderOfPayment);
  const lives = trades.lots.map((lot) => lifeOf(lot, payments, trades, taxYear));
  return { facts, taxYear, reference, trades, rows, payments, undivided, lives };
}

function paymentsOf(done: Work): Payment[] {
  return done.payments
    .filter((payment) => payment.row.taxYear === done.taxYear)
    .map((payment) => {
      const { row, account } = payment;
      const components = Object.fromEntries(
        COMPONENTS.map((name) => [name, toCents(payment.components[name])]),
      ) as Payment['components'];
      const subsets = Object.fromEntries(
        Object.entries(payment.subsets).map(([name, amount]) => [name, toCents(amount)]),
      ) as Payment['subsets'];
      const lots = payment.parts.map((part) => {
        const life = present(done.lives.find((each) => each.lot === part.lot));
        const outcome = present(life.parts.find((each) => each.part === part));
        return {
          lot: part.lot.name,
          shares: toShares(part.shares),
          returnOfCapital: toCents(part.returnOfCapital),
          basisReduction: toCents(outcome.basisReduction),
          excessGain: toCents(outcome.excessGain),
        };
      });
      return {
        key: keyOf(payment),
        accountId: account.id,
        account: account.name,
        taxDeferred: account.taxDeferred,
        security: row.security,
        documentId: row.document.id,
        distribution: row.distribution,
        exDate: payment.exDate,
        exDateComputed: row.distribution.exDate === null,
        shares: toShares(payment.shares),
        amountPerShare: row.distribution.allocablePerShare,
        cash: toCents(payment.cash),
        components,
        subsets,
        lots,
      };
    });
}

/** Account and security of a lot, with their names. */
function ownerOf(done: Work, lot: { readonly accountId: string; readonly securityId: string }) {
  const account = present(done.facts.accounts.find((each) => each.id === lot.accountId));
  const security = present(done.facts.securities.find((each) => each.id === lot.securityId));
  return {
    accountId: account.id,
    account: account.name,
    taxDeferred: account.taxDeferred,
    security,
  };
}

interface Owned {
  readonly account: string;
  readonly security: Security;
}

function byAccountAndSecurity(a: Owned, b: Owned): number {
  return (
    compareText(a.account, b.account) ||
    compareText(securityLabel(a.security), securityLabel(b.security))
  );
}

function lotsOf(done: Work): LotState[] {
  const states: LotState[] = [];
  for (const { lot, atYearEnd } of done.lives) {
    if (atYearEnd === undefined || atYearEnd.shares.equals(0)) continue;
    // Cents lost in rounding the trackers: before and in the year must add up to the reduction.
    const total = atYearEnd.cost.minus(atYearEnd.basis);
    let before = atYearEnd.reducedBefore;
    if (before.equals(0)) before = ZERO;
    else if (atYearEnd.reducedInYear.equals(0)) before = total;
    else if (before.greaterThan(total)) before = total;
    states.push({
      lot: lot.name,
      ...ownerOf(done, lot),
      transactionId: lot.transactionId,
      acquired: lot.acquired,
      shares: toShares(atYearEnd.shares),
      cost: toCents(atYearEnd.cost),
      returnOfCapitalBefore: toCents(before),
      returnOfCapitalInYear: toCents(total.minus(before)),
      adjustedBasis: toCents(atYearEnd.basis),
    });
  }
  return states.sort(
    (a, b) =>
      byAccountAndSecurity(a, b) ||
      compareText(a.acquired, b.acquired) ||
      compareText(a.lot, b.lot),
  );
}

function salesOf(done: Work): SalePiece[] {
  const sales: SalePiece[] = [];
  // The pieces are in order of days, of the list, and of consumption.
  for (const piece of done.trades.pieces) {
    if (!piece.sale.date.startsWith(`${done.taxYear}-`)) continue;
    const life = present(done.lives.find((each) => each.lot === piece.lot));
    const outcome = present(life.pieces.find((each) => each.piece === piece));
    sales.push({
      transactionId: piece.sale.id,
      ...ownerOf(done, piece.lot),
      lot: piece.lot.name,
      acquired: piece.lot.acquired,
      sold: piece.sale.date,
      shares: toShares(piece.shares),
      proceeds: toCents(piece.proceeds),
      cost: toCents(outcome.cost),
      adjustedBasis: toCents(outcome.basis),
      returnOfCapital: toCents(outcome.cost.minus(outcome.basis)),
      gain: toCents(outcome.gain),
      term: outcome.longTerm ? 'long' : 'short',
      longTermLoss: toCents(outcome.longTermLoss),
    });
  }
  return sales;
}

function excessGainsOf(done: Work): ExcessGain[] {
  const gains: ExcessGain[] = [];
  for (const payment of done.payments) {
    if (payment.row.taxYear !== done.taxYear) continue;
    const date = payment.row.distribution.payableDate;
    for (const { lot, parts } of done.lives) {
      for (const outcome of parts) {
        if (outcome.payment !== payment || outcome.excessGain.equals(0)) continue;
        gains.push({
          ...ownerOf(done, lot),
          lot: lot.name,
          paymentKey: keyOf(payment),
          date,
          amount: toCents(outcome.excessGain),
          term: heldMoreThanOneYear(lot.acquired, date) ? 'long' : 'short',
        });
      }
    }
  }
  return gains.sort(
    (a, b) =>
      compareText(a.date, b.date) ||
      byAccountAndSecurity(a, b) ||
      compareText(a.lot, b.lot) ||
      compareText(a.paymentKey, b.paymentKey),
  );
}

function accountsOf(done: Work, payments: readonly SlowPayment[]): AccountForm[] {
  return done.facts.accounts
    .filter((account) => done.facts.transactions.some((row) => row.accountId === account.id))
    .sort((a, b) => compareText(a.name, b.name))
    .map((account) => ({
      accountId: account.id,
      account: account.name,
      taxDeferred: account.taxDeferred,
      form1099Div: boxesOf(
        payments.filter((payment) => payment.account === account),
        done.taxYear,
        done.reference,
      ),
    }));
}

/** The same answer as `computeYear`, slowly. Only the wording of the notices differs. */
export function slowYear(facts: Facts, taxYear: number, reference: Reference): YearReport {
  const done = work(facts, taxYear, reference);
  const ofYear = done.payments.filter((payment) => payment.row.taxYear === taxYear);
  const taxable = ofYear.filter((payment) => !payment.account.taxDeferred);
  return {
    taxYear,
    form1099Div: boxesOf(taxable, taxYear, reference),
    accounts: accountsOf(done, ofYear),
    payments: paymentsOf(done),
    lots: lotsOf(done),
    sales: salesOf(done),
    excessGains: excessGainsOf(done),
    notices: findNotices(done),
  };
}
