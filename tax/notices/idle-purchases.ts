/**
 * Which purchases near a sale replace nothing?
 *
 * Authority: section 1091(a): thirty days before or after it, in any account.
 * Example: 100,000 purchases and 10,000 sales at a loss: those of a security are put in order once, and each sale
 * looks up its days.
 * Awkward case: what the sale itself took was not sold before it.
 * Not handled: purchases that are not in the book.
 */
import { isAcquisition, type Acquisition } from '../facts/model.ts';
import type { Trade } from '../facts/transactions.ts';
import type { SaleRun } from '../lots/pass-result.ts';
import { PURCHASES } from '../lots/purchases.ts';
import { WASH_SALE_DAYS } from '../lots/wash-sales.ts';
import type { YearRun } from '../lots/year-run.ts';
import { addDays } from '../values/days.ts';
import { compareText, firstIndex } from '../values/order.ts';

type Purchase = Trade & { readonly transaction: Acquisition };

interface NearPurchases {
  readonly count: number;
  /** The earliest of them, as many as were asked for. */
  readonly first: readonly Acquisition[];
}

export class IdlePurchases {
  readonly #run: YearRun;
  readonly #bySecurity = new Map<string, readonly Purchase[]>();

  constructor(run: YearRun) {
    this.#run = run;
  }

  /** Those within thirty days of a sale, in order of their days, but for what it sold. */
  near({ entry, position, pieces }: SaleRun, most: number): NearPurchases {
    const all = this.#of(position.security.id);
    const from = addDays(entry.date, -WASH_SALE_DAYS);
    const to = addDays(entry.date, WASH_SALE_DAYS);
    const start = firstIndex(all, ({ transaction }) => transaction.date >= from);
    const end = firstIndex(all, ({ transaction }) => transaction.date > to);
    const sold = new Set(pieces.map(({ lot }) => lot.root.maker.id));
    const own = new Set<string>();
    for (const { lot } of pieces) {
      const { maker } = lot.root;
      const isHere = maker.securityId === position.security.id && this.#isIdle(maker);
      if (isHere && maker.date >= from && maker.date <= to) own.add(maker.id);
    }
    const first: Acquisition[] = [];
    for (let place = start; place < end && first.length < most; place++) {
      const { transaction } = all[place] as Purchase;
      if (!sold.has(transaction.id)) first.push(transaction);
    }
    return { count: end - start - own.size, first };
  }

  #isIdle(transaction: Trade['transaction']): transaction is Acquisition {
    return (
      isAcquisition(transaction) &&
      PURCHASES.has(transaction.action) &&
      !this.#run.washSales.replacing.has(transaction.id)
    );
  }

  #of(securityId: string): readonly Purchase[] {
    const known = this.#bySecurity.get(securityId);
    if (known) return known;
    const made = this.#run.admitted.positions
      .filter(({ security }) => security.id === securityId)
      .flatMap(({ trades }) => trades)
      .filter((trade): trade is Purchase => this.#isIdle(trade.transaction))
      .sort((a, b) => compareText(a.transaction.date, b.transaction.date) || a.order - b.order);
    this.#bySecurity.set(securityId, made);
    return made;
  }
}
