/**
 * In which order do names and days stand? In the order of their UTF-16 code units, everywhere: it
 * is the same on every machine and in every language, which a locale's order is not.
 */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The first index at which `isAtOrAfter` holds, in a list where it never turns back to false. */
export function firstIndex<T>(list: readonly T[], isAtOrAfter: (item: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isAtOrAfter(list[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}
