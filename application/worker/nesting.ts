/**
 * How deeply may a request be nested? What a call takes is a few objects deep; a thousand levels are an
 * attack on whatever walks through them by calling itself (the copying between threads, the validators).
 */

/** Far more than any request of the contract has. */
const MOST_LEVELS = 32;

/**
 * Each object once: what comes from the window may hold one object in many places, and a few dozen that
 * name the next one twice would else be walked through in thousands of millions of ways.
 */
function objectsIn(values: readonly unknown[]): Set<object> {
  return new Set(values.filter((one): one is object => typeof one === 'object' && one !== null));
}

/** Whether a value has more levels of objects and lists than that. Walks without calling itself. */
export function isTooDeep(value: unknown, most = MOST_LEVELS): boolean {
  let level: ReadonlySet<object> = objectsIn([value]);
  for (let depth = 0; level.size > 0; depth++) {
    if (depth >= most) return true;
    const below = new Set<object>();
    for (const one of level) {
      if (!ArrayBuffer.isView(one))
        for (const next of objectsIn(Object.values(one))) below.add(next);
    }
    level = below;
  }
  return false;
}
