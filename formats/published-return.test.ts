/** The rows and lines of the return in the published JSON. */
import { describe, expect, it } from 'vitest';
import { returnLineMap } from '../resources/reference.ts';
import { computeYear } from '../tax/compute-year.ts';
import { returnLines } from '../tax/report/return-lines.ts';
import { factsOf, testReference } from '../tax/testing/fixtures.ts';
import { yearReportJsonChunks } from './year-report-json.ts';

const OPTIONS = { accountId: null, wholeDollars: false, brokerBasis: 'adjusted' } as const;

interface Published {
  readonly formRows: readonly Readonly<Record<string, unknown>>[];
  readonly returnLines: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
}

/** The published document of a year, read again. */
function published(text: string, year: number): Published {
  const report = computeYear(factsOf(text), year, testReference);
  const lines = returnLines(report, returnLineMap, OPTIONS);
  return JSON.parse([...yearReportJsonChunks(report, lines)].join('')) as Published;
}

const SOLD_AT_A_LOSS = (year: number): string => `trades
  date          action shares security amount   lot
  ${year - 2}-03-01 buy    10     XYZ      1000.00 A
  ${year}-06-03 sell   10     XYZ      900.00  -
  ${year}-06-10 buy    4      XYZ      360.00  B
document ${year} final -
  security record        payable       amount parts
  XYZ      ${year}-02-15 ${year}-02-28 5      ordinary=60,returnOfCapital=40`;

describe('the return in the published JSON', () => {
  it('has the rows of Form 8949 with their columns and codes', () => {
    const { formRows } = published(SOLD_AT_A_LOSS(2019), 2019);
    // 1,000.00 less 20.00 of return of capital; of the loss of 80.00, 4 of 10 shares are replaced.
    expect(formRows).toEqual([
      {
        form: 'Form 8949',
        part: 'Part II, box D',
        box: 'D',
        term: 'long',
        description: '10 sh. XYZ',
        acquired: '2017-03-01',
        sold: '2019-06-03',
        proceeds: '900.00',
        basis: '980.00',
        codes: 'W',
        adjustment: '32.00',
        gain: '-48.00',
        statement: expect.stringMatching(/^Wash sale \(section 1091\): \$32\.00/),
        account: 'default',
        lot: 'A',
      },
    ]);
  });

  it('has the rows of Schedule D of its year, the correction below its sale', () => {
    const { formRows } = published(SOLD_AT_A_LOSS(2002), 2002);
    expect(
      formRows.map(({ form, part, box, description, adjustment, codes, gain }) => [
        `${form as string}, ${part as string}`,
        box,
        description,
        adjustment,
        codes,
        gain,
      ]),
    ).toEqual([
      ['Schedule D, Part II', null, '10 sh. XYZ', null, '', '-80.00'],
      ['Schedule D, Part II', null, 'Wash Sale', null, '', '32.00'],
    ]);
  });

  it('has column (g) of 2003 and of no other year', () => {
    expect(published(SOLD_AT_A_LOSS(2003), 2003).formRows[0]).toHaveProperty('postMay5Gain');
    expect(published(SOLD_AT_A_LOSS(2002), 2002).formRows[0]).not.toHaveProperty('postMay5Gain');
  });

  it('has the lines with what they are the sum of, and the totals of the rows', () => {
    const lines = published(SOLD_AT_A_LOSS(2002), 2002).returnLines;
    expect(lines).toMatchObject({ mapped: true, formsOf: 2002, payers: null, excess: [] });
    expect(lines['lines']?.map(({ box, form, line, amount }) => [box, form, line, amount])).toEqual(
      [['1', 'Form 1040', '9', '30.00']],
    );
    expect(lines['lines']?.[0]).not.toHaveProperty('made');
    expect(
      lines['sales']?.map(({ form, part, proceeds, basis, gain }) => [
        form,
        part,
        proceeds,
        basis,
        gain,
      ]),
    ).toEqual([['Schedule D', 'Part II', '900.00', '980.00', '-48.00']]);
    expect(lines['unplaced']).toEqual([
      {
        box: '3',
        meaning: 'nondividendDistributions',
        caption: expect.any(String),
        amount: '20.00',
      },
    ]);
  });

  it('names the page that gain beyond the basis stands on', () => {
    const { returnLines: lines, formRows } = published(
      `trades
  date       action shares security amount lot
  2001-03-01 buy    10     XYZ      10.00  A
document 2002 final -
  security record     payable    amount parts
  XYZ      2002-05-15 2002-05-31 5      returnOfCapital=100`,
      2002,
    );
    expect(lines['excess']).toEqual([
      {
        term: 'long',
        amount: '40.00',
        place: { form: 'Schedule D', part: 'Part II', line: expect.any(String) },
      },
    ]);
    expect(formRows.map(({ gain, lot }) => [gain, lot])).toEqual([['40.00', 'A']]);
  });
});
