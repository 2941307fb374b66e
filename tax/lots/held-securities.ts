/** When shares of a security were held, in all accounts together. */
import { firstDayOfYear, lastDayOfYear, monthOf, yearOf, type Day } from '../values/days.ts';
import type { NothingReturned, Security, Transaction } from '../facts/model.ts';
import type { PlannedDistribution, UndatedDistribution } from './planned-distributions.ts';
import type { Holding } from './position-state.ts';
import type { YearRun } from './year-run.ts';

export interface HeldSecurity {
  readonly security: Security;
  readonly holdings: readonly Holding[];
  /** Rows that shares were entitled to and that cannot be divided. */
  readonly leftOut: ReadonlySet<PlannedDistribution>;
  /** The tax years of what was paid on them: the last one can be a year in which none was held any more. */
  readonly paidIn: ReadonlySet<number>;
}

export function heldSecurities(run: YearRun): readonly HeldSecurity[] {
  const bySecurity = Map.groupBy(run.positions, ({ position }) => position.security.id);
  return [...bySecurity.values()].map((positions) => ({
    security: (positions[0] as (typeof positions)[0]).position.security,
    holdings: positions.flatMap((position) => position.holdings),
    leftOut: new Set(positions.flatMap((position) => position.leftOut)),
    paidIn: paidIn(positions),
  }));
}

function paidIn(positions: YearRun['positions']): ReadonlySet<number> {
  const years = new Set<number>();
  for (const { cash, leftOut } of positions) {
    for (const { planned } of cash) years.add(planned.taxYear);
    for (const { taxYear } of leftOut) years.add(taxYear);
  }
  return years;
}

export function wasHeld(holdings: readonly Holding[], from: Day, to: Day): boolean {
  return holdings.some((one) => one.from <= to && (one.to === null || one.to >= from));
}

/** The entries that say that nothing was returned in a year, of a security in whatever account. */
export function nothingReturned(
  { admitted }: YearRun,
  { security }: Pick<HeldSecurity, 'security'>,
  year: number,
): readonly NothingReturned[] {
  if (admitted.statements.length === 0) return [];
  return admitted.statements
    .map(({ transaction }) => transaction)
    .filter((entry) => entry.action === 'nothing-returned')
    .filter(({ securityId, date }) => securityId === security.id && yearOf(date) === year);
}

/** Whether a year asks for a document: some basis rests on it, and nobody said that nothing was returned. */
export function isAsked(run: YearRun, held: HeldSecurity, year: number): boolean {
  const { asked } = run.restsOn;
  if (asked && !asked.get(held.security.id)?.has(year)) return false;
  return nothingReturned(run, held, year).length === 0;
}

/** The years up to the last one in which shares were held, from the first purchase on. */
export function yearsHeld({ holdings }: HeldSecurity, lastYear: number): readonly number[] {
  const firsts = holdings.map(({ from }) => yearOf(from));
  const years: number[] = [];
  for (let year = Math.min(...firsts, lastYear + 1); year <= lastYear; year++) {
    if (wasHeld(holdings, firstDayOfYear(year), lastDayOfYear(year))) years.push(year);
  }
  return years;
}

/** Those, and the years that something that was paid on the shares counts in. */
export function yearsToTell(held: HeldSecurity, lastYear: number): readonly number[] {
  const years = yearsHeld(held, lastYear);
  const others = [...held.paidIn].filter((year) => year <= lastYear && !years.includes(year));
  return others.length === 0 ? years : [...years, ...others].sort((a, b) => a - b);
}

/** From when on a holder may have been entitled to a row whose ex-date is unknown. */
function mayBeEntitledFrom({ distribution, taxYear }: UndatedDistribution): Day {
  // A January payment is declared in the last quarter of the year before (section 857(b)(9)).
  const january = monthOf(distribution.payableDate) === 1;
  const year = january ? Math.min(taxYear, yearOf(distribution.payableDate) - 1) : taxYear;
  return january ? (`${year}-10-01` as Day) : firstDayOfYear(taxYear);
}

/** Rows whose ex-date is unknown, and which shares may have been entitled to. */
export function undatedRows(
  run: YearRun,
  { security, holdings }: Pick<HeldSecurity, 'security' | 'holdings'>,
): readonly UndatedDistribution[] {
  return (run.plans.get(security.id)?.undated ?? []).filter((one) =>
    wasHeld(holdings, mayBeEntitledFrom(one), lastDayOfYear(one.taxYear)),
  );
}

/** A liquidating distribution of nothing, which the last one may be and no other: a slip. */
export function saysNothingWasPaid(entry: Transaction): boolean {
  return entry.action === 'liquidation' && entry.amount === 0n && !entry.last;
}

/**
 * Whether all that a security paid in a year were liquidating distributions, as far as the entries say:
 * such a year has no allocation, and needs none. One that paid nothing says so of nothing.
 */
export function paysLiquidationAlone(
  run: Pick<YearRun, 'positions' | 'admitted'>,
  security: Security,
  year: number,
): boolean {
  const isLiquidated = run.admitted.liquidations.some(
    ({ transaction }) =>
      transaction.securityId === security.id &&
      yearOf(transaction.date) === year &&
      !saysNothingWasPaid(transaction),
  );
  if (!isLiquidated) return false;
  for (const { position } of run.positions) {
    if (position.security.id !== security.id) continue;
    for (const { transaction } of position.trades) {
      if (yearOf(transaction.date) !== year) continue;
      const { action } = transaction;
      if (action === 'dividend' || action === 'reinvest' || action === 'stock-dividend')
        return false;
    }
  }
  return true;
}
