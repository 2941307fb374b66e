/**
 * How deeply may a request be nested? What a call takes is a few objects deep; a thousand levels are an
 * attack on whatever walks through them by calling itself (the copying between threads, the validators).
 */

/** Far more than any request of the contract has. */
const MOST_LEVELS = 32;

/** Whether a value has more levels of objects and lists than that. Walks without calling itself. */
export function isTooDeep(value: unknown, most = MOST_LEVELS): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    const objects = level.filter((one) => typeof one === 'object' && one !== null);
    if (objects.length > 0 && depth >= most) return true;
    level = objects.flatMap((one) => (ArrayBuffer.isView(one) ? [] : Object.values(one as object)));
  }
  return false;
}
