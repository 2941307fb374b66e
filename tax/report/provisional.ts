/**
 * What came in while no document says what it was?
 *
 * Authority: the calculation's sections 1 and 4: only the issuer's table divides a payment. Until it is
 * there the year is provisional: cash is known from the holder's entries, its character is not.
 * Example: a dividend of $82.00 and a reinvestment of $41.00 on another day in 2025, and no allocation
 * for 2025 yet: $123.00 of unknown character.
 * Awkward case: a reinvestment on the day of a dividend is what the dividend bought, and counts once.
 * Once the document is there, a dividend that was entered is only compared with what it says.
 */
import type { Day } from '../values/days.ts';
import {
  securityLabel,
  type Acquisition,
  type Dividend,
  type Transaction,
} from '../facts/model.ts';
import { sumCents, type Cents } from '../values/money.ts';
import type { Notice } from '../facts/notices.ts';
import { said, stated } from '../facts/said.ts';
import { paymentKey } from '../lots/report-lists.ts';
import { entriesOf, type Position } from '../facts/transactions.ts';
import { dollars } from '../facts/wording.ts';
import type { ProvisionalCash } from '../lots/figures.ts';
import type { YearRun } from '../lots/year-run.ts';

function dividendsOf(entries: readonly Transaction[]): readonly Dividend[] {
  return entries.filter((one) => one.action === 'dividend');
}

function hasDocument(run: YearRun, securityId: string): boolean {
  return run.chosen.get(securityId)?.has(run.taxYear) ?? false;
}

/** The entries of a year that cash came in by: dividends, and reinvestments that stand for themselves. */
export function provisionalEntries(
  position: Position,
  taxYear: number,
): readonly (Dividend | Acquisition)[] {
  const entries = entriesOf(position, taxYear);
  const days = new Set(dividendsOf(entries).map((one) => one.date));
  return entries.flatMap((one): (Dividend | Acquisition)[] => {
    if (one.action === 'dividend') return [one];
    return one.action === 'reinvest' && !days.has(one.date) ? [one] : [];
  });
}

/** Cash of the year without a document, by account and security. */
export function provisionalCash(run: YearRun): readonly ProvisionalCash[] {
  return run.admitted.positions.flatMap((position): ProvisionalCash[] => {
    const { account, security } = position;
    if (hasDocument(run, security.id)) return [];
    const amounts = provisionalEntries(position, run.taxYear).map((one): Cents => one.amount);
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

/** Whether a payment of a day counts wholly or in part in another year: then cash is no measure. */
function isDividedByYears(run: YearRun, securityId: string, day: Day): boolean {
  return [...(run.chosen.get(securityId) ?? [])].some(([taxYear, { rows }]) =>
    rows.some(
      ({ distribution: { payableDate, amountPerShare, allocablePerShare } }) =>
        payableDate === day && (taxYear !== run.taxYear || allocablePerShare !== amountPerShare),
    ),
  );
}

function differences(run: YearRun): Notice[] {
  return run.positions.flatMap(({ position, payments }) => {
    const { account, security } = position;
    if (!hasDocument(run, security.id)) return [];
    const byDay = Map.groupBy(
      dividendsOf(entriesOf(position, run.taxYear)),
      (dividend) => dividend.date,
    );
    return [...byDay].flatMap(([day, dividends]): Notice[] => {
      const paid = payments.filter(
        ({ planned }) =>
          planned.taxYear === run.taxYear && planned.distribution.payableDate === day,
      );
      const entered = sumCents(dividends.map((one) => one.amount));
      const counted = sumCents(paid.map((one) => one.amounts.cash));
      if ((paid.length > 0 && entered === counted) || isDividedByYears(run, security.id, day)) {
        return [];
      }
      const label = securityLabel(security);
      const why =
        paid.length === 0
          ? `the allocation of ${run.taxYear} has no payment to this account on that day`
          : said`by the allocation and your lots it was ${stated(
              counted,
              'Cash by the allocation and your lots',
              'Of every payment of that day.',
              paid.map(({ planned: { distribution }, amounts }) => ({
                label: `Cash of ${distribution.payableDate}`,
                value: amounts.cash,
                figure: {
                  kind: 'paymentCash',
                  payment: paymentKey(distribution.id, account.id),
                },
              })),
            )}`;
      return [
        {
          level: 'warning',
          code: 'dividend-differs',
          ...said`${label}: you entered a dividend of ${dollars(entered)} on ${day} in the account ${account.name}, but ${why}. Check the entry, the lots held on the ex-date and the ex-date itself.`,
          about: {
            security: label,
            account: account.name,
            year: run.taxYear,
            transaction: (dividends[0] as Dividend).id,
            day,
          },
        },
      ];
    });
  });
}
