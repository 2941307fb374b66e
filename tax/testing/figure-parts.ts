/** Every amount that says what it is made of, in a report and on its return. Only tests import this file. */
import type { FigurePart } from '../facts/figure-part.ts';
import type { FigureRef } from '../facts/figure-ref.ts';
import { NO_MONEY, subtractCents, sumCents, type Cents } from '../values/money.ts';
import { countedGain } from '../report/sale-figures.ts';
import type { ReturnLines } from '../report/return-lines.ts';
import type { YearReport } from '../report/year-report.ts';

interface PrintedAmount {
  /** Where it stands: a cell, a line, a notice of a code. */
  readonly where: string;
  /** To the cent; null where what is printed is rounded to whole dollars, or text. */
  readonly value: Cents | null;
  readonly made: FigurePart;
}

const CELLS = ['proceeds', 'basis', 'adjustment', 'gain', 'postMay5Gain'] as const;

/** The amounts of notices and of sales. */
export function amountsOfReport({ notices, sales }: YearReport): readonly PrintedAmount[] {
  return [
    ...notices.flatMap(({ code, parts = [] }) =>
      parts.flatMap((part) =>
        typeof part === 'string' ? [] : [{ where: code, value: null, made: part.made }],
      ),
    ),
    ...sales.map((piece) => ({
      where: 'counted gain',
      value: (piece.gain + piece.disallowedLoss) as Cents,
      made: countedGain(piece),
    })),
  ];
}

/** The amounts of the return, in cents. */
export function amountsOfReturn(lines: ReturnLines): readonly PrintedAmount[] {
  const all: PrintedAmount[] = [];
  const add = (where: string, value: Cents | null, made: FigurePart | null): void => {
    if (made) all.push({ where, value, made });
  };
  for (const line of lines.lines) {
    add('line', line.amount, line.made);
    for (const { amount, made } of line.parts) {
      add('part of a line', (amount < 0n ? -amount : amount) as Cents, made);
    }
  }
  for (const { amount, made } of lines.payers?.rows ?? []) add('payer', amount, made);
  for (const { amount, made } of lines.excess) add('beyond the basis', amount, made);
  for (const { amount, made } of lines.unplaced) add('box without a line', amount, made);
  for (const { rows } of lines.sales) {
    for (const row of rows) {
      for (const cell of CELLS) add(`column of ${cell}`, row[cell], row.figures[cell]);
    }
  }
  return all;
}

/** The figures at the bottom of an amount, with their values. */
export function figuresAt(
  part: FigurePart,
): readonly { readonly figure: FigureRef; readonly value: Cents }[] {
  return 'figure' in part ? [part] : part.parts.flatMap(figuresAt);
}

/** What comes out of the figures at the bottom alone. */
export function recomputed(part: FigurePart): Cents {
  if ('figure' in part) return part.value;
  const [first = NO_MONEY, ...rest] = part.parts.map(recomputed);
  switch (part.operation) {
    case 'sum':
      return sumCents([first, ...rest]);
    case 'difference':
      return subtractCents(first, sumCents(rest));
    case 'turned':
      return subtractCents(NO_MONEY, first);
  }
}
