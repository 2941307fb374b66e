/** The securities of a book at the end of a year, and one of them over all its years. */
import { computeYear, lotEvents } from '../../tax/compute-year.ts';
import { BASIS_PER_SHARE_PLACES } from '../../tax/facts/figure-ref.ts';
import { securityLabel, type Facts, type Security } from '../../tax/facts/model.ts';
import type { LotEvent, LotState } from '../../tax/lots/figures.ts';
import {
  factsOfSecurity,
  securityYear,
  type SecurityYear,
} from '../../tax/report/security-years.ts';
import { basisOf, isIn } from '../../tax/report/selections.ts';
import type { YearReport } from '../../tax/report/year-report.ts';
import { yearOf } from '../../tax/values/days.ts';
import {
  formatMoney,
  formatRate,
  formatShares,
  ratePerShare,
  type Cents,
  type Shares,
} from '../../tax/values/money.ts';
import { reference } from '../../resources/reference.ts';
import type { HandlerAnswer, Request } from '../contract.ts';
import type { BookHandlers } from '../dispatch.ts';
import { RefusalError } from '../refusal.ts';
import type { BookContext } from '../session.ts';
import { ordered, type Listing } from '../table-page.ts';
import { leftOutOf } from './lots.ts';

type Handlers = BookHandlers<BookContext>;
type Row = HandlerAnswer<'holdings.list'>['rows'][number];
type Answer = HandlerAnswer<'holdings.security'>;

/** Events of more lots than this are not walked through for a chart: it has the ends of the years alone. */
const MOST_LOTS_OF_CHART = 2000;

const { compare } = new Intl.Collator('en', { numeric: true });

const sharesOf = (lots: readonly LotState[]): Shares =>
  lots.reduce((sum, { shares }) => sum + shares, 0n) as Shares;

/** A year of a security of which no document says what was paid and returned. */
function lacksDocument({ yearStates }: YearReport, year: number, securityId: string): boolean {
  const state = yearStates.find((one) => one.year === year && one.security.id === securityId);
  return (
    state?.reasons.some(
      ({ code }) => code === 'missing-document' || code === 'only-payments-known',
    ) === true
  );
}

function rowOf(security: Security, lots: readonly LotState[], report: YearReport): Row {
  const counted = lots.filter(isIn(null));
  const deferred = Map.groupBy(
    lots.filter(({ taxDeferred }) => taxDeferred),
    ({ account }) => account,
  );
  const shares = sharesOf(counted);
  const sums = basisOf(counted);
  return {
    securityId: security.id,
    security: securityLabel(security),
    name: security.name,
    issuer: security.issuer,
    lots: counted.length,
    counted:
      shares === 0n
        ? null
        : {
            shares: formatShares(shares),
            cost: formatMoney(sums.cost),
            returnOfCapitalInYear: formatMoney(sums.returnOfCapitalInYear),
            adjustedBasis: formatMoney(sums.adjustedBasis),
            basisPerShare: perShare(sums.adjustedBasis, shares, BASIS_PER_SHARE_PLACES.lot),
          },
    awaitsValue: counted.some((lot) => lot.awaitsValue),
    lacksDocument: lacksDocument(report, report.taxYear, security.id),
    deferred: [...deferred].map(([account, own]) => ({
      account,
      lots: own.length,
      shares: formatShares(sharesOf(own)),
    })),
  };
}

const isHeld = ({ lots, deferred }: Row): boolean => lots > 0 || deferred.length > 0;

const perShare = (basis: Cents, shares: Shares, places: number): string =>
  formatRate(ratePerShare(basis, shares, places));

interface Summed {
  readonly row: Row;
  readonly shares: Shares;
  readonly sums: ReturnType<typeof basisOf>;
}

/** What is in no amount stands last, whichever way round. */
const counted =
  (keyOf: (one: Summed) => bigint) =>
  (one: Summed): bigint | null =>
    one.row.counted === null ? null : keyOf(one);

const HOLDINGS: Pick<
  Listing<Summed, NonNullable<Request<'holdings.list'>['sort']>['column']>,
  'columns'
> = {
  columns: {
    security: ({ row }) => row.security,
    lots: counted(({ row }) => BigInt(row.lots)),
    shares: counted(({ shares }) => shares),
    cost: counted(({ sums }) => sums.cost),
    returnOfCapitalInYear: counted(({ sums }) => sums.returnOfCapitalInYear),
    adjustedBasis: counted(({ sums }) => sums.adjustedBasis),
  },
};

/** Those with entries up to the end of a year, by name. */
function securitiesUpTo({ securities, transactions }: Facts, year: number): readonly Security[] {
  const entered = new Set<string>();
  for (const one of transactions) {
    if (yearOf(one.date) > year) continue;
    entered.add(one.securityId);
    if ('toSecurityId' in one && one.toSecurityId !== undefined) entered.add(one.toSecurityId);
  }
  return securities
    .filter(({ id }) => entered.has(id))
    .toSorted((left, right) => compare(securityLabel(left), securityLabel(right)));
}

/** What a year of a security lacks, as its state says. */
function yearRow(
  { year, shares, amounts }: SecurityYear,
  report: YearReport,
  securityId: string,
): Answer['years'][number] | null {
  const state = report.yearStates.find(
    (one) => one.year === year && one.security.id === securityId,
  );
  const { cash, returnOfCapital, exceedsBasis, adjustedBasis } = amounts;
  if (state === undefined && cash === 0n) return null;
  return {
    year,
    state: state?.state ?? 'complete',
    paid:
      cash === 0n && lacksDocument(report, year, securityId)
        ? null
        : {
            cash: formatMoney(cash),
            returnOfCapital: formatMoney(returnOfCapital),
            exceedsBasis: formatMoney(exceedsBasis),
          },
    shares: formatShares(shares),
    adjustedBasis: formatMoney(adjustedBasis),
  };
}

/** The basis of all lots together after each day; `counts` says which accounts are in it. */
function stepsOf(events: readonly LotEvent[]): Answer['steps'] {
  const lots = new Map<string, Pick<LotEvent, 'sharesAfter' | 'basisAfter'>>();
  const steps: Answer['steps'][number][] = [];
  let shares = 0n;
  let basis = 0n;
  let before: string | null = null;
  events.forEach((event, index) => {
    const key = JSON.stringify([event.accountId, event.lot]);
    const was = lots.get(key);
    shares += event.sharesAfter - (was?.sharesAfter ?? 0n);
    basis += event.basisAfter - (was?.basisAfter ?? 0n);
    lots.set(key, event);
    if (events[index + 1]?.day === event.day) return;
    const after =
      shares === 0n
        ? null
        : perShare(basis as Cents, shares as Shares, BASIS_PER_SHARE_PLACES.event);
    steps.push({ day: event.day, basisPerShareAfter: after, changesRate: after !== before });
    before = after;
  });
  return steps;
}

/** The ends of the years, where there are too many lots for each day. */
function yearEnds(years: readonly SecurityYear[]): Answer['steps'] {
  return years.map(({ year, shares, amounts }) => ({
    day: `${year}-12-31`,
    basisPerShareAfter:
      shares === 0n ? null : perShare(amounts.adjustedBasis, shares, BASIS_PER_SHARE_PLACES.event),
    changesRate: true,
  }));
}

/** What was worked out of the facts as they are; it goes with them. */
const worked = new WeakMap<Facts, Map<string, Answer>>();

export const holdingHandlers: Pick<Handlers, 'holdings.list' | 'holdings.security'> = {
  'holdings.list': ({ report: reportOf, facts }, { year, sort }) => {
    const report = reportOf(year);
    const all = report.lots;
    const lots = Map.groupBy(all, ({ security }) => security.id);
    const own = securitiesUpTo(facts(), year).map((one) => {
      const held = lots.get(one.id) ?? [];
      const counted = held.filter(isIn(null));
      return { row: rowOf(one, held, report), shares: sharesOf(counted), sums: basisOf(counted) };
    });
    const rows = ordered(own, HOLDINGS, sort).map(({ row }) => row);
    const counted = all.filter(isIn(null));
    const sums = basisOf(counted);
    return {
      rows: [...rows.filter(isHeld), ...rows.filter((row) => !isHeld(row))],
      sums:
        rows.filter((row) => row.counted !== null).length < 2
          ? null
          : {
              cost: formatMoney(sums.cost),
              returnOfCapitalInYear: formatMoney(sums.returnOfCapitalInYear),
              adjustedBasis: formatMoney(sums.adjustedBasis),
            },
      leftOut: leftOutOf(all, counted),
    };
  },

  'holdings.security': (context, { year, securityId }) => {
    const facts = context.facts();
    const security = facts.securities.find(({ id }) => id === securityId);
    if (!security) {
      throw new RefusalError(
        'not-found',
        'This security is no longer in the book. Go back to Holdings and choose one.',
      );
    }
    const known = worked.get(facts) ?? new Map<string, Answer>();
    worked.set(facts, known);
    const key = `${year} ${securityId}`;
    const kept = known.get(key);
    if (kept) return kept;
    const own = factsOfSecurity(facts, securityId);
    const first = own.transactions.reduce((least, { date }) => Math.min(least, yearOf(date)), year);
    const years: SecurityYear[] = [];
    const rows: Answer['years'][number][] = [];
    for (let each = first; each <= year; each++) {
      const report = computeYear(own, each, reference, context.watch(each));
      const one = securityYear(report, securityId);
      const row = yearRow(one, report, securityId);
      if (row === null) continue;
      years.push(one);
      rows.unshift(row);
    }
    const accounts = new Map(facts.accounts.map((one) => [one.id, one]));
    const counts = (accountId: string): boolean => !accounts.get(accountId)?.taxDeferred;
    const entries = own.transactions.filter((one) => one.securityId === securityId);
    const holders = [...new Set(entries.map(({ accountId }) => accountId))];
    const answer: Answer = {
      security: securityLabel(security),
      name: security.name,
      issuer: security.issuer,
      years: rows,
      steps:
        entries.length > MOST_LOTS_OF_CHART
          ? yearEnds(years)
          : stepsOf(
              lotEvents(own, year, reference, context.watch(year)).filter(
                (event) => event.securityId === securityId && counts(event.accountId),
              ),
            ),
      leftOut: holders.flatMap((id) => (counts(id) ? [] : (accounts.get(id)?.name ?? []))),
    };
    known.set(key, answer);
    return answer;
  },
};
