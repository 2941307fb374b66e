/**
 * Where is what a payment on all lots did to one of them from: cash in an exchange, a liquidating
 * distribution, gain that a trust kept?
 *
 * Example: "1,000 shares × $1.00 per share = $1,000.00.", of which the lot has a part by its shares; "The
 * smaller of $1,000.00 and $0.00 is $0.00." is what of it pays basis back; the rest is gain.
 * Awkward case: the cash is divided by the old shares of the lots, the value by their new ones.
 */
import type { Derivation } from './derivation.ts';
import { firstOf, otherLots } from './cutting.ts';
import { FiguresOfKind } from './figures-of-kind.ts';
import { amountFact, bootFact, taxFact } from './nodes.ts';
import { apportion, calledBy, sum, tell } from './operations.ts';
import { RULES, type RuleName } from '../facts/teller.ts';
import type { Exchange, Liquidation, UndistributedGain } from '../facts/model.ts';
import type { Trade } from '../facts/transactions.ts';
import type { Cents } from '../values/money.ts';
import {
  bootRule,
  gainOfPayment,
  keptGainAdded,
  paidBackInExchange,
} from '../lots/paid-on-lots.ts';
import { divideByLargestRemainder } from '../values/money.ts';
import type { LotChange } from '../lots/pass-log.ts';
import { reductionOf } from '../lots/return-of-capital.ts';
import { exactOf } from './derivation.ts';

export class PaidFigures extends FiguresOfKind {
  /** What it took off the basis; what gain that was kept added. */
  basisChange(change: LotChange): Derivation {
    return this.f.memo.get(change, 'basisChange', () => {
      if (change.kind === 'boot') return this.#paidBackInExchange(change);
      if (change.kind === 'liquidated') return this.#paidBackInLiquidation(change);
      const { transaction } = change.trade as Trade;
      const entry = transaction as UndistributedGain;
      const added = this.f.memo.get(change.trade as Trade, 'added', () =>
        keptGainAdded(
          tell({ label: `Added to the basis on ${entry.date}` }),
          amountFact(entry, 'Undistributed gain, box 1a'),
          taxFact(entry, 'Tax paid, box 2'),
        ),
      );
      return this.#part(change, added, `Added to the lot ${change.lot.name}`, 'undistributed');
    });
  }

  /** Gain that a trust kept, of one lot. */
  keptGain(change: LotChange): Derivation {
    return this.f.memo.get(change, 'keptGain', () => {
      const entry = (change.trade as Trade).transaction as UndistributedGain;
      const whole = amountFact(entry, 'Undistributed gain, box 1a');
      return this.#part(
        change,
        whole,
        `Undistributed gain, lot ${change.lot.name}`,
        'undistributed',
      );
    });
  }

  /** What a lot's part of a payment came to. */
  paid(change: LotChange): Derivation {
    return this.f.memo.get(change, 'paid', () => {
      if (change.kind === 'boot') return this.#cash(change);
      const entry = (change.trade as Trade).transaction as Liquidation;
      const whole = amountFact(entry, 'Liquidating distribution');
      return this.#part(change, whole, `Part of the lot ${change.lot.name}`, 'liquidation');
    });
  }

  /** The shares that it was paid on. */
  shares(change: LotChange): Derivation {
    return change.kind === 'boot' ? this.#old(change) : this.f.shares.held(change);
  }

  /** What of it is gain. */
  gain(change: LotChange): Derivation {
    const rule = this.#gainRule(change);
    const what = rule === 'bootDividend' ? 'Dividend' : 'Gain';
    const words = calledBy({ gain: `${what} of ${change.day}, lot ${change.lot.name}` });
    return this.f.memo.get(change, 'paidGain', () =>
      gainOfPayment(tell(words), this.paid(change), this.basisChange(change), rule),
    );
  }

  #gainRule({ kind, trade }: LotChange): 'boot' | 'bootDividend' | 'liquidation' {
    return kind === 'boot' ? bootRule((trade as Trade).transaction as Exchange) : 'liquidation';
  }

  #paidBackInLiquidation(change: LotChange): Derivation {
    const { carried, ledger } = this.f;
    const before = carried.at(change.lot, 'basis', ledger.placeOfChange(change));
    const words = tell({ label: `Basis paid back, lot ${change.lot.name}` });
    return reductionOf(words, this.paid(change), before);
  }

  #paidBackInExchange(change: LotChange): Derivation {
    const { carried, ledger } = this.f;
    const name = change.lot.name;
    const before = carried.at(change.lot, 'basis', ledger.placeOfChange(change));
    const words = calledBy({
      over: `Value of the new shares less the basis, lot ${name}`,
      paidBack: `Basis paid back, lot ${name}`,
      '': `Basis above the value of the new shares, lot ${name}`,
    });
    return paidBackInExchange(tell(words), this.#cash(change), this.#value(change), before);
  }

  /** The changes of an entry of the same kind: a part of the payment each. */
  #among({ kind, trade }: LotChange): readonly LotChange[] {
    return this.f.ledger.changesOf(trade as Trade).filter((one) => one.kind === kind);
  }

  /** A lot's part of an amount, by its shares. */
  #part(change: LotChange, whole: Derivation, label: string, rule: RuleName): Derivation {
    return this.#apportioned(change, whole, { label, rule }, (one) => this.f.shares.held(one));
  }

  #apportioned(
    change: LotChange,
    whole: Derivation,
    { label, rule }: { readonly label: string; readonly rule: RuleName },
    sharesOf: (one: LotChange) => Derivation,
  ): Derivation {
    const among = this.#among(change);
    if (among.length === 1) return whole;
    const place = among.indexOf(change);
    const weights = among.map((one) => sharesIn(one, rule === 'boot' && label.startsWith('Cash')));
    const parts = divideByLargestRemainder(exactOf(whole) as Cents, weights);
    const all = (): Derivation =>
      this.f.memo.get(change.trade as Trade, `all ${label.slice(0, 4)}`, () =>
        sum(
          firstOf(
            among,
            sharesOf,
            otherLots((one) => exactOf(sharesOf(one))),
          ),
          'shares',
          {
            label: `Shares of ${change.day}`,
          },
        ),
      );
    const part = { among, place, value: parts[place] as bigint, weight: sharesOf, all };
    return apportion(whole, part, { label, rule: RULES[rule] });
  }

  /** The old shares of a lot in an exchange. */
  #old(change: LotChange): Derivation {
    const departure = this.f.ledger.departureOf(change.lot);
    if (!departure) throw new Error('cash of an exchange without one');
    return this.f.shares.taken(departure.change);
  }

  #cash(change: LotChange): Derivation {
    const name = change.lot.name;
    return this.f.memo.get(change, 'cash', () =>
      this.#apportioned(
        change,
        this.#times(change, 'cash'),
        { label: `Cash, lot ${name}`, rule: 'boot' },
        (one) => this.#old(one),
      ),
    );
  }

  #value(change: LotChange): Derivation {
    const name = change.lot.name;
    return this.f.memo.get(change, 'value', () =>
      this.#apportioned(
        change,
        this.#times(change, 'valuePerShare'),
        { label: `Value of the new shares, lot ${name}`, rule: 'boot' },
        (one) => this.f.shares.held(one),
      ),
    );
  }

  /** All cash of an exchange, or the value of all its new shares. */
  #times(change: LotChange, of: 'cash' | 'valuePerShare'): Derivation {
    const trade = change.trade as Trade;
    return this.f.memo.get(trade, of, () => {
      const among = this.#among(change);
      const sharesOf = (one: LotChange): Derivation =>
        of === 'cash' ? this.#old(one) : this.f.shares.held(one);
      const isCash = of === 'cash';
      const label = isCash ? 'Old shares of the exchange' : 'New shares of the exchange';
      const shares = firstOf(
        among,
        sharesOf,
        otherLots((one) => sharesIn(one, isCash)),
      );
      const all =
        shares.length === 1 ? (shares[0] as Derivation) : sum(shares, 'shares', { label });
      const words = tell({ label: isCash ? 'Cash of the exchange' : 'Value of all new shares' });
      return words.product(all, bootFact(trade.transaction as Exchange, of), 'boot');
    });
  }
}

/** The shares that a change is about: those before it, or the old ones of an exchange. */
function sharesIn(change: LotChange, isOld: boolean): bigint {
  return isOld && change.piece ? change.piece.shares : change.sharesBefore;
}
