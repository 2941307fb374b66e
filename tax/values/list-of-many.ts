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

/** Where an object has its lists that are made when they are read, by name: not seen, and not copied. */
const LATER = Symbol('lists made when they are read');

interface WithLater {
  readonly [LATER]?: ReadonlyMap<string, ListOfMany<unknown>>;
}

/** One function reads all lists of a name: a new one for each object would make each a kind of its own. */
const READERS = new Map<string, PropertyDescriptor>();

function readerOf(name: string): PropertyDescriptor {
  let reader = READERS.get(name);
  if (!reader) {
    const get = function (this: WithLater): readonly unknown[] | undefined {
      return this[LATER]?.get(name)?.list();
    };
    READERS.set(name, (reader = { get, enumerable: true }));
  }
  return reader;
}

/** The rows of one of an object's lists, made one by one where the list is one of many. */
export function rowsOf<T extends object, Name extends keyof T & string>(
  object: T,
  name: Name,
): Iterable<RowOf<T[Name]>> {
  type Row = RowOf<T[Name]>;
  const made = (object as WithLater)[LATER]?.get(name) as ListOfMany<Row> | undefined;
  return made ? made.rows() : (object[name] as Iterable<Row>);
}

type RowOf<List> = List extends readonly (infer Row)[] ? Row : never;

/** Up to how many rows a list is made at once. */
export const MADE_AT_ONCE = 200;

/** The object with more fields: lists, each of which is made at once or when it is read. */
export function withLists<T extends object, Lists extends Readonly<Record<string, unknown>>>(
  object: T,
  lists: { readonly [K in keyof Lists]: ListOfMany<Lists[K]> },
): T & { readonly [K in keyof Lists]: readonly Lists[K][] } {
  const made = { ...object } as Record<string, unknown>;
  let later: Map<string, ListOfMany<unknown>> | undefined;
  for (const [name, one] of Object.entries<ListOfMany<unknown>>(lists)) {
    if (one.count <= MADE_AT_ONCE) made[name] = one.list();
    else {
      (later ??= new Map()).set(name, one);
      Object.defineProperty(made, name, readerOf(name));
    }
  }
  if (later) Object.defineProperty(made, LATER, { value: later });
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

/** A list that not everybody asks for: made when it is read for the first time. */
export function whenRead<T>(make: () => readonly T[]): ListOfMany<T> {
  let made: readonly T[] | undefined;
  const list = (): readonly T[] => (made ??= make());
  return { count: Infinity, list, rows: list };
}
