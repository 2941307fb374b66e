/**
 * The figures of a preview as figures that say where they are from. They suppose the entry that is
 * being typed, which has a name of its own.
 */
import { SUPPOSED } from '../../../application/contract.ts';
import { isZero, subtract, sumDecimals } from '../../format/decimal.ts';
import type { FigureRef, PagePart, PageTotal, Supposition } from '../../state/derivation.svelte.ts';
import type { Fields } from './typed-entry.svelte.ts';
import type { Piece, Snapshot } from './preview.ts';

/** The question that a preview answers, and the year of its entry. */
export interface Supposed {
  readonly year: number;
  readonly suppose: Supposition;
}

/** An entry as it is typed; null while it is not whole. */
export function supposedEntry(question: string | null, replacing: string | null): Supposed | null {
  if (question === null) return null;
  const fields = JSON.parse(question) as Fields;
  const year = Number(fields.date.slice(0, 4));
  return { year, suppose: { kind: 'entry', entry: { ...fields, replacing } } };
}

/** The same sale with the lots of some pieces. */
export function withPieces(supposed: Supposed, pieces: readonly Piece[]): Supposed {
  const { suppose } = supposed;
  if (suppose.kind !== 'entry') return supposed;
  const byLot = new Map<string, string>();
  for (const { lot, shares } of pieces) {
    byLot.set(lot, sumDecimals([byLot.get(lot) ?? '0', shares]));
  }
  const picks = [...byLot].map(([lot, shares]) => ({ lot, shares }));
  return {
    ...supposed,
    suppose: { ...suppose, entry: { ...suppose.entry, lot: null, picks } },
  };
}

type AroundFigure = Extract<FigureRef, { kind: 'lotAround' }>['of'];

export function aroundFigure(
  lot: Pick<Snapshot, 'account' | 'lot'>,
  when: 'before' | 'after',
  of: AroundFigure,
): FigureRef {
  const { account, lot: name } = lot;
  return { kind: 'lotAround', account, lot: name, transaction: SUPPOSED.entry, when, of };
}

type SaleOf = Extract<FigureRef, { kind: 'sale' }>['of'];

export function pieceFigure({ lot }: Pick<Piece, 'lot'>, of: SaleOf | 'gain'): FigureRef {
  return of === 'gain'
    ? { kind: 'saleGain', transaction: SUPPOSED.entry, lot }
    : { kind: 'sale', transaction: SUPPOSED.entry, lot, of };
}

function total(label: string, explanation: string, parts: readonly PagePart[]): PageTotal {
  return {
    label,
    explanation,
    parts,
    value: sumDecimals(['0.00', ...parts.map((one) => one.value)]),
  };
}

function counted(pieces: readonly Piece[]): PagePart[] {
  return pieces.map((piece) => ({
    label: `Gain that counts, lot ${piece.lot}`,
    value: sumDecimals([piece.gain, piece.disallowedLoss]),
    figure: pieceFigure(piece, 'countedGain'),
  }));
}

function movedLosses(pieces: readonly Piece[]): PagePart[] {
  return pieces
    .filter((piece) => !isZero(piece.longTermLoss))
    .map((piece) => ({
      label: `Loss that is long-term, lot ${piece.lot}`,
      value: piece.longTermLoss,
      figure: pieceFigure(piece, 'longTermLoss'),
    }));
}

/** The sums of a sale's pieces that the methods are compared by. */
interface GainTotals {
  readonly short: PagePart;
  readonly long: PagePart;
  readonly disallowed: PagePart;
  readonly counts: PagePart;
}

export function gainTotals(pieces: readonly Piece[]): GainTotals {
  const ofTerm = (term: Piece['term']): readonly Piece[] =>
    pieces.filter((piece) => piece.term === term);
  const moved = movedLosses(pieces);
  const explanation =
    'Of every lot that is sold: gains less losses, without what a wash sale disallows.';
  const short = total(
    'Short-term gain',
    `${explanation} A loss that is long-term is among the long-term ones.`,
    [...counted(ofTerm('short')), ...moved],
  );
  const allLong = total('Long-term gain', explanation, counted(ofTerm('long')));
  const lost = total('Losses that are long-term', 'Section 857(b)(8).', moved);
  const long: PagePart =
    moved.length === 0
      ? allLong
      : {
          label: 'Long-term gain',
          explanation: 'Less the losses that are long-term by section 857(b)(8).',
          operation: 'difference',
          value: subtract(allLong.value, lost.value),
          parts: [allLong, lost],
        };
  const disallowed = total(
    'Disallowed loss',
    'Of every lot that is sold.',
    pieces
      .filter((piece) => !isZero(piece.disallowedLoss))
      .map((piece) => ({
        label: `Disallowed loss, lot ${piece.lot}`,
        value: piece.disallowedLoss,
        figure: pieceFigure(piece, 'disallowedLoss'),
      })),
  );
  return {
    short,
    long,
    disallowed,
    counts: total('What counts', 'Short-term and long-term together.', [short, long]),
  };
}

/** What new lots cost beyond what was paid. */
export function lossAddedTotal(lots: readonly Snapshot[], paid: string, added: string): PagePart {
  const cost = total(
    'Cost of the new lots',
    'With disallowed losses.',
    lots.map((lot) => ({
      label: `Cost, lot ${lot.lot}`,
      value: lot.cost,
      figure: aroundFigure(lot, 'after', 'cost'),
    })),
  );
  const typed = {
    label: 'What was paid',
    value: paid,
    explanation: 'As you typed it in this entry.',
    parts: [],
  };
  return {
    label: 'Disallowed loss in the basis',
    explanation: 'The cost of the new lots less what was paid for them.',
    operation: 'difference',
    value: added,
    parts: [cost, typed],
  };
}
