/**
 * What did one security come to, year by year? Its cash, its return of capital and the basis that is left.
 *
 * Of the accounts that are not tax-deferred, as every total; the amounts are those of the year's report,
 * so that each can be asked where it is from.
 * Example: 100 AIV bought 2000-03-01 for $3,800.00 were paid $328.00 in 2002, $63.96 of it a return of
 * capital; $3,736.04 of basis is left.
 * Awkward case: shares that were exchanged carry their basis into another security, so the facts of one
 * security are those of all that it is linked with.
 * Not handled: leaving out accounts that hold none of it.
 */
import { awaitsValue, isAcquisition, type Facts } from '../facts/model.ts';
import { targetOf } from '../facts/transactions.ts';
import { addCents, NO_MONEY, sumCents, type Cents, type Shares } from '../values/money.ts';
import type { SecurityTotal } from '../facts/figure-ref.ts';
import { isIn } from './selections.ts';
import type { YearReport } from './year-report.ts';

export interface SecurityYear {
  readonly year: number;
  /** Of the shares at the end of the year. */
  readonly shares: Shares;
  readonly amounts: Readonly<Record<SecurityTotal, Cents>>;
}

/**
 * The facts without the entries of securities that no entry links with this one; all documents stay. Where
 * shares get their value from a payment of another security, or two securities have lots of one name in
 * an account, everything stays.
 */
export function factsOfSecurity(facts: Facts, securityId: string): Facts {
  if (facts.transactions.some(awaitsValue)) return facts;
  const reached = linkedWith(facts, securityId);
  const transactions = facts.transactions.filter((one) => reached.has(one.securityId));
  return sharesNames(facts.transactions, reached) ? facts : { ...facts, transactions };
}

function linkedWith(facts: Facts, securityId: string): ReadonlySet<string> {
  const links = new Map<string, Set<string>>();
  const join = (one: string, other: string): void => {
    links.set(one, (links.get(one) ?? new Set()).add(other));
  };
  for (const transaction of facts.transactions) {
    const target = targetOf(transaction);
    if (target === null || target.securityId === transaction.securityId) continue;
    join(transaction.securityId, target.securityId);
    join(target.securityId, transaction.securityId);
  }
  const reached = new Set([securityId]);
  // A set is walked to its end, with what is added on the way.
  for (const each of reached) for (const next of links.get(each) ?? []) reached.add(next);
  return reached;
}

/** Whether a lot of one of these securities is called as one of another, in the same or another account. */
function sharesNames(transactions: Facts['transactions'], own: ReadonlySet<string>): boolean {
  const others = new Set<string>();
  for (const one of transactions) {
    if (!own.has(one.securityId) && isAcquisition(one)) others.add(one.lot);
  }
  return transactions.some(
    (one) => own.has(one.securityId) && isAcquisition(one) && others.has(one.lot),
  );
}

/** A report with the rows of one security alone: what its totals are made of. */
export function onlyOf(report: YearReport, securityId: string): YearReport {
  const isOwn = ({ security }: { readonly security: { readonly id: string } }): boolean =>
    security.id === securityId;
  return {
    ...report,
    payments: report.payments.filter(isOwn),
    lots: report.lots.filter(isOwn),
    excessGains: report.excessGains.filter(isOwn),
  };
}

/** A year of one security, from a report of its facts or of all. */
export function securityYear(report: YearReport, securityId: string): SecurityYear {
  const own = onlyOf(report, securityId);
  const counts = isIn(null);
  const payments = own.payments.filter(counts);
  const lots = own.lots.filter(counts);
  let shares = 0n;
  for (const lot of lots) shares += lot.shares;
  return {
    year: report.taxYear,
    shares: shares as Shares,
    amounts: {
      cash: sumCents(payments.map(({ cash }) => cash)),
      returnOfCapital: sumCents(payments.map(({ components }) => components.returnOfCapital)),
      exceedsBasis: sumCents(own.excessGains.filter(counts).map(({ amount }) => amount)),
      cost: sumCents(lots.map(({ cost }) => cost)),
      returnOfCapitalInYear: sumCents(lots.map((lot) => lot.returnOfCapitalInYear)),
      adjustedBasis: lots.reduce((sum, lot) => addCents(sum, lot.adjustedBasis), NO_MONEY),
    },
  };
}
