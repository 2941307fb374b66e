/** Which entry last took shares of a lot by the account's method? A refusal of a lot that is empty says so. */
import type { TakenShares } from './choose-lots.ts';
import type { LotBook } from './lots.ts';
import type { OpenLot } from './open-lot.ts';
import type { LotPick, Transaction } from '../facts/model.ts';

export class TakenByMethod {
  readonly #by = new Map<OpenLot, Transaction>();

  /** An entry has taken these; it matters where it did not name them itself. */
  note(
    { byName }: LotBook,
    entry: Transaction & { readonly lot: string | null },
    picks: readonly LotPick[],
    taken: readonly TakenShares[],
  ): void {
    if (!byName || entry.lot !== null || picks.length > 0) return;
    for (const { lot } of taken) this.#by.set(lot, entry);
  }

  /** The entry that last took shares of the lot of a name. */
  of({ byName }: LotBook, name: string | null): Transaction | undefined {
    const lot = name === null ? undefined : byName?.get(name);
    return lot && this.#by.get(lot);
  }
}
