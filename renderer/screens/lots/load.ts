import type { Answer, Request } from '../../../application/contract.ts';
import { accountIdOf } from '../../api/account-id.ts';
import { call } from '../../api/client.ts';
import { PAGE_ROWS } from '../../format/paging.ts';

export type LotList = Answer<'lots.list'>;
export type Lot = LotList['rows'][number];
export type LotEvent = Answer<'lots.timeline'>['events'][number];

/** What of a list is looked at. */
interface Looked {
  readonly search: string;
  readonly accountId: string | null;
  /** Of one security alone, by its id. */
  readonly securityId?: string;
}

const ALL_LOTS: Looked = { search: '', accountId: null };

export interface LotsView {
  readonly year: number | null;
  /** The first page of all lots; null for a book without years. */
  readonly first: LotList | null;
}

export function loadPage(
  year: number,
  { search, accountId, securityId }: Looked,
): Promise<LotList> {
  const asked: Request<'lots.list'> = {
    year,
    search,
    accountId,
    ...(securityId === undefined ? {} : { securityId }),
    sort: null,
    from: 0,
    most: PAGE_ROWS,
  };
  return call('lots.list', asked);
}

export async function loadLots(year: number | null): Promise<LotsView> {
  return { year, first: year === null ? null : await loadPage(year, ALL_LOTS) };
}

export interface LotView extends Answer<'lots.timeline'> {
  readonly year: number;
  readonly accountId: string;
  readonly account: string;
  readonly name: string;
}

export async function loadLot(year: number, account: string, name: string): Promise<LotView> {
  const accountId = await accountIdOf(account);
  const answer = await call('lots.timeline', { year, accountId, lot: name });
  return { ...answer, year, accountId, account, name };
}
