/**
 * Where do the terms of a distribution in shares, the allocation of the same payment and what was entered
 * not say the same?
 *
 * Authority: the calculation's section 3: the ex-date decides who is entitled. Of a distribution of a quarter
 * of the price or more the exchange sets it after the payable date (due bills), so that the one computed
 * from the record date is too early.
 * Example: the separation of 2020-12-15, record date 2020-12-05: computed 2020-12-03, by the terms
 * 2020-12-15. Shares bought on 2020-12-08 got AIRC shares by the terms, and nothing by the allocation.
 * Awkward case: nothing was traded between the two days. Nobody is concerned, and nothing is said.
 * Awkward case: a fraction of a share that was paid in cash is in the payment, and not in the lot.
 * Not handled: choices of cash or shares, whose allocation has the whole.
 */
import { computeYear } from '../../tax/compute-year.ts';
import { exDateOf } from '../../tax/facts/ex-date.ts';
import { inPublishedOrder } from '../../tax/facts/notice-order.ts';
import type { Notice } from '../../tax/facts/notices.ts';
import { kindOf } from '../../tax/facts/entry-kinds.ts';
import {
  securityLabel,
  type Acquisition,
  type Bought,
  type Facts,
  type Transaction,
} from '../../tax/facts/model.ts';
import { dollars, dollarsPerShare } from '../../tax/facts/wording.ts';
import type { Payment } from '../../tax/lots/figures.ts';
import type { YearReport } from '../../tax/report/year-report.ts';
import { addDays, yearOf, type Day } from '../../tax/values/days.ts';
import {
  cashFor,
  divideRounded,
  SHARE_PLACES,
  type Cents,
  type Rate,
  type Shares,
} from '../../tax/values/money.ts';
import type { ReorganisationTerms } from '../../formats/terms/terms.ts';
import { reference } from '../../resources/reference.ts';
import { allocationRows, type AllocationRow } from './allocation-row.ts';
import { entriesOf, type TermsEntry } from './entries-of-terms.ts';
import { differencesOf } from './entry-against-terms.ts';
import { countsBefore, heldBefore, isDistribution, type Compute } from './held-before.ts';
import { orderNotices } from './order-of-terms.ts';
import { securitiesOf } from './plan-terms.ts';
import { isBehind, isSameEvent, mayHaveMoved } from './versions.ts';

/** A payment of the allocation that counts, on the day of the terms. */
interface Row extends AllocationRow {
  readonly terms: ReorganisationTerms;
  readonly securityId: string;
  readonly label: string;
}

function rowsOf(facts: Facts, year: number, all: readonly ReorganisationTerms[]): readonly Row[] {
  return all.filter(isDistribution).flatMap((terms) => {
    const securityId = securitiesOf(facts, terms, { identifiers: [] }).from;
    const security = facts.securities.find(({ id }) => id === securityId);
    if (!security) return [];
    const label = securityLabel(security);
    return allocationRows(facts, security.id, terms)
      .filter(({ document }) => document.taxYear === year)
      .map((row) => ({ ...row, terms, securityId: security.id, label }));
  });
}

function exDateNotices(facts: Facts, year: number, row: Row): Notice[] {
  const { terms, document, distribution, label, securityId } = row;
  const [byTerms, byDocument] = [terms, distribution].map((one) =>
    exDateOf(one, reference.calendar),
  );
  if (!byTerms || !byDocument || !('exDate' in byTerms) || !('exDate' in byDocument)) return [];
  const [first, last] = [byTerms.exDate, byDocument.exDate].toSorted() as [Day, Day];
  const isBetween = ({ date, securityId: id }: Facts['transactions'][number]): boolean =>
    id === securityId && date >= first && date < last;
  if (!facts.transactions.some(isBetween)) return [];
  const how = byDocument.computed ? ', computed from its record date' : '';
  return [
    {
      level: 'warning',
      code: 'terms-differ',
      message: `${label}: by the terms ${JSON.stringify(terms.title)} the payment of ${terms.date} has the ex-date ${byTerms.exDate}, and in ${document.name} it has ${byDocument.exDate}${how}. Shares that came or went from ${first} to ${addDays(last, -1)} got it by the one and not by the other. Correct the release by hand: write the right ex-date beside the payment.`,
      about: { security: label, year, document: document.id },
    },
  ];
}

/** A printed value is rounded to a hundredth of a cent. */
const PRINTED = 10n ** 8n;

function valueNotices(year: number, { terms, document, distribution, label }: Row): Notice[] {
  const { ratio, value, kind } = terms;
  if (kind !== 'in-kind' || ratio === null || value === null) return [];
  const each = divideRounded(value * ratio.newShares, ratio.oldShares) as Rate;
  const off = each - distribution.amountPerShare;
  if (off <= PRINTED && off >= -PRINTED) return [];
  return [
    {
      level: 'warning',
      code: 'terms-differ',
      message: `${label}: by the terms ${JSON.stringify(terms.title)} the payment of ${terms.date} is worth ${dollarsPerShare(each)} a share, and by ${document.name} ${dollarsPerShare(distribution.amountPerShare)}. Look at both in their texts, and correct the one that is wrong.`,
      about: { security: label, year, document: document.id },
    },
  ];
}

/** Entries of shares of another company whose value is not that of the payment which they are. */
function entryNotices(facts: Facts, report: YearReport): Notice[] {
  const payments = report.payments.filter(({ distribution }) => distribution.inKind);
  return payments.flatMap((payment): Notice[] => {
    const { accountId, distribution } = payment;
    const day = distribution.payableDate;
    const isOfDay = (one: Payment): boolean =>
      one.accountId === accountId && one.distribution.payableDate === day;
    const entries = facts.transactions.filter(
      (one): one is Acquisition =>
        one.action === 'in-kind' && one.accountId === accountId && one.date === day,
    );
    const [entry] = entries;
    if (entry === undefined || entries.length > 1 || payments.filter(isOfDay).length > 1) return [];
    const { amount } = entry;
    // Without one the entry has just that value.
    if (amount === null) return [];
    const stated = { ...entry, amount };
    return isWorth(stated, payment) ? [] : [worthNotice(facts, stated, payment, report.taxYear)];
  });
}

/** All that a payment came to, whatever year its parts count in. */
function wholeOf({ shares, distribution }: Payment): Cents {
  return cashFor(shares, distribution.amountPerShare);
}

/** Whether the entry is the payment, or lacks less than one share of it. */
function isWorth({ amount, shares }: Bought, payment: Payment): boolean {
  const cash = wholeOf(payment);
  if (amount > cash + 1n) return false;
  return (cash - amount + 1n) * shares < amount * 10n ** BigInt(SHARE_PLACES);
}

function worthNotice(facts: Facts, entry: Bought, payment: Payment, year: number): Notice {
  const { distribution, account } = payment;
  const received = facts.securities.find(({ id }) => id === entry.securityId);
  const label = received ? securityLabel(received) : 'shares';
  const document = facts.documents.find(({ id }) => id === payment.documentId);
  const line = distribution.sourceLine === null ? '' : `, line ${distribution.sourceLine}`;
  return {
    level: 'warning',
    code: 'in-kind-value-differs',
    message: `${label}: the shares that came into ${account} on ${entry.date} are entered at ${dollars(entry.amount)}, and the payment that they are is ${dollars(wholeOf(payment))} by ${document?.name ?? 'the release'}${line}. Enter that value, or leave it empty, which takes it from there; or check how many shares were held.`,
    about: { security: label, account, year, transaction: entry.id, document: payment.documentId },
  };
}

/** Entries that say otherwise than their terms, whoever made or changed them. */
function ownEntryNotices(
  facts: Facts,
  year: number,
  terms: readonly ReorganisationTerms[],
): Notice[] {
  return entriesOf(facts, terms)
    .filter(({ entry }) => yearOf(entry.date) === year)
    .flatMap(({ terms: own, entry }): Notice[] => {
      const label = labelIn(facts, entry.securityId);
      const account = facts.accounts.find(({ id }) => id === entry.accountId)?.name ?? '';
      const differences = [
        ...dayDifference(facts, own, entry),
        ...differencesOf(own, entry, heldFor(facts, own, entry)),
      ];
      if (differences.length === 0) return [];
      return [
        {
          level: 'warning',
          code: 'terms-differ',
          message: `${label}: the ${kindOf(entry.action).noun} of ${entry.date} in ${account} does not say the same as the terms ${JSON.stringify(own.title)}: ${differences.join('; ')}. The entry counts; correct what is wrong.`,
          about: { security: label, account, year, transaction: entry.id },
        },
      ];
    });
}

/**
 * A day that is not that of the terms, where it makes a difference: something of the shares was traded between the
 * two, or went ex. Brokers book an event some days after it took effect.
 */
function dayDifference(facts: Facts, { date }: ReorganisationTerms, entry: Transaction): string[] {
  const [first, last] = entry.date < date ? [entry.date, date] : [date, entry.date];
  const securities = new Set([
    entry.securityId,
    ...('toSecurityId' in entry ? [entry.toSecurityId] : []),
  ]);
  const isTraded = facts.transactions.some(
    (other) =>
      other !== entry &&
      other.accountId === entry.accountId &&
      securities.has(other.securityId) &&
      other.date >= first &&
      other.date <= last,
  );
  const isPaid = facts.documents.some((document) =>
    document.securities.some(
      ({ securityId, distributions }) =>
        securities.has(securityId) &&
        distributions.some((row) => {
          const found = exDateOf(row, reference.calendar);
          return 'exDate' in found && found.exDate > first && found.exDate <= last;
        }),
    ),
  );
  // What took effect before trading is entered for the evening before.
  if (entry.date === date || entry.date === addDays(date, -1)) return [];
  if (!isTraded && !isPaid) return [];
  return [`${date} by the terms, ${entry.date} in the entry, with trades or an ex-date between`];
}

/**
 * What the account of an entry held just before it; null where that is not known. What is paid on shares is paid on
 * those of the ex-date; what changes them finds those that its place among the entries leaves.
 */
function heldFor(facts: Facts, terms: ReorganisationTerms, entry: Transaction): Shares | null {
  if (!isDistribution(terms)) return heldAt(facts, entry);
  const before = countsBefore(terms, terms.when === 'after trading');
  const { from: fromId, to: toId = null } = securitiesOf(facts, terms, { identifiers: [] });
  // An entry of an earlier day is among what was held.
  if (before === undefined || fromId === undefined || entry.date < before) return null;
  const held = heldBefore(facts, { terms, fromId, toId, before }, compute);
  return held.get(entry.accountId) ?? null;
}

const compute: Compute = (some, year) => computeYear(some, year, reference);

/** Shares of the security of an entry in its account, as what comes before it leaves them. */
function heldAt(facts: Facts, entry: Transaction): Shares | null {
  const place = facts.transactions.indexOf(entry);
  const transactions = facts.transactions.filter(
    ({ date }, at) => date < entry.date || (date === entry.date && at < place),
  );
  // Documents change the basis of shares, and never how many there are.
  const { lots } = compute({ ...facts, documents: [], transactions }, yearOf(entry.date));
  const own = lots.filter(
    ({ accountId, security }) => accountId === entry.accountId && security.id === entry.securityId,
  );
  const held = own.reduce((sum, { shares }) => sum + shares, 0n);
  return held === 0n ? null : (held as Shares);
}

/** Terms that took effect on a day on which nobody traded: a slip in the day changes what was held. */
function closedDayNotices(
  facts: Facts,
  year: number,
  all: readonly ReorganisationTerms[],
): Notice[] {
  const { firstDay, lastDay, isTradingDay } = reference.calendar;
  return all
    .filter(({ date }) => yearOf(date) === year && date >= firstDay && date <= lastDay)
    .filter(
      ({ date, kind }) => kind !== 'in-kind' && kind !== 'stock-dividend' && !isTradingDay(date),
    )
    .flatMap((terms): Notice[] => {
      const { from } = securitiesOf(facts, terms, { identifiers: [] });
      if (from === undefined) return [];
      const label = labelIn(facts, from);
      return [
        {
          level: 'warning',
          code: 'no-trading-day',
          message: `${label}: the terms ${JSON.stringify(terms.title)} are of ${terms.date}, a day on which the New York Stock Exchange was closed, a weekend or a holiday. Check the day in them.`,
          about: { security: label, year, day: terms.date },
        },
      ];
    });
}

/**
 * Whether the entries are all of the later of two terms, where shares were held on both days: as two events, the
 * shares would have gone through both. That was asked when the later ones were applied.
 */
function hasMoved(
  facts: Facts,
  old: ReorganisationTerms,
  one: ReorganisationTerms,
  entries: readonly TermsEntry[],
): boolean {
  const first = old.date < one.date ? old.date : one.date;
  const { from } = securitiesOf(facts, old, { identifiers: [] });
  const isHeld = facts.transactions.some(
    ({ securityId, date }) => securityId === from && date < first,
  );
  return (
    isHeld &&
    entries.some(({ terms }) => terms === one) &&
    !entries.some(({ terms }) => terms === old)
  );
}

/** Versions of the terms of an event of the year that do not count. */
function supersededNotices(
  facts: Facts,
  year: number,
  all: readonly ReorganisationTerms[],
): Notice[] {
  const options = { identifiers: [] };
  const entries = entriesOf(facts, all);
  return all.flatMap((old): Notice[] => {
    const [counts] = all
      .filter((one) => isBehind(old, one))
      .filter(
        (one) =>
          isSameEvent(facts, old, one, options) ||
          (hasMoved(facts, old, one, entries) && mayHaveMoved(facts, old, one, options)),
      )
      .toSorted((a, b) => Number(isBehind(a, b)) - Number(isBehind(b, a)));
    const { from } = securitiesOf(facts, old, options);
    if (counts === undefined || from === undefined || yearOf(counts.date) !== year) return [];
    const label = labelIn(facts, from);
    return [
      {
        level: 'info',
        code: 'superseded-allocation',
        message: `${label}: the terms ${versionText(old)} do not count: ${versionText(counts)} take their place.`,
        about: { security: label, year, day: counts.date },
      },
    ];
  });
}

/** "Spin-off of AIV on 2019-10-01" (final of 2019-11-01) */
function versionText({ title, status, publishedOn }: ReorganisationTerms): string {
  return `${JSON.stringify(title)} (${status}${publishedOn === null ? '' : ` of ${publishedOn}`})`;
}

function labelIn({ securities }: Facts, securityId: string): string {
  const security = securities.find(({ id }) => id === securityId);
  return security ? securityLabel(security) : '';
}

/** The report's notices, with those of the terms and of shares that were paid as a dividend. */
export function withTermsNotices(
  facts: Facts,
  report: YearReport,
  terms: readonly ReorganisationTerms[],
): readonly Notice[] {
  const { taxYear } = report;
  const rows = rowsOf(facts, taxYear, terms);
  const found = [
    ...rows.flatMap((row) => [
      ...exDateNotices(facts, taxYear, row),
      ...valueNotices(taxYear, row),
    ]),
    ...entryNotices(facts, report),
    ...orderNotices(facts, taxYear, terms),
    ...ownEntryNotices(facts, taxYear, terms),
    ...closedDayNotices(facts, taxYear, terms),
    ...supersededNotices(facts, taxYear, terms),
  ];
  return found.length === 0 ? report.notices : inPublishedOrder([...found, ...report.notices]);
}
