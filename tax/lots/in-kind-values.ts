/**
 * What were shares worth that were received in kind, where the entry does not say it?
 *
 * Authority: Internal Revenue Code section 301(b)(1) and (d): such shares begin with their market value,
 * which the issuer's allocation has as the amount of the payment per share.
 * Example: 100 AIV, paid on 2020-12-15 in shares of AIRC worth $38.0711 a share of AIV: the AIRC shares of
 * that day begin with $3,807.11.
 * Awkward case: the ex-date lies behind the payable date. Who was entitled is known only then, so the shares
 * are counted in a pass of their own, in which such lots cost nothing yet.
 * Awkward case: two tables have the payment, because it belongs to two years: it is one, of the whole amount.
 * Not handled: two payments in kind, or two such entries, in one account on one day: the value is asked for.
 */
import type { Acquisition, Transaction } from '../facts/model.ts';
import type { AdmittedTransactions, Trade } from '../facts/transactions.ts';
import { laterDay, yearOf, type Day } from '../values/days.ts';
import { cashFor, type Cents, type Shares } from '../values/money.ts';
import { runPass } from './pass.ts';
import type { PaidCash } from './pass-result.ts';
import { PlanDiscounts } from './plan-discounts.ts';
import type { DistributionPlan, PlannedDistribution } from './planned-distributions.ts';

/** What a payment says that the shares of an entry were worth. */
interface InKindValue {
  readonly planned: PlannedDistribution;
  /** Those that were entitled to it. */
  readonly shares: Shares;
  readonly amount: Cents;
}

/** An entry that has the value of its payment in place of one of its own. */
interface ValuedByDocument extends Acquisition {
  /** The name of the document. */
  readonly valuedBy: string;
}

/** The document that says what the shares of an entry were worth; undefined where the entry does, or none. */
export function valuedBy(entry: Transaction | ValuedByDocument): string | undefined {
  return 'valuedBy' in entry ? entry.valuedBy : undefined;
}

/** By the id of the entry. */
export type InKindValues = ReadonlyMap<string, InKindValue>;

type Plans = ReadonlyMap<string, DistributionPlan>;

/** Whether a payment can be that of such an entry: of another company's shares, on the day of the entry. */
function canBe(
  entry: Acquisition,
  securityId: string,
  { distribution }: PlannedDistribution,
): boolean {
  return (
    distribution.inKind &&
    distribution.payableDate === entry.date &&
    securityId !== entry.securityId
  );
}

/** Entries without a value, each the only one of its account and day. */
function asking({ trades, unvalued }: AdmittedTransactions): readonly Acquisition[] {
  const received = trades
    .map(({ transaction }) => transaction)
    .filter(({ action }) => action === 'in-kind');
  return unvalued
    .map(({ transaction }) => transaction as Acquisition)
    .filter(
      ({ accountId, date }) =>
        received.filter((one) => one.accountId === accountId && one.date === date).length === 1,
    );
}

/** The last ex-date of a payment that can be that of some entry; undefined where none can. */
function lastExDate(entries: readonly Acquisition[], plans: Plans): Day | undefined {
  const days = [...plans].flatMap(([securityId, { planned }]) =>
    planned
      .filter((one) => entries.some((entry) => canBe(entry, securityId, one)))
      .map(({ exDate }) => exDate),
  );
  return days.length === 0 ? undefined : days.reduce(laterDay);
}

interface Paid {
  readonly accountId: string;
  readonly securityId: string;
  readonly cash: PaidCash;
}

function valueOf(entry: Acquisition, paid: readonly Paid[]): InKindValue | undefined {
  const [first, ...others] = paid.filter(
    ({ accountId, securityId, cash }) =>
      accountId === entry.accountId && canBe(entry, securityId, cash.planned),
  );
  if (!first) return undefined;
  const { planned, shares } = first.cash;
  const { amountPerShare } = planned.distribution;
  const isSame = ({ securityId, cash }: Paid): boolean =>
    securityId === first.securityId &&
    cash.planned.taxYear !== planned.taxYear &&
    cash.planned.exDate === planned.exDate &&
    cash.planned.distribution.amountPerShare === amountPerShare;
  if (!others.every(isSame)) return undefined;
  return { planned, shares, amount: cashFor(shares, amountPerShare) };
}

/** The value of each entry that has none and of which a payment says it. */
function valuesOf(admitted: AdmittedTransactions, plans: Plans): InKindValues {
  const entries = asking(admitted);
  const horizon = lastExDate(entries, plans);
  if (horizon === undefined) return new Map();
  const { positions } = runPass(admitted, (id) => plans.get(id)?.planned ?? [], {
    taxYear: yearOf(horizon),
    horizon,
    keeps: 'the-year',
    movementsFrom: null,
    discounts: new PlanDiscounts(admitted.valued, plans),
  });
  const paid = positions.flatMap(({ position: { account, security }, cash: all }) =>
    all.map((cash) => ({ accountId: account.id, securityId: security.id, cash })),
  );
  return new Map(
    entries.flatMap((entry) => {
      const value = valueOf(entry, paid);
      return value ? [[entry.id, value] as const] : [];
    }),
  );
}

/** What counts, with the value that documents give to shares received in kind. */
interface Valued {
  readonly admitted: AdmittedTransactions;
  readonly inKind: InKindValues;
}

/** Gives each acquisition without an amount that of its payment; without one it stays as it is. */
export function valueReceived(admitted: AdmittedTransactions, plans: Plans): Valued {
  if (admitted.unvalued.length === 0) return { admitted, inKind: new Map() };
  const inKind = valuesOf(admitted, plans);
  const trades = new Map(
    admitted.unvalued.flatMap((trade): (readonly [Trade, Trade])[] => {
      const value = inKind.get(trade.transaction.id);
      if (!value) return [];
      const transaction: ValuedByDocument = {
        ...(trade.transaction as Acquisition),
        amount: value.amount,
        valuedBy: value.planned.document.name,
      };
      return [[trade, { ...trade, transaction }]];
    }),
  );
  const valued = (all: readonly Trade[]): readonly Trade[] =>
    all.map((trade) => trades.get(trade) ?? trade);
  const positions = admitted.positions.map((one) => ({ ...one, trades: valued(one.trades) }));
  const [all, uncommon] = [valued(admitted.trades), valued(admitted.uncommon)];
  return { admitted: { ...admitted, positions, trades: all, uncommon }, inKind };
}

/** The last ex-date of a payment that values an entry up to a day; the day where none is later. */
export function lastValuing(values: InKindValues, entries: readonly Trade[], day: Day): Day {
  return entries.reduce((last, { transaction: { id, date } }) => {
    const value = date <= day ? values.get(id) : undefined;
    return value ? laterDay(last, value.planned.exDate) : last;
  }, day);
}

/** The entries of which neither they nor a document say what their shares were worth. */
export function withoutValue({
  admitted,
  inKind,
}: {
  readonly admitted: AdmittedTransactions;
  readonly inKind: InKindValues;
}): readonly Acquisition[] {
  return admitted.unvalued
    .map(({ transaction }) => transaction as Acquisition)
    .filter(({ id }) => !inKind.has(id));
}
