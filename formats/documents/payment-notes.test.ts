/** What a sentence says of a payment is read where figures bear it out, else asked about: never passed over. */
import { describe, expect, test } from 'vitest';
import { readAllocationText } from '../read-document.ts';

const TITLE = 'Thornbury Malls Announces Tax Treatment of 2012 Dividends\n';
const TABLE = `Common Stock (CUSIP 99231T109)
Record Date | Payable Date | Distribution per Share | Ordinary Dividend | Return of Capital
03/30/12 | 04/17/12 | $0.30 | $0.20 | $0.10
12/28/12 | 01/16/13 | $0.25 | $0.25 | $0.00
Total | | $0.55 | $0.45 | $0.10
`;

function read(text: string): {
  readonly errors: readonly (readonly [string, number | null])[];
  readonly paid: readonly (readonly (string | null)[])[];
  readonly asked: readonly string[];
} {
  const { document, questions } = readAllocationText(text, { known: [] });
  return {
    errors: document.notices.flatMap(({ level, code, line }) =>
      level === 'error' ? [[code, line] as const] : [],
    ),
    paid: document.securities.flatMap((security) =>
      security.distributions.map((one) => [
        one.payableDate,
        one.amountPerShare,
        one.allocablePerShare,
      ]),
    ),
    asked: questions.map((question) => question.id),
  };
}

test('a payment of which the table has the year’s part is read whole', () => {
  const note =
    'Of the $0.40 per share dividend paid January 16, 2013, $0.25 per share is taxable in 2012 and $0.15 per share is taxable in 2013.\n';
  expect(read(TITLE + TABLE + note)).toEqual({
    errors: [],
    paid: [
      ['2012-04-17', '0.3', '0.3'],
      ['2013-01-16', '0.4', '0.25'],
    ],
    asked: [],
  });
});

describe('what the figures do not show is one question', () => {
  test.each([
    [
      'parts that do not add up',
      'Of the $0.41 per share dividend paid January 16, 2013, $0.25 per share is taxable in 2012 and $0.15 per share is taxable in 2013.\n',
      'other-year-unclear',
    ],
    [
      'a payment in shares',
      'The dividend of January 16, 2013 was paid in shares of common stock, with cash limited to 20% of it in total.\n',
      'in-kind-unclear',
    ],
    [
      'amounts adjusted for a split',
      'Dividends per share reflect a 2 for 1 share split effective June 1, 2012.\n',
      'split-adjusted',
    ],
    [
      'amounts that are per preferred share',
      'The amounts shown are per preferred share and not per depositary share.\n',
      'per-depositary-unclear',
    ],
  ])('%s', (_, note, code) => {
    const answer = read(TITLE + TABLE + note);
    expect(answer.errors).toEqual([[code, 7]]);
    expect(answer.asked).toEqual(['payments/1']);
  });

  test('a table of another year below its own title is left out', () => {
    const other = `Tax Treatment of 2011 Dividends
${TABLE.replaceAll('/13', '/12').replaceAll('/12 |', '/11 |').replace('01/16/11', '01/17/12')}`;
    const answer = read(TITLE + TABLE + other);
    expect(answer.errors).toEqual([['tax-year-another', 7]]);
    expect(answer.paid.map(([day]) => day)).toEqual(['2012-04-17', '2013-01-16']);
  });
});

test('a payment in shares that another sentence denies is not asked about', () => {
  const note = 'No dividend of 2012 was paid in shares of common stock.\n';
  expect(read(TITLE + TABLE + note).errors).toEqual([]);
});
