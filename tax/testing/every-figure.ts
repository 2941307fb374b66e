/**
 * Which figures does a report have, and what are they? For the tests that ask of every one of them
 * where it is from. Only tests import this file.
 */
import { BASIS_PER_SHARE_PLACES, type FigureRef } from '../facts/figure-ref.ts';
import { COMPONENTS, SUBSETS } from '../facts/model.ts';
import {
  addCents,
  formatMoney,
  formatRate,
  formatShares,
  ratePerShare,
  type Cents,
  type Shares,
} from '../values/money.ts';
import { isBoot, type LotEvent } from '../lots/figures.ts';
import { excessFigureRef } from '../report/sale-figures.ts';
import type { YearReport } from '../report/year-report.ts';

interface NamedFigure {
  readonly figure: FigureRef;
  /** As a derivation writes it. */
  readonly value: string;
}

export function everyFigure(report: YearReport): readonly NamedFigure[] {
  const figures: NamedFigure[] = [];
  const add = (figure: FigureRef, value: string): void => {
    figures.push({ figure, value });
  };
  const money = (figure: FigureRef, value: Cents): void => add(figure, formatMoney(value));
  const shares = (figure: FigureRef, value: Shares): void => add(figure, formatShares(value));

  for (const { box, amount } of report.form1099Div)
    money({ kind: 'box', box, account: null }, amount);
  for (const { accountId: account, form1099Div } of report.accounts) {
    for (const { box, amount } of form1099Div) money({ kind: 'box', box, account }, amount);
  }
  for (const one of report.payments) {
    const payment = one.key;
    money({ kind: 'paymentCash', payment }, one.cash);
    shares({ kind: 'paymentShares', payment }, one.shares);
    add({ kind: 'paymentPerShare', payment }, formatRate(one.amountPerShare));
    for (const component of COMPONENTS) {
      money({ kind: 'paymentComponent', payment, component }, one.components[component]);
    }
    for (const component of SUBSETS) {
      const cents = one.subsets[component];
      if (cents !== undefined) money({ kind: 'paymentComponent', payment, component }, cents);
    }
    for (const { lot, ...part } of one.lots) {
      shares({ kind: 'paymentLot', payment, lot, of: 'shares' }, part.shares);
      money({ kind: 'paymentLot', payment, lot, of: 'basisReduction' }, part.basisReduction);
      money({ kind: 'lotReturnOfCapital', payment, lot }, part.returnOfCapital);
      if (part.excessGain !== 0n) money({ kind: 'excessGain', payment, lot }, part.excessGain);
    }
  }
  for (const gain of report.excessGains) {
    money(excessFigureRef(gain), gain.amount);
  }
  for (const { lot, accountId: account, ...state } of report.lots) {
    money({ kind: 'adjustedBasis', account, lot }, state.adjustedBasis);
    shares({ kind: 'lot', account, lot, of: 'shares' }, state.shares);
    add({ kind: 'lot', account, lot, of: 'heldSince' }, state.heldSince);
    add(
      { kind: 'lot', account, lot, of: 'basisPerShare' },
      formatRate(ratePerShare(state.adjustedBasis, state.shares, BASIS_PER_SHARE_PLACES.lot)),
    );
    const { lossBasis } = state;
    if (lossBasis !== null) money({ kind: 'lot', account, lot, of: 'lossBasis' }, lossBasis);
    for (const of of [
      'cost',
      'disallowedLossAdded',
      'otherBasisChanges',
      'returnOfCapitalBefore',
      'returnOfCapitalInYear',
    ] as const) {
      money({ kind: 'lot', account, lot, of }, state[of]);
    }
  }
  for (const { lot, transactionId: transaction, ...piece } of report.sales) {
    const boot = isBoot(piece.kind) ? ({ boot: true } as const) : {};
    money({ kind: 'saleGain', transaction, lot, ...boot }, piece.gain);
    piece.replacements.forEach(({ disallowedLoss }, place) => {
      money({ kind: 'replacementLoss', transaction, lot, place }, disallowedLoss);
    });
    money(
      { kind: 'sale', transaction, lot, of: 'countedGain', ...boot },
      addCents(piece.gain, piece.disallowedLoss),
    );
    shares({ kind: 'sale', transaction, lot, of: 'shares', ...boot }, piece.shares);
    add({ kind: 'sale', transaction, lot, of: 'heldSince', ...boot }, piece.heldSince);
    for (const of of [
      'proceeds',
      'cost',
      'adjustedBasis',
      'returnOfCapital',
      'otherBasisChanges',
      'disallowedLoss',
      'longTermLoss',
    ] as const) {
      money({ kind: 'sale', transaction, lot, of, ...boot }, piece[of]);
    }
  }
  for (const { transactionId: transaction, amount } of report.liquidations) {
    money({ kind: 'paidEntry', transaction, of: 'amount' }, amount);
  }
  for (const { transactionId: transaction, gain, ...kept } of report.keptGains) {
    money({ kind: 'paidEntry', transaction, of: 'amount' }, gain);
    for (const of of ['tax', 'unrecaptured1250', 'section1202', 'collectibles28'] as const) {
      money({ kind: 'paidEntry', transaction, of }, kept[of]);
    }
  }
  for (const { paymentKey: payment, part, lot, disposed, ...period } of report.holdingPeriods) {
    const named = { kind: 'holdingPeriod', payment, part, lot, disposed } as const;
    add({ ...named, of: 'daysHeld' }, String(period.daysHeld));
    shares({ ...named, of: 'shares' }, period.shares);
  }
  for (const { paymentKey: payment, part, ...one } of report.uncountedParts) {
    money({ kind: 'uncountedPart', payment, part, of: 'notCounted' }, one.notCounted);
    shares({ kind: 'uncountedPart', payment, part, of: 'sharesTooShort' }, one.sharesTooShort);
  }
  for (const { accountId: account, security, cash } of report.provisional) {
    money({ kind: 'provisionalCash', account, security: security.id }, cash);
  }
  return figures;
}

/** The figures of every lot's history. */
export function everyEventFigure(events: readonly LotEvent[]): readonly NamedFigure[] {
  const places = new Map<string, number>();
  return events.flatMap((event) => {
    const name = `${event.accountId} ${event.lot}`;
    const place = places.get(name) ?? 0;
    places.set(name, place + 1);
    const named = {
      kind: 'lotEvent',
      account: event.accountId,
      lot: event.lot,
      event: place,
    } as const;
    const rate =
      event.sharesAfter === 0n
        ? []
        : [
            {
              figure: { ...named, of: 'basisPerShareAfter' as const },
              value: formatRate(
                ratePerShare(event.basisAfter, event.sharesAfter, BASIS_PER_SHARE_PLACES.event),
              ),
            },
          ];
    return [
      {
        figure: { ...named, of: 'sharesAfter' as const },
        value: formatShares(event.sharesAfter),
      },
      { figure: { ...named, of: 'basisChange' as const }, value: formatMoney(event.basisChange) },
      { figure: { ...named, of: 'basisAfter' as const }, value: formatMoney(event.basisAfter) },
      ...rate,
    ];
  });
}
