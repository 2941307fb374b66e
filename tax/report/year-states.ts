/**
 * Is a year of a security complete, or what makes it provisional?
 *
 * Authority: the calculation's sections 1, 4 and 6: only the issuer's table of a year says what its
 * payments were, and a basis rests on the tables of all years that its shares were held in.
 * Example: bought in 2001, no allocation of 2001, the final one of 2002: 2001 lacks its document, and
 * 2002 is provisional because its basis rests on 2001.
 * Awkward case: the lot of 2001 is sold in 2002 and another one of 2002 stays: 2003 is complete.
 * A year without shares is nothing and stands in no list. The state of a year rests on nothing that
 * happened after it: every later report says the same of it.
 * Awkward case: a dividend near a payment that is whole, of another amount: the document lacks a payment.
 * Not handled: an allocation that lacks a row which no entry and no known payment tells of.
 */
import { addDays, lastDayOfYear, monthOf, yearOf, type Day } from '../values/days.ts';
import { countedTwice, rowsOfOtherYears } from '../facts/listed-twice.ts';
import {
  isAmong,
  noneFoundText,
  paymentsKnown,
  type KnownYears,
  type PaymentKnown,
} from '../facts/known-payments.ts';
import {
  securityLabel,
  type Distribution,
  type Dividend,
  type Exchange,
  type Security,
  type SpinOff,
} from '../facts/model.ts';
import type { NoticeSubject } from '../facts/notices.ts';
import type { Reference } from '../facts/reference.ts';
import type { StateReason, YearState } from '../facts/year-state.ts';
import {
  heldSecurities,
  isAsked,
  paysLiquidationAlone,
  undatedRows,
  wasHeld,
  yearsToTell,
} from '../lots/held-securities.ts';
import type { HeldSecurity } from '../lots/held-securities.ts';
import type { YearRun } from '../lots/year-run.ts';
import { compareText } from '../values/order.ts';
import { exchangeReasons, termsReasons, valueReasons } from './value-reasons.ts';
import { counted, dollars, dollarsPerShare } from '../facts/wording.ts';
import type { ClaimedCash } from '../facts/broker-claim.ts';
import type { Cents } from '../values/money.ts';
import { claimsWithoutPayment } from './claims-without-payment.ts';
import { DAYS_UNTIL_CREDITED, isNear } from './match-cash.ts';
import { reinvestedWithoutRow } from './reinvested-alone.ts';
import { cameInUnknown, matchDividends, ofYear, settledLater, type Receipt } from './receipts.ts';

/** Every year in which shares were held, up to that of the run: by security, then by year. */
export function yearStates(run: YearRun, reference: Reference): readonly YearState[] {
  const held = heldSecurities(run).toSorted(
    ({ security: a }, { security: b }) =>
      compareText(securityLabel(a), securityLabel(b)) || compareText(a.id, b.id),
  );
  const own = new Map(
    held.map((one) => [one.security.id, ownReasons(run, one, reference)] as const),
  );
  const ofBasis = basisReasons(run, held, own);
  return held.flatMap(({ security }) =>
    [...(own.get(security.id) ?? [])].map(([year, reasons]): YearState => {
      const all = [...reasons, ...ofBasis(security, year)];
      return { security, year, state: all.length === 0 ? 'complete' : 'provisional', reasons: all };
    }),
  );
}

type Own = ReadonlyMap<string, ReadonlyMap<number, readonly StateReason[]>>;

/** What is to be said of each year of a security by itself. */
function ownReasons(
  run: YearRun,
  held: HeldSecurity,
  reference: Reference,
): ReadonlyMap<number, readonly StateReason[]> {
  const known = paymentsKnown(reference, held.security);
  const years = yearsToTell(held, run.taxYear);
  return new Map(
    years.map((year) => [
      year,
      [
        ...documentReasons(run, held, year, known),
        ...claimReasons(run, held, year),
        ...valueReasons(run, held.security, year),
        ...exchangeReasons(run, held.security, year),
        ...termsReasons(run, held.security, year),
        ...entryReasons(run, held.security, years, year),
      ],
    ]),
  );
}

/** Whether cash of a year came in that no document has, by entries or by a broker's rows. */
function cameIn(run: YearRun, held: HeldSecurity, year: number): boolean {
  return (
    cameInUnknown(run, { security: held.security, taxYear: year }) ||
    claimsWithoutPayment(run, held, year).length > 0
  );
}

/** How many payments are named; twice a month is more than any trust pays. */
const NAMED_PAYMENTS = 24;

/** "$67.50 on 2024-04-12 (Taxable, a.csv, line 5), $12.00 on 2024-07-12 (…)"; what was taken back has a minus. */
function paymentsText(run: YearRun, held: HeldSecurity, year: number): string {
  const all = claimsWithoutPayment(run, held, year);
  const named = all.slice(0, NAMED_PAYMENTS).map(({ accountId, day, total, claims }) => {
    const account = run.facts.accounts.find(({ id }) => id === accountId)?.name ?? '';
    return `${dollars(total)} on ${day} (${account}, ${placesOf(claims)})`;
  });
  const more = all.length - named.length;
  return [...named, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}

function onlyPayments(run: YearRun, held: HeldSecurity, year: number): StateReason {
  const label = securityLabel(held.security);
  const named = paymentsText(run, held, year);
  const known =
    named === ''
      ? `The amounts of ${label}'s payments in ${year} are known, but not what they were made of`
      : `The amounts that your broker paid on ${label} in ${year} are known, but not what they were: ${named}`;
  const message = `${known}. Add the issuer's release for ${year}.`;
  return { code: 'only-payments-known', message, about: { security: label, year } };
}

function documentReasons(
  run: YearRun,
  held: HeldSecurity,
  year: number,
  ofSecurity: KnownYears,
): StateReason[] {
  const { security } = held;
  const label = securityLabel(security);
  const about = { security: label, year };
  const known = paymentsKnownOf(ofSecurity, held, year);
  const chosen = run.chosen.get(security.id)?.get(year);
  if (!chosen && !isAsked(run, held, year)) {
    return cameIn(run, held, year) ? [onlyPayments(run, held, year)] : [];
  }
  if (!chosen) {
    if (paysLiquidationAlone(run, security, year)) return [];
    const isKnown = known.length > 0 || cameIn(run, held, year);
    const none = isKnown ? null : noneFoundText(ofSecurity, year);
    const missing: StateReason = {
      code: 'missing-document',
      message: `No release of ${label} for ${year} has been added. ${none === null ? 'Add it.' : `${none} If you got no dividend in ${year}, state that nothing was returned; if you got one, add the release.`}`,
      about,
      ...(none === null ? {} : { noneFound: none }),
    };
    return isKnown ? [missing, onlyPayments(run, held, year)] : [missing];
  }
  const { document } = chosen;
  const ofDocument = { ...about, document: document.id };
  const reasons: StateReason[] = [];
  if (document.status === 'estimate') {
    const message = `The figures of ${label} for ${year} rest on an estimate, ${document.name}. Add the issuer's final release when it is published.`;
    reasons.push({ code: 'estimate-in-use', message, about: ofDocument });
  }
  if (document.status === 'derived') {
    const message = `The figures of ${label} for ${year} are derived from the ${document.name}: nobody has added the issuer's release. Add it as soon as there is one.`;
    reasons.push({ code: 'derived-in-use', message, about: ofDocument });
  }
  const lacks = (what: string, more: NoticeSubject): void => {
    const message = `${document.name} is not whole: ${what}. Compare it with the issuer's release and correct it.`;
    reasons.push({ code: 'document-incomplete', message, about: { ...ofDocument, ...more } });
  };
  const rows = chosen.rows.map(({ distribution }) => distribution);
  const out = [...undatedRows(run, held), ...held.leftOut].map(({ distribution }) => distribution);
  const left = out.length === 0 ? NONE_LEFT : new Set(out);
  for (const row of rows) {
    if (!left.has(row)) continue;
    lacks(`the payment of ${row.payableDate} is left out of the figures`, { distribution: row.id });
  }
  for (const payment of known) {
    if (isAmong(payment, rows)) continue;
    const { exDate: day } = payment;
    lacks(`it lacks the payment with ex-date ${day}`, { day });
  }
  for (const row of chosen.rows.map((one) => one.distribution)) {
    const others = rowsOfOtherYears(run.chosen.get(security.id), year, row);
    const together = countedTwice(row, others);
    if (together === null || !isPaid(run, row)) continue;
    const message = `The payment of ${label} of ${row.payableDate} counts in ${year} by ${document.name}, and ${others.map((other) => other.document).join(' and ')} counts it too: ${dollarsPerShare(together)} of ${dollarsPerShare(row.amountPerShare)} per share together. Compare both with the issuer's documents and correct one.`;
    reasons.push({
      code: 'document-incomplete',
      message,
      about: { ...ofDocument, distribution: row.id },
    });
  }
  for (const { day, entries, total } of dividendsWithoutRow(run, security, year)) {
    const what = `it lacks the payment of the dividend of ${dollars(total)} that you entered on ${day}`;
    lacks(what, { transaction: (entries[0] as Dividend).id, day });
  }
  for (const { id, date: day, amount } of reinvestedWithoutRow(run, security, year)) {
    const what = `it lacks the payment of which you entered a reinvestment of ${dollars(amount)} on ${day}`;
    lacks(what, { transaction: id, day });
  }
  return reasons;
}

/** Whether any account got something of it. */
function isPaid({ positions }: YearRun, row: Distribution): boolean {
  return positions.some(({ cash }) => cash.some(({ planned }) => planned.distribution === row));
}

const NONE_LEFT: ReadonlySet<Distribution> = new Set();

/** Payments of a year that are known for certain, on days on which shares were held. */
function paymentsKnownOf(
  years: KnownYears,
  { holdings }: HeldSecurity,
  year: number,
): readonly PaymentKnown[] {
  const payments = (years.get(year) ?? []).flatMap((one) => one.payments);
  return payments.filter(
    ({ certainty, exDate, payableDate }) =>
      certainty !== 'uncertain' &&
      // What goes ex in December can be paid, and listed, in the year after.
      (payableDate !== null ? yearOf(payableDate) === year : monthOf(exDate) < 12) &&
      wasHeld(holdings, exDate, exDate),
  );
}

/**
 * Dividends that were entered and are no payment of the security's documents. A payment near them that this
 * account got nothing of, or only a part of in the year, may be the one: that is told by notices.
 */
function dividendsWithoutRow(run: YearRun, security: Security, year: number): readonly Receipt[] {
  const { positions } = run.admitted;
  // Most securities have none, and nothing is matched then.
  if (!positions.some((one) => one.security.id === security.id && one.dividends.length > 0))
    return [];
  const asked = { security, taxYear: year, exactly: false };
  const { paid, unknown } = matchDividends(run, asked);
  const own = ofYear(unknown, year);
  if (own.length === 0) return [];
  const byYear = run.chosen.get(security.id);
  const rows = [...(byYear ?? [])]
    .filter(([taxYear]) => taxYear <= year)
    .flatMap(([, chosen]) => chosen.rows.map(({ distribution }) => distribution));
  const settled = settledLater(run, asked);
  const last = addDays(lastDayOfYear(year), -DAYS_UNTIL_CREDITED);
  return own.filter((receipt) => {
    const { day, total, accountId } = receipt;
    const mayBe = rows.some(
      ({ payableDate, allocablePerShare, amountPerShare }) =>
        isNear(payableDate, day) &&
        (allocablePerShare !== amountPerShare ||
          !paid.some((one) => one.day === payableDate && one.accounts.includes(accountId))),
    );
    if (total === 0n || mayBe || settled.receipt(receipt)) return false;
    // A payment of January can count in the year before, and one of December be paid in the next.
    return monthOf(day) === 1 ? byYear?.has(year - 1) === true : day <= last;
  });
}

/**
 * What a broker paid and no document and no entry has. Of a year without a document nobody knows more than such
 * amounts, and that is said of the year; where all was paid by entries, each is asked about.
 */
function claimReasons(run: YearRun, held: HeldSecurity, year: number): StateReason[] {
  const { security } = held;
  const document = run.chosen.get(security.id)?.get(year)?.document;
  if (!document && !paysLiquidationAlone(run, security, year)) return [];
  const label = securityLabel(security);
  return claimsWithoutPayment(run, held, year).map(({ accountId, day, total, claims }) => {
    const account = run.facts.accounts.find(({ id }) => id === accountId)?.name ?? '';
    const did = total > 0n ? 'paid' : 'took back';
    const amount = dollars(total > 0n ? total : (-total as Cents));
    const where = document ? `neither ${document.name} nor an entry has it` : 'no entry has it';
    return {
      code: 'claim-without-payment',
      message: `Your broker ${did} ${amount} of ${label} on ${day} (${account}, ${placesOf(claims)}), and ${where} by your lots. Compare the release with the issuer's text, and the shares held then with your broker's statement.`,
      about: {
        security: label,
        account,
        year,
        ...(document ? { document: document.id } : {}),
        day,
      },
    };
  });
}

/** "a.csv, line 7", "a.csv, lines 7 and 8", "a.csv, line 7, and 3 more rows". */
function placesOf([first, second, ...more]: readonly ClaimedCash[]): string {
  if (first === undefined) return '';
  if (second === undefined) return `${first.fileName}, line ${first.line}`;
  return more.length === 0 && second.fileName === first.fileName
    ? `${first.fileName}, lines ${first.line} and ${second.line}`
    : `${first.fileName}, line ${first.line}, and ${counted(more.length + 1, 'more row', 'more rows')}`;
}

/** Entries that are left out, in the year of their day, or in the next one that is told of. */
function entryReasons(
  { refused }: YearRun,
  security: Security,
  years: readonly number[],
  year: number,
): StateReason[] {
  return refused
    .filter(({ transaction, notice }) => {
      const concerned = [
        transaction.securityId,
        ...('toSecurityId' in transaction ? [transaction.toSecurityId] : []),
      ];
      return (
        notice.level === 'error' &&
        years.find((one) => one >= yearOf(transaction.date)) === year &&
        concerned.includes(security.id)
      );
    })
    .map(({ transaction: { id, date: day, action } }) => ({
      code: 'entry-left-out',
      message: `Your entry "${action}" of ${day} is left out of the figures. Correct it.`,
      about: { security: securityLabel(security), year, transaction: id, day },
    }));
}

/** Whether a basis can be another one once it is gone. */
function changesBasis({ code }: StateReason): boolean {
  return code !== 'only-payments-known';
}

/** Shares of a security in some years. */
interface Stretch {
  readonly securityId: string;
  readonly first: number;
  readonly last: number;
}

/** What the lots of a year were before it, and what became shares of this security within it. */
function stretchesOf(run: YearRun, securityId: string, year: number): Stretch[] {
  const stretch = (id: string, from: Day, to: Day): Stretch => ({
    securityId: id,
    first: yearOf(from),
    last: yearOf(to),
  });
  const { since = null, past = [] } = run.restsOn.byYear.get(securityId)?.get(year) ?? {};
  const before = lastDayOfYear(year - 1);
  return [
    ...(since === null ? [] : [stretch(securityId, since, before)]),
    ...past.map((stay) => stretch(stay.securityId, stay.from, stay.to)),
  ];
}

type Conversion = Exchange | SpinOff;

/** A provisional year of a security, as years say of it whose basis rests on it. */
interface Provisional {
  readonly year: number;
  readonly key: string;
  readonly reason: StateReason;
}

interface Bases {
  /** By the id of the security. */
  readonly provisional: ReadonlyMap<string, readonly Provisional[]>;
  readonly conversions: readonly Conversion[];
}

function provisionalOf(id: string, label: string, own: Own): readonly Provisional[] {
  const years = [...(own.get(id) ?? [])].filter(([, reasons]) => reasons.some(changesBasis));
  return years.map(([year]) => ({
    year,
    key: JSON.stringify([year, label]),
    reason: {
      code: 'basis-of-another-year',
      message: `The basis rests on ${label} in ${year}, and that year is provisional. Complete ${year} first.`,
      about: { security: label, year },
    },
  }));
}

/** Says of a year of a security which other years its basis rests on that are provisional themselves. */
function basisReasons(
  run: YearRun,
  held: readonly HeldSecurity[],
  own: Own,
): (security: Security, year: number) => readonly StateReason[] {
  const provisional = new Map(
    held.map(({ security }) => [
      security.id,
      provisionalOf(security.id, securityLabel(security), own),
    ]),
  );
  if ([...provisional.values()].every((years) => years.length === 0)) return () => [];
  const conversions = run.admitted.departures
    .map(({ transaction }) => transaction)
    .filter((entry) => entry.action === 'exchange' || entry.action === 'spin-off')
    .filter(({ accountId, date }) => run.restsOn.reachesReturn(accountId, yearOf(date)));
  return (security, year) => reasonsOfBasis(run, { provisional, conversions }, security, year);
}

/** The securities whose shares became these within a year, one after the other. */
function sourcesWithin(
  conversions: readonly Conversion[],
  securityId: string,
  year: number,
): ReadonlySet<string> {
  const found = new Set([securityId]);
  for (const target of found) {
    for (const entry of conversions) {
      if (entry.toSecurityId === target && yearOf(entry.date) === year) found.add(entry.securityId);
    }
  }
  found.delete(securityId);
  return found;
}

function reasonsOfBasis(
  run: YearRun,
  { provisional, conversions }: Bases,
  security: Security,
  year: number,
): readonly StateReason[] {
  const within = [...sourcesWithin(conversions, security.id, year)];
  const stretches = [
    ...stretchesOf(run, security.id, year),
    ...within.flatMap((id) => [
      ...stretchesOf(run, id, year),
      { securityId: id, first: year, last: year },
    ]),
  ];
  const reasons = new Map<string, StateReason>();
  for (const { securityId, first, last } of stretches) {
    for (const { year: other, key, reason } of provisional.get(securityId) ?? []) {
      const isOther = securityId !== security.id || other !== year;
      if (other >= first && other <= last && isOther) reasons.set(key, reason);
    }
  }
  return [...reasons].sort(([a], [b]) => compareText(a, b)).map(([, reason]) => reason);
}
