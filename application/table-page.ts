/**
 * A long list as a table of the window asks for it: searched, put in order, a page of it.
 *
 * Example: of 10,000 lots those with "AIV 1999" in them, by adjusted basis, the dearest first, rows 100 to 199.
 * Awkward case: a list that has become shorter than the page that was looked at gives its last page.
 * Rows of which a column says the same keep the order of the list.
 */
import { placesInOrder } from './places-in-order.ts';
import { searchedBy } from '../tax/facts/searched.ts';
import { compareText } from '../tax/values/order.ts';

/** What a column is put in order by; null stands last, whichever way round. */
type Key = string | bigint | number | null;

/** The columns that a list can be put in order by, and what a search looks through. */
export interface Listing<Row, Column extends string> {
  readonly columns: Readonly<Record<Column, (row: Row) => Key>>;
  readonly text: (row: Row) => string;
}

interface AskedOrder<Column extends string> {
  readonly column: Column;
  readonly descending: boolean;
}

interface AskedPage<Column extends string> {
  readonly search: string;
  /** Null for the order that the list has by itself. */
  readonly sort: AskedOrder<Column> | null;
  readonly from: number;
  readonly most: number;
}

interface Page<Row> {
  readonly rows: readonly Row[];
  /** The place of the first of them. */
  readonly from: number;
  /** How many answer to the search, and how many there are. */
  readonly found: number;
  readonly all: number;
}

function compareKeys(left: Key, right: Key): number {
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right);
  if (left === right) return 0;
  return (left as bigint | number) < (right as bigint | number) ? -1 : 1;
}

/** Whole numbers in the order of the keys: the keys themselves, or their places among those that there are. */
function inWholeNumbers(keys: readonly Exclude<Key, null>[]): (key: Exclude<Key, null>) => bigint {
  if (keys.every((key) => typeof key === 'bigint')) return (key) => key as bigint;
  const places = new Map([...new Set(keys)].sort(compareKeys).map((key, i) => [key, BigInt(i)]));
  return (key) => places.get(key) as bigint;
}

/** The rows by their keys; those of one key stay as they are, and null stands last. */
function rowsInOrder<Row>(
  all: readonly Row[],
  keys: readonly Key[],
  descending: boolean,
): readonly Row[] {
  const known: Exclude<Key, null>[] = [];
  const [of, unknown]: [Row[], Row[]] = [[], []];
  keys.forEach((key, place) => {
    const row = all[place] as Row;
    if (key === null) return unknown.push(row);
    known.push(key);
    return of.push(row);
  });
  const places = placesInOrder(known.map(inWholeNumbers(known)), descending);
  return [...Array.from(places, (place) => of[place] as Row), ...unknown];
}

/** Lists in an order that was asked for, as long as the list itself is there. */
const inOrder = new WeakMap<readonly unknown[], Map<string, readonly unknown[]>>();

/** Who compares looks by a few columns, up and down by turns. */
const MOST_ORDERS = 6;

/**
 * A list by one of its columns: put in order once, as a page, a search and a letter more ask for the same.
 * The list must be kept by whoever asks, and never be changed.
 */
export function ordered<Row, Column extends string>(
  all: readonly Row[],
  { columns }: Pick<Listing<Row, Column>, 'columns'>,
  sort: AskedOrder<Column> | null,
): readonly Row[] {
  if (sort === null) return all;
  const name = `${sort.column}/${sort.descending}`;
  const orders = inOrder.get(all) ?? new Map<string, readonly unknown[]>();
  const kept = orders.get(name);
  if (kept) return kept as readonly Row[];
  const keys = all.map(columns[sort.column]);
  const made = rowsInOrder(all, keys, sort.descending);
  const [oldest] = orders.keys();
  if (oldest !== undefined && orders.size >= MOST_ORDERS) orders.delete(oldest);
  inOrder.set(all, orders.set(name, made));
  return made;
}

/** The first row of the page that was asked for; of the last one where the list has become shorter. */
export function firstOf(from: number, most: number, found: number): number {
  return found <= from ? Math.max(0, Math.ceil(found / most) - 1) * most : from;
}

/** The rows of a page; `isShown` says which rows of the list the table is of. */
export function pageOf<Row, Column extends string>(
  list: readonly Row[],
  listing: Listing<Row, Column>,
  { search, sort, from, most }: AskedPage<Column>,
  isShown: (row: Row) => boolean = () => true,
): Page<Row> {
  const isSearched = searchedBy(search);
  const own = ordered(list, listing, sort).filter(isShown);
  const found =
    isSearched === null ? own : own.filter((row) => isSearched(listing.text(row).toLowerCase()));
  const first = firstOf(from, most, found.length);
  return {
    rows: found.slice(first, first + most),
    from: first,
    found: found.length,
    all: own.length,
  };
}
