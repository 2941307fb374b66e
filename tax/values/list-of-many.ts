/**
 * How does a report list 100,000 lots without holding an object for each of them?
 *
 * The pass leaves columns of integers (`columns.ts`). A list of few lots is made of them at once. A
 * list of many is made each time that it is read: the rows then exist only while somebody looks at
 * them, which nobody does for most of them. Both are plain arrays of the same values to the reader.
 *
 * Awkward case: who reads such a list in a loop makes it in every round. Take it into a variable. Who
 * needs each row only once goes through `rowsOf`: then there is one of them at a time.
 */
export interface ListOfMany<T> {
  readonly count: number;
  /** Makes the list; equal each time. */
  readonly list: () => readonly T[];
  /** Makes row after row. */
  readonly rows: () => Iterable<T>;
}

const ROWS = new WeakMap<object, Map<string, () => Iterable<unknown>>>();

/** The rows of one of an object's lists, made one by one where the list is one of many. */
export function rowsOf<T extends object, Name extends keyof T & string>(
  object: T,
  name: Name,
): Iterable<RowOf<T[Name]>> {
  type Row = RowOf<T[Name]>;
  const rows = ROWS.get(object)?.get(name) as (() => Iterable<Row>) | undefined;
  return rows ? rows() : (object[name] as Iterable<Row>);
}

type RowOf<List> = List extends readonly (infer Row)[] ? Row : never;

/** Up to how many rows a list is made at once. */
export const MADE_AT_ONCE = 200;

/** The object with more fields: lists, each of which is made at once or when it is read. */
export function withLists<T extends object, Lists extends Readonly<Record<string, unknown>>>(
  object: T,
  lists: { readonly [K in keyof Lists]: ListOfMany<Lists[K]> },
): T & { readonly [K in keyof Lists]: readonly Lists[K][] } {
  const made: object = { ...object };
  const byName = new Map<string, () => Iterable<unknown>>();
  for (const [name, { count, list, rows }] of Object.entries<ListOfMany<unknown>>(lists)) {
    const isMany = count > MADE_AT_ONCE;
    if (isMany) byName.set(name, rows);
    const how = isMany ? { get: list } : { value: list() };
    Object.defineProperty(made, name, { enumerable: true, ...how });
  }
  if (byName.size > 0) ROWS.set(made, byName);
  return made as T & { readonly [K in keyof Lists]: readonly Lists[K][] };
}

/** Several lists as one. */
export function allOf<T>(lists: readonly ListOfMany<T>[]): ListOfMany<T> {
  let count = 0;
  for (const one of lists) count += one.count;
  return {
    count,
    list: () => lists.flatMap((one) => one.list()),
    *rows() {
      for (const one of lists) yield* one.rows();
    },
  };
}
