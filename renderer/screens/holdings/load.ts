import type { Answer } from '../../../application/contract.ts';
import { call } from '../../api/client.ts';
import { loadPage, type LotList } from '../lots/load.ts';

export type Holding = Answer<'holdings.list'>['rows'][number];

export interface HoldingsView {
  readonly year: number | null;
  /** Null for a book without years. */
  readonly list: Answer<'holdings.list'> | null;
}

export async function loadHoldings(year: number | null): Promise<HoldingsView> {
  const list = year === null ? null : await call('holdings.list', { year, sort: null });
  return { year, list };
}

export interface SecurityView extends Answer<'holdings.security'> {
  readonly year: number;
  readonly securityId: string;
  /** The first page of its lots at the end of the year. */
  readonly lots: LotList;
}

export async function loadSecurity(year: number, securityId: string): Promise<SecurityView> {
  const lots = loadPage(year, { search: '', accountId: null, securityId });
  const answer = await call('holdings.security', { year, securityId });
  return { ...answer, year, securityId, lots: await lots };
}
