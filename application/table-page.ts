/**
 * A long list as a table of the window asks for it: searched, put in order, a page of it.
 *
 * Example: of 10,000 lots those with "AIV 1999" in them, by adjusted basis, the dearest first, rows 100 to 199.
 * Awkward case: a list that has become shorter than the page that was looked at gives its last page.
 * Rows of which a column says the same keep the order of the list.
 */
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

/**
 * The places of keys in their order; those of one key stay as they are, and null stands last. A hundred thousand
 * rows are put in order while somebody waits: their keys and places are one number each, and no function is
 * called to compare two.
 */
function placesInOrder(keys: readonly Key[], descending: boolean): readonly number[] {
  const known: number[] = [];
  const unknown: number[] = [];
  keys.forEach((key, place) => (key === null ? unknown : known).push(place));
  const numberOf = inWholeNumbers(known.map((place) => keys[place] as Exclude<Key, null>));
  const room = BigInt(keys.length);
  const turn = descending ? -1n : 1n;
  const composed = known.map(
    (place) => turn * numberOf(keys[place] as Exclude<Key, null>) * room + BigInt(place),
  );
  const fit = composed.every((one) => BigInt.asIntN(64, one) === one);
  const sorted = fit
    ? BigInt64Array.from(composed).sort()
    : composed.sort((left, right) => (left < right ? -1 : 1));
  return [...Array.from(sorted, (one) => Number(((one % room) + room) % room)), ...unknown];
}

/** Lists in an order that was asked for, as long as the list itself is there. */
const inOrder = new WeakMap<readonly unknown[], Map<string, readonly unknown[]>>();

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
  const kept = inOrder.get(all)?.get(name);
  if (kept) return kept as readonly Row[];
  const keys = all.map(columns[sort.column]);
  const made = placesInOrder(keys, sort.descending).map((place) => all[place] as Row);
  // One order of a list is enough to page through it.
  inOrder.set(all, new Map([[name, made]]));
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
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const own = ordered(list, listing, sort).filter(isShown);
  const found =
    words.length === 0
      ? own
      : own.filter((row) => {
          const text = listing.text(row).toLowerCase();
          return words.every((word) => text.includes(word));
        });
  const first = firstOf(from, most, found.length);
  return {
    rows: found.slice(first, first + most),
    from: first,
    found: found.length,
    all: own.length,
  };
}
