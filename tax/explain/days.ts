/**
 * Since when do the shares of a lot count as held? Since the day of the entry that made them, wherever
 * they have moved since; after a wash sale earlier by the days of the sold ones.
 */
import type { Derivation } from './derivation.ts';
import type { Ledger } from './ledger.ts';
import { acquiredFact } from './nodes.ts';
import { Memo } from './shares.ts';
import { isAcquisition } from '../facts/model.ts';
import type { Match } from '../lots/pass-log.ts';
import type { OpenLot } from '../lots/open-lot.ts';

export class HoldingDays {
  readonly #ledger: Ledger;
  /** The day that a wash sale makes of another one; told by whoever explains sales. */
  readonly #tacked: (from: Derivation, match: Match) => Derivation;
  readonly #memo = new Memo<OpenLot>();

  constructor(ledger: Ledger, tacked: (from: Derivation, match: Match) => Derivation) {
    this.#ledger = ledger;
    this.#tacked = tacked;
  }

  /** The day on which a lot's shares were acquired, wherever they have moved since. */
  acquired(lot: OpenLot): Derivation {
    let origin = lot;
    for (let from = this.#ledger.departureOf(lot); from; from = this.#ledger.departureOf(origin)) {
      origin = from.from;
    }
    const { maker } = origin;
    if (!isAcquisition(maker)) throw new Error('a lot that nothing has made');
    return acquiredFact(maker, lot.name);
  }

  /** From when the holding period of a lot counts, after so many of its steps. */
  heldSince(lot: OpenLot, count: number): Derivation {
    // Back to where the shares began, or to a lot that is known, without a call for each move.
    const path: { readonly lot: OpenLot; readonly count: number }[] = [];
    let at: { readonly lot: OpenLot; readonly count: number } | undefined = { lot, count };
    while (at) {
      path.push(at);
      const departure = this.#ledger.departureOf(at.lot);
      at = departure && {
        lot: departure.from,
        count: this.#ledger.placeOfChange(departure.change),
      };
    }
    let since: Derivation | undefined;
    for (const each of path.reverse()) {
      const from = since ?? this.acquired(each.lot);
      since = this.#isTacked(each.lot, each.count)
        ? this.#memo.get(each.lot, 'held since', () =>
            this.#tacked(from, this.#ledger.matchOf(each.lot)),
          )
        : from;
    }
    return since as Derivation;
  }

  /** Whether a wash sale has made a lot count as held for longer by then. */
  #isTacked(lot: OpenLot, count: number): boolean {
    const place = this.#ledger
      .stepsOf(lot)
      .findIndex((step) => step.kind === 'trade' && step.change.kind === 'washSale');
    return place >= 0 && place < count;
  }
}
