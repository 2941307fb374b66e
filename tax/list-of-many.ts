/**
 * How does a report list 100,000 lots without holding an object for each of them?
 *
 * The pass leaves columns of integers (`columns.ts`). A list of few lots is made of them at once. A
 * list of many is made each time that it is read: the rows then exist only while somebody looks at
 * them, which nobody does for most of them. Both are plain arrays of the same values to the reader.
 *
 * Awkward case: who reads such a list in a loop makes it in every round. Take it into a variable.
 */
export interface ListOfMany<T> {
  readonly count: number;
  /** Makes the list; equal each time. */
  readonly list: () => readonly T[];
}

/** Up to how many rows a list is made at once. */
export const MADE_AT_ONCE = 200;

/** The object with more fields: lists, each of which is made at once or when it is read. */
export function withLists<T extends object, Lists extends Readonly<Record<string, unknown>>>(
  object: T,
  lists: { readonly [K in keyof Lists]: ListOfMany<Lists[K]> },
): T & { readonly [K in keyof Lists]: readonly Lists[K][] } {
  const made: object = { ...object };
  for (const [name, { count, list }] of Object.entries<ListOfMany<unknown>>(lists)) {
    const how = count <= MADE_AT_ONCE ? { value: list() } : { get: list };
    Object.defineProperty(made, name, { enumerable: true, ...how });
  }
  return made as T & { readonly [K in keyof Lists]: readonly Lists[K][] };
}

/** Several lists as one. */
export function allOf<T>(lists: readonly ListOfMany<T>[]): ListOfMany<T> {
  let count = 0;
  for (const one of lists) count += one.count;
  return { count, list: () => lists.flatMap((one) => one.list()) };
}
