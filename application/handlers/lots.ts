/** The lots of a year: a list of them that is searched and shown page by page, and one with its history. */
import { lotJson } from '../../formats/year-report-json.ts';
import { lotEvents } from '../../tax/compute-year.ts';
import { BASIS_PER_SHARE_PLACES, LOT_AMOUNTS } from '../../tax/facts/figure-ref.ts';
import { makesLot } from '../../tax/facts/entry-kinds.ts';
import { securityLabel } from '../../tax/facts/model.ts';
import type { LotState } from '../../tax/lots/figures.ts';
import { factsOfSecurity } from '../../tax/report/security-years.ts';
import { basisOf, isIn } from '../../tax/report/selections.ts';
import type { YearReport } from '../../tax/report/year-report.ts';
import { compareText } from '../../tax/values/order.ts';
import { listedLots } from '../../tax/report/totals.ts';
import { formatMoney, formatRate, formatShares, ratePerShare } from '../../tax/values/money.ts';
import { reference } from '../../resources/reference.ts';
import { getTransaction } from '../../db/transactions.ts';
import type { HandlerAnswer, Request } from '../contract.ts';
import type { BookHandlers } from '../dispatch.ts';
import { RefusalError } from '../refusal.ts';
import type { BookContext } from '../session.ts';
import { firstOf, ordered, type Listing } from '../table-page.ts';
import { rowsOf } from './entry-rows.ts';

type Answer = HandlerAnswer<'lots.list'>;
type Row = Answer['rows'][number];

/** Sums of more lots than this say little, and their parts are more than anybody walks through. */
const MOST_ADDED_UP = 1000;

const { compare } = new Intl.Collator('en', { numeric: true });

/** The places of names in their order: a few names are compared, and not those of every lot. */
function placesOf(names: Iterable<string>): ReadonlyMap<string, number> {
  return new Map([...new Set(names)].sort(compare).map((name, place) => [name, place]));
}

/** By security, account, day, name: the order in which they are looked for. */
function byHolding(lots: readonly LotState[]): readonly LotState[] {
  const securities = placesOf(lots.map(({ security }) => securityLabel(security)));
  const accounts = placesOf(lots.map(({ account }) => account));
  const placed = lots.map((lot) => ({
    lot,
    security: securities.get(securityLabel(lot.security)) ?? 0,
    account: accounts.get(lot.account) ?? 0,
  }));
  placed.sort(
    (left, right) =>
      left.security - right.security ||
      left.account - right.account ||
      compareText(left.lot.acquired, right.lot.acquired) ||
      compare(left.lot.lot, right.lot.lot),
  );
  return placed.map(({ lot }) => lot);
}

/** A report's lots as they are listed, and what stands beside every list of them. */
interface Listed {
  readonly lots: readonly LotState[];
  readonly accounts: Answer['accounts'];
  readonly anyDisallowedLoss: boolean;
  readonly anyDeferred: boolean;
}

const listedOf = new WeakMap<YearReport, Listed>();

/** Made once for a report: a page, a search and a letter more ask for the same. */
function listed(report: YearReport): Listed {
  const kept = listedOf.get(report);
  if (kept) return kept;
  const lots = byHolding(report.lots);
  const holders = new Map(lots.map((lot) => [lot.accountId, lot.account]));
  const made = {
    lots,
    accounts: [...holders].map(([id, name]) => ({ id, name })),
    anyDisallowedLoss: lots.some((lot) => lot.disallowedLossAdded !== 0n),
    anyDeferred: lots.some(({ taxDeferred }) => taxDeferred),
  };
  listedOf.set(report, made);
  return made;
}

type Column = NonNullable<Request<'lots.list'>['sort']>['column'];

const LOTS: Pick<Listing<LotState, Column>, 'columns'> = {
  columns: {
    lot: ({ acquired }) => acquired,
    account: ({ account }) => account,
    shares: ({ shares }) => shares,
    cost: ({ cost }) => cost,
    returnOfCapitalBefore: (lot) => lot.returnOfCapitalBefore,
    returnOfCapitalInYear: (lot) => lot.returnOfCapitalInYear,
    adjustedBasis: ({ adjustedBasis }) => adjustedBasis,
    basisPerShare: perShareOf,
  },
};

function perShareOf({ shares, adjustedBasis }: LotState): bigint | null {
  return shares === 0n ? null : ratePerShare(adjustedBasis, shares, BASIS_PER_SHARE_PLACES.lot);
}

/** Accounts with rows that are in no sum. */
export function leftOutOf<T extends { readonly account: string }>(
  all: readonly T[],
  counted: readonly T[],
): string[] {
  if (counted.length === all.length) return [];
  const inSums = new Set(counted);
  return [...new Set(all.filter((one) => !inSums.has(one)).map(({ account }) => account))];
}

function rowOf(lot: LotState): Row {
  return {
    ...lotJson(lot),
    accountId: lot.accountId,
    securityId: lot.security.id,
    securityName: lot.security.name,
    taxDeferred: lot.taxDeferred,
    basisPerShare:
      lot.shares === 0n
        ? null
        : formatRate(ratePerShare(lot.adjustedBasis, lot.shares, BASIS_PER_SHARE_PLACES.lot)),
  };
}

export const lotHandlers: Pick<BookHandlers<BookContext>, 'lots.list' | 'lots.timeline'> = {
  'lots.list': (
    { report: reportOf },
    { year, accountId, securityId, search, sort, from, most },
  ) => {
    const { lots, accounts, anyDisallowedLoss, anyDeferred } = listed(reportOf(year));
    const found = ordered(listedLots(lots, { accountId, search, securityId }), LOTS, sort);
    const counted = anyDeferred || accountId !== null ? found.filter(isIn(accountId)) : found;
    const first = firstOf(from, most, found.length);
    const sums = counted.length < 2 || counted.length > MOST_ADDED_UP ? null : basisOf(counted);
    return {
      rows: found.slice(first, first + most).map(rowOf),
      from: first,
      found: found.length,
      all: lots.length,
      accounts,
      anyDisallowedLoss,
      leftOut: leftOutOf(found, counted),
      foundLeftOut: found.length - counted.length,
      sums:
        sums === null
          ? null
          : (Object.fromEntries(LOT_AMOUNTS.map((of) => [of, formatMoney(sums[of])])) as Record<
              (typeof LOT_AMOUNTS)[number],
              string
            >),
    };
  },

  'lots.timeline': ({ facts, report, watch, book }, { year, accountId, lot }) => {
    const account = facts().accounts.find((each) => each.id === accountId);
    const { payments, lots } = report(year);
    const own = lots.find((one) => one.lot === lot && one.accountId === accountId);
    const payable = new Map(
      payments.map((payment) => [payment.key, payment.distribution.payableDate]),
    );
    const madeIt = facts().transactions.find(
      (one) =>
        makesLot(one.action) && 'lot' in one && one.lot === lot && one.accountId === accountId,
    );
    const securityId = own?.security.id ?? madeIt?.securityId;
    const reached = securityId === undefined ? facts() : factsOfSecurity(facts(), securityId);
    const events = lotEvents(reached, year, reference, watch(year)).filter(
      (event) => event.lot === lot && event.accountId === accountId,
    );
    if (events.length === 0) {
      throw new RefusalError(
        'not-found',
        `There is no lot ${lot} in the account ${account?.name ?? 'that was asked for'} by the end of ${year}. Go back to Lots and choose one.`,
      );
    }
    const named = new Set(events.flatMap((event) => event.transactionId ?? []));
    const stored = [...named].flatMap((id) => getTransaction(book, id) ?? []);
    const entries = new Map(rowsOf(facts(), stored).map((row) => [row.id, row]));
    const security = facts().securities.find(({ id }) => id === events.at(-1)?.securityId);
    let rate: string | null = null;
    return {
      lot: own ? rowOf(own) : null,
      security: security ? securityLabel(security) : '',
      securityId: security?.id ?? null,
      madeBy: madeIt?.id ?? null,
      events: events.map((event) => {
        const after =
          event.sharesAfter === 0n
            ? null
            : formatRate(
                ratePerShare(event.basisAfter, event.sharesAfter, BASIS_PER_SHARE_PLACES.event),
              );
        const changesRate = after !== rate;
        rate = after;
        return {
          kind: event.kind,
          day: event.day,
          entry: event.transactionId === null ? null : (entries.get(event.transactionId) ?? null),
          payableDate: event.paymentKey === null ? null : (payable.get(event.paymentKey) ?? null),
          sharesAfter: formatShares(event.sharesAfter),
          basisChange: formatMoney(event.basisChange),
          basisAfter: formatMoney(event.basisAfter),
          basisPerShareAfter: after,
          changesRate,
        };
      }),
    };
  },
};
