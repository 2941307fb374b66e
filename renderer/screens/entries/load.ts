import type { Answer } from '../../../application/contract.ts';
import type { GivenEntry } from '../../state/routes.ts';
import { call } from '../../api/client.ts';

export type Entry = Answer<'transactions.list'>[number];
export type Account = Answer<'accounts.list'>[number];
export type Security = Answer<'securities.list'>[number];
export type SaleChoices = Answer<'transactions.saleChoices'>;

export interface EntriesView {
  readonly entries: readonly Entry[];
  readonly accounts: readonly Account[];
  readonly securities: readonly Security[];
}

/** The form that lies over the list of entries. */
export type Form =
  | { readonly kind: 'new'; readonly given: GivenEntry }
  | { readonly kind: 'edit'; readonly id: string }
  | null;

export async function loadEntries(): Promise<EntriesView> {
  const [entries, accounts, securities] = await Promise.all([
    call('transactions.list', {}),
    call('accounts.list', {}),
    call('securities.list', {}),
  ]);
  return { entries, accounts, securities };
}
