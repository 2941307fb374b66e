/** A table that was flattened, whose captions have lost their places, and a line of boxes for its parts. */
import { describe, expect, test } from 'vitest';
import { readAllocationText, type TextReading } from '../../read-document.ts';

const HEAD = `Quarry Point Realty Trust Announces Income Tax Characteristics of its 2004 Dividends
Quarry Point Realty Trust (NYSE: QPR): income tax characteristics of 2004 common share dividends.
Common Share Dividends:
Ticker Symbol QPR, CUSIP # 84920W100
`;

const FLATTENED = [
  'Total 2004 Taxable Unrecap- Long-Term Non- Distri- Ordinary tured Capital Taxable Payment Date bution Dividend Section Gain Return of Per Share 1250 Distri- Capital Gain bution',
  'Form 1099-DIV Box Number 1a 2b 2a less 2b 3',
  '3/15/04 .500000 .350000 .020000 .040000 .090000',
  '6/15/04 .500000 .350000 .020000 .040000 .090000',
  '9/15/04 .520000 .364000 .020800 .041600 .093600',
  '2004 Totals 1.520000 1.064000 .060800 .121600 .273600',
  'Percentage 100.0000% 70.0000% 4.0000% 8.0000% 18.0000%',
];

const LAST =
  '\nIn all, $1.064000 per share as ordinary income and $.273600 per share as return of capital.\n';

function read(parts: readonly string[], last = LAST): TextReading {
  return readAllocationText(`${HEAD}${parts.join(` ${'-'.repeat(70)} `)}${last}`, { known: [] });
}

describe('boxes in a line', () => {
  test('name the columns below them, and the first is what was paid', () => {
    const { document, questions } = read(FLATTENED);
    expect(questions).toEqual([]);
    const [security] = document.securities;
    expect([security?.name, security?.symbol, security?.cusips]).toEqual([
      'Common Share',
      'QPR',
      ['84920W100'],
    ]);
    expect(
      security?.distributions.map((one) => [one.payableDate, one.amountPerShare, one.components]),
    ).toEqual(
      [
        ['2004-03-15', '0.5', '0.35', '0.04', '0.02', '0.09'],
        ['2004-06-15', '0.5', '0.35', '0.04', '0.02', '0.09'],
        ['2004-09-15', '0.52', '0.364', '0.0416', '0.0208', '0.0936'],
      ].map(([day, amount, ordinary, capitalGain, unrecaptured1250, returnOfCapital]) => [
        day,
        amount,
        {
          ordinary,
          qualified: '0',
          capitalGain,
          unrecaptured1250,
          section1202: '0',
          collectibles28: '0',
          returnOfCapital,
        },
      ]),
    );
  });

  test('tell nothing where one of them is lost', () => {
    const lost = FLATTENED.map((part) => part.replace('1a 2b 2a less 2b 3', '1a 2b 3'));
    expect(read(lost).questions.map((one) => one.id)).toContain('columns/1');
  });

  test('a sentence that says another amount of a part is asked about', () => {
    const other = LAST.replace('.273600', '.263600');
    expect(read(FLATTENED, other).questions.map((one) => one.id)).toEqual(['notes/1']);
  });
});
