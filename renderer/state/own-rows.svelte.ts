/**
 * The rows of a table that the window has as a whole: found by words, and in the order of a column. Nothing is
 * worked out of them; long tables are asked for page by page instead (`paged.svelte.ts`).
 */
import { compareDecimals } from '../format/decimal.ts';
import { tableView, type TableView } from './table-view.svelte.ts';

/** What a column says of a row: a decimal, a day or words; null stands last, whichever way round. */
type Key<Row> = (row: Row) => string | null;

const DECIMAL = /^-?\d+(?:\.\d+)?$/;
const { compare } = new Intl.Collator('en', { numeric: true });

function comparerOf(keys: readonly (string | null)[]): (left: string, right: string) => number {
  const isNumeric = keys.every((key) => key === null || DECIMAL.test(key));
  return isNumeric ? compareDecimals : compare;
}

export class OwnRows<Row> {
  readonly view: TableView;
  readonly #columns: Readonly<Record<string, Key<Row>>>;
  readonly #text: (row: Row) => string;
  #search = $state('');
  page = $state(0);

  /** `table` is the name by which its order and its columns are remembered. */
  constructor(
    table: string,
    columns: Readonly<Record<string, Key<Row>>>,
    text: (row: Row) => string = () => '',
  ) {
    this.view = tableView(table);
    this.#columns = columns;
    this.#text = text;
  }

  get search(): string {
    return this.#search;
  }
  set search(words: string) {
    this.#search = words;
    this.page = 0;
  }

  /** Those in which every word is found, in the order that was asked for; rows of one key stay as they are. */
  of(all: readonly Row[]): readonly Row[] {
    const words = this.#search.toLowerCase().split(/\s+/).filter(Boolean);
    const found =
      words.length === 0
        ? all
        : all.filter((row) => {
            const text = this.#text(row).toLowerCase();
            return words.every((word) => text.includes(word));
          });
    const { sort } = this.view;
    const column = sort === null ? undefined : this.#columns[sort.column];
    if (sort === null || column === undefined) return found;
    const keyed = found.map((row) => ({ row, key: column(row) }));
    const order = comparerOf(keyed.map(({ key }) => key));
    const turn = sort.descending ? -1 : 1;
    keyed.sort((left, right) => {
      if (left.key === null || right.key === null) {
        return Number(left.key === null) - Number(right.key === null);
      }
      return turn * order(left.key, right.key);
    });
    return keyed.map(({ row }) => row);
  }
}
