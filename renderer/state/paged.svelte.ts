/** The rows of a long table: the application finds, sorts and cuts them, the window shows a page. */
import type { Answer, Request } from '../../application/contract.ts';
import { call } from '../api/client.ts';
import { PAGE_ROWS } from '../format/paging.ts';
import { book } from './book.svelte.ts';
import { Loading } from './loading.svelte.ts';
import { tableView, type TableView } from './table-view.svelte.ts';

type PagedCall =
  | 'lots.list'
  | 'transactions.page'
  | 'year.payments'
  | 'year.paymentLots'
  | 'year.sales'
  | 'year.excessGains'
  | 'year.formRows'
  | 'year.holdingPeriods';
type AskedRows = 'search' | 'sort' | 'from' | 'most';

export class Paged<Name extends PagedCall> {
  readonly view: TableView;
  readonly #name: Name;
  readonly #loading = new Loading<Answer<Name>>();
  #search = $state('');
  page = $state(0);

  /** `table` is the name by which its order and its columns are remembered. */
  constructor(name: Name, table: string) {
    this.#name = name;
    this.view = tableView(table);
  }

  get search(): string {
    return this.#search;
  }
  set search(words: string) {
    this.#search = words;
    this.page = 0;
  }

  /** What of the table is looked at. */
  get looked(): string {
    return JSON.stringify([this.#search, this.page, this.view.sort]);
  }

  /** To be called within an effect: asks again when the book, the words, the order or the page are others. */
  ask(about: Omit<Request<Name>, AskedRows>): void {
    const asked = {
      ...about,
      search: this.#search,
      sort: this.view.sort,
      from: this.page * PAGE_ROWS,
      most: PAGE_ROWS,
    };
    if (book.revision < 0) return;
    this.#loading.run(() => call(this.#name, asked as unknown as Request<Name>));
  }

  /** Undefined until the first page is here; then the newest that is. */
  get data(): Answer<Name> | undefined {
    return this.#loading.data;
  }
  get error(): unknown {
    return this.#loading.error;
  }
}
