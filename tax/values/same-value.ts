/**
 * Are two facts the same, value by value? Facts are plain: texts, numbers, integers, lists, and
 * objects of these.
 */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((each, i) => sameValue(each, b[i]));
  }
  const keys = Object.keys(a) as (keyof typeof a)[];
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameValue(a[key], b[key]))
  );
}

/** What became of the items of a list, told by their ids. */
interface ListChange<T> {
  /** Each item that is not in both lists with the same value, as it was and as it is. */
  readonly changed: readonly T[];
  /** Whether the items that are in both stand in the same order. */
  readonly inOrder: boolean;
}

/** Compares two lists; quick where they begin and end with the same items. */
export function listChange<T extends { readonly id: string }>(
  before: readonly T[],
  after: readonly T[],
): ListChange<T> {
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && sameValue(before[start], after[start])) start++;
  let end = 0;
  while (
    end < shorter - start &&
    sameValue(before[before.length - 1 - end], after[after.length - 1 - end])
  ) {
    end++;
  }
  const old = before.slice(start, before.length - end);
  const now = after.slice(start, after.length - end);

  const byId = new Map(now.map((item) => [item.id, item]));
  const kept = new Set<string>();
  for (const item of old) if (sameValue(item, byId.get(item.id))) kept.add(item.id);
  const keptNow = now.filter((item) => kept.has(item.id));
  let place = 0;
  const inOrder = old.every((item) => !kept.has(item.id) || keptNow[place++]?.id === item.id);
  return { changed: [...old, ...now].filter((item) => !kept.has(item.id)), inOrder };
}
