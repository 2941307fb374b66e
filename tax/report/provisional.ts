/**
 * What came in while no document says what it was?
 *
 * Authority: the calculation's sections 1 and 4: only the issuer's table divides a payment. Until it is
 * there the year is provisional: cash is known from the holder's entries, its character is not.
 * Example: a dividend of $82.00 and a reinvestment of $41.00 on another day in 2025, and no allocation
 * for 2025 yet: $123.00 of unknown character.
 * Awkward case: a reinvestment on the day of a dividend is what the dividend bought, and counts once.
 * A receipt of January that the document of the year before lists is nothing of the new year.
 * Once the document is there, what came in for a payment is only compared with what it says.
 */
import type { Day } from '../values/days.ts';
import { securityLabel, type Bought, type Dividend } from '../facts/model.ts';
import { sumCents, type Cents } from '../values/money.ts';
import type { Notice } from '../facts/notices.ts';
import { said, stated, type Said } from '../facts/said.ts';
import { paymentKey } from '../lots/report-lists.ts';
import { dollars } from '../facts/wording.ts';
import type { ProvisionalCash } from '../lots/figures.ts';
import type { PositionRun } from '../lots/pass-result.ts';
import type { YearRun } from '../lots/year-run.ts';
import {
  cashReceipts,
  dividendReceipts,
  isNear,
  isWhole,
  matchReceipts,
  ofYear,
  receiptsTotal,
  type Receipt,
} from './receipts.ts';

function hasDocument(run: YearRun, securityId: string, year = run.taxYear): boolean {
  return run.chosen.get(securityId)?.has(year) ?? false;
}

/** The entries of a year by which cash came in that no document knows of. */
export function provisionalEntries(
  { position, cash }: PositionRun,
  taxYear: number,
): readonly (Dividend | Bought)[] {
  const { unknown } = matchReceipts(cashReceipts(position, taxYear), cash, taxYear, true);
  return ofYear(unknown, taxYear).flatMap(({ total, entries }) => (total === 0n ? [] : entries));
}

/** Cash of the year without a document, by account and security. */
export function provisionalCash(run: YearRun): readonly ProvisionalCash[] {
  return run.positions.flatMap((of): ProvisionalCash[] => {
    const { account, security } = of.position;
    if (hasDocument(run, security.id)) return [];
    const amounts = provisionalEntries(of, run.taxYear).map((one): Cents => one.amount);
    if (amounts.length === 0) return [];
    return [
      {
        accountId: account.id,
        account: account.name,
        taxDeferred: account.taxDeferred,
        security,
        cash: sumCents(amounts),
        entries: amounts.length,
      },
    ];
  });
}

/** What has to be said about dividends that were entered. */
export function dividendNotices(
  run: YearRun,
  provisional: readonly ProvisionalCash[],
): readonly Notice[] {
  return [...provisionalNotices(run, provisional), ...differences(run)];
}

function provisionalNotices(run: YearRun, provisional: readonly ProvisionalCash[]): Notice[] {
  const bySecurity = Map.groupBy(provisional, (one) => one.security);
  return [...bySecurity].map(([security, rows]) => {
    const label = securityLabel(security);
    const total = stated(
      sumCents(rows.map((one) => one.cash)),
      `Cash of ${label}`,
      'Of every account.',
      rows.map(({ accountId, account, cash }) => ({
        label: `${label}, ${account}`,
        value: cash,
        figure: { kind: 'provisionalCash', account: accountId, security: security.id },
      })),
    );
    return {
      level: 'warning',
      code: 'provisional-year',
      ...said`${label}: ${total} came in ${run.taxYear} by your entries, and no allocation document says yet what it was. The boxes of ${run.taxYear} do not have it. Add the issuer's allocation for ${run.taxYear} when it is published.`,
      about: { security: label, year: run.taxYear },
      securityId: security.id,
    };
  });
}

/** Whether a payment near a day counts wholly or in part in another year: then cash is no measure. */
function isDividedByYears(
  run: YearRun,
  securityId: string,
  is: (payable: Day) => boolean,
): boolean {
  return [...(run.chosen.get(securityId) ?? [])].some(([taxYear, { rows }]) =>
    rows.some(
      ({ distribution: { payableDate, amountPerShare, allocablePerShare } }) =>
        is(payableDate) && (taxYear > run.taxYear || allocablePerShare !== amountPerShare),
    ),
  );
}

/** Dividends of the year that came in otherwise than the documents and the lots say. */
function differences(run: YearRun): Notice[] {
  return run.positions.flatMap((of) => {
    const { security } = of.position;
    const known = hasDocument(run, security.id);
    const receipts = dividendReceipts(of.position, run.taxYear);
    const { paid, unknown } = matchReceipts(receipts, of.cash, run.taxYear, !known);
    const notices = paid.flatMap((one): Notice[] => {
      if (isWhole(one) || isDividedByYears(run, security.id, (day) => day === one.day)) return [];
      const counted = stated(
        one.cash,
        'Cash by the allocation and your lots',
        'Of every payment of that day.',
        one.payments
          .filter(({ planned }) => planned.taxYear === run.taxYear)
          .map(({ planned: { distribution }, cash }) => ({
            label: `Cash of ${distribution.payableDate}`,
            value: cash,
            figure: {
              kind: 'paymentCash',
              payment: paymentKey(distribution.id, of.position.account.id),
            },
          })),
      );
      const why = said`by the allocation and your lots the payment of ${one.day} was ${counted}`;
      return differs(run, of, one.receipts, why);
    });
    if (!known) return notices;
    const why = `the allocation of ${run.taxYear} has no payment to this account near that day`;
    const alone = unknown.flatMap((receipt): Notice[] => {
      const isClose = (day: Day): boolean => isNear(day, receipt.day);
      const isNone = receipt.total === 0n || isDividedByYears(run, security.id, isClose);
      return isNone ? [] : differs(run, of, [receipt], why);
    });
    return [...notices, ...alone];
  });
}

function differs(
  run: YearRun,
  { position: { account, security } }: PositionRun,
  receipts: readonly Receipt[],
  why: string | Said,
): Notice[] {
  const first = ofYear(receipts, run.taxYear)[0];
  if (!first) return [];
  const label = securityLabel(security);
  const entered = dollars(receiptsTotal(receipts));
  return [
    {
      level: 'warning',
      code: 'dividend-differs',
      ...said`${label}: you entered a dividend of ${entered} on ${first.day} in the account ${account.name}, but ${why}. Check the entry, the lots held on the ex-date and the ex-date itself.`,
      about: {
        security: label,
        account: account.name,
        year: run.taxYear,
        transaction: (first.entries[0] as Dividend).id,
        day: first.day,
      },
    },
  ];
}
