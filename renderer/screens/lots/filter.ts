/** Which lots answer a search: every word must be found in the lot's name, security, account or day. */
import type { Lot } from './load.ts';

export function filterLots(
  lots: readonly Lot[],
  search: string,
  account: string | null,
): readonly Lot[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return lots.filter((lot) => {
    if (account !== null && lot.account !== account) return false;
    const text = `${lot.lot} ${lot.security} ${lot.account} ${lot.acquired}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
