/**
 * Who is paid at an ex-date, and when does a return of capital reduce basis? (sections 3, 5 and 6)
 *
 * Authority: section 301(c)(2) and (3); the calculation's section 6, points 2 and 3.
 * Example: cost $3,800.00, four payments with $15.99 return of capital each: basis $3,736.04.
 * Awkward case: ex-date 2001-12-27 and tax year 2002. From December 27 the lot's part is pending and
 * goes wherever the shares go; on January 1 what is left of it reduces the basis.
 */
import type { Day } from '../values/days.ts';
import type { Decimal } from '../values/decimal.ts';
import { accountFor, averageAll, beyondAverage, isAveraged } from './averaging.ts';
import { smaller } from './decimals.ts';
import { beyondCash } from './discounts.ts';
import { becomesGain } from './disposing.ts';
import type { Ledger } from './ledger.ts';
import type { Lot, Share } from './lots.ts';
import { payTo } from './payments.ts';
import type { SlowPayment } from './payments.ts';
import { at, compareText } from './present.ts';
import { inOrderOfEffect, type Row } from './rows.ts';

function isHoldingPeriodAsked(ledger: Ledger, payment: SlowPayment): boolean {
  if (payment.row.taxYear !== ledger.taxYear) return false;
  const { components, subsets } = payment;
  return components.qualified.greaterThan(0) || (subsets.section199A?.greaterThan(0) ?? false);
}

function noteParts(ledger: Ledger, payment: SlowPayment, entitled: readonly Lot[]): void {
  entitled.forEach((lot, i) => {
    const part = at(payment.parts, i);
    if (part.returnOfCapital.greaterThan(0)) {
      lot.pending = [...lot.pending, { payment, part, amount: part.returnOfCapital }];
      lot.origin = { ...lot.origin, entitledTo: [...lot.origin.entitledTo, payment] };
    }
    if (isHoldingPeriodAsked(ledger, payment))
      lot.entitled = [...lot.entitled, { payment, part, amount: part.shares }];
    // A payment that counts in a later year has not been received when this year is reported.
    if (payment.row.taxYear <= ledger.taxYear)
      lot.figures = {
        ...lot.figures,
        capitalGainReceived: lot.figures.capitalGainReceived.plus(part.capitalGain),
      };
  });
}

/** Whether shares came as this distribution, or in the days between it and its ex-date. */
function isIssuedBy({ origin }: Lot, { distribution, security }: Row): boolean {
  const { action, date, securityId } = origin.root.entry;
  return (
    (action === 'stock-dividend' || action === 'in-kind') &&
    securityId === security.id &&
    date >= distribution.payableDate
  );
}

/** The distributions whose ex-date it is. */
export function payDistributions(ledger: Ledger, day: Day): void {
  for (const row of [...ledger.rows].sort(inOrderOfEffect)) {
    if (row.exDate !== day) continue;
    for (const account of ledger.facts.accounts) {
      const entitled = ledger.lots
        .heldOf(account.id, row.security.id)
        .filter((lot) => !isIssuedBy(lot, row));
      const { id } = account;
      const rule = accountFor(ledger, id, row.security.id).returnOfCapital;
      const outcome = payTo(account, row, entitled, beyondCash(ledger, row, id), rule);
      if (outcome.kind === 'does-not-divide') ledger.undivided.push(row);
      if (outcome.kind !== 'payment') continue;
      ledger.payments.push(outcome.payment);
      noteParts(ledger, outcome.payment, entitled);
    }
  }
}

function reduceBasis(ledger: Ledger, { lot, payment, part, amount }: Due, beyond: Decimal): void {
  const isPooled = isAveraged(ledger, lot);
  const reduction = isPooled ? amount.minus(beyond) : smaller(amount, lot.figures.basis);
  const excess = amount.minus(reduction);
  part.basisReduction = part.basisReduction.plus(reduction);
  if (excess.greaterThan(0)) part.overBasis = true;
  becomesGain(payment, part, excess, lot.origin);

  const { taxYear } = payment.row;
  const { basis, lossBasis, reducedBefore, reducedInYear } = lot.figures;
  lot.figures = {
    ...lot.figures,
    basis: basis.minus(reduction),
    lossBasis: lossBasis.minus(smaller(amount, lossBasis)),
    reducedBefore: taxYear < ledger.taxYear ? reducedBefore.plus(reduction) : reducedBefore,
    reducedInYear: taxYear === ledger.taxYear ? reducedInYear.plus(reduction) : reducedInYear,
  };
}

interface Due extends Share {
  readonly lot: Lot;
}

/** In order of effect; of one row by the names of the accounts that were paid. */
function inOrder(a: SlowPayment, b: SlowPayment): number {
  return inOrderOfEffect(a.row, b.row) || compareText(a.account.name, b.account.name);
}

/** The returns of capital that take effect on a day, payment by payment, in the order of its lots. */
export function takeEffect(ledger: Ledger, day: Day): void {
  const due: Due[] = [];
  for (const lot of ledger.lots.all) {
    const own = lot.pending.filter(({ payment }) => payment.effectiveDay === day);
    lot.pending = lot.pending.filter(({ payment }) => payment.effectiveDay !== day);
    due.push(...own.map((share) => ({ ...share, lot })));
  }
  const payments = [...new Set(due.map(({ payment }) => payment))].sort(inOrder);
  for (const payment of payments) {
    const parts = due
      .filter((one) => one.payment === payment)
      .sort((a, b) => payment.parts.indexOf(a.part) - payment.parts.indexOf(b.part));
    const beyond = beyondAverage(ledger, parts);
    parts.forEach((one, i) => reduceBasis(ledger, one, at(beyond, i)));
    averageAll(ledger);
  }
}
