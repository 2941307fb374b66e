/** The rows of a long table: the application finds, sorts and cuts them, the window shows a page. */
import type { Answer, Request } from '../../application/contract.ts';
import { call } from '../api/client.ts';
import { PAGE_ROWS } from '../format/paging.ts';
import { Ahead } from './ahead.ts';
import { book } from './book.svelte.ts';
import { Loading } from './loading.svelte.ts';
import { tableView, type Sort, type TableView } from './table-view.svelte.ts';

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
type About<Name extends PagedCall> = Omit<Request<Name>, AskedRows>;

/** A page or an order that may be asked for next. */
interface Near {
  readonly page?: number;
  readonly sort?: Sort | null;
}

export class Paged<Name extends PagedCall> {
  readonly view: TableView;
  readonly #name: Name;
  readonly #about: () => About<Name>;
  readonly #loading = new Loading<Answer<Name>>();
  readonly #ahead = new Ahead<Answer<Name>>();
  #search = $state('');
  page = $state(0);

  /**
   * To be made while a component is. `table` is the name by which its order and its columns are remembered, `about`
   * says what its rows are of.
   */
  constructor(name: Name, table: string, about: () => About<Name>) {
    this.#name = name;
    this.#about = about;
    this.view = tableView(table);
    $effect(() => this.view.watch((sort) => this.near({ sort })));
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
  ask(): void {
    const { key, ask } = this.#question({});
    this.#loading.run(() => this.#ahead.take(key, ask));
  }

  /** The pointer or the focus is where this is asked for: the answer is there as soon as somebody presses. */
  near(next: Near): void {
    const { key, ask } = this.#question(next);
    this.#ahead.guess(key, ask);
  }

  #question({ page = this.page, sort = this.view.sort }: Near) {
    const asked = {
      ...this.#about(),
      search: this.#search,
      sort,
      from: page * PAGE_ROWS,
      most: PAGE_ROWS,
    };
    return {
      key: JSON.stringify([book.revision, asked]),
      ask: () => call(this.#name, asked as unknown as Request<Name>),
    };
  }

  /** Undefined until the first page is here; then the newest that is. */
  get data(): Answer<Name> | undefined {
    return this.#loading.data;
  }
  get error(): unknown {
    return this.#loading.error;
  }
}
