/**
 * Did the broker report liquidating distributions as nondividend distributions?
 *
 * Authority: Instructions for Form 1099-DIV: what a company in partial or complete liquidation pays (section 331)
 * stands in the boxes for liquidation distributions, and not in box 3.
 * Example: $5,500.00 in box 3 and nothing in box 9, where box 9 of the book is $5,500.00.
 * Awkward case: other differences beside it. They are looked at without these boxes, so that nothing is named
 * which happens to give as much.
 * Not handled: a part of the distributions in box 3, and another return of capital in it that differs as well.
 */
import { formOf, LIQUIDATION_BOXES, type BoxMeaning } from '../facts/forms.ts';
import { dollars } from '../facts/wording.ts';
import type { Cents } from '../values/money.ts';
import type { Trial } from './trial.ts';

/** No published code names it, so it is said of what stays unexplained. */
interface InBox3 {
  /** Places of the fields that differ by it. */
  readonly places: ReadonlySet<number>;
  readonly message: string;
}

/** Undefined where box 3 is not higher by exactly what the boxes for liquidation lack. */
export function liquidationInBox3(trial: Trial): InBox3 | undefined {
  const { forms, groups, reference } = trial.setting;
  const boxes = formOf(reference.forms, forms.year)?.boxes ?? [];
  const differences = trial.differences(trial.ours);
  const placeOf = (meaning: BoxMeaning): number => {
    const box = boxes.find((one) => one.meaning === meaning)?.box;
    return trial.fields.findIndex(({ form, field }) => form === '1099-DIV' && field === box);
  };
  const box3 = placeOf('nondividendDistributions');
  if (box3 < 0) return undefined;
  const paid = groups.flatMap(({ year }) => year.liquidations);
  const lacking = boxes.flatMap(({ box, meaning }) => {
    const inKind = LIQUIDATION_BOXES[meaning];
    if (inKind === undefined) return [];
    const place = placeOf(meaning);
    const ours = paid
      .filter((one) => one.inKind === inKind)
      .reduce((sum, { amount }) => sum + amount, 0n);
    // A box that was not typed is empty on the form.
    const amount = place < 0 ? ours : -(differences[place] ?? 0n);
    return amount === 0n ? [] : [{ box, place, amount }];
  });
  const moved = lacking.reduce((sum, { amount }) => sum + amount, 0n);
  if (moved <= 0n || differences[box3] !== moved) return undefined;
  const names = lacking.map(({ box }) => box).join(' and ');
  return {
    places: new Set([box3, ...lacking.map(({ place }) => place)]),
    message: `Box 3 of the broker’s form is ${dollars(moved as Cents)} higher than ours, which is exactly what the form lacks in our box ${names}: the broker may have reported liquidating distributions as nondividend distributions. Compare the company’s notice of its liquidation. If they were liquidating distributions, ask the broker for a corrected form; if not, take the entries out and add the issuer’s release.`,
  };
}
