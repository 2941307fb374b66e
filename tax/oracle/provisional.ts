/**
 * What cash came in that no document explains, and what does a document say otherwise? (section 10)
 *
 * Example: dividends of $30.00 and $31.00 in a year without a document: $61.00 whose character is
 * not known. Awkward case: a reinvestment on the day of a dividend is that dividend, not more cash.
 */
import { addDays, monthOf, yearOf } from '../values/days.ts';
import type { Day } from '../values/days.ts';
import { securityLabel } from '../facts/model.ts';
import type { Account, Bought, Security, Transfer } from '../facts/model.ts';
import type { ProvisionalCash } from '../lots/figures.ts';
import { sum, toCents } from './decimals.ts';
import { discountOf } from './discounts.ts';
import { isPaid, paidOn, placed } from './placing.ts';
import { at, compareText } from './present.ts';
import { cameInBy, incomesOf, incomesOfYear, isWithinTwoWeeks, withBought } from './receipts.ts';
import type { Income } from './receipts.ts';
import type { Replay } from './replay.ts';
import { versionsOf } from './rows.ts';

export interface Asked {
  readonly security: Security;
  readonly year: number;
  readonly mayDiffer: boolean;
}

function entriesOf({ admitted }: Replay, { security }: Asked, account: Account, years: number[]) {
  return admitted.entries.filter(
    ({ accountId, securityId, date }) =>
      accountId === account.id && securityId === security.id && years.includes(yearOf(date)),
  );
}

export const byName = ({ ledger }: Replay): Account[] =>
  ledger.facts.accounts.toSorted((a, b) => compareText(a.name, b.name));

/** The dividends of some years, account by account. */
function dividendsOf(replay: Replay, asked: Asked, years: number[]): Income[] {
  return byName(replay).flatMap((account) =>
    incomesOf(
      entriesOf(replay, asked, account, years).filter((one) => one.action === 'dividend'),
      account.id,
    ),
  );
}

/** With the reinvestments. */
function allCashOf(replay: Replay, asked: Asked, years: number[]): Income[] {
  return byName(replay).flatMap((account) => {
    const entries = entriesOf(replay, asked, account, years);
    const dividends = entries.filter((one) => one.action === 'dividend');
    const bought = entries.filter((one): one is Bought => one.action === 'reinvest');
    return withBought(incomesOf(dividends, account.id), bought, account.id);
  });
}

export function place(
  replay: Replay,
  { security, year, mayDiffer }: Asked,
  incomes: readonly Income[],
) {
  const { ledger, admitted } = replay;
  const payments = ledger.payments.filter(
    ({ row }) => row.security === security && row.taxYear <= year,
  );
  const moves = admitted.entries.filter(
    (entry): entry is Transfer => entry.action === 'transfer' && entry.securityId === security.id,
  );
  return placed(incomes, payments, moves, mayDiffer);
}

/** Dividends that are a year's or the one's before, put to the payments until then. */
export function placedDividends(replay: Replay, asked: Asked): ReturnType<typeof placed> {
  return place(replay, asked, dividendsOf(replay, asked, [asked.year - 1, asked.year]));
}

/** The same once the year after has corrected what it has of them. */
export function placedLater(replay: Replay, asked: Asked): ReturnType<typeof placed> {
  const { year } = asked;
  const incomes = dividendsOf(replay, asked, [year - 1, year, year + 1]).filter(
    (income) =>
      cameInBy(income).lessThan(0) ||
      [income.day, ...income.mayBeOf].some((day) => yearOf(day) <= year),
  );
  return place(replay, asked, incomes);
}

/** Whether an income is still one without a payment. */
export function isStillNone(later: ReturnType<typeof placed>, income: Income): boolean {
  const first = at(income.entries, 0);
  return later.none.some((one) => one.entries.includes(first) && !cameInBy(one).isZero());
}

export function provisionalOf(replay: Replay): ProvisionalCash[] {
  const { facts, taxYear } = replay.ledger;
  const found: ProvisionalCash[] = [];
  for (const account of byName(replay)) {
    const inOrder = facts.securities.toSorted((a, b) =>
      compareText(securityLabel(a), securityLabel(b)),
    );
    for (const security of inOrder) {
      if (versionsOf(facts, security.id, taxYear).length > 0) continue;
      const asked = { security, year: taxYear, mayDiffer: false };
      const incomes = allCashOf(replay, asked, [taxYear - 1, taxYear]);
      const unknown = incomesOfYear(place(replay, asked, incomes).none, taxYear)
        .filter(({ accountId }) => accountId === account.id)
        .filter((income) => !cameInBy(income).isZero());
      if (unknown.length === 0) continue;
      found.push({
        accountId: account.id,
        account: account.name,
        taxDeferred: account.taxDeferred,
        security,
        cash: toCents(sum(unknown.map(cameInBy))),
        entries: unknown.flatMap(({ entries }) => entries).length,
      });
    }
  }
  return found;
}

/** Whether a payment of such a day counts later, or only in part: then its cash says nothing. */
function isInSeveralYears(
  { ledger }: Replay,
  security: Security,
  isOf: (payable: Day) => boolean,
): boolean {
  return ledger.rows.some(
    ({
      security: its,
      taxYear,
      distribution: { payableDate, amountPerShare, allocablePerShare },
    }) =>
      its === security &&
      isOf(payableDate) &&
      (taxYear > ledger.taxYear || amountPerShare !== allocablePerShare),
  );
}

/** Dividends that differ from what the documents let be paid: the first of each payment or day. */
export function differingDividends(replay: Replay): { income: Income; security: Security }[] {
  const { facts, taxYear } = replay.ledger;
  const found: { income: Income; security: Security }[] = [];
  for (const security of facts.securities) {
    const isKnown = versionsOf(facts, security.id, taxYear).length > 0;
    const asked = { security, year: taxYear, mayDiffer: isKnown };
    const { paid, none } = placedDividends(replay, asked);
    const later = placedLater(replay, asked);
    for (const one of paid) {
      if (isPaid(one) || isInSeveralYears(replay, security, (day) => day === one.day)) continue;
      const isPaidLater = later.paid.some(
        (each) => each.day === one.day && each.reached.includes(one.accountId) && isPaid(each),
      );
      const [income] = incomesOfYear(one.incomes, taxYear);
      if (income && !isPaidLater) found.push({ income, security });
    }
    for (const income of isKnown ? incomesOfYear(none, taxYear) : []) {
      if (cameInBy(income).isZero() || !isStillNone(later, income)) continue;
      if (isInSeveralYears(replay, security, (day) => isWithinTwoWeeks(day, income.day))) continue;
      found.push({ income, security });
    }
    if (isKnown) found.push(...differingReinvestments(replay, security));
  }
  return found;
}

/** What was reinvested in a year in accounts that enter no dividend within two weeks of it. */
function reinvestedByItself(replay: Replay, security: Security, year: number): Bought[] {
  const own = byName(replay)
    .flatMap(({ id }) => replay.admitted.entries.filter(({ accountId }) => accountId === id))
    .filter(({ securityId }) => securityId === security.id)
    .sort((a, b) => compareText(a.date, b.date));
  return own.filter(
    (entry): entry is Bought =>
      entry.action === 'reinvest' &&
      yearOf(entry.date) === year &&
      (entry.amount ?? 0n) > 0n &&
      !own.some(
        (other) =>
          other.action === 'dividend' &&
          other.accountId === entry.accountId &&
          isWithinTwoWeeks(other.date, entry.date),
      ),
  );
}

/** Reinvestments that are near no payment of any document; where the nearest can be in another year nobody knows. */
export function reinvestedNowhere(replay: Replay, security: Security, year: number): Bought[] {
  const { ledger } = replay;
  const isKnown = (one: number): boolean => versionsOf(ledger.facts, security.id, one).length > 0;
  if (!isKnown(year)) return [];
  const rows = ledger.rows.filter((row) => row.security === security && row.taxYear <= year);
  return reinvestedByItself(replay, security, year).filter(({ date }) => {
    const [first, last] = [addDays(date, -30), addDays(date, 14)];
    const isOfJanuary = yearOf(first) < year || monthOf(first) === 1;
    if (isOfJanuary ? !isKnown(year - 1) : yearOf(last) > year) return false;
    return !rows.some(
      ({ distribution: { payableDate } }) => payableDate >= first && payableDate <= last,
    );
  });
}

function differingReinvestments(replay: Replay, security: Security) {
  const { taxYear } = replay.ledger;
  const alone: readonly Income['entries'][number][] = reinvestedByItself(replay, security, taxYear);
  const nowhere: readonly Income['entries'][number][] = reinvestedNowhere(
    replay,
    security,
    taxYear,
  );
  const asked = { security, year: taxYear, mayDiffer: true };
  const cash = allCashOf(replay, asked, [taxYear - 1, taxYear]);
  const { paid, none } = place(replay, asked, cash);
  const isAlone = (income: Income): boolean => income.entries.every((one) => alone.includes(one));
  const found: Income[] = [];
  for (const one of paid) {
    const { day, incomes } = one;
    const [first] = incomesOfYear(incomes, taxYear);
    if (!first || !incomes.every(isAlone)) continue;
    if (!sum(incomes.map(cameInBy)).greaterThan(paidOn(one))) continue;
    if (!isInSeveralYears(replay, security, (each) => each === day)) found.push(first);
  }
  for (const income of incomesOfYear(none, taxYear).filter(isAlone)) {
    if (nowhere.includes(at(income.entries, 0))) continue;
    const isNear = (day: Day): boolean => isWithinTwoWeeks(day, income.day);
    if (isInSeveralYears(replay, security, isNear)) continue;
    if (paid.some(({ day }) => isNear(day))) found.push(income);
  }
  // Whatever was taken back near it: shares were bought with cash that no document has.
  for (const income of cash) {
    const [first] = income.entries;
    if (first === undefined || !nowhere.includes(first)) continue;
    if (first.action === 'reinvest' && discountOf(first).isZero()) found.push(income);
  }
  return found.map((income) => ({ income, security }));
}
