/**
 * Which cash that a broker's history has is no payment that the book knows of?
 *
 * Authority: practice, as for receipts (`match-cash.ts`). What a payment was is what the issuer's table says; that
 * there was one is known by the broker's row. While no document and no entry has it, the figures of its year
 * lack it: its income, and what it took off the basis.
 * Example: the allocation of 2002 has four payments, and the broker paid $10.00 on July 1 near none of them.
 * Awkward case: $82.00 of January 15 is the payment that the allocation of the year before lists for that day.
 * Awkward case: the broker took $10.00 back in the year after: nothing is left of it.
 * A row near a payment of the document that this account's lots got nothing of has no payment either: shares are
 * missing in the book. A dividend that was entered tells of itself (`year-states.ts`), and so of its row.
 * Not handled: rows of years in which no shares were held; those of January where nobody knows what the year
 * before paid, which may be its own.
 */
import type { ClaimedCash } from '../facts/broker-claim.ts';
import type { Security } from '../facts/model.ts';
import type { HeldSecurity } from '../lots/held-securities.ts';
import { wasHeld } from '../lots/held-securities.ts';
import type { YearRun } from '../lots/year-run.ts';
import { firstDayOfYear, lastDayOfYear, monthOf, yearOf, type Day } from '../values/days.ts';
import { sumCents, type Cents } from '../values/money.ts';
import { compareText } from '../values/order.ts';
import { bookedTogether } from './booked-together.ts';
import { isNear, matchCash, type CashOfDay, type CashReceipt } from './match-cash.ts';
import { matchDividends, matchReceipts, ofYear, type Asked } from './receipts.ts';

/** What a broker's rows of a day come to in an account, of which no payment is known. */
interface ClaimWithoutPayment {
  readonly accountId: string;
  readonly day: Day;
  readonly total: Cents;
  readonly claims: readonly ClaimedCash[];
}

type ClaimReceipt = CashReceipt<ClaimedCash>;

/** Looked up once: every year of every security is asked. */
const BY_SECURITY = new WeakMap<
  readonly ClaimedCash[],
  ReadonlyMap<string, readonly ClaimedCash[]>
>();

/** The rows about a security, by day. */
function claimsOn({ facts: { claims } }: YearRun, { id }: Security): readonly ClaimedCash[] {
  if (claims === undefined || claims.length === 0) return [];
  let bySecurity = BY_SECURITY.get(claims);
  if (bySecurity === undefined) {
    const inOrder = claims.toSorted((a, b) => compareText(a.date, b.date));
    bySecurity = Map.groupBy(inOrder, ({ securityId }) => securityId);
    BY_SECURITY.set(claims, bySecurity);
  }
  return bySecurity.get(id) ?? [];
}

/** The rows of some years, each with what was taken back of it; account by account. */
function receiptsOf(
  { facts: { accounts } }: YearRun,
  claims: readonly ClaimedCash[],
  years: readonly number[],
): ClaimReceipt[] {
  const own = claims.filter(({ date }) => years.includes(yearOf(date)));
  const byAccount = Map.groupBy(own, ({ accountId }) => accountId);
  return accounts
    .filter(({ id }) => byAccount.has(id))
    .toSorted((a, b) => compareText(a.name, b.name))
    .flatMap(({ id: accountId }) =>
      bookedTogether(byAccount.get(accountId) ?? []).map((one) => ({ ...one, accountId })),
    );
}

function nameOf({ facts: { accounts } }: YearRun, accountId: string): string {
  return accounts.find(({ id }) => id === accountId)?.name ?? '';
}

/** What entries say was paid and no document has, by day: dividends, and liquidating distributions in cash. */
function enteredDays(run: YearRun, asked: Asked): CashOfDay<never>[] {
  const { taxYear } = asked;
  const liquidations = run.paid.flatMap(({ position: { account, security }, entry }) =>
    entry.action === 'liquidation' &&
    security.id === asked.security.id &&
    entry.toSecurityId === undefined &&
    (yearOf(entry.date) === taxYear || yearOf(entry.date) === taxYear - 1)
      ? [{ day: entry.date, total: entry.amount, accountId: account.id }]
      : [],
  );
  const dividends = matchDividends(run, asked).unknown.filter(({ total }) => total > 0n);
  const byDay = Map.groupBy(
    [...dividends, ...liquidations],
    ({ day, accountId }) => `${day} ${accountId}`,
  );
  return [...byDay.values()]
    .map((all) => {
      const { day, accountId } = all[0] as (typeof all)[number];
      const cash = sumCents(all.map(({ total }) => total));
      return { day, cash, accountId, accounts: [accountId], payments: [] };
    })
    .sort((a, b) => compareText(nameOf(run, a.accountId), nameOf(run, b.accountId)));
}

function withoutPayment(
  run: YearRun,
  asked: Asked,
  receipts: readonly ClaimReceipt[],
): readonly ClaimReceipt[] {
  const { unknown } = matchReceipts(run, asked, receipts);
  if (unknown.length === 0) return unknown;
  return matchCash(unknown, enteredDays(run, asked), true).unknown;
}

/** Those of which nothing is left once the year after has corrected what it has of them. */
function isStillThere(
  run: YearRun,
  asked: Asked,
  claims: readonly ClaimedCash[],
): (one: ClaimReceipt) => boolean {
  const { taxYear } = asked;
  const later = receiptsOf(run, claims, [taxYear - 1, taxYear, taxYear + 1]).filter(
    ({ day, total, corrects }) =>
      yearOf(day) <= taxYear || total < 0n || corrects.some((one) => yearOf(one) <= taxYear),
  );
  const left = new Set(
    withoutPayment(run, asked, later)
      .filter(({ total }) => total !== 0n)
      .flatMap(({ entries }) => entries),
  );
  return ({ entries }) => entries.some((claim) => left.has(claim));
}

/** Whether cash of a day may be of a payment that counts in another year, in whole or in part. */
function mayBeOfAnotherYear(run: YearRun, held: HeldSecurity, year: number, day: Day): boolean {
  const byYear = run.chosen.get(held.security.id);
  if (monthOf(day) === 1 && !byYear?.has(year - 1)) {
    const before = year - 1;
    if (wasHeld(held.holdings, firstDayOfYear(before), lastDayOfYear(before))) return true;
  }
  return [...(byYear ?? [])].some(([taxYear, { rows }]) =>
    rows.some(
      ({ distribution: { payableDate, allocablePerShare, amountPerShare } }) =>
        isNear(payableDate, day) && (taxYear > year || allocablePerShare !== amountPerShare),
    ),
  );
}

/** The cash of a year and a security that a broker's history has alone, by account and day. */
export function claimsWithoutPayment(
  run: YearRun,
  held: HeldSecurity,
  year: number,
): readonly ClaimWithoutPayment[] {
  const { security } = held;
  const claims = claimsOn(run, security);
  if (!claims.some(({ date }) => yearOf(date) === year)) return [];
  const asked = { security, taxYear: year, exactly: !run.chosen.get(security.id)?.has(year) };
  const receipts = receiptsOf(run, claims, [year - 1, year]);
  const own = ofYear(withoutPayment(run, asked, receipts), year).filter(
    ({ total, day }) => total !== 0n && !mayBeOfAnotherYear(run, held, year, day),
  );
  if (own.length === 0) return [];
  const still = own.filter(isStillThere(run, asked, claims));
  const byDay = Map.groupBy(still, ({ accountId, day }) => `${day} ${accountId}`);
  return [...byDay.values()]
    .map(([first, ...more]): ClaimWithoutPayment => {
      const { accountId, day } = first as ClaimReceipt;
      const all = [first as ClaimReceipt, ...more];
      return {
        accountId,
        day,
        total: sumCents(all.map(({ total }) => total)),
        claims: all.flatMap(({ entries }) => entries),
      };
    })
    .filter(({ total }) => total !== 0n)
    .toSorted(
      (a, b) =>
        compareText(a.day, b.day) ||
        compareText(nameOf(run, a.accountId), nameOf(run, b.accountId)),
    );
}
