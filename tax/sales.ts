/**
 * What is the gain of a sale?
 *
 * Authority: Internal Revenue Code sections 1001, 1222 and 857(b)(8). Proceeds are divided among the
 * pieces by shares, largest remainder. A piece's basis is round2(basis x sold / held), or all of it
 * when the whole lot goes. A loss on shares held six months or less is long-term up to the capital
 * gain distributions received on those shares.
 * Example: 40 of 100 shares with a basis of $3,736.04, sold for $1,600.00: basis $1,494.42, gain
 * $105.58; $2,241.62 of basis stays with 60 shares.
 * Awkward case: fees above the price make proceeds negative; they are divided the same way.
 * Not handled: the adjustment of a wash sale (section 1091); it gets a notice.
 */
import { isHeldSixMonthsOrLess, isLongTerm } from './days.ts';
import type { LotBook, TakenShares } from './lots.ts';
import type { Account, Sale, Security } from './model.ts';
import {
  divideByLargestRemainder,
  minCents,
  NO_MONEY,
  NO_SHARES,
  proportion,
  subtractCents,
  subtractShares,
  type Cents,
} from './money.ts';
import { releasePending, type LotPart, type PaymentRun, type RunLot } from './return-of-capital.ts';
import type { SalePiece } from './year-report.ts';

/** Divides proceeds, which fees can make negative, by shares. */
function divideProceeds(proceeds: Cents, weights: readonly bigint[]): Cents[] {
  if (proceeds >= 0n) return divideByLargestRemainder(proceeds, weights);
  return divideByLargestRemainder(-proceeds as Cents, weights).map((part) => -part as Cents);
}

export interface SettledSale {
  readonly pieces: readonly SalePiece[];
  /** By payment, the lots whose parts became gain because the shares left before January 1. */
  readonly released: ReadonlyMap<PaymentRun, readonly string[]>;
}

/** Takes the sold shares and what they carry out of their lots. */
export function settleSale(
  book: LotBook<LotPart>,
  sale: Sale,
  taken: readonly TakenShares<LotPart>[],
  account: Account,
  security: Security,
): SettledSale {
  const proceeds = divideProceeds(
    sale.amount,
    taken.map(({ shares }) => shares),
  );
  const released = new Map<PaymentRun, string[]>();
  const pieces = taken.map(({ lot, shares }, place): SalePiece => {
    if (lot.pending) {
      for (const run of releasePending(lot, shares)) {
        const lots = released.get(run);
        if (lots) lots.push(lot.name);
        else released.set(run, [lot.name]);
      }
    }
    const out = takeOut(lot, shares);
    if (lot.shares === 0n) book.closed++;
    const own = proceeds[place] as Cents;
    const gain = subtractCents(own, out.basis);
    const term = isLongTerm(lot.acquired, sale.date) ? 'long' : 'short';
    const mayBeLongTermLoss =
      term === 'short' && gain < 0n && isHeldSixMonthsOrLess(lot.acquired, sale.date);
    return {
      transactionId: sale.id,
      accountId: account.id,
      account: account.name,
      taxDeferred: account.taxDeferred,
      security,
      lot: lot.name,
      acquired: lot.acquired,
      sold: sale.date,
      shares,
      proceeds: own,
      cost: out.cost,
      adjustedBasis: out.basis,
      returnOfCapital: subtractCents(out.cost, out.basis),
      gain,
      term,
      longTermLoss: mayBeLongTermLoss
        ? minCents(-gain as Cents, out.capitalGainReceived)
        : NO_MONEY,
    };
  });
  book.held = subtractShares(book.held, sale.shares);
  return { pieces, released };
}

interface TakenOut {
  readonly basis: Cents;
  readonly cost: Cents;
  readonly capitalGainReceived: Cents;
}

/** Each running figure of the lot loses the sold shares' part; all of it when the whole lot goes. */
function takeOut(lot: RunLot, shares: bigint): TakenOut {
  const held = lot.shares;
  const part = (amount: Cents): Cents =>
    shares === held ? amount : amount === 0n ? NO_MONEY : proportion(amount, shares, held);
  const out = {
    basis: part(lot.basis),
    cost: part(lot.cost),
    capitalGainReceived: part(lot.capitalGainReceived),
  };
  lot.basis = subtractCents(lot.basis, out.basis);
  lot.cost = subtractCents(lot.cost, out.cost);
  lot.capitalGainReceived = subtractCents(lot.capitalGainReceived, out.capitalGainReceived);
  lot.reducedBefore = subtractCents(lot.reducedBefore, part(lot.reducedBefore));
  lot.reducedInYear = subtractCents(lot.reducedInYear, part(lot.reducedInYear));
  lot.shares = shares === held ? NO_SHARES : ((held - shares) as typeof held);
  return out;
}
