/**
 * Which cash of brokers' histories is neither a payment of a document nor an entry? (sections 1 and 4: what was
 * paid is what the issuer's table says; that something was paid can be known otherwise)
 *
 * Rows are taken for dividends that were entered, and put to payments as those are; what is left, to the
 * dividends and liquidating distributions of the holder, of the very amount.
 * Example: payments of 40 in March and June, and rows of 40 in March, June and July: July's is none.
 * Awkward case: a row of January is of the year before unless that year's document does not have it.
 */
import { firstDayOfYear, lastDayOfYear, monthOf, yearOf } from '../values/days.ts';
import type { Day } from '../values/days.ts';
import type { Dividend, Security } from '../facts/model.ts';
import { dollarsOf, sum } from './decimals.ts';
import { heldBetween } from './document-notices.ts';
import { accountOf } from './ledger.ts';
import type { SlowPayment } from './payments.ts';
import { placed } from './placing.ts';
import { compareText } from './present.ts';
import { byName, place, placedDividends, type Asked } from './provisional.ts';
import { cameInBy, incomesOf, incomesOfYear, isWithinTwoWeeks, type Income } from './receipts.ts';
import type { Replay } from './replay.ts';
import { versionsOf } from './rows.ts';

/** The rows of a security as dividends would be entered, by day. */
function asDividends({ ledger: { facts } }: Replay, security: Security): Dividend[] {
  return (facts.claims ?? [])
    .filter(({ securityId }) => securityId === security.id)
    .map(({ accountId, securityId, date, amount }, i): Dividend => ({
      action: 'dividend',
      id: `claim ${i}`,
      date,
      amount,
      accountId,
      securityId,
      note: null,
      sourceLine: null,
    }))
    .sort((a, b) => compareText(a.date, b.date));
}

function incomes(done: Replay, { security }: Asked, years: readonly number[]): Income[] {
  const rows = asDividends(done, security).filter(({ date }) => years.includes(yearOf(date)));
  return byName(done).flatMap(({ id }) =>
    incomesOf(
      rows.filter(({ accountId }) => accountId === id),
      id,
    ),
  );
}

/** What the holder entered and no document has, day by day, as if a payment had been just that. */
function entered(done: Replay, asked: Asked): SlowPayment[] {
  const { security, year } = asked;
  const { ledger } = done;
  const dividends = placedDividends(done, asked)
    .none.filter((income) => cameInBy(income).greaterThan(0))
    .map((income) => ({ ...income, cash: cameInBy(income) }));
  const liquidations = ledger.paid
    .filter((entry) => entry.action === 'liquidation' && entry.securityId === security.id)
    .filter((entry) => !('toSecurityId' in entry) || entry.toSecurityId === undefined)
    .filter(({ date }) => [year - 1, year].includes(yearOf(date)))
    .map(({ date: day, accountId, amount }) => ({ day, accountId, cash: dollarsOf(amount) }));
  return [...dividends, ...liquidations].map(
    ({ day, accountId, cash }) =>
      ({
        account: accountOf(ledger.facts, accountId),
        exDate: day,
        row: { distribution: { payableDate: day } },
        cash,
      }) as SlowPayment,
  );
}

function left(done: Replay, asked: Asked, all: readonly Income[]): readonly Income[] {
  const { none } = place(done, asked, all);
  return placed(none, entered(done, asked), [], false).none;
}

function isOfAnotherYear(done: Replay, { security, year }: Asked, day: Day): boolean {
  const { ledger } = done;
  const before = year - 1;
  const isUnknownBefore =
    versionsOf(ledger.facts, security.id, before).length === 0 &&
    heldBetween(ledger, security, firstDayOfYear(before), lastDayOfYear(before));
  if (monthOf(day) === 1 && isUnknownBefore) return true;
  return ledger.rows.some(
    ({ security: its, taxYear, distribution }) =>
      its === security &&
      isWithinTwoWeeks(distribution.payableDate, day) &&
      (taxYear > year || distribution.amountPerShare !== distribution.allocablePerShare),
  );
}

/** The days and accounts of a year with cash that only brokers' histories have. */
export function claimedAlone(
  done: Replay,
  security: Security,
  year: number,
): { readonly accountId: string; readonly day: Day }[] {
  const mayDiffer = versionsOf(done.ledger.facts, security.id, year).length > 0;
  const asked = { security, year, mayDiffer };
  const found = incomesOfYear(left(done, asked, incomes(done, asked, [year - 1, year])), year)
    .filter((income) => !cameInBy(income).isZero())
    .filter(({ day }) => !isOfAnotherYear(done, asked, day));
  const corrected = incomes(done, asked, [year - 1, year, year + 1]).filter(
    (income) =>
      cameInBy(income).lessThan(0) ||
      [income.day, ...income.mayBeOf].some((day) => yearOf(day) <= year),
  );
  const still = left(done, asked, corrected)
    .filter((income) => !cameInBy(income).isZero())
    .flatMap(({ entries }) => entries.map(({ id }) => id));
  const there = found.filter(({ entries }) => entries.some(({ id }) => still.includes(id)));
  const accountName = (id: string): string => accountOf(done.ledger.facts, id).name;
  return there
    .filter(
      ({ accountId, day }, i) =>
        there.findIndex((one) => one.accountId === accountId && one.day === day) === i,
    )
    .filter(({ accountId, day }) => {
      const own = there.filter((one) => one.accountId === accountId && one.day === day);
      return !sum(own.map(cameInBy)).isZero();
    })
    .sort(
      (a, b) =>
        compareText(a.day, b.day) ||
        compareText(accountName(a.accountId), accountName(b.accountId)),
    );
}
