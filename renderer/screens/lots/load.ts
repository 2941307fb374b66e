import type { Answer } from '../../../application/contract.ts';
import { accountIdOf } from '../../api/account-id.ts';
import { call } from '../../api/client.ts';
import { RefusalError } from '../../api/errors.ts';
import { makesLot } from '../entries/filter.ts';
import type { Entry } from './lot-event-words.ts';

export type Lot = Answer<'year.report'>['report']['lots'][number];
export type LotEvent = Answer<'lots.timeline'>[number];

export interface LotsView {
  readonly year: number | null;
  readonly years: readonly number[];
  readonly lots: readonly Lot[];
  readonly taxDeferred: readonly string[];
  /** Full names of the securities, by what the report calls them. */
  readonly names: ReadonlyMap<string, string>;
}

/** By security, account, day, name: the order in which they are looked for. */
function byHolding(left: Lot, right: Lot): number {
  return (
    left.security.localeCompare(right.security, 'en') ||
    left.account.localeCompare(right.account, 'en') ||
    (left.acquired < right.acquired ? -1 : left.acquired > right.acquired ? 1 : 0) ||
    left.lot.localeCompare(right.lot, 'en', { numeric: true })
  );
}

export async function loadLots(year: number | null, years: readonly number[]): Promise<LotsView> {
  if (year === null) return { year, years, lots: [], taxDeferred: [], names: new Map() };
  const [{ report }, securities] = await Promise.all([
    call('year.report', { year }),
    call('securities.list', {}),
  ]);
  return {
    year,
    years,
    names: new Map(securities.map((one) => [one.label, one.name])),
    lots: report.lots.toSorted(byHolding),
    taxDeferred: report.accounts.filter((one) => one.taxDeferred).map((one) => one.account),
  };
}

export interface LotView {
  readonly year: number;
  readonly account: string;
  readonly name: string;
  /** As it stands at the end of the year; null when it was sold or came later. */
  readonly lot: Lot | null;
  readonly events: readonly LotEvent[];
  /** The entries that the events name, by id. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** The entry that made it; null when it cannot be told. */
  readonly transaction: string | null;
}

export async function loadLot(year: number, account: string, name: string): Promise<LotView> {
  const [events, { report }, transactions] = await Promise.all([
    accountIdOf(account).then((accountId) => call('lots.timeline', { year, accountId, lot: name })),
    call('year.report', { year }),
    call('transactions.list', {}),
  ]);
  if (events.length === 0) {
    throw new RefusalError({
      code: 'not-found',
      message: `There is no lot ${name} in the account ${account} by the end of ${year}. Go back to Lots and choose one.`,
      issues: [],
      reference: null,
    });
  }
  return {
    year,
    account,
    name,
    lot: report.lots.find((one) => one.lot === name && one.account === account) ?? null,
    events,
    entries: new Map(
      transactions
        .filter(({ id }) => events.some((event) => event.transaction === id))
        .map((entry) => [entry.id, entry]),
    ),
    transaction:
      transactions.find(
        (one) => makesLot(one.action) && one.lot === name && one.account === account,
      )?.id ?? null,
  };
}
