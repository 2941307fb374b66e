/**
 * What is there to say about documents: missing, estimated, superseded, and rows that do not count
 * or do not fit the document of another year? (section 10)
 */
import { firstDayOfYear, lastDayOfYear, monthOf, yearOf } from '../values/days.ts';
import type { Day } from '../values/days.ts';
import { securityLabel } from '../facts/model.ts';
import type { Security, Transaction } from '../facts/model.ts';
import { rateOf, sum } from './decimals.ts';
import type { Ledger } from './ledger.ts';
import { aboutRow } from './subjects.ts';
import type { Say } from './subjects.ts';
import { versionsOf } from './rows.ts';
import type { Row } from './rows.ts';

/** Whether shares came in between two days or were there at the start of the first, in any account. */
export function heldBetween(ledger: Ledger, security: Security, first: Day, last: Day): boolean {
  const cameIn = ledger.arrivals.some(
    ({ securityId, day }) => securityId === security.id && day >= first && day <= last,
  );
  const atTheStart = ledger.heldAfter.filter(({ day }) => day < first).at(-1);
  return cameIn || (atTheStart?.securityIds.has(security.id) ?? false);
}

function heldIn(ledger: Ledger, security: Security, year: number): boolean {
  return heldBetween(ledger, security, firstDayOfYear(year), lastDayOfYear(year));
}

/**
 * Whether a holder may have been entitled to a row whose ex-date nobody knows: shares were held in
 * its tax year, or for a payment of January, in the three months before it or since.
 */
export function mayBeEntitled(ledger: Ledger, row: Row): boolean {
  const { payableDate } = row.distribution;
  const october = `${yearOf(payableDate) - 1}-10-01` as Day;
  const first = monthOf(payableDate) === 1 ? october : firstDayOfYear(row.taxYear);
  return heldBetween(ledger, row.security, first, lastDayOfYear(row.taxYear));
}

/** The entries that say that nothing was returned in a year. */
function nothingReturned({ facts }: Ledger, security: Security, year: number): Transaction[] {
  return facts.transactions.filter(
    ({ action, securityId, date }) =>
      action === 'nothing-returned' && securityId === security.id && yearOf(date) === year,
  );
}

/** Of each estimate of terms the first entry in a year that it made of a security, or made into it. */
export function onEstimatedTerms({ facts }: Ledger, security: Security, year: number): string[] {
  const firsts: string[] = [];
  for (const name of new Set((facts.estimates ?? []).map((one) => one.name))) {
    const made = facts.transactions.filter(
      ({ id, date }) =>
        yearOf(date) === year &&
        (facts.estimates ?? []).some((one) => one.entryId === id && one.name === name),
    );
    const own = made.find(
      (entry) =>
        entry.securityId === security.id ||
        ((entry.action === 'exchange' || entry.action === 'spin-off') &&
          entry.toSecurityId === security.id),
    );
    if (own !== undefined) firsts.push(own.id);
  }
  const places = facts.transactions.map(({ id }) => id);
  return firsts.sort((a, b) => places.indexOf(a) - places.indexOf(b));
}

/** Whether a basis was reckoned through a year, and nobody said that nothing was returned in it. */
export function isAsked(ledger: Ledger, security: Security, year: number): boolean {
  const isReckoned = ledger.asked.some(
    ({ securityId, from, to }) =>
      securityId === security.id && yearOf(from) <= year && year <= yearOf(to),
  );
  return isReckoned && nothingReturned(ledger, security, year).length === 0;
}

/** The years in which shares were held, and those that something that was paid on them counts in. */
export function yearsToTell(ledger: Ledger, security: Security): number[] {
  const years = new Set<number>();
  for (const { securityId, day } of ledger.arrivals)
    if (securityId === security.id)
      for (let year = yearOf(day); year <= ledger.taxYear; year++)
        if (heldIn(ledger, security, year)) years.add(year);
  const paid = [...ledger.payments.map(({ row }) => row), ...ledger.undivided];
  for (const { security: of, taxYear } of paid)
    if (of === security && taxYear <= ledger.taxYear) years.add(taxYear);
  return [...years].sort((x, y) => x - y);
}

function statedFacts(ledger: Ledger, say: Say): void {
  const { facts, taxYear } = ledger;
  for (const security of facts.securities) {
    const told = new Set<number>();
    for (const entry of ledger.entries) {
      if (entry.action !== 'nothing-returned' || entry.securityId !== security.id) continue;
      const year = yearOf(entry.date);
      if (year > taxYear) continue;
      const isIdle = year === taxYear && !yearsToTell(ledger, security).includes(year);
      if (!isIdle && !heldIn(ledger, security, year)) continue;
      const [counts] = versionsOf(facts, security.id, year);
      const line = entry.sourceLine === null ? {} : { line: entry.sourceLine };
      const about = { security: securityLabel(security), year, transaction: entry.id, ...line };
      if (isIdle) say('warning', 'contradictory-fact', about);
      else if (counts === undefined) {
        if (!told.has(year)) say('info', 'nothing-returned', about);
        told.add(year);
      } else if (
        ledger.rows.some(
          ({ document, security: of, distribution }) =>
            document === counts &&
            of === security &&
            !rateOf(distribution.components.returnOfCapital).equals(0),
        )
      )
        say('warning', 'contradictory-fact', about);
    }
  }
}

/** A year with liquidating distributions of something, and with no entry of a dividend, has no allocation. */
export function isOnlyLiquidated({ entries }: Ledger, security: Security, year: number): boolean {
  const actions = entries
    .filter((entry) => entry.securityId === security.id && yearOf(entry.date) === year)
    .filter((entry) => entry.action !== 'liquidation' || entry.amount !== 0n || entry.last === true)
    .map((entry) => entry.action);
  const isDividend = (action: string): boolean =>
    action === 'dividend' || action === 'reinvest' || action === 'stock-dividend';
  return actions.includes('liquidation') && !actions.some(isDividend);
}

function coverage(ledger: Ledger, say: Say): void {
  const { facts, taxYear } = ledger;
  for (const security of facts.securities) {
    const label = securityLabel(security);
    const years = yearsToTell(ledger, security);
    for (const year of years) {
      for (const transaction of onEstimatedTerms(ledger, security, year))
        say('warning', 'estimate-in-use', { security: label, year, transaction });
      const counts = versionsOf(facts, security.id, year)[0];
      if (counts === undefined) {
        if (isOnlyLiquidated(ledger, security, year)) continue;
        const about = { security: label, year };
        if (isAsked(ledger, security, year)) say('warning', 'missing-allocation', about);
        else if (year === taxYear) say('warning', 'income-not-known', about);
      } else if (counts.status === 'estimate')
        say('warning', 'estimate-in-use', { security: label, year, document: counts.id });
      else if (counts.status === 'derived')
        say('warning', 'derived-in-use', { security: label, year, document: counts.id });
    }
    if (!years.includes(taxYear)) continue;
    for (const document of versionsOf(facts, security.id, taxYear).slice(1))
      say('info', 'superseded-allocation', {
        security: label,
        year: taxYear,
        document: document.id,
      });
  }
}

function rowsThatDoNotCount(ledger: Ledger, say: Say): void {
  for (const row of ledger.rows) {
    if (row.taxYear > ledger.taxYear) continue;
    const countsByNow =
      row.taxYear === ledger.taxYear ||
      (row.effectiveDay !== undefined && row.effectiveDay <= lastDayOfYear(ledger.taxYear));
    if (ledger.undivided.includes(row) && countsByNow)
      say('error', 'sum-out-of-tolerance', aboutRow(row));
    if (row.exDate === undefined && mayBeEntitled(ledger, row)) {
      if (rateOf(row.distribution.allocablePerShare).equals(0)) continue;
      if (row.distribution.recordDate === null) say('error', 'record-date-missing', aboutRow(row));
      else say('error', 'beyond-market-calendar', aboutRow(row));
    }
  }
}

/** The same payment in the documents of other years. */
function othersOf(ledger: Ledger, row: Row): Row[] {
  const { payableDate, recordDate } = row.distribution;
  return ledger.rows.filter(
    (other) =>
      other.taxYear !== row.taxYear &&
      other.security === row.security &&
      other.distribution.payableDate === payableDate &&
      other.distribution.recordDate === recordDate,
  );
}

/** Whether the documents of two years count more of a payment than it was. */
export function isCountedTwice(ledger: Ledger, row: Row): boolean {
  const { allocablePerShare, amountPerShare } = row.distribution;
  const others = othersOf(ledger, row).map(({ distribution }) => distribution);
  const elsewhere = sum(others.map((other) => rateOf(other.allocablePerShare)));
  const together = rateOf(allocablePerShare).plus(elsewhere);
  return others.length > 0 && together.greaterThan(rateOf(amountPerShare));
}

function rowsOfTwoYears(ledger: Ledger, say: Say): void {
  for (const row of ledger.rows) {
    if (row.taxYear !== ledger.taxYear) continue;
    if (!ledger.payments.some((payment) => payment.row === row)) continue;
    const { distribution } = row;
    const amount = rateOf(distribution.amountPerShare);
    const allocable = rateOf(distribution.allocablePerShare);
    const others = othersOf(ledger, row).map((other) => other.distribution);
    if (isCountedTwice(ledger, row)) say('warning', 'overlapping-allocation', aboutRow(row));
    if (others.length === 0 && allocable.lessThan(amount))
      say('info', 'split-year-payment', aboutRow(row));
    const isAnother = others.some(
      ({ declarationDate }) =>
        declarationDate !== null &&
        distribution.declarationDate !== null &&
        declarationDate !== distribution.declarationDate,
    );
    if (isAnother) say('warning', 'conflicting-declaration', aboutRow(row));
  }
}

export function documentNotices(ledger: Ledger, say: Say): void {
  coverage(ledger, say);
  statedFacts(ledger, say);
  rowsThatDoNotCount(ledger, say);
  rowsOfTwoYears(ledger, say);
}
