import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reference, returnLineMap } from '../../resources/reference.ts';
import type { FigurePart } from '../facts/figure-part.ts';
import { recomputed } from '../testing/figure-parts.ts';
import {
  cents,
  excessOf,
  paymentOf,
  pieceOf,
  reportOf,
  uncountedOf,
} from '../testing/report-values.ts';
import type { SalePiece } from '../lots/figures.ts';
import { returnLines } from './return-lines.ts';
import { countedGain, excessByTerm } from './sale-figures.ts';
import type { SaleStyle } from './return-line-map.ts';
import { excessRow, saleRows, type SaleRow } from './sale-rows.ts';

/** Held for less than six months, $20.00 of the loss disallowed and $30.00 of it long-term. */
const SALE: Partial<SalePiece> = {
  cost: cents(100_000),
  adjustedBasis: cents(96_000),
  returnOfCapital: cents(4_000),
  proceeds: cents(90_000),
  gain: cents(-6_000),
  term: 'short',
  disallowedLoss: cents(2_000),
  longTermLoss: cents(3_000),
};

const CELLS = ['proceeds', 'basis', 'adjustment', 'gain', 'postMay5Gain'] as const;

/** The figures at the bottom of a part. */
function bottomOf(part: FigurePart | null): string[] {
  if (part === null) return [];
  if (!('figure' in part)) return part.parts.flatMap(bottomOf);
  const { figure } = part;
  return ['of' in figure ? figure.of : figure.kind];
}

function cellsOf(row: SaleRow | undefined): Record<string, string> {
  if (!row) return {};
  return Object.fromEntries(
    CELLS.flatMap((cell) => {
      const part = row.figures[cell];
      return part === null ? [] : [[cell, `${part.value}: ${bottomOf(part).join(' ')}`]];
    }),
  );
}

describe('the cells of Form 8949', () => {
  it('are the figures of the sale, the adjustment and the gain that counts put together', () => {
    const [row, moved] = saleRows(pieceOf(SALE), 'form8949', 'adjusted');
    expect(cellsOf(row)).toEqual({
      proceeds: '90000: proceeds',
      basis: '96000: adjustedBasis',
      adjustment: '5000: longTermLoss disallowedLoss',
      gain: '-1000: saleGain longTermLoss disallowedLoss',
    });
    expect(cellsOf(moved)).toEqual({
      adjustment: '-3000: longTermLoss',
      gain: '-3000: longTermLoss',
    });
  });

  it('have the cost where the broker reported it, and put it right in column (g)', () => {
    const [row] = saleRows(pieceOf(SALE), 'form8949', 'original');
    expect(cellsOf(row)).toMatchObject({
      basis: '100000: cost',
      adjustment: '9000: returnOfCapital longTermLoss disallowedLoss',
    });
  });

  it('have the right basis where code B stands for one that was not reported', () => {
    const acquired = '2008-01-02' as SalePiece['acquired'];
    const [row] = saleRows(pieceOf({ ...SALE, acquired }), 'form8949', 'original');
    expect(row?.codes).toBe('BOW');
    expect(cellsOf(row)).toMatchObject({
      basis: '96000: adjustedBasis',
      adjustment: '5000: longTermLoss disallowedLoss',
    });
  });
});

describe('the rows of Schedule D', () => {
  it('have a row for the sale and one for each correction', () => {
    const rows = saleRows(pieceOf(SALE), 'scheduleD', 'adjusted');
    expect(rows.map(cellsOf)).toEqual([
      { proceeds: '90000: proceeds', basis: '96000: adjustedBasis', gain: '-6000: saleGain' },
      { gain: '2000: disallowedLoss' },
      { gain: '3000: longTermLoss' },
      { gain: '-3000: longTermLoss' },
    ]);
  });

  it.each([
    ['2003-05-05', undefined],
    ['2003-05-06', '7: excessGain'],
  ])('of 2003 have a gain of %s in column (g) as %s', (date, shown) => {
    const gain = excessOf({ amount: cents(7), date: date as SalePiece['sold'] });
    const { postMay5Gain } = cellsOf(excessRow(gain, 'scheduleD2003'));
    expect(postMay5Gain).toBe(shown);
  });
});

describe('what is printed', () => {
  const amount = fc.integer({ min: 0, max: 1_000_000 }).map(cents);

  it('is what its figures add up to, in every cell of every form', () => {
    fc.assert(
      fc.property(
        fc.record({
          proceeds: amount,
          cost: amount,
          returned: amount,
          disallowedLoss: amount,
          longTermLoss: amount,
          acquired: fc.constantFrom('2008-01-02', '2018-01-02'),
        }),
        fc.constantFrom<SaleStyle>('form8949', 'scheduleD', 'scheduleD2003'),
        fc.constantFrom('adjusted' as const, 'original' as const),
        (one, style, brokerBasis) => {
          const returnOfCapital = one.returned < one.cost ? one.returned : one.cost;
          const adjustedBasis = cents(Number(one.cost - returnOfCapital));
          const piece = pieceOf({
            ...one,
            acquired: one.acquired as SalePiece['acquired'],
            returnOfCapital,
            adjustedBasis,
            gain: cents(Number(one.proceeds - adjustedBasis)),
            term: 'short',
          });
          for (const row of saleRows(piece, style, brokerBasis)) {
            for (const cell of CELLS) {
              const part = row.figures[cell];
              expect(part?.value ?? 0n, cell).toBe(row[cell] ?? 0n);
              if (part) expect(recomputed(part), cell).toBe(part.value);
            }
          }
        },
      ),
    );
  });

  it('is the gain that counts: with what is disallowed, and the gain itself where nothing is', () => {
    const counted = countedGain(pieceOf(SALE));
    expect([counted.value, bottomOf(counted)]).toEqual([-4_000n, ['saleGain', 'disallowedLoss']]);
    expect(countedGain(pieceOf({ ...SALE, disallowedLoss: cents(0) }))).toMatchObject({
      figure: { kind: 'saleGain' },
    });
  });
});

describe('the lines of the return', () => {
  const linesOf = (taxYear: number, parts: Parameters<typeof reportOf>[2]) =>
    returnLines(reportOf(taxYear, reference.forms, parts), returnLineMap, {
      wholeDollars: true,
      brokerBasis: 'adjusted',
      accountId: null,
    });

  it('are the box, less what does not count, to the cent', () => {
    const payments = [paymentOf({ qualified: cents(5_850) })];
    const uncountedParts = [uncountedOf({ amount: cents(5_850), notCounted: cents(585) })];
    const line = linesOf(2019, { payments, uncountedParts }).lines[1];
    expect(line?.amount).toBe(5_300n);
    expect(line?.made).toMatchObject({ value: 5_265n, operation: 'difference' });
    expect(line && bottomOf(line.made)).toEqual(['box', 'notCounted']);
    expect(line?.parts.map(({ made }) => bottomOf(made))).toEqual([['box'], ['notCounted']]);
  });

  it('name the dividends of one payer, those that are there', () => {
    const payments = [paymentOf({ ordinary: cents(200_000) }, {}, { key: 'p' })];
    const row = linesOf(2019, { payments }).payers?.rows[0];
    expect(row?.made).toMatchObject({
      value: 200_000n,
      figure: { kind: 'paymentComponent', payment: 'p', component: 'ordinary' },
    });
  });

  it('name what went beyond the basis by term, and the page of the term that no sale is on', () => {
    const gain = (lot: string, amount: number, term: 'long' | 'short') =>
      excessOf({ lot, amount: cents(amount), term, paymentKey: `p-${amount}` });
    const excessGains = [gain('a', 477, 'long'), gain('b', 110, 'short'), gain('a', 959, 'long')];
    const { excess } = linesOf(2019, { excessGains });
    expect(excess.map(({ term, amount, place }) => [term, amount, place?.title])).toEqual([
      ['long', 1_436n, 'Part II, box F'],
      ['short', 110n, 'Part I, box C'],
    ]);
    expect(excess[0] && bottomOf(excess[0].made)).toEqual(['excessGain', 'excessGain']);
    expect(excessByTerm(2019, [])).toEqual([]);
    expect(linesOf(1985, { excessGains }).excess[0]?.place).toBeNull();
  });
});
