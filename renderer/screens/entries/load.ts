import type { Answer } from '../../../application/contract.ts';
import type { GivenBases, GivenEntry } from '../../state/routes.ts';
import { call } from '../../api/client.ts';
import { PAGE_ROWS } from '../../format/paging.ts';

export type EntryPage = Answer<'transactions.page'>;
export type Entry = EntryPage['rows'][number];
export type FormView = Answer<'transactions.form'>;
export type Account = FormView['accounts'][number];
export type Security = FormView['securities'][number];
export type SaleChoices = Answer<'transactions.saleChoices'>;

/** What the form over a screen is for. */
export type Form =
  | { readonly kind: 'new'; readonly given: GivenEntry }
  | { readonly kind: 'edit'; readonly id: string }
  | { readonly kind: 'bases'; readonly given: GivenBases };

/** The first page, or the one with an entry. */
export function loadEntries(shown: string | null): Promise<EntryPage> {
  return call('transactions.page', {
    ...{ search: '', sort: null, from: 0, most: PAGE_ROWS },
    around: shown,
  });
}
