/**
 * How many shares did each account hold just before a reorganisation, and what stands there of it already?
 *
 * Authority: the calculation's section 3 for distributions (bought before the ex-date, and not sold before
 * it) and section 8 for what changes lots in their place (all that is held at that moment).
 * Example: 100 AIV bought in 2018 and 50 bought on 2021-03-01, terms of 2020-12-15: 100.
 * Awkward case: the same event was typed in by hand under another name, as a purchase of just the new
 * shares within a few days. It is proposed as already there.
 * Not handled: which lots a sale took; only how many shares there were.
 */
import { exDateOf } from '../../tax/facts/ex-date.ts';
import { paysFractions } from '../../tax/facts/entry-kinds.ts';
import { isAcquisition, type Facts, type Transaction } from '../../tax/facts/model.ts';
import { addDays, yearOf, type Day } from '../../tax/values/days.ts';
import {
  convertShares,
  fractionOf,
  NO_SHARES,
  subtractShares,
  type Shares,
} from '../../tax/values/money.ts';
import type { YearReport } from '../../tax/report/year-report.ts';
import type { ReorganisationTerms } from '../../formats/terms/terms.ts';
import { reference } from '../../resources/reference.ts';

export type Compute = (facts: Facts, year: number) => YearReport;

/** Whether the terms are of shares that are paid on those held, which stay as they are. */
export function isDistribution({ kind }: ReorganisationTerms): boolean {
  return kind === 'in-kind' || kind === 'stock-dividend';
}

/**
 * The first day whose entries do not count as held before it; undefined where the market's calendar does
 * not reach the record date.
 */
export function countsBefore(terms: ReorganisationTerms, isAfterTrading: boolean): Day | undefined {
  const { date, exDate, recordDate } = terms;
  if (!isDistribution(terms)) return isAfterTrading ? addDays(date, 1) : date;
  if (exDate === null && recordDate === null) return date;
  const found = exDateOf({ exDate, recordDate }, reference.calendar);
  return 'exDate' in found ? found.exDate : undefined;
}

interface Moment {
  readonly terms: ReorganisationTerms;
  readonly fromId: string;
  readonly toId: string | null;
  /** The first day that does not count. */
  readonly before: Day;
}

/** Another split, spin-off or exchange of the day: what is there already came first. */
function cameFirst(entry: Transaction, { terms, fromId, toId }: Moment): boolean {
  if (isDistribution(terms) || entry.date !== terms.date || entry.securityId !== fromId)
    return false;
  const isOwn =
    entry.action === terms.kind && (!('toSecurityId' in entry) || entry.toSecurityId === toId);
  return paysFractions(entry.action) && !isOwn;
}

/** Shares of the security by account, as the entries before that moment leave them. */
export function heldBefore(
  facts: Facts,
  moment: Moment,
  compute: Compute,
): ReadonlyMap<string, Shares> {
  const { fromId: securityId, before: day } = moment;
  const held = new Map<string, Shares>();
  const first = facts.transactions.filter((entry) => cameFirst(entry, moment));
  const transactions = facts.transactions.filter(
    (entry) => entry.date < day || first.includes(entry),
  );
  const touches = (entry: Transaction): boolean =>
    entry.securityId === securityId ||
    ('toSecurityId' in entry && entry.toSecurityId === securityId);
  if (!transactions.some(touches)) return held;
  // Documents change the basis of shares, and never how many there are.
  const last = first.length > 0 ? moment.terms.date : addDays(day, -1);
  const before = compute({ ...facts, documents: [], transactions }, yearOf(last));
  for (const { accountId, security, shares } of before.lots) {
    if (security.id !== securityId || shares === 0n) continue;
    held.set(accountId, ((held.get(accountId) ?? NO_SHARES) + shares) as Shares);
  }
  return held;
}

/** Days within which an entry by hand may have another day than the terms: statements post it later. */
export const POSTED_WITHIN = 10;

/** What terms are of in an account. */
interface Expected {
  readonly terms: ReorganisationTerms;
  readonly accountId: string;
  readonly fromId: string;
  readonly toId: string | null;
  readonly held: Shares;
}

/** As many as came in by any choice: all of them, or the whole ones. */
export function expectedShares(
  { ratio, choices }: ReorganisationTerms,
  held: Shares,
): readonly Shares[] {
  return [ratio, ...choices.map((choice) => choice.ratio)].flatMap((one) => {
    if (one === null) return [];
    const all = convertShares(held, one.newShares, one.oldShares);
    return [all, subtractShares(all, fractionOf(all))];
  });
}

/** The entry of the account that is this event already; undefined where there is none. */
export function alreadyThere(
  facts: Facts,
  { terms, accountId, fromId, toId, held }: Expected,
): Transaction | undefined {
  const newId = toId ?? fromId;
  const expected = expectedShares(terms, held);
  const isNear = ({ date }: Transaction): boolean =>
    date >= addDays(terms.date, -1) && date <= addDays(terms.date, POSTED_WITHIN);
  return facts.transactions.find((entry) => {
    if (entry.accountId !== accountId || !isNear(entry)) return false;
    if (entry.action === 'split') return terms.kind === 'split' && entry.securityId === fromId;
    if (terms.kind === 'split') return false;
    if (entry.action === 'spin-off' || entry.action === 'exchange') {
      return entry.securityId === fromId && entry.toSecurityId === toId;
    }
    if (!isAcquisition(entry) || entry.securityId !== newId || terms.kind === 'exchange')
      return false;
    // A purchase is another event, unless it is of just these shares.
    return (
      entry.action === 'stock-dividend' ||
      entry.action === 'in-kind' ||
      expected.includes(entry.shares)
    );
  });
}
