/**
 * Which losses does section 1091 disallow, and where do they go?
 *
 * Authority: Internal Revenue Code section 1091(a) and (d), 1223(3); Treas. Reg. 1.1091-1 and -2;
 * Publication 550. A loss is disallowed as far as shares of the same security were bought within 30
 * days before or after the sale, in any account of the holder, reinvestments included. Losses are
 * matched in the order of the sales, those of one day, whose order nobody can tell, in the order in
 * which the lots were acquired, purchases in the order in which they were made, each share once.
 * The disallowed loss is added to the basis of the replacing shares, and the days for which the sold
 * shares were held count for them too.
 * Example (Publication 550): 100 shares bought for $1,000, sold for $750, and 100 bought for $800
 * within 30 days: the loss of $250 is disallowed, the basis of the new shares is $1,050.
 * Awkward case: shares of an individual retirement account replace the sold ones, but their basis does
 * not go up (Revenue Ruling 2008-5). The rest of a lot that is sold in part replaces nothing of it
 * (Revenue Ruling 56-602).
 * Ours: shares bought before the sale count only while they are held; where such shares are sold
 * already, a warning says so, because no authority was found that settles it. A lot of which only a part
 * replaces is divided, because basis and days of that part differ.
 * Ours: the losses of a day wait for its other sales, but are matched before something else happens to
 * the shares of that security, or before a sale takes shares that can replace them.
 * Not handled: options, a spouse's accounts that are not in the book, other securities that are
 * substantially identical.
 */
import type { Teller } from '../facts/teller.ts';
import { addDays, type Day } from '../values/days.ts';
import { LOSS_IS_ADDED_TO } from './carried.ts';
import type { Choice } from './choose-lots.ts';
import { COUNTING } from './counting.ts';
import { putIn, takeOut } from './lots.ts';
import type { LotNames } from './lot-names.ts';
import type { OpeningBasis, Split } from '../facts/model.ts';
import {
  addCents,
  convertShares,
  negated,
  subtractCents,
  subtractShares,
  type Cents,
  type Shares,
} from '../values/money.ts';
import { compareText } from '../values/order.ts';
import type { PassLog } from './pass-log.ts';
import type { PositionState } from './position-state.ts';
import { canReplace, RecentPurchases, type Candidate } from './recent-purchases.ts';
import { movePending } from './return-of-capital.ts';
import type { OpenLot, Stay } from './open-lot.ts';
import { longTermLossOf, type PieceRun } from './sales.ts';
import { tackedOn } from './term.ts';
import type { Trade } from '../facts/transactions.ts';
import type { Replacement } from './figures.ts';

export const WASH_SALE_DAYS = 30;

/**
 * Whose purchases are looked for: those of all accounts, as the law has it. A broker looks at one account
 * (Reg. 1.6045-1(d)(6)(iii)), or, before it had to, at none: so its form is worked out, and nothing else.
 */
export type WashSaleScope = 'all-accounts' | 'same-account' | 'none';

/** Of sold shares that nothing has replaced, those that a purchase replaces. */
export function replacedBy<V>(tell: Teller<V>, unmatched: V, held: V): V {
  return tell.smallest([unmatched, held], 'washSale');
}

/** Of a loss that nothing has disallowed, what goes with the replaced ones of its shares. */
export function disallowedFor<V>(tell: Teller<V>, lossLeft: V, replaced: V, unmatched: V): V {
  return tell.share(lossLeft, replaced, unmatched, 'washBasis');
}

/** What a loss rests on. */
interface PastOfLoss {
  /** What the sold shares were until they were sold, and before that. */
  readonly stays: readonly Stay[];
  /** The basis that was stated of them. */
  readonly opening: OpeningBasis | null;
}

/** A loss of which some shares have not been replaced. */
interface WaitingLoss {
  readonly run: PieceRun;
  readonly past: PastOfLoss;
  /** Splits that the unmatched shares have been through: one that several accounts enter is one. */
  readonly splits: Set<string>;
  /** As they count after those. */
  unmatched: Shares;
  lossLeft: Cents;
}

/** Which shares went first nobody can tell: the earliest acquired (Reg. 1.1091-1(b)). */
function byAcquisition(
  { run: a }: Pick<FreshLoss, 'run'>,
  { run: b }: Pick<FreshLoss, 'run'>,
): number {
  return (
    compareText(a.piece.acquired, b.piece.acquired) ||
    compareText(a.lot.rank, b.lot.rank) ||
    compareText(a.piece.lot, b.piece.lot)
  );
}

function pastOf({ lot, piece }: PieceRun, securityId: string): PastOfLoss {
  const own = { securityId, from: lot.since, to: piece.sold };
  return { stays: [...lot.past, own], opening: lot.opening };
}

/** A loss of the day that the pass has reached, before anything is looked for that replaces its shares. */
interface FreshLoss {
  readonly run: PieceRun;
  readonly past: PastOfLoss;
  readonly trade: Trade;
}

/** What the notices ask of the wash sales of a pass. */
export interface WashSaleOutcome {
  readonly unreplaced: ReadonlySet<PieceRun>;
  /** Ids of the acquisitions. */
  readonly replacing: ReadonlySet<string>;
}

/** All losses of a pass, matched as sales and purchases come. */
export class WashSales {
  readonly #statesOf: (securityId: string) => readonly PositionState[];
  /** By security. */
  readonly #recent = new Map<string, RecentPurchases>();
  readonly #names: LotNames;
  readonly #log: PassLog;
  readonly #scope: WashSaleScope;
  /** By security, in order of the sales. */
  readonly #waiting = new Map<string, WaitingLoss[]>();
  /** By security, of the day that the pass has reached. */
  readonly #fresh = new Map<string, FreshLoss[]>();
  readonly #unreplaced = new Set<PieceRun>();
  readonly #replacing = new Set<string>();

  constructor(
    statesOf: (securityId: string) => readonly PositionState[],
    names: LotNames,
    log: PassLog,
    scope: WashSaleScope = 'all-accounts',
  ) {
    this.#scope = scope;
    this.#statesOf = statesOf;
    this.#names = names;
    this.#log = log;
  }

  /** The losses of which some shares were not replaced, and the entries whose shares replace some. */
  get outcome(): WashSaleOutcome {
    return { unreplaced: this.#unreplaced, replacing: this.#replacing };
  }

  /** Notes the losses of a sale. All its pieces have left their lots. */
  afterSale({ position }: PositionState, pieces: readonly PieceRun[], trade: Trade): void {
    if (position.account.taxDeferred || this.#scope === 'none') return;
    const { id } = position.security;
    for (const run of pieces) {
      if (run.piece.gain >= 0n) continue;
      // A match can change the lot that the piece comes from.
      const loss = { run, past: pastOf(run, id), trade };
      const fresh = this.#fresh.get(id);
      if (fresh) fresh.push(loss);
      else this.#fresh.set(id, [loss]);
    }
  }

  /** Whether a choice of a day must wait until the losses of that day are matched: it takes what can replace them. */
  isBefore(securityId: string, choice: Choice, day: Day): boolean {
    const fresh = this.#fresh.get(securityId);
    if (!fresh) return false;
    // A lot that is not there can be a part that a match splits off.
    if ('problem' in choice) return true;
    const from = addDays(day, -WASH_SALE_DAYS);
    return choice.taken.some(
      ({ lot }) => canReplace(lot, from) && fresh.some(({ run }) => run.lot.root !== lot.root),
    );
  }

  /** Looks for shares that were bought before the sales of the day, of one security or of all. */
  settle(securityIds?: readonly string[]): void {
    if (this.#fresh.size === 0) return;
    for (const id of securityIds ?? [...this.#fresh.keys()]) {
      const fresh = this.#fresh.get(id);
      if (!fresh) continue;
      this.#fresh.delete(id);
      for (const loss of fresh.toSorted(byAcquisition)) {
        this.#lookBack(id, loss);
      }
    }
  }

  #lookBack(securityId: string, { run, past, trade }: FreshLoss): void {
    const { gain, shares, sold } = run.piece;
    const loss = {
      run,
      past,
      splits: new Set<string>(),
      unmatched: shares,
      lossLeft: negated(gain),
    };
    this.#purchasesOf(securityId).replace(
      addDays(sold, -WASH_SALE_DAYS),
      run.lot.root,
      (candidate) => {
        this.#match(loss, candidate, sold, trade);
        return loss.unmatched > 0n;
      },
    );
    if (loss.unmatched === 0n) return;
    this.#unreplaced.add(run);
    this.#wait(securityId, loss);
  }

  /** Lets a purchase replace shares that were sold before it. */
  afterPurchase(state: PositionState, lot: OpenLot, trade: Trade): void {
    if (this.#waiting.size === 0 || lot.boughtOn === null) return;
    const { id } = state.position.security;
    const all = this.#waiting.get(id);
    if (!all) return;
    const from = addDays(lot.boughtOn, -WASH_SALE_DAYS);
    let done = 0;
    for (; done < all.length; done++) {
      const loss = all[done] as WaitingLoss;
      // A reverse split can leave nothing of what waits.
      if (loss.unmatched === 0n || loss.run.piece.sold < from) continue;
      if (!lot.isReplacement) this.#match(loss, { state, lot }, lot.boughtOn, trade);
      if (loss.unmatched > 0n) break;
    }
    if (done < all.length) all.splice(0, done);
    else this.#waiting.delete(id);
  }

  /** Counts the shares that wait for a replacement as if they had been kept through a split. */
  atSplit(split: Split): void {
    const { securityId, date } = split;
    const { newShares, oldShares } = split.ratio;
    const key = `${date} ${newShares}:${oldShares}`;
    const from = addDays(date, -WASH_SALE_DAYS);
    for (const loss of this.#waiting.get(securityId) ?? []) {
      if (loss.unmatched === 0n || loss.run.piece.sold < from || loss.splits.has(key)) continue;
      loss.splits.add(key);
      this.#log.splitWhileWaiting(loss.run, split);
      loss.unmatched = convertShares(loss.unmatched, newShares, oldShares);
      if (loss.unmatched === 0n) this.#unreplaced.delete(loss.run);
    }
  }

  /** Of one day in the order of acquisition, whenever on it they were matched. */
  #wait(securityId: string, loss: WaitingLoss): void {
    const waiting = this.#waiting.get(securityId);
    if (!waiting) {
      this.#waiting.set(securityId, [loss]);
      return;
    }
    const { piece } = loss.run;
    let at = waiting.length;
    for (let before = waiting[at - 1]; before; before = waiting[--at - 1]) {
      const { run } = before;
      if (run.piece.sold !== piece.sold || byAcquisition(before, loss) <= 0) break;
    }
    waiting.splice(at, 0, loss);
  }

  #purchasesOf(securityId: string): RecentPurchases {
    let recent = this.#recent.get(securityId);
    if (!recent) {
      recent = new RecentPurchases(() => this.#statesOf(securityId));
      this.#recent.set(securityId, recent);
    }
    return recent;
  }

  #match(loss: WaitingLoss, { state, lot }: Candidate, day: Day, trade: Trade): void {
    const { piece } = loss.run;
    const isOwn = state.position.account.id === piece.accountId;
    if (this.#scope === 'same-account' && !isOwn) return;
    const shares = replacedBy<bigint>(COUNTING, loss.unmatched, lot.shares) as Shares;
    const disallowed = disallowedFor<bigint>(
      COUNTING,
      loss.lossLeft,
      shares,
      loss.unmatched,
    ) as Cents;
    loss.unmatched = subtractShares(loss.unmatched, shares);
    loss.lossLeft = subtractCents(loss.lossLeft, disallowed);
    if (loss.unmatched === 0n) this.#unreplaced.delete(loss.run);
    this.#replacing.add(lot.maker.id);
    const target = shares < lot.shares ? this.#splitOff(state, lot, shares, day, trade) : lot;
    this.#log.matched(loss.run, lot, target, shares);
    target.becomeReplacement();
    const { account } = state.position;
    if (!account.taxDeferred) {
      for (const name of LOSS_IS_ADDED_TO) target[name] = addCents(target[name], disallowed);
      target.restOn(loss.past.stays);
      target.restOnOpening(loss.past.opening);
      state.book.hasPast = true;
      target.heldSince = tackedOn(target.heldSince, piece.sold, piece.heldSince);
      this.#log.lossAdded(state.position, target, day, piece, disallowed);
    }
    const replacement: Replacement = {
      accountId: account.id,
      account: account.name,
      lot: target.name,
      bought: target.boughtOn ?? day,
      shares,
      disallowedLoss: disallowed,
      addedToBasis: !account.taxDeferred,
    };
    piece.disallowedLoss = addCents(piece.disallowedLoss, disallowed);
    piece.replacements = [...piece.replacements, replacement];
    piece.longTermLoss = longTermLossOf(loss.run);
  }

  #splitOff(state: PositionState, lot: OpenLot, shares: Shares, day: Day, trade: Trade): OpenLot {
    const { book, position } = state;
    const portion = takeOut(book, lot, shares);
    const name = this.#names.take(position.account.id, `${lot.name}/wash`);
    const part = putIn(book, portion, lot, {
      name,
      origin: 'same-shares',
      leaves: position.security.id,
      day,
    });
    movePending(lot, part, shares, portion.held);
    lot.addPart(part);
    this.#log.moved(day, { position, lot }, { position, lot: part }, portion, trade);
    return part;
  }
}
