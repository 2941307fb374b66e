/**
 * Which of our sales is a row of the broker's Form 1099-B?
 *
 * Practice: a row is one lot of a sale, all its lots of one term ("various"), or all of it. So a row is
 * the piece with its day and shares; else all pieces of the day; else those of a few days before or
 * after with the same shares, because days of trade and settlement are mixed up.
 * Example: 40 shares sold on 2002-12-16: the one piece of that day with 40 shares.
 * Awkward case: two rows of one sale. Each piece belongs to one row; rows that name a day of
 * acquisition choose first.
 * Not handled: rows whose shares were rounded.
 */
import { dayNumber, type Day } from '../values/days.ts';
import type { SalePiece } from '../lots/figures.ts';
import type { BrokerSale, SaleField } from './broker-forms.ts';

/** How far trade and settlement can lie apart, weekends and holidays included. */
export const DAYS_APART = 10;

/** Our figures for a row, by field. */
export type OurSale = Readonly<Record<SaleField, bigint | null>>;

type Chosen = readonly SalePiece[];

function totalShares(pieces: Chosen): bigint {
  return pieces.reduce((sum, { shares }) => sum + shares, 0n);
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** Of several choices with the right shares the one whose proceeds are nearest. */
function nearest(row: BrokerSale, choices: readonly Chosen[]): Chosen | undefined {
  const off = (pieces: Chosen): bigint =>
    row.proceeds === null
      ? 0n
      : magnitude(pieces.reduce((sum, { proceeds }) => sum + proceeds, 0n) - row.proceeds);
  return choices.toSorted((a, b) => (off(a) < off(b) ? -1 : off(a) > off(b) ? 1 : 0))[0];
}

/** Single pieces, and all of a security on a day, with the shares of the row. */
function withItsShares(row: BrokerSale, pieces: Chosen): Chosen | undefined {
  const byDay = Map.groupBy(pieces, ({ security, sold }) => `${sold} ${security.id}`);
  const choices = [...pieces.map((one) => [one]), ...byDay.values()];
  return nearest(
    row,
    choices.filter((some) => totalShares(some) === row.shares),
  );
}

function isNear(sold: Day, row: BrokerSale): boolean {
  return Math.abs(dayNumber(sold) - dayNumber(row.sold)) <= DAYS_APART;
}

function chooseFor(row: BrokerSale, free: Chosen): Chosen {
  const own = free.filter(({ security }) => (row.securityId ?? security.id) === security.id);
  const ofDay = own.filter(({ sold }) => sold === row.sold);
  const ofLot = ofDay.filter(({ acquired }) => acquired === row.acquired);
  const near = own.filter(({ sold }) => isNear(sold, row));
  return (
    withItsShares(row, ofLot) ??
    withItsShares(row, ofDay) ??
    withItsShares(row, near) ??
    (ofLot.length > 0 ? ofLot : ofDay)
  );
}

const single = (days: readonly Day[]): bigint | null => {
  const [day, ...more] = [...new Set(days)];
  return day === undefined || more.length > 0 ? null : BigInt(dayNumber(day));
};

function figuresOf(pieces: Chosen): OurSale {
  if (pieces.length === 0) {
    return {
      acquired: null,
      sold: null,
      shares: null,
      proceeds: null,
      basis: null,
      washSale: null,
    };
  }
  const sum = (of: (piece: SalePiece) => bigint): bigint =>
    pieces.reduce((total, piece) => total + of(piece), 0n);
  return {
    acquired: single(pieces.map(({ acquired }) => acquired)),
    sold: single(pieces.map(({ sold }) => sold)),
    shares: totalShares(pieces),
    proceeds: sum(({ proceeds }) => proceeds),
    basis: sum(({ adjustedBasis }) => adjustedBasis),
    washSale: sum(({ disallowedLoss }) => disallowedLoss),
  };
}

/** Our pieces for each row, in the order of the rows. */
export function matchPieces(
  rows: readonly BrokerSale[],
  pieces: readonly SalePiece[],
): readonly Chosen[] {
  let free = pieces;
  const found = new Map<BrokerSale, Chosen>();
  const named = rows.filter(({ acquired }) => acquired !== null);
  for (const row of [...named, ...rows.filter(({ acquired }) => acquired === null)]) {
    const chosen = chooseFor(row, free);
    free = free.filter((piece) => !chosen.includes(piece));
    found.set(row, chosen);
  }
  return rows.map((row) => found.get(row) ?? []);
}

/** Our figures for each row, in the order of the rows. */
export function matchSales(
  rows: readonly BrokerSale[],
  pieces: readonly SalePiece[],
): readonly OurSale[] {
  return matchPieces(rows, pieces).map(figuresOf);
}
