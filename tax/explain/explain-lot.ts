/** Where are the figures of a lot from: at the end of the year, after an event of it, around an entry? */
import { isNamed, type FiguresOf } from './figures.ts';
import { lastDayOfYear } from '../values/days.ts';
import { BASIS_PER_SHARE_PLACES, type FigureRef, type LotFigure } from '../facts/figure-ref.ts';
import { exactOf, type Derivation } from './derivation.ts';
import { amountFact, sharesFact } from './nodes.ts';
import { RULES } from '../facts/teller.ts';
import { lotAround, lotsNamed, stepOfEvent } from './lot-event.ts';
import { difference, perShare, tell } from './operations.ts';
import { isSale, type Facts } from '../facts/model.ts';
import type { OpenLot } from '../lots/open-lot.ts';
import { gainIfSold } from '../lots/sales.ts';
import type { YearReport } from '../report/year-report.ts';

export function explainLot(
  report: YearReport,
  asked: {
    readonly account: string;
    readonly lot: string;
    readonly of: LotFigure | 'adjustedBasis';
  },
  of: FiguresOf,
): Derivation | undefined {
  const state = report.lots.find(
    (lot) => lot.lot === asked.lot && isNamed(lot.accountId, lot.account, asked.account),
  );
  if (!state) return undefined;
  const { ledger, shares, carried, holding } = of(state.accountId);
  const yearEnd = lastDayOfYear(report.taxYear);
  const isOpen = (lot: OpenLot): boolean => {
    if (ledger.positionOf(lot).security.id !== state.security.id) return false;
    // A name can go away with all of a lot and come back: the one that has shares is meant.
    const count = ledger.stepsUpTo(lot, yearEnd);
    return count > 0 && shares.at(lot, count).value !== '0';
  };
  const lot = lotsNamed(ledger, { accountId: state.accountId, name: state.lot }).find(isOpen);
  if (!lot) return undefined;
  const count = ledger.stepsUpTo(lot, yearEnd);
  switch (asked.of) {
    case 'adjustedBasis':
      return carried.at(lot, 'basis', count);
    case 'shares':
      return shares.at(lot, count);
    case 'cost':
      return carried.at(lot, 'cost', count);
    case 'disallowedLossAdded':
      return carried.at(lot, 'lossAdded', count);
    case 'returnOfCapitalBefore':
      return carried.returned(lot, 'before');
    case 'returnOfCapitalInYear':
      return carried.returned(lot, 'inYear');
    case 'heldSince':
      return holding.heldSince(lot, count);
    case 'basisPerShare':
      return basisPerShare(
        carried.at(lot, 'basis', count),
        shares.at(lot, count),
        `Basis per share, lot ${lot.name}`,
      );
  }
}

/** A lot just before or just after an entry, or what a sale of it would come to. */
export function explainLotAround(
  facts: Facts,
  asked: Extract<FigureRef, { kind: 'lotAround' }>,
  of: FiguresOf,
): Derivation | undefined {
  const owner = facts.accounts.find(({ id, name }) => isNamed(id, name, asked.account));
  const entry = facts.transactions.find(({ id }) => id === asked.transaction);
  if (!owner || !entry) return undefined;
  const { ledger, carried, shares } = of(owner.id);
  const found = lotAround(ledger, { accountId: owner.id, name: asked.lot }, entry, asked.when);
  if (!found) return undefined;
  const { lot, count } = found;
  const basis = carried.at(lot, 'basis', count);
  const held = (): Derivation => shares.at(lot, count);
  switch (asked.of) {
    case 'shares':
      return held();
    case 'cost':
      return carried.at(lot, 'cost', count);
    case 'adjustedBasis':
      return basis;
    case 'basisPerShare':
      return basisPerShare(basis, held(), `Basis per share, lot ${lot.name}`);
    case 'gainIfSold': {
      if (!isSale(entry)) return undefined;
      const labels: Readonly<Record<string, string>> = {
        sold: `Shares of the lot ${lot.name} that the sale can take`,
        proceeds: `Proceeds, lot ${lot.name}`,
        basis: `Adjusted basis of these shares, lot ${lot.name}`,
        gain: `Gain if sold, lot ${lot.name}`,
      };
      const sale = {
        shares: sharesFact(entry, entry.shares, 'Shares of the sale'),
        amount: amountFact(entry, 'Proceeds of the sale'),
      };
      const words = tell((name) => ({ label: labels[name] ?? name }));
      return gainIfSold(words, { shares: held(), basis }, sale);
    }
  }
}

/** The figure of an event is that of the step of the lot which it tells of. */
export function explainLotEvent(
  facts: Facts,
  report: YearReport,
  asked: Extract<FigureRef, { kind: 'lotEvent' }>,
  of: FiguresOf,
): Derivation | undefined {
  const owner = facts.accounts.find(({ id, name }) => isNamed(id, name, asked.account));
  if (!owner) return undefined;
  const { ledger, carried, shares } = of(owner.id);
  const named = { accountId: owner.id, name: asked.lot };
  const at = stepOfEvent(ledger, named, lastDayOfYear(report.taxYear), asked.event);
  if (!at) return undefined;
  const basis = (count: number): Derivation => carried.at(at.lot, 'basis', count);
  const held = (): Derivation => shares.at(at.lot, at.place + 1);
  const label = (what: string): string => `${what}, lot ${asked.lot}, ${at.step.day}`;
  switch (asked.of) {
    case 'sharesAfter':
      return held();
    case 'basisAfter':
      return basis(at.place + 1);
    case 'basisChange':
      // What was there before the first step came with it.
      if (at.place === 0) return basis(1);
      return difference(basis(at.place + 1), [basis(at.place)], {
        label: label('Change of basis'),
        rule: RULES.basis,
      });
    case 'basisPerShareAfter':
      return basisPerShare(
        basis(at.place + 1),
        held(),
        label('Basis per share'),
        BASIS_PER_SHARE_PLACES.event,
      );
  }
}

/** Undefined where no share is left. */
function basisPerShare(
  basis: Derivation,
  held: Derivation,
  label: string,
  places: number = BASIS_PER_SHARE_PLACES.lot,
): Derivation | undefined {
  if (exactOf(held) === 0n) return undefined;
  return perShare(basis, held, places, { label, rule: RULES.basisPerShare });
}
