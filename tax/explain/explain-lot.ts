/** Where are the figures of a lot from: at the end of the year, after an event of it, around an entry? */
import type { Figures, Question } from './figures.ts';
import { lastDayOfYear } from '../values/days.ts';
import { BASIS_PER_SHARE_PLACES, type FigureRef, type LotFigure } from '../facts/figure-ref.ts';
import { exactOf, type Derivation } from './derivation.ts';
import { amountFact, sharesFact } from './nodes.ts';
import { RULES } from '../facts/teller.ts';
import { lotAround, lotsNamed, stepOfEvent, type LotAt } from './lot-event.ts';
import { calledBy, difference, step, tell } from './operations.ts';
import { isSale } from '../facts/model.ts';
import type { OpenLot } from '../lots/open-lot.ts';
import { gainIfSold } from '../lots/sales.ts';
import { ratePerShare, type Cents, type Shares } from '../values/money.ts';

export function explainLot(
  { report, of }: Question,
  asked: Extract<FigureRef, { kind: 'lot' | 'adjustedBasis' }>,
): Derivation | undefined {
  const state = report.lots.find((lot) => lot.lot === asked.lot && lot.accountId === asked.account);
  if (!state) return undefined;
  const figures = of(asked.account);
  const { ledger, shares } = figures;
  const yearEnd = lastDayOfYear(report.taxYear);
  const isOpen = (lot: OpenLot): boolean => {
    if (ledger.positionOf(lot).security.id !== state.security.id) return false;
    // A name can go away with all of a lot and come back: the one that has shares is meant.
    const count = ledger.stepsUpTo(lot, yearEnd);
    return count > 0 && shares.at(lot, count).value !== '0';
  };
  const lot = lotsNamed(ledger, asked).find(isOpen);
  const which = asked.kind === 'lot' ? asked.of : asked.kind;
  return lot && figureOf(figures, { lot, count: ledger.stepsUpTo(lot, yearEnd) }, which);
}

function figureOf(
  { shares, carried, holding }: Figures,
  { lot, count }: LotAt,
  which: LotFigure | 'adjustedBasis',
): Derivation | undefined {
  switch (which) {
    case 'adjustedBasis':
      return carried.at(lot, 'basis', count);
    case 'shares':
      return shares.at(lot, count);
    case 'cost':
      return carried.at(lot, 'cost', count);
    case 'lossBasis':
      return lot.gift ? carried.at(lot, 'lossBasis', count) : undefined;
    case 'disallowedLossAdded':
      return carried.at(lot, 'lossAdded', count);
    case 'otherBasisChanges':
      return carried.at(lot, 'otherChanges', count);
    case 'returnOfCapitalBefore':
      return carried.returned(lot, 'before', count);
    case 'returnOfCapitalInYear':
      return carried.returned(lot, 'inYear', count);
    case 'heldSince':
      return holding.heldSince(lot, count);
    case 'basisPerShare': {
      const [basis, held] = [carried.at(lot, 'basis', count), shares.at(lot, count)];
      return basisPerShare(basis, held, `Basis per share, lot ${lot.name}`);
    }
  }
}

/** A lot just before or just after an entry, or what a sale of it would come to. */
export function explainLotAround(
  { facts, of }: Question,
  asked: Extract<FigureRef, { kind: 'lotAround' }>,
): Derivation | undefined {
  const entry = facts.transactions.find(({ id }) => id === asked.transaction);
  if (!entry) return undefined;
  const figures = of(asked.account);
  const { ledger, carried, shares } = figures;
  const at = lotAround(ledger, asked);
  if (!at) return undefined;
  if (asked.of !== 'gainIfSold') return figureOf(figures, at, asked.of);
  if (!isSale(entry)) return undefined;
  const { lot, count } = at;
  const words = calledBy({
    sold: `Shares of the lot ${lot.name} that the sale can take`,
    proceeds: `Proceeds, lot ${lot.name}`,
    basis: `Adjusted basis of these shares, lot ${lot.name}`,
    lossBasis: `Basis of these shares for a loss, lot ${lot.name}`,
    counted: `Basis that counts, lot ${lot.name}`,
    gain: `Gain if sold, lot ${lot.name}`,
  });
  const sale = {
    shares: sharesFact(entry, entry.shares, 'Shares of the sale'),
    amount: amountFact(entry, 'Proceeds of the sale'),
  };
  const own = {
    shares: shares.at(lot, count),
    basis: carried.at(lot, 'basis', count),
    lossBasis: lot.gift ? carried.at(lot, 'lossBasis', count) : null,
  };
  return gainIfSold(tell(words), own, sale);
}

/** The figure of an event is that of the step of the lot which it tells of. */
export function explainLotEvent(
  { report, of }: Question,
  asked: Extract<FigureRef, { kind: 'lotEvent' }>,
): Derivation | undefined {
  const { ledger, carried, shares } = of(asked.account);
  const at = stepOfEvent(ledger, asked, lastDayOfYear(report.taxYear));
  if (!at) return undefined;
  const { lot, place, step } = at;
  const basis = carried.at(lot, 'basis', place + 1);
  const label = (what: string): string => `${what}, lot ${asked.lot}, ${step.day}`;
  switch (asked.of) {
    case 'sharesAfter':
      return shares.at(lot, place + 1);
    case 'basisAfter':
      return basis;
    case 'basisChange': {
      // What was there before the first step came with it.
      if (place === 0) return basis;
      const told = { label: label('Change of basis'), rule: RULES.basis };
      return difference(basis, [carried.at(lot, 'basis', place)], told);
    }
    case 'basisPerShareAfter': {
      const held = shares.at(lot, place + 1);
      return basisPerShare(basis, held, label('Basis per share'), BASIS_PER_SHARE_PLACES.event);
    }
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
  const rate = ratePerShare(exactOf(basis) as Cents, exactOf(held) as Shares, places);
  const told = { label, rule: RULES.basisPerShare };
  return { ...step('perShare', rate, 'usdPerShare', [basis, held], told), place: places };
}
