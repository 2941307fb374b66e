/**
 * Which basis counts where shares were a gift that was worth less than it had cost the giver?
 *
 * Authority: Internal Revenue Code section 1015(a); Publication 551, "Property Received as a Gift". For a
 * gain the giver's basis and days count. For a loss it is the value on the day of the gift, and the days
 * begin with the gift (section 1223(2) asks for the giver's basis). In between there is neither gain nor
 * loss (ours: the row shows the proceeds as basis, so that the gain is zero). A return of capital reduces
 * both, the basis for a loss never below zero; it is gain only after the giver's basis is gone.
 * Example: cost the giver $5,000.00, worth $3,000.00: sold for $2,500.00 there is a loss of $500.00, sold
 * for $4,000.00 there is none, sold for $6,000.00 a gain of $1,000.00.
 * Awkward case: the value is not known. The giver's basis counts, and a sale at a loss asks for the value.
 * Not handled: gift tax that the giver paid (section 1015(d)).
 */
import type { Acquisition, Transaction } from '../facts/model.ts';
import type { Teller } from '../facts/teller.ts';

/** What took the place of the giver's basis: the value at the gift, or the proceeds. */
export type GiftRule = 'loss' | 'neither';

/** An entry as a gift that was worth less than the giver's basis; null where it is none. */
export function giftBelowCost(entry: Transaction): Acquisition | null {
  if (entry.action !== 'gift-received' || entry.amount === null) return null;
  return entry.value !== undefined && entry.value < entry.amount ? entry : null;
}

/** What a sale of such shares counts with; null for the giver's basis. */
export function giftRuleOf(proceeds: bigint, basis: bigint, lossBasis: bigint): GiftRule | null {
  if (proceeds >= basis) return null;
  return proceeds < lossBasis ? 'loss' : 'neither';
}

/** The basis that counts by the rule. */
export function basisOfGift<V>(
  tell: Teller<V>,
  rule: GiftRule | null,
  of: { readonly proceeds: V; readonly basis: V; readonly lossBasis: V },
): V {
  if (rule === null) return of.basis;
  return rule === 'loss'
    ? tell.sum([of.lossBasis], 'giftBasis', 'counted')
    : tell.smallest([of.proceeds, of.basis], 'giftBasis', 'counted');
}
