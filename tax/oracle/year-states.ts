/**
 * Is a year of a security complete? (section 1: what no document says, nobody knows)
 *
 * Example: a year without a document, and the next one with its own: the first lacks it, and the basis
 * of the second rests on the first. Awkward case: what was sold before the year began says nothing.
 */
import { addDays, firstDayOfYear, lastDayOfYear, monthOf, yearOf } from '../values/days.ts';
import type { Day } from '../values/days.ts';
import type { PaymentKnown } from '../facts/known-payments.ts';
import { securityLabel } from '../facts/model.ts';
import type { Distribution, Security } from '../facts/model.ts';
import type { Reference } from '../facts/reference.ts';
import type { StateReason, YearState } from '../facts/year-state.ts';
import { Decimal } from '../values/decimal.ts';
import {
  heldBetween,
  isAsked,
  isCountedTwice,
  isOnlyLiquidated,
  mayBeEntitled,
  onEstimatedTerms,
  yearsToTell,
} from './document-notices.ts';
import { rateOf } from './decimals.ts';
import { at, compareText } from './present.ts';
import {
  isStillNone,
  placedDividends,
  placedLater,
  provisionalOf,
  reinvestedNowhere,
} from './provisional.ts';
import { cameInBy, incomesOfYear, isWithinTwoWeeks, type Income } from './receipts.ts';
import { isWithoutValue } from './received.ts';
import { claimedAlone } from './claimed.ts';
import { accountOf } from './ledger.ts';
import type { Replay } from './replay.ts';
import { versionsOf } from './rows.ts';

/** A year of a security. */
interface Year {
  readonly security: Security;
  readonly year: number;
}

type Reason = Pick<StateReason, 'code' | 'about'>;

/** In order of the labels, then of the years. */
function heldYears({ ledger }: Replay): Year[] {
  const years: Year[] = [];
  const inOrder = ledger.facts.securities.toSorted(
    (a, b) => compareText(securityLabel(a), securityLabel(b)) || compareText(a.id, b.id),
  );
  for (const security of inOrder)
    for (const year of yearsToTell(ledger, security)) years.push({ security, year });
  return years;
}

function isBetween(day: Day | null, first: Day, last: Day): boolean {
  return day !== null && day >= first && day <= last;
}

/** Days within four of each other, a record date up to a week after its ex-date. */
function isSamePayment(known: PaymentKnown, row: Distribution): boolean {
  if (!rateOf(row.amountPerShare).equals(new Decimal(known.amountPerShare))) return false;
  if (row.payableDate === known.payableDate) return true;
  if (row.recordDate !== null && row.recordDate === known.recordDate) return true;
  const { exDate } = known;
  return (
    isBetween(row.exDate, addDays(exDate, -4), addDays(exDate, 4)) ||
    isBetween(row.recordDate, addDays(exDate, -1), addDays(exDate, 7))
  );
}

function knownOf({ ledger }: Replay, { security, year }: Year, reference: Reference) {
  const known: PaymentKnown[] = [];
  for (const one of reference.knownPayments ?? []) {
    if (one.symbol !== security.symbol) continue;
    for (const { taxYear, payments } of one.years) {
      if (taxYear !== year) continue;
      for (const payment of payments) {
        const { exDate, payableDate } = payment;
        const isOfYear =
          payableDate === null ? monthOf(exDate) !== 12 : yearOf(payableDate) === year;
        if (payment.certainty === 'uncertain' || !isOfYear) continue;
        if (heldBetween(ledger, security, exDate, exDate)) known.push(payment);
      }
    }
  }
  return known;
}

/** Whether cash came in by entries or by brokers' rows, in any account. */
function cameIn(done: Replay, { security, year }: Year): boolean {
  const ofYear = { ...done, ledger: { ...done.ledger, taxYear: year } };
  return (
    provisionalOf(ofYear).some((cash) => cash.security === security) ||
    claimedAlone(done, security, year).length > 0
  );
}

/** Of a year without a document only that something came in is said; not where the company pays itself out. */
function reasonsOfClaims(done: Replay, { security, year }: Year): Reason[] {
  const { ledger } = done;
  const [counts] = versionsOf(ledger.facts, security.id, year);
  if (counts === undefined && !isOnlyLiquidated(ledger, security, year)) return [];
  const about = { security: securityLabel(security), year };
  return claimedAlone(done, security, year).map(({ accountId, day }) => ({
    code: 'claim-without-payment',
    about: {
      ...about,
      account: accountOf(ledger.facts, accountId).name,
      ...(counts && { document: counts.id }),
      day,
    },
  }));
}

function reasonsOfDocument(done: Replay, of: Year, reference: Reference): Reason[] {
  const { ledger } = done;
  const { security, year } = of;
  const about = { security: securityLabel(security), year };
  const known = knownOf(done, of, reference);
  const [counts] = versionsOf(ledger.facts, security.id, year);
  if (counts === undefined && !isAsked(ledger, security, year))
    return cameIn(done, of) ? [{ code: 'only-payments-known', about }] : [];
  if (counts === undefined) {
    if (isOnlyLiquidated(ledger, security, year)) return [];
    const reasons: Reason[] = [{ code: 'missing-document', about }];
    if (cameIn(done, of) || known.length > 0) reasons.push({ code: 'only-payments-known', about });
    return reasons;
  }
  const reasons: Reason[] = [];
  const ofDocument = { ...about, document: counts.id };
  if (counts.status === 'estimate') reasons.push({ code: 'estimate-in-use', about: ofDocument });
  if (counts.status === 'derived') reasons.push({ code: 'derived-in-use', about: ofDocument });
  const lacks = (more: Reason['about']): void =>
    void reasons.push({ code: 'document-incomplete', about: { ...ofDocument, ...more } });
  const rows = ledger.rows.filter((row) => row.security === security);
  const own = rows.filter((row) => row.taxYear === year);
  for (const row of own) {
    if (rateOf(row.distribution.allocablePerShare).equals(0)) continue;
    const isUndated = row.exDate === undefined && mayBeEntitled(ledger, row);
    if (isUndated || ledger.undivided.includes(row)) lacks({ distribution: row.distribution.id });
  }
  for (const payment of known)
    if (!own.some(({ distribution }) => isSamePayment(payment, distribution)))
      lacks({ day: payment.exDate });
  for (const row of own)
    if (isCountedTwice(ledger, row) && ledger.payments.some((payment) => payment.row === row))
      lacks({ distribution: row.distribution.id });
  for (const income of withoutPayment(done, of))
    lacks({ transaction: at(income.entries, 0).id, day: income.day });
  for (const { id, date: day } of reinvestedNowhere(done, security, year))
    lacks({ transaction: id, day });
  return reasons;
}

/** Dividends that no payment to their account is, and that no payment near them can be that it got nothing of. */
function withoutPayment(done: Replay, { security, year }: Year): Income[] {
  const { ledger } = done;
  const asked = { security, year, mayDiffer: true };
  const { paid, none } = placedDividends(done, asked);
  const later = placedLater(done, asked);
  return incomesOfYear(none, year).filter((income) => {
    const { day, accountId } = income;
    const mayBe = ledger.rows
      .filter((row) => row.security === security && row.taxYear <= year)
      .map(({ distribution }) => distribution)
      .filter(({ payableDate }) => isWithinTwoWeeks(payableDate, day))
      .some(
        ({ payableDate, amountPerShare, allocablePerShare }) =>
          amountPerShare !== allocablePerShare ||
          !paid.some((one) => one.day === payableDate && one.reached.includes(accountId)),
      );
    const isBeforeKnown =
      monthOf(day) === 1 && versionsOf(ledger.facts, security.id, year - 1).length === 0;
    const isAtTheEnd = day > addDays(lastDayOfYear(year), -14);
    if (mayBe || isBeforeKnown || isAtTheEnd || cameInBy(income).isZero()) return false;
    return isStillNone(later, income);
  });
}

function reasonsOfValues({ ledger }: Replay, { security, year }: Year): Reason[] {
  const label = securityLabel(security);
  const received = ledger.entries.filter(
    ({ action, securityId, date }) =>
      action === 'in-kind' && securityId === security.id && yearOf(date) === year,
  );
  const estimates = received.flatMap(({ id }) =>
    ledger.worth
      .filter(({ entryId }) => entryId === id)
      .map(({ payment: { row } }) => row.document)
      .filter(({ status }) => status === 'estimate'),
  );
  return [
    ...[...new Set(estimates)].map(({ id }): Reason => ({
      code: 'estimate-in-use',
      about: { security: label, year, document: id },
    })),
    ...received.filter(isWithoutValue).map(({ id, date }): Reason => ({
      code: 'value-not-known',
      about: { security: label, year, transaction: id, day: date },
    })),
  ];
}

/** Cash of an exchange is gain up to what the new shares are worth, and of these nobody says it. */
function reasonsOfExchanges({ ledger }: Replay, { security, year }: Year): Reason[] {
  const label = securityLabel(security);
  return ledger.entries
    .filter(
      (entry) =>
        entry.action === 'exchange' &&
        entry.securityId === security.id &&
        yearOf(entry.date) === year &&
        (entry.cash ?? 0n) > 0n &&
        entry.valuePerShare === undefined &&
        !ledger.refusals.some((refusal) => refusal.entry === entry),
    )
    .map(({ id, date: day }) => ({
      code: 'value-not-known',
      about: { security: label, year, transaction: id, day },
    }));
}

function reasonsOfTerms({ ledger }: Replay, { security, year }: Year): Reason[] {
  return onEstimatedTerms(ledger, security, year).map((transaction) => ({
    code: 'estimate-in-use',
    about: { security: securityLabel(security), year, transaction },
  }));
}

function reasonsOfEntries({ ledger }: Replay, { security, year }: Year): Reason[] {
  const years = yearsToTell(ledger, security).filter((one) => one <= year);
  const before = years.filter((one) => one < year).at(-1) ?? 0;
  return ledger.refusals
    .filter(
      ({ entry }) =>
        yearOf(entry.date) <= year &&
        yearOf(entry.date) > before &&
        (entry.securityId === security.id ||
          ('toSecurityId' in entry && entry.toSecurityId === security.id)),
    )
    .map(({ entry }) => ({
      code: 'entry-left-out',
      about: {
        security: securityLabel(security),
        year,
        transaction: entry.id,
        day: entry.date,
      },
    }));
}

/** Whether what an account holds in a year can come to be sold where it is taxed, then or later. */
function isTaxed(
  { ledger: { facts }, admitted }: Replay,
  accountId: string,
  year: number,
): boolean {
  if (!accountOf(facts, accountId).taxDeferred) return true;
  return admitted.entries.some(
    (entry) =>
      entry.action === 'transfer' &&
      yearOf(entry.date) === year &&
      accountOf(facts, entry.accountId).taxDeferred &&
      !accountOf(facts, entry.toAccountId).taxDeferred,
  );
}

/**
 * Every year of a security that the basis of the lots at the start of a year has been through; in a year in which
 * one is stated, that of what left in it and of the lots at its end.
 */
function restsOn(done: Replay, { security, year }: Year): Set<string> {
  const { ledger, admitted } = done;
  const isOwn = (one: { readonly accountId: string; readonly securityId: string }): boolean =>
    one.securityId === security.id && isTaxed(done, one.accountId, year);
  const found = new Set<string>();
  const add = (id: string, from: Day, to: Day): void => {
    for (let each = yearOf(from); each <= yearOf(to); each++) found.add(`${id} ${each}`);
  };
  const isStated = admitted.entries.some(
    ({ action, securityId, date }) =>
      action === 'opening-basis' && securityId === security.id && yearOf(date) === year,
  );
  if (isStated) {
    const end = ledger.heldAfter
      .filter(({ day, beginsYear }) => !beginsYear && day <= lastDayOfYear(year))
      .at(-1);
    for (const lot of end?.lots ?? []) {
      if (!isOwn(lot)) continue;
      add(lot.securityId, lot.since, lastDayOfYear(year));
      for (const stay of lot.before) add(stay.securityId, stay.from, stay.to);
    }
    for (const one of ledger.used)
      if (isOwn(one) && yearOf(one.day) === year)
        for (const stay of one.stays) add(stay.securityId, stay.from, stay.to);
    return found;
  }
  const start = ledger.heldAfter.filter(({ day }) => day < firstDayOfYear(year)).at(-1);
  for (const lot of start?.lots ?? []) {
    if (!isOwn(lot)) continue;
    add(lot.securityId, lot.since, lastDayOfYear(year - 1));
    for (const stay of lot.before) add(stay.securityId, stay.from, stay.to);
  }
  return found;
}

/** The securities whose shares became these in a year, and those that became them. */
function sources(done: Replay, { security, year }: Year): Security[] {
  const { ledger, admitted } = done;
  const found = [security];
  for (const target of found)
    for (const entry of admitted.entries) {
      if (entry.action !== 'exchange' && entry.action !== 'spin-off') continue;
      if (entry.toSecurityId !== target.id || !isTaxed(done, entry.accountId, year)) continue;
      const source = ledger.facts.securities.find(({ id }) => id === entry.securityId);
      if (source && yearOf(entry.date) === year && !found.includes(source)) found.push(source);
    }
  return found.slice(1);
}

export function yearStatesOf(done: Replay, reference: Reference): YearState[] {
  const years = heldYears(done);
  const own = years.map((of) => [
    ...reasonsOfDocument(done, of, reference),
    ...reasonsOfClaims(done, of),
    ...reasonsOfValues(done, of),
    ...reasonsOfExchanges(done, of),
    ...reasonsOfTerms(done, of),
    ...reasonsOfEntries(done, of),
  ]);
  return years.map((of, i) => {
    const through = restsOn(done, of);
    for (const source of sources(done, of)) {
      const before = restsOn(done, { security: source, year: of.year });
      for (const each of [...before, `${source.id} ${of.year}`]) through.add(each);
    }
    through.delete(`${of.security.id} ${of.year}`);
    const others = years
      .filter(
        ({ security, year }, j) =>
          own[j]?.some(({ code }) => code !== 'only-payments-known') &&
          through.has(`${security.id} ${year}`),
      )
      .map(({ security, year }) => ({ security: securityLabel(security), year }))
      .sort((a, b) => a.year - b.year || compareText(a.security, b.security));
    const reasons = [
      ...(own[i] ?? []),
      ...others.map((about): Reason => ({ code: 'basis-of-another-year', about })),
    ].map((reason) => ({ ...reason, message: reason.code }));
    const state = reasons.length === 0 ? 'complete' : 'provisional';
    return { ...of, state, reasons };
  });
}
