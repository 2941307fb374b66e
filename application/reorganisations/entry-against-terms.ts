/**
 * What does an entry of an event say that its terms say otherwise?
 *
 * Authority: the calculation's section 8; an entry of the holder counts, and terms never replace it unasked.
 * Example: terms with 12.34% of the basis, and a spin-off entered with 50%: "12.34% of the basis by the
 * terms, 50% in the entry".
 * Awkward case: what the terms do not say, and what was answered to them, is no difference.
 * Awkward case: the whole shares alone of a dividend, without the fraction that was paid in cash.
 * Not handled: terms with choices, as nobody says which of them the entry took; a part of the shares exchanged.
 */
import { kindOf } from '../../tax/facts/entry-kinds.ts';
import type { Transaction } from '../../tax/facts/model.ts';
import { dollars, dollarsPerShare } from '../../tax/facts/wording.ts';
import {
  cashFor,
  convertShares,
  formatRate,
  formatShares,
  fractionOf,
  NO_MONEY,
  type Shares,
} from '../../tax/values/money.ts';
import { ratioText } from '../../formats/terms/read-terms.ts';
import type { ReorganisationTerms } from '../../formats/terms/terms.ts';
import { expectedShares, isDistribution } from './held-before.ts';

type Sides = readonly [byTerms: string, inEntry: string];

/** Two ways of reading the same amount lie at most one cent apart. */
const isNear = (one: bigint, other: bigint): boolean => one - other <= 1n && other - one <= 1n;

/** A part of a sentence for each; `held` are the shares just before it, null where nobody knows them. */
export function differencesOf(
  terms: ReorganisationTerms,
  entry: Transaction,
  held: Shares | null,
): readonly string[] {
  if (terms.choices.length > 0) return [];
  const sides = isDistribution(terms)
    ? ofDistribution(terms, entry, held)
    : [...ofValues(terms, entry), ...ofFraction(terms, entry, held)];
  return sides.map(([byTerms, inEntry]) => `${byTerms} by the terms, ${inEntry} in the entry`);
}

function ofValues(terms: ReorganisationTerms, entry: Transaction): Sides[] {
  if (entry.action !== terms.kind) {
    return [[`a ${kindOf(terms.kind).noun}`, `a ${kindOf(entry.action).noun}`]];
  }
  const { ratio, percent, cash, value } = terms;
  const found: Sides[] = [];
  if (ratio && 'ratio' in entry && !isSameRatio(ratio, entry.ratio))
    found.push([ratioText(ratio), ratioText(entry.ratio)]);
  if (percent !== null && entry.action === 'spin-off' && entry.percent !== percent)
    found.push([`${formatRate(percent)}% of the basis`, `${formatRate(entry.percent)}%`]);
  if (entry.action !== 'exchange') return found;
  const own = entry.cash ?? null;
  if (cash !== null && cash !== own)
    found.push([
      `${dollarsPerShare(cash)} a share in cash`,
      own === null ? 'none' : dollarsPerShare(own),
    ]);
  const effect = entry.dividend ? 'yes' : 'no';
  if (own !== null && terms.dividend !== null && effect !== terms.dividend) {
    const words = { yes: 'a dividend', no: 'no dividend' };
    found.push([`cash as ${words[terms.dividend]}`, words[effect]]);
  }
  const worth = entry.valuePerShare ?? null;
  // Without cash no figure hangs on what a new share was worth.
  const isMissed = worth === null && own === null;
  if (value !== null && worth !== value && !isMissed)
    found.push([
      `a new share worth ${dollarsPerShare(value)}`,
      worth === null ? 'no value' : dollarsPerShare(worth),
    ]);
  return found;
}

type Ratio = NonNullable<ReorganisationTerms['ratio']>;

function isSameRatio(one: Ratio, other: Ratio): boolean {
  return one.newShares * other.oldShares === other.newShares * one.oldShares;
}

/** The fraction that is left over, where the entry has the ratio of the terms. */
function ofFraction(
  { ratio, fractions, fractionPrice }: ReorganisationTerms,
  entry: Transaction,
  held: Shares | null,
): Sides[] {
  if (!('cashShares' in entry) || ratio === null || held === null) return [];
  if (!isSameRatio(ratio, entry.ratio) || ('shares' in entry && entry.shares !== null)) return [];
  const fraction = fractionOf(convertShares(held, ratio.newShares, ratio.oldShares));
  if (fraction === 0n) return [];
  const what = `the ${formatShares(fraction)} of a share`;
  const own = entry.amount === NO_MONEY ? 'nothing paid for it' : dollars(entry.amount);
  if (fractionPrice !== null) {
    const paid = cashFor(fraction, fractionPrice);
    return isNear(paid, entry.amount) ? [] : [[`${dollars(paid)} for ${what}`, own]];
  }
  if (fractions === 'kept' && entry.amount !== NO_MONEY) return [[`${what} kept`, own]];
  return fractions === 'cash' && entry.amount === NO_MONEY ? [[`${what} paid in cash`, own]] : [];
}

/** Shares that came in beside those held, with their value. */
function ofDistribution(
  terms: ReorganisationTerms,
  entry: Transaction,
  held: Shares | null,
): Sides[] {
  if (!('lot' in entry && 'shares' in entry && 'amount' in entry) || entry.shares === null)
    return [];
  const { shares, amount } = entry;
  const found: Sides[] = [];
  const expected = held === null ? [] : expectedShares(terms, held);
  const [all] = expected;
  if (all !== undefined && !expected.includes(shares))
    found.push([`${formatShares(all)} new shares`, formatShares(shares)]);
  const worth = terms.value === null ? null : cashFor(shares, terms.value);
  if (worth !== null && amount !== null && !isNear(worth, amount))
    found.push([`a value of ${dollars(worth)}`, dollars(amount)]);
  return found;
}
