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

/**
 * The items of a list from the first to the last, as far as they are asked for: finding the first few
 * of very many takes less than sorting all. No two items compare as equal. The list is the caller's no
 * more.
 */
export function* inOrder<T>(list: T[], compare: (a: T, b: T) => number): Generator<T, void> {
  // A heap: no item comes before the one at half its place.
  for (let place = (list.length >>> 1) - 1; place >= 0; place--) sink(list, place, compare);
  for (;;) {
    const [first] = list;
    if (first === undefined) return;
    const last = list.pop() as T;
    if (list.length > 0) {
      list[0] = last;
      sink(list, 0, compare);
    }
    yield first;
  }
}

/** Moves an item down to where none of those below it comes before it. */
function sink<T>(heap: T[], from: number, compare: (a: T, b: T) => number): void {
  const item = heap[from] as T;
  let place = from;
  for (;;) {
    let below = 2 * place + 1;
    if (below >= heap.length) break;
    const next = below + 1;
    if (next < heap.length && compare(heap[next] as T, heap[below] as T) < 0) below = next;
    if (compare(item, heap[below] as T) <= 0) break;
    heap[place] = heap[below] as T;
    place = below;
  }
  heap[place] = item;
}
