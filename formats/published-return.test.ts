/** The rows and lines of the return in the published JSON: a loss of $1.00, of which 40 cents are disallowed. */
import { describe, expect, it } from 'vitest';
import { returnLineMap } from '../resources/reference.ts';
import { returnLines } from '../tax/report/return-lines.ts';
import { reportOf } from './testing/sample-report.ts';
import { yearReportJsonChunks } from './year-report-json.ts';

const OPTIONS = { accountId: null, wholeDollars: false, brokerBasis: 'adjusted' } as const;

type Row = Readonly<Record<string, unknown>>;

/** The published document of the sample in a year, read again. */
function published(taxYear: number): {
  readonly formRows: readonly Row[];
  readonly returnLines: Readonly<Record<string, readonly Row[]>>;
} {
  const report = reportOf({ taxYear });
  const lines = returnLines(report, returnLineMap, OPTIONS);
  return JSON.parse([...yearReportJsonChunks(report, lines)].join('')) as never;
}

describe('the return in the published JSON', () => {
  it('has the rows of Form 8949 with their columns and codes', () => {
    const { formRows } = published(2019);
    // 20.00 less 21.00; of the loss 0.40 are disallowed, and 0.05 are long-term.
    expect(formRows[0]).toEqual({
      form: 'Form 8949',
      part: 'Part I, box B',
      box: 'B',
      term: 'short',
      description: '0.5 sh. AIV',
      acquired: '2000-03-01',
      sold: '2002-06-03',
      proceeds: '20.00',
      basis: '21.00',
      codes: 'OW',
      adjustment: '0.45',
      gain: '-0.55',
      statement: expect.stringMatching(/^Wash sale \(section 1091\): \$0\.40 of the loss/),
      account: 'default',
      lot: 'AIV/2000-03-01',
    });
    expect(formRows.slice(1).map((row) => [row['box'], row['codes'], row['gain']])).toEqual([
      ['E', 'O', '-0.05'],
      ['F', '', '0.99'],
    ]);
    expect(formRows[2]).toMatchObject({ adjustment: null, statement: null });
  });

  it('has the rows of Schedule D of its year, the correction below its sale', () => {
    expect(
      published(2002).formRows.map((row) => [
        row['part'],
        row['box'],
        row['description'],
        row['adjustment'],
        row['codes'],
        row['gain'],
      ]),
    ).toEqual([
      ['Part I', null, '0.5 sh. AIV', null, '', '-1.00'],
      ['Part I', null, 'Wash Sale', null, '', '0.40'],
      ['Part I', null, 'Section 857(b)(8) loss, AIV', null, '', '0.05'],
      ['Part II', null, 'Section 857(b)(8) loss, AIV', null, '', '-0.05'],
      ['Part II', null, 'Nondividend Distribution Exceeding Basis, AIV', null, '', '0.99'],
    ]);
  });

  it('has column (g) of 2003 and of no other year', () => {
    expect(published(2003).formRows[0]).toHaveProperty('postMay5Gain', '0.00');
    expect(published(2002).formRows[0]).not.toHaveProperty('postMay5Gain');
    expect(published(2003).returnLines['sales']?.[0]).toHaveProperty('postMay5Gain');
  });

  it('has the lines, the totals of the rows and gain beyond the basis', () => {
    const { returnLines: lines } = published(2002);
    expect(lines).toMatchObject({
      mapped: true,
      formsOf: 2002,
      payers: null,
      excess: [
        { term: 'long', amount: '0.99', place: { form: 'Schedule D', part: 'Part II', line: '8' } },
      ],
      unplaced: [],
      notes: [],
    });
    const [line] = lines['lines'] ?? [];
    expect(line).toMatchObject({ form: 'Schedule D', line: '13, column (f)', amount: '0.05' });
    expect(line).toMatchObject({ box: '2a', parts: [{ label: 'Box 2a', amount: '0.05' }] });
    expect(line).not.toHaveProperty('made');
    expect(
      lines['sales']?.map((page) => [
        page['part'],
        page['line'],
        page['proceeds'],
        page['basis'],
        page['gain'],
      ]),
    ).toEqual([
      ['Part I', '1', '20.00', '21.00', '-0.55'],
      ['Part II', '8', '0.99', '0.00', '0.94'],
    ]);
  });

  it('is not there where nobody asks for it', () => {
    const text = [...yearReportJsonChunks(reportOf())].join('');
    expect(JSON.parse(text)).not.toHaveProperty('formRows');
    expect(JSON.parse(text)).not.toHaveProperty('returnLines');
  });
});
