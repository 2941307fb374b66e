/**
 * Are two of very many names the same?
 *
 * A Set answers that too. But it goes back to names that it has, to compare them and each time that it
 * grows, and 100,000 names lie all over the memory: it took a third of a year's computation. Here each
 * name is read once, for a number made of its characters; only names with the same number are
 * compared.
 *
 * Awkward case: different names with the same number. There are a few; a list in which there are very
 * many was made for it, and goes through a Set.
 */

/** A number of 32 bits made of all characters (Fowler, Noll and Vo's hash, 1a, by code units). */
function numberOf(name: string): number {
  let number = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) {
    number = Math.imul(number ^ name.charCodeAt(i), 0x01000193);
  }
  // The lower bits choose the slot, so that the upper ones must reach them.
  return number ^ (number >>> 15);
}

/** Names per list that are compared although they differ, before a Set is the safer way. */
const MOST_COMPARISONS_PER_NAME = 4;

/** Whether a name is twice in the list. */
export function hasSharedName(names: readonly string[]): boolean {
  const numbers = new Int32Array(names.length);
  for (let i = 0; i < names.length; i++) numbers[i] = numberOf(names[i] as string);
  // At most half full; a slot has a place in the list, from 1, or zero.
  const slots = new Int32Array(1 << (33 - Math.clz32(names.length)));
  const last = slots.length - 1;
  let comparisons = MOST_COMPARISONS_PER_NAME * names.length;
  for (let i = 0; i < names.length; i++) {
    const number = numbers[i] as number;
    let slot = number & last;
    for (let other = slots[slot] as number; other !== 0; other = slots[slot] as number) {
      if (numbers[other - 1] === number && names[other - 1] === names[i]) return true;
      if (--comparisons < 0) return new Set(names).size < names.length;
      slot = (slot + 1) & last;
    }
    slots[slot] = i + 1;
  }
  return false;
}
