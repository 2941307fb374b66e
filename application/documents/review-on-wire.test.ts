/** The sums and checks that the review shows. */
import { describe, expect, it } from 'vitest';
import type {
  AllocationDocumentJson,
  DistributionJson,
} from '../../formats/allocation-document.ts';
import { checksOf, documentOnWire } from './review-on-wire.ts';

const row = (
  parts: Partial<DistributionJson['components']>,
  more: Partial<DistributionJson> = {},
): DistributionJson => ({
  declarationDate: null,
  recordDate: '2002-02-04',
  exDate: null,
  payableDate: '2002-02-11',
  amountPerShare: '0.82',
  allocablePerShare: '0.82',
  inKind: false,
  unit: 'percent',
  components: {
    ordinary: '0',
    qualified: '0',
    capitalGain: '0',
    unrecaptured1250: '0',
    section1202: '0',
    collectibles28: '0',
    returnOfCapital: '0',
    ...parts,
  },
  subsets: {},
  sourceLine: 10,
  ...more,
});

const document = (
  rows: DistributionJson[],
  more: Partial<AllocationDocumentJson> = {},
  cusip = '03748R101',
): AllocationDocumentJson => ({
  schema: 'basisbook/allocation-document@1',
  issuer: 'Harborlight Trust',
  taxYear: 2002,
  publishedOn: '2003-01-29',
  status: 'final',
  securities: [{ name: 'Common', symbol: 'HBL', cusips: [cusip], distributions: rows }],
  notices: [],
  ...more,
});

const whole = row({
  ordinary: '61.4',
  capitalGain: '6.6',
  unrecaptured1250: '12.5',
  returnOfCapital: '19.5',
});
const shown = (one: DistributionJson) =>
  documentOnWire(document([one])).securities[0]?.distributions[0];

describe('what the tables of a reading show', () => {
  it('adds percentages to a hundred, and dollars to the payment', () => {
    expect(shown(whole)).toMatchObject({ sum: '100', exact: true });
    expect(shown(row({ ordinary: '99.9' }))).toMatchObject({ sum: '99.9', exact: false });
    const dollars = { ordinary: '0.5', returnOfCapital: '0.32' };
    expect(shown(row(dollars, { unit: 'usd' }))).toMatchObject({ sum: '0.82', exact: true });
    const unknown = { unit: 'usd', allocablePerShare: null } as const;
    expect(shown(row({ ordinary: '0.82' }, unknown))?.exact).toBe(false);
  });

  it('has the components that are there', () => {
    const rows = [row({ ordinary: '100' }), row({ returnOfCapital: '5' })];
    expect(documentOnWire(document(rows)).securities[0]?.components).toEqual([
      'ordinary',
      'returnOfCapital',
    ]);
  });

  it.each([
    ['03748R101', true],
    ['03748R102', false],
    ['037833100', true],
    ['03748R10', false],
    ['', false],
  ])('CUSIP %s: %s', (cusip, possible) => {
    const { securities } = documentOnWire(document([], {}, cusip));
    expect(securities[0]?.cusips).toEqual([{ text: cusip, possible }]);
  });
});

describe('what is said of a whole document', () => {
  it('counts what adds up and what is possible, and compares with the annual rows', () => {
    expect(checksOf(document([whole]))).toEqual({
      securities: 1,
      payments: 1,
      exact: 1,
      annual: 'agrees',
      cusips: 1,
      possibleCusips: 1,
    });
    // Nothing was printed that could have an annual row.
    expect(checksOf(document([{ ...whole, sourceLine: null }])).annual).toBe('none');
    const notice = (code: string, level: 'info' | 'warning') => ({
      level,
      code,
      message: '.',
      line: 3,
    });
    const bad = document([row({ ordinary: '101' })], {
      notices: [notice('annual-row-differs', 'warning')],
    });
    expect(checksOf(bad)).toMatchObject({ exact: 0, annual: 'differs' });
    const without = document([whole], { notices: [notice('annual-row-left-out', 'warning')] });
    expect(checksOf(without)).toMatchObject({ exact: 1, annual: 'left-out' });
    expect(checksOf(document([], { notices: [notice('no-annual-row', 'info')] })).annual).toBe(
      'none',
    );
  });

  it('counts a security with a table in each of two years once, and two of one year twice', () => {
    const { securities } = document([whole]);
    const later = securities.map((one) => ({ ...one, taxYear: 2001 }));
    const both = checksOf(document([whole], { securities: [...securities, ...later] }));
    expect(both).toMatchObject({ securities: 1, payments: 2, cusips: 1 });
    const twice = checksOf(document([whole], { securities: [...securities, ...securities] }));
    expect(twice.securities).toBe(2);
  });
});
