import { describe, expect, it } from 'vitest';
import type { PagePart } from '../../state/derivation.svelte.ts';
import { countedGain, FormFigures, lineTotal, payerTotal } from './form-figures.ts';
import type { ExcessView, ReturnLines, SaleGroup, SaleView } from './load.ts';

type Row = SaleGroup['rows'][number];

/** Held for less than six months, $20.00 of the loss disallowed and $30.00 of it long-term. */
const SALE: SaleView = {
  transaction: 'tx',
  sale: {
    kind: 'sale',
    account: 'Brokerage',
    security: 'AIV',
    lot: 'a',
    acquired: '2019-01-02',
    heldSince: '2019-01-02',
    sold: '2019-05-01',
    shares: '10',
    proceeds: '900.00',
    adjustedBasis: '960.00',
    returnOfCapital: '40.00',
    gain: '-60.00',
    term: 'short',
    disallowedLoss: '20.00',
    replacements: [],
    longTermLoss: '30.00',
  },
};

const row = (more: Partial<Row> = {}): Row => ({
  description: '10 sh. AIV',
  acquired: '2019-01-02',
  sold: '2019-05-01',
  proceeds: '900.00',
  basis: '960.00',
  codes: 'OW',
  adjustment: '50.00',
  gain: '-10.00',
  postMay5Gain: null,
  statement: null,
  account: 'Brokerage',
  lot: 'a',
  transaction: 'tx',
  ...more,
});

const group = (rows: Row[], more: Partial<SaleGroup> = {}): SaleGroup => ({
  form: 'Form 8949',
  title: 'Part I, box A',
  caption: 'Short-term',
  term: 'short',
  line: '1b',
  instead: null,
  rows,
  totals: { proceeds: '0', basis: '0', adjustment: '0', gain: '0', postMay5Gain: null },
  source: '',
  ...more,
});

const chosen = { sales: [SALE], excessGains: [] as ExcessView[] };

/** The figures at the bottom of a part. */
function figuresOf(part: PagePart | null): string[] {
  if (part === null) return [];
  if (!('figure' in part)) return part.parts.flatMap(figuresOf);
  const { figure } = part;
  return ['of' in figure ? figure.of : figure.kind];
}

function cells(figures: FormFigures, of: Row, letters: string) {
  return [...letters].map((letter) => {
    const part = figures.cell(of, letter);
    return [letter, part?.value ?? null, figuresOf(part).join(' ')];
  });
}

describe('the cells of Form 8949', () => {
  it('are the figures of the sale, the adjustment and the gain that counts put together', () => {
    const one = row();
    expect(cells(new FormFigures('form8949', group([one]), chosen), one, 'degh')).toEqual([
      ['d', '900.00', 'proceeds'],
      ['e', '960.00', 'adjustedBasis'],
      ['g', '50.00', 'longTermLoss disallowedLoss'],
      ['h', '-10.00', 'saleGain longTermLoss disallowedLoss'],
    ]);
  });

  it('have the cost where the broker reported it, and put it right in column (g)', () => {
    const one = row({ codes: 'BOW', basis: '1000.00', adjustment: '90.00' });
    expect(cells(new FormFigures('form8949', group([one]), chosen), one, 'eg')).toEqual([
      ['e', '1000.00', 'cost'],
      ['g', '90.00', 'returnOfCapital longTermLoss disallowedLoss'],
    ]);
  });

  it('have the right basis where code B stands for one that was not reported', () => {
    const one = row({ codes: 'BOW' });
    const figures = new FormFigures('form8949', group([one], { title: 'Part I, box B' }), chosen);
    expect(cells(figures, one, 'eg').map(([, value]) => value)).toEqual(['960.00', '50.00']);
  });

  it('turn the sign of a loss that is moved to the long-term part', () => {
    const moved = row({ codes: 'O', proceeds: '0.00', basis: '0.00', adjustment: '-30.00' });
    const long = group([moved], { term: 'long', title: 'Part II, box D' });
    expect(cells(new FormFigures('form8949', long, chosen), moved, 'degh')).toEqual([
      ['d', null, ''],
      ['e', null, ''],
      ['g', '-30.00', 'longTermLoss'],
      ['h', '-30.00', 'longTermLoss'],
    ]);
  });
});

describe('the rows of Schedule D', () => {
  it('have a row for the sale and one for each correction', () => {
    const plain = { codes: '', adjustment: null };
    const correction = { ...plain, acquired: null, sold: null, proceeds: null, basis: null };
    const sale = row({ ...plain, gain: '-60.00', postMay5Gain: '0.00' });
    const wash = row({ ...correction, description: 'Wash Sale', gain: '20.00' });
    const moved = row({ ...correction, description: 'Section 857(b)(8) loss, AIV', gain: '30.00' });
    const part = group([sale, wash, moved], { form: 'Schedule D', title: 'Part I' });
    const figures = new FormFigures('scheduleD2003', part, chosen);
    expect(cells(figures, sale, 'defg')).toEqual([
      ['d', '900.00', 'proceeds'],
      ['e', '960.00', 'adjustedBasis'],
      ['f', '-60.00', 'saleGain'],
      ['g', null, ''],
    ]);
    expect(cells(figures, wash, 'def').map(([, , of]) => of)).toEqual(['', '', 'disallowedLoss']);
    expect(cells(figures, moved, 'def').map(([, , of]) => of)).toEqual(['', '', 'longTermLoss']);
    expect(figures.total('f', 'Gain or loss').value).toBe('-10.00');
  });
});

describe('distributions beyond the basis', () => {
  it('are the gain of the payment, in the order of the report', () => {
    const excess = (payment: string, amount: string): ExcessView => ({
      payment,
      gain: {
        account: 'Brokerage',
        security: 'AIV',
        lot: 'a',
        date: '2019-05-31',
        amount,
        term: 'long',
      },
    });
    const rows = ['1.00', '2.00'].map((gain) =>
      row({ transaction: null, codes: '', proceeds: gain, basis: '0.00', adjustment: null, gain }),
    );
    const [, second] = rows;
    const part = group(rows, { term: 'long', title: 'Part II, box F' });
    const gains = [excess('AIV/1', '1.00'), excess('AIV/2', '2.00')];
    const figures = new FormFigures('form8949', part, { sales: [], excessGains: gains });
    expect(figures.cell(second as Row, 'h')).toMatchObject({
      value: '2.00',
      figure: { kind: 'excessGain', payment: 'AIV/2', lot: 'a' },
    });
    expect(figures.cell(second as Row, 'e')).toBeNull();
    expect(figures.total('d', 'Proceeds').value).toBe('3.00');
  });
});

describe('the lines of the return', () => {
  const line = (more: Partial<ReturnLines['lines'][number]>): ReturnLines['lines'][number] => ({
    figure: 'qualifiedDividends',
    form: 'Form 1040',
    line: '3a',
    caption: 'Qualified dividends',
    amount: '53',
    parts: [
      { label: 'Box 1b', amount: '58.50' },
      { label: 'On shares not held long enough', amount: '-5.85' },
    ],
    through: null,
    instead: null,
    note: null,
    source: '',
    ...more,
  });

  it('are the box, less what does not count, to the cent', () => {
    const total = lineTotal(line({}), {
      account: null,
      boxes: [{ box: '1b', meaning: 'qualifiedDividends', caption: 'Qualified', amount: '58.50' }],
      uncountedParts: (['qualified', 'section199A'] as const).map((part) => ({
        payment: 'AIV/1',
        uncounted: {
          account: 'Brokerage',
          security: 'AIV',
          payableDate: '2019-05-31',
          part,
          amount: '58.50',
          shares: '10',
          sharesTooShort: '1',
          notCounted: '5.85',
        },
      })),
    });
    expect(total).toMatchObject({ value: '52.65', operation: 'difference' });
    expect(figuresOf(total)).toEqual(['box', 'notCounted']);
  });

  it('name the dividends of one payer', () => {
    const payment = (security: string): Parameters<typeof payerTotal>[1][number] =>
      ({
        key: security,
        payment: {
          security,
          account: 'Brokerage',
          payableDate: '2019-05-31',
          components: { ordinary: '7.00', qualified: '0.00' },
        },
      }) as Parameters<typeof payerTotal>[1][number];
    const issuers = new Map([['AIV', 'AIMCO']]);
    expect(payerTotal('AIMCO, Brokerage', [payment('AIV'), payment('WRI')], issuers)).toMatchObject(
      { value: '7.00', figure: { payment: 'AIV', component: 'ordinary' } },
    );
  });
});

describe('the gain that counts', () => {
  it('adds what is disallowed, and is the gain itself where nothing is', () => {
    expect(countedGain(SALE)).toMatchObject({ value: '-40.00', parts: [{}, {}] });
    const { transaction, sale } = SALE;
    expect(countedGain({ transaction, sale: { ...sale, disallowedLoss: '0.00' } })).toMatchObject({
      figure: { kind: 'saleGain' },
    });
  });
});
