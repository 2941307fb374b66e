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

  test('a table of another year below its own title is of that year', () => {
    const other = `Tax Treatment of 2011 Dividends
${TABLE.replaceAll('/13', '/12').replaceAll('/12 |', '/11 |').replace('01/16/11', '01/17/12')}`;
    const answer = read(TITLE + TABLE + other);
    expect(answer.errors).toEqual([]);
    expect(answer.paid.map(([day]) => day)).toEqual([
      ...['2012-04-17', '2013-01-16'],
      ...['2011-04-17', '2012-01-17'],
    ]);
  });
});

test('a payment in shares that another sentence denies is not asked about', () => {
  const note = 'No dividend of 2012 was paid in shares of common stock.\n';
  expect(read(TITLE + TABLE + note).errors).toEqual([]);
});

test('the rest of a payment is of the year that a note gives it, where it makes the payment whole', () => {
  const table = TABLE.replace(
    '12/28/12 | 01/16/13 | $0.25 | $0.25 | $0.00',
    '12/28/12 | 01/16/13 | $0.25* | $0.25 | $0.00',
  );
  const note = (rest: string): string =>
    `*Total distribution paid on January 16, 2013 was $0.30 per share; remaining $${rest} per share was taxable to stockholders in 2013.\n`;
  expect(read(TITLE + table + note('0.05')).paid[1]).toEqual(['2013-01-16', '0.3', '0.25']);
  // With a digit lost the parts make no whole.
  expect(read(TITLE + table + note('0.5')).errors.map(([code]) => code)).toEqual([
    'other-year-unclear',
  ]);
});

test('a part in each payment is written as its whole is, or asked about', () => {
  const note = (part: string): string =>
    `Each quarterly capital gain of $0.100000 per share includes $${part} of Unrecaptured Section 1250 gain per share.\n`;
  const table = `Common Stock (CUSIP 99231T109)
Record Date | Payable Date | Distribution per Share | Ordinary Dividend | Capital Gain
03/30/12 | 04/17/12 | $0.300000 | $0.200000 | $0.100000
09/28/12 | 10/16/12 | $0.300000 | $0.200000 | $0.100000
Total | | $0.600000 | $0.400000 | $0.200000
`;
  expect(read(TITLE + table + note('0.012000')).errors).toEqual([]);
  expect(read(TITLE + table + note('.0012000')).errors.map(([code]) => code)).toEqual([
    'statement-unread',
  ]);
});

test('a payment of the next year that the table has not changes nothing; two of its days do', () => {
  const note =
    'For the common dividend declared on November 1, 2012 and paid on January 30, 2013, $0.31 is considered a reportable dividend for 2013 income tax purposes.\n';
  expect(read(TITLE + TABLE + note).errors).toEqual([]);
  const own = note.replace('January 30, 2013', 'January 16, 2013');
  expect(read(TITLE + TABLE + own).errors.map(([code]) => code)).toEqual(['other-year-unclear']);
});
