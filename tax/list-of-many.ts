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

/** The object with one more field, `lots`: a list, or one that is made when it is read. */
export function withLots<T extends object, Row>(
  object: T,
  { count, list }: ListOfMany<Row>,
): T & { readonly lots: readonly Row[] } {
  if (count <= MADE_AT_ONCE) return { ...object, lots: list() };
  const field = { enumerable: true, get: list };
  return Object.defineProperty({ ...object }, 'lots', field) as T & {
    readonly lots: readonly Row[];
  };
}

/** Several lists as one. */
export function allOf<T>(lists: readonly ListOfMany<T>[]): ListOfMany<T> {
  let count = 0;
  for (const one of lists) count += one.count;
  return { count, list: () => lists.flatMap((one) => one.list()) };
}
