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
import {
  discountOf,
  securityLabel,
  type Bought,
  type Dividend,
  type Security,
} from '../facts/model.ts';
import { sumCents, type Cents } from '../values/money.ts';
import type { Notice } from '../facts/notices.ts';
import { said, stated, type Said } from '../facts/said.ts';
import { paymentKey } from '../lots/report-lists.ts';
import { dollars } from '../facts/wording.ts';
import type { ProvisionalCash } from '../lots/figures.ts';
import type { YearRun } from '../lots/year-run.ts';
import { asBooked } from './booked-together.ts';
import { reinvestedBeyond, reinvestedWithoutRow } from './reinvested-alone.ts';
import { isNear, isWhole, receiptsTotal } from './match-cash.ts';
import {
  matchAllCash,
  matchDividends,
  ofYear,
  settledLater,
  type PaidByEntries,
  type Receipt,
} from './receipts.ts';

function hasDocument(run: YearRun, securityId: string, year = run.taxYear): boolean {
  return run.chosen.get(securityId)?.has(year) ?? false;
}

/** The entries of a year by which cash came in that no document knows of, by account. */
export function provisionalEntries(
  run: YearRun,
  security: Security,
  taxYear: number,
): ReadonlyMap<string, readonly (Dividend | Bought)[]> {
  const { unknown } = matchAllCash(run, { security, taxYear, exactly: true });
  const own = ofYear(unknown, taxYear).filter(({ total }) => total !== 0n);
  const byAccount = Map.groupBy(own, ({ accountId }) => accountId);
  return new Map(
    [...byAccount].map(([id, all]) => [id, all.flatMap(({ entries }) => entries)] as const),
  );
}

/** Cash of the year without a document, by account and security. */
export function provisionalCash(run: YearRun): readonly ProvisionalCash[] {
  const entries = new Map<Security, ReturnType<typeof provisionalEntries>>();
  return run.positions.flatMap((of): ProvisionalCash[] => {
    const { account, security } = of.position;
    if (hasDocument(run, security.id)) return [];
    const byAccount = entries.get(security) ?? provisionalEntries(run, security, run.taxYear);
    entries.set(security, byAccount);
    const amounts = (byAccount.get(account.id) ?? []).map((one): Cents => one.amount);
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
      ...said`${label}: ${total} came in ${run.taxYear} by your entries, and no release says yet what it was. The boxes of ${run.taxYear} do not have it. Add the issuer's release for ${run.taxYear} when it is published.`,
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
  const securities = new Set(run.positions.map(({ position }) => position.security));
  return [...securities].flatMap((security) => differencesOf(run, security));
}

function differencesOf(run: YearRun, security: Security): Notice[] {
  const { taxYear } = run;
  const known = hasDocument(run, security.id);
  const asked = { security, taxYear, exactly: !known };
  const { paid, unknown } = matchDividends(run, asked);
  const settled = settledLater(run, asked);
  const notices = paid.flatMap((one): Notice[] => {
    if (one.receipts.length === 0 || isWhole(one)) return [];
    if (isDividedByYears(run, security.id, (day) => day === one.day)) return [];
    return settled.payment(one) ? [] : differs(run, security, one.receipts, whyOf(run, one));
  });
  if (!known) return notices;
  const alone = ofYear(unknown, taxYear).flatMap((receipt): Notice[] => {
    const isClose = (day: Day): boolean => isNear(day, receipt.day);
    const isNone = receipt.total === 0n || isDividedByYears(run, security.id, isClose);
    return isNone || settled.receipt(receipt)
      ? []
      : differs(run, security, [receipt], noneOf(taxYear));
  });
  return [...notices, ...alone, ...reinvestmentNotices(run, security)];
}

/** Reinvestments that are no payment of the documents, or of more than was paid. */
function reinvestmentNotices(run: YearRun, security: Security): Notice[] {
  const { taxYear } = run;
  const beyond = reinvestedBeyond(run, security);
  return [
    ...beyond.more
      .filter(({ day }) => !isDividedByYears(run, security.id, (one) => one === day))
      .flatMap((one) => differs(run, security, one.receipts, whyOf(run, one))),
    ...beyond.besides
      .filter(({ day }) => !isDividedByYears(run, security.id, (one) => isNear(one, day)))
      .flatMap((one) => differs(run, security, [one], noneOf(taxYear))),
    // Of a discount its own notice says that it has no payment.
    ...reinvestedWithoutRow(run, security, taxYear)
      .filter((entry) => discountOf(entry) === 0n)
      .flatMap((entry) =>
        differs(
          run,
          security,
          [{ ...asBooked(entry), accountId: entry.accountId }],
          noneOf(taxYear),
        ),
      ),
  ];
}

function noneOf(taxYear: number): string {
  return `it is none of the payments to this account that the release of ${taxYear} has near that day`;
}

/** What the payments of a day were, with the figures that they are from. */
function whyOf({ taxYear }: YearRun, { day, cash, payments, accountId }: PaidByEntries): Said {
  const counted = stated(
    cash,
    'Cash by the release and your lots',
    'Of every payment of that day.',
    payments
      .filter(({ planned }) => planned.taxYear === taxYear)
      .map(({ planned: { distribution }, cash: own }) => ({
        label: `Cash of ${distribution.payableDate}`,
        value: own,
        figure: { kind: 'paymentCash', payment: paymentKey(distribution.id, accountId) },
      })),
  );
  return said`by the release and your lots the payment of ${day} was ${counted}`;
}

function differs(
  run: YearRun,
  security: Security,
  receipts: readonly Receipt[],
  why: string | Said,
): Notice[] {
  const first = ofYear(receipts, run.taxYear)[0];
  const account = run.facts.accounts.find(({ id }) => id === first?.accountId);
  if (!first || !account) return [];
  const label = securityLabel(security);
  const entered = dollars(receiptsTotal(receipts));
  const word = first.entries[0]?.action === 'reinvest' ? 'reinvestment' : 'dividend';
  return [
    {
      level: 'warning',
      code: 'dividend-differs',
      ...said`${label}: you entered a ${word} of ${entered} on ${first.day} in the account ${account.name}, but ${why}. Check the entry, the lots held on the ex-date and the ex-date itself.`,
      about: {
        security: label,
        account: account.name,
        year: run.taxYear,
        transaction: (first.entries[0] as Dividend | Bought).id,
        day: first.day,
      },
    },
  ];
}
