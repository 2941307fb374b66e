/**
 * Does the form stand there without cents, and what is the difference then?
 *
 * Practice: some payers print whole dollars, and some holders type them (the return may have them, Reg. 301.6102-1).
 * Example: boxes of $201.00 and $63.00 where ours are $201.40 and $62.64.
 * Awkward case: another cause beside it. So causes are looked for among figures without cents, and what the cents
 * come to is said apart.
 * Not handled: rows of Form 1099-B in whole dollars.
 */
import type { BrokerView, Figure } from './broker-view.ts';
import type { Setting } from './cause.ts';

/** In cents. */
const DOLLAR = 100n;
/** One box can end in two noughts by chance. */
const LEAST_BOXES = 2;

function isWhole(amount: Figure): boolean {
  return amount === null || amount % DOLLAR === 0n;
}

/** Whether the boxes of Form 1099-DIV are in whole dollars, and ours are not. */
export function isInWholeDollars({ fields, ours }: Setting): boolean {
  const boxes = fields
    .map((field, place) => ({ ...field, ours: ours[place] ?? null }))
    .filter(({ form }) => form === '1099-DIV');
  return (
    boxes.every(({ theirs }) => isWhole(theirs)) &&
    boxes.filter((box) => box.theirs > 0n && !isWhole(box.ours)).length >= LEAST_BOXES
  );
}

/** The same book as a form without cents would show it. */
export function withoutCents(setting: Setting, view: BrokerView): Setting {
  const groups = setting.groups.map((group) => ({
    ...group,
    practice: { ...group.practice, inWholeDollars: true },
  }));
  return { ...setting, groups, ours: view.figuresOf(groups.map(({ practice }) => practice)) };
}
