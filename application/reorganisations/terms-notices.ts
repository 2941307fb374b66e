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
import { exDateOf } from '../../tax/facts/ex-date.ts';
import { inPublishedOrder } from '../../tax/facts/notice-order.ts';
import type { Notice } from '../../tax/facts/notices.ts';
import { securityLabel, type Acquisition, type Bought, type Facts } from '../../tax/facts/model.ts';
import { dollars, dollarsPerShare } from '../../tax/facts/wording.ts';
import type { Payment } from '../../tax/lots/figures.ts';
import type { YearReport } from '../../tax/report/year-report.ts';
import { addDays, type Day } from '../../tax/values/days.ts';
import {
  cashFor,
  divideRounded,
  SHARE_PLACES,
  type Cents,
  type Rate,
} from '../../tax/values/money.ts';
import type { ReorganisationTerms } from '../../formats/terms/terms.ts';
import { reference } from '../../resources/reference.ts';
import { allocationRows, type AllocationRow } from './allocation-row.ts';
import { isDistribution } from './held-before.ts';
import { orderNotices } from './order-of-terms.ts';
import { securitiesOf } from './plan-terms.ts';

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
  ];
  return found.length === 0 ? report.notices : inPublishedOrder([...found, ...report.notices]);
}
