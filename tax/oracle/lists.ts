/**
 * The lists of the report, each in its order, from what the replay wrote down. No rule is here but
 * one: the reductions before and in the year that a lot shows add up to its cost less its basis.
 */
import { earliestFirst } from './lots.ts';
import { yearOf, type Day } from '../values/days.ts';
import type { Cents } from '../values/money.ts';
import { COMPONENTS, securityLabel } from '../facts/model.ts';
import type { Facts, Security } from '../facts/model.ts';
import type { Origin } from './lots.ts';
import type {
  ExcessGain,
  KeptGain,
  LiquidatingPayment,
  LotState,
  Opening,
  Payment,
  SalePiece,
} from '../lots/figures.ts';
import { toCents, toShares, ZERO } from './decimals.ts';
import { disallowedLossOf, longTermLossOf } from './disposing.ts';
import { termOf } from './holding.ts';
import { accountOf } from './ledger.ts';
import type { Closing, Ledger, Match, Piece } from './ledger.ts';
import { inOrderOfPayment, keyOf, receivedOn } from './payments.ts';
import { isWithoutValue } from './received.ts';
import type { SlowPayment } from './payments.ts';
import { compareText, present } from './present.ts';

export function paymentsOfYear(ledger: Ledger): SlowPayment[] {
  return ledger.payments
    .filter((payment) => payment.row.taxYear === ledger.taxYear)
    .sort(inOrderOfPayment);
}

function payment(slow: SlowPayment): Payment {
  const { row, account } = slow;
  const components = Object.fromEntries(
    COMPONENTS.map((name) => [name, toCents(slow.components[name])]),
  ) as Payment['components'];
  const subsets = Object.fromEntries(
    Object.entries(slow.subsets).map(([name, amount]) => [name, toCents(amount)]),
  ) as Payment['subsets'];
  return {
    key: keyOf(slow),
    accountId: account.id,
    account: account.name,
    taxDeferred: account.taxDeferred,
    security: row.security,
    documentId: row.document.id,
    distribution: row.distribution,
    exDate: slow.exDate,
    exDateComputed: row.distribution.exDate === null,
    shares: toShares(slow.shares),
    amountPerShare: row.distribution.allocablePerShare,
    cash: toCents(slow.cash),
    discount: toCents(slow.discount),
    components,
    subsets,
    lots: slow.parts.map((part) => ({
      lot: part.lotName,
      shares: toShares(part.shares),
      returnOfCapital: toCents(part.returnOfCapital),
      basisReduction: toCents(part.basisReduction),
      excessGain: toCents(part.excessGain),
    })),
  };
}

export function paymentsOf(ledger: Ledger): Payment[] {
  return paymentsOfYear(ledger).map(payment);
}

/** Account and security of a lot, with their names. */
function ownerOf(facts: Facts, accountId: string, securityId: string) {
  const account = accountOf(facts, accountId);
  const security = present(facts.securities.find((each) => each.id === securityId));
  return {
    accountId: account.id,
    account: account.name,
    taxDeferred: account.taxDeferred,
    security,
  };
}

function byAccountAndSecurity(
  a: { readonly account: string; readonly security: Security },
  b: { readonly account: string; readonly security: Security },
): number {
  return (
    compareText(a.account, b.account) ||
    compareText(securityLabel(a.security), securityLabel(b.security))
  );
}

function heldAs(origin: Origin) {
  const { heldSince, inherited } = origin;
  return { heldSince, inherited, opening: openingOf(origin) };
}

function openingOf({ opening }: Pick<Origin, 'opening'>): Opening | null {
  return opening === undefined ? null : { transactionId: opening.id, day: opening.date };
}

/** Whether nobody has said what the shares were worth that it began with. */
export function isUnknown({ root, isStated }: Origin): boolean {
  return isWithoutValue(root.entry) && !isStated;
}

function lotState(facts: Facts, { lot, origin, shares, figures }: Closing): LotState {
  // Cents lost in dividing the trackers: before and in the year must add up to the reduction, and the
  // year has what its payments took.
  const total = figures.cost.plus(figures.otherChanges).minus(figures.basis);
  let inYear = figures.reducedInYear;
  if (figures.reducedBefore.equals(0)) inYear = total;
  else if (inYear.greaterThan(total)) inYear = total;
  return {
    lot: lot.name,
    ...ownerOf(facts, lot.accountId, lot.securityId),
    transactionId: origin.root.entry.id,
    acquired: origin.acquired,
    heldSince: origin.heldSince,
    inherited: origin.inherited,
    shares: toShares(shares),
    cost: toCents(figures.cost),
    disallowedLossAdded: toCents(figures.disallowedLossAdded),
    otherBasisChanges: toCents(figures.otherChanges),
    returnOfCapitalBefore: toCents(total.minus(inYear)),
    returnOfCapitalInYear: toCents(inYear),
    adjustedBasis: toCents(figures.basis),
    opening: openingOf(origin),
    awaitsValue: isUnknown(origin),
    lossBasis: origin.givenOn === undefined ? null : toCents(figures.lossBasis),
  };
}

export function lotsOf(ledger: Ledger): LotState[] {
  // Sorting keeps the order of lots of one account and security.
  return ledger.atYearEnd
    .toSorted((a, b) => earliestFirst(a.lot, b.lot))
    .map((closing) => lotState(ledger.facts, closing))
    .sort(byAccountAndSecurity);
}

function replacement(facts: Facts, { lot, bought, shares, disallowedLoss, addedToBasis }: Match) {
  const account = accountOf(facts, lot.accountId);
  return {
    accountId: account.id,
    account: account.name,
    lot: lot.name,
    bought,
    shares: toShares(shares),
    disallowedLoss: toCents(disallowedLoss),
    addedToBasis,
  };
}

function salePiece(facts: Facts, piece: Piece): SalePiece {
  const { cost, basis, otherChanges } = piece.figures;
  const returned = cost.plus(otherChanges).minus(basis);
  const { acquired, heldSince, inherited } = piece.origin;
  return {
    kind: piece.kind,
    transactionId: piece.entry.id,
    ...ownerOf(facts, piece.account.id, piece.securityId),
    lot: piece.lotName,
    acquired,
    heldSince,
    inherited,
    giftRule: piece.giftRule ?? null,
    opening: openingOf(piece.origin),
    awaitsValue: isUnknown(piece.origin),
    sold: piece.entry.date,
    shares: toShares(piece.shares),
    proceeds: toCents(piece.proceeds),
    cost: toCents(piece.basis.plus(returned).minus(otherChanges)),
    adjustedBasis: toCents(piece.basis),
    returnOfCapital: toCents(returned),
    otherBasisChanges: toCents(otherChanges),
    gain: toCents(piece.gain),
    term: termOf(piece.origin, piece.entry.date),
    disallowedLoss: toCents(disallowedLossOf(piece)),
    replacements: piece.matches.map((match) => replacement(facts, match)),
    longTermLoss: toCents(longTermLossOf(piece)),
  };
}

export function piecesOfYear(ledger: Ledger): Piece[] {
  return ledger.pieces.filter((piece) => yearOf(piece.entry.date) === ledger.taxYear);
}

/** In order of days, of the list, and of consumption. */
export function salesOf(ledger: Ledger): SalePiece[] {
  return piecesOfYear(ledger).map((piece) => salePiece(ledger.facts, piece));
}

export function liquidationsOf(ledger: Ledger): LiquidatingPayment[] {
  const found: LiquidatingPayment[] = [];
  for (const entry of ledger.paid) {
    if (entry.action !== 'liquidation' || yearOf(entry.date) !== ledger.taxYear) continue;
    found.push({
      ...ownerOf(ledger.facts, entry.accountId, entry.securityId),
      transactionId: entry.id,
      date: entry.date,
      amount: entry.amount,
      inKind: entry.toSecurityId !== undefined,
      last: entry.last === true,
    });
  }
  return found;
}

export function keptGainsOf(ledger: Ledger): KeptGain[] {
  const found: KeptGain[] = [];
  for (const entry of ledger.paid) {
    if (entry.action !== 'undistributed-gain' || yearOf(entry.date) !== ledger.taxYear) continue;
    found.push({
      ...ownerOf(ledger.facts, entry.accountId, entry.securityId),
      transactionId: entry.id,
      date: entry.date,
      gain: entry.amount,
      tax: entry.tax,
      unrecaptured1250: entry.unrecaptured1250 ?? toCents(ZERO),
      section1202: entry.section1202 ?? toCents(ZERO),
      collectibles28: entry.collectibles28 ?? toCents(ZERO),
    });
  }
  return found;
}

export function excessGainsOf(ledger: Ledger): ExcessGain[] {
  const gains: ExcessGain[] = [];
  for (const slow of paymentsOfYear(ledger)) {
    const date = receivedOn(slow);
    for (const part of slow.parts) {
      const rows = new Map<Day, ExcessGain>();
      for (const { amount, term, origin } of part.gains)
        rows.set(origin.heldSince, {
          ...ownerOf(ledger.facts, slow.account.id, slow.row.security.id),
          lot: part.lotName,
          paymentKey: keyOf(slow),
          date,
          amount: ((rows.get(origin.heldSince)?.amount ?? 0n) + toCents(amount)) as Cents,
          term,
          ...heldAs(origin),
          since: null,
        });
      for (const [since, row] of rows) gains.push(rows.size > 1 ? { ...row, since } : row);
    }
  }
  return gains.sort(
    (a, b) =>
      compareText(a.date, b.date) ||
      byAccountAndSecurity(a, b) ||
      compareText(a.lot, b.lot) ||
      compareText(a.paymentKey, b.paymentKey) ||
      compareText(a.heldSince, b.heldSince),
  );
}
