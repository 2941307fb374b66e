/**
 * Which figures of the report are the amounts of a sale, of return of capital beyond the basis, and
 * the sums of them that stand beside a year?
 *
 * Example: proceeds of one lot's part of a sale are `sale`, entry, lot, `proceeds`; the gain that
 * counts is the gain and, where a wash sale disallows some of a loss, the disallowed loss with it.
 */
import { added, totalOf, type FigurePart } from '../facts/figure-part.ts';
import { COUNTING } from '../lots/counting.ts';
import { bootMark, type FigureRef, type PaidFigure } from '../facts/figure-ref.ts';
import { securityLabel } from '../facts/model.ts';
import type { ExcessGain, KeptGain, SalePiece, Term } from '../lots/figures.ts';
import { countedGainOf } from '../lots/sales.ts';
import type { Cents } from '../values/money.ts';

type SaleAmount =
  | 'proceeds'
  | 'cost'
  | 'adjustedBasis'
  | 'returnOfCapital'
  | 'otherBasisChanges'
  | 'disallowedLoss'
  | 'longTermLoss';

const SALE_LABELS: Readonly<Record<SaleAmount | 'gain', string>> = {
  proceeds: 'Proceeds',
  cost: 'Cost',
  adjustedBasis: 'Adjusted basis',
  returnOfCapital: 'Return of capital',
  otherBasisChanges: 'Other changes of the basis',
  disallowedLoss: 'Disallowed loss',
  longTermLoss: 'Loss that is long-term',
  gain: 'Gain or loss',
};

/** An amount of one lot's part of a sale. */
export function saleFigure(piece: SalePiece, of: SaleAmount | 'gain'): FigurePart {
  const { lot, transactionId: transaction } = piece;
  const boot = bootMark(piece.kind);
  return {
    label: `${SALE_LABELS[of]}, lot ${lot}`,
    value: piece[of],
    figure:
      of === 'gain'
        ? { kind: 'saleGain', transaction, lot, ...boot }
        : { kind: 'sale', transaction, lot, of, ...boot },
  };
}

/** Whether what was gained is a dividend: cash of an exchange that has the effect of one (section 356(a)(2)). */
export function isDividend({ kind }: Pick<SalePiece, 'kind'>): boolean {
  return kind === 'boot-dividend';
}

/** The gain that counts, in cents. */
export function gainThatCounts({ gain, disallowedLoss }: SalePiece): Cents {
  return countedGainOf<bigint>(COUNTING, gain, disallowedLoss) as Cents;
}

/** The gain that counts, with what it is made of. */
export function countedGain(piece: SalePiece): FigurePart {
  const gain = saleFigure(piece, 'gain');
  if (piece.disallowedLoss === 0n) return gain;
  return added(
    `Gain or loss that counts, lot ${piece.lot}`,
    'The gain or loss, and the part of the loss that is disallowed.',
    [gain, saleFigure(piece, 'disallowedLoss')],
  );
}

/** An amount of Form 2439. */
export function keptGainFigure(
  one: KeptGain,
  of: Exclude<PaidFigure, 'amount'> | 'gain',
): FigurePart {
  return {
    label: `Form 2439, ${securityLabel(one.security)}, ${one.account}`,
    value: one[of],
    figure: {
      kind: 'paidEntry',
      transaction: one.transactionId,
      of: of === 'gain' ? 'amount' : of,
    },
  };
}

/** Return of capital beyond the basis of one lot. */
export function excessFigure(gain: ExcessGain, label: string): FigurePart {
  return { label, value: gain.amount, figure: excessFigureRef(gain) };
}

export function excessFigureRef({
  paymentKey: payment,
  lot,
  since,
}: Pick<ExcessGain, 'paymentKey' | 'lot' | 'since'>): FigureRef {
  return { kind: 'excessGain', payment, lot, ...(since !== null && { since }) };
}

/** Return of capital beyond the basis in a year, by term, long-term first. */
export function excessByTerm(
  year: number,
  gains: readonly ExcessGain[],
): readonly { readonly term: Term; readonly made: FigurePart }[] {
  return (['long', 'short'] as const).flatMap((term) => {
    const own = gains.filter((gain) => gain.term === term);
    if (own.length === 0) return [];
    const made = totalOf(
      `Return of capital of ${year} beyond the basis, ${term}-term`,
      'What each lot was paid back beyond its basis is a capital gain.',
      own.map((gain) => excessFigure(gain, `Lot ${gain.lot}, ${gain.account}`)),
    );
    return [{ term, made }];
  });
}
