/** Rows of several years in one table of a text that names none: each year is a document. */
import { expect, test } from 'vitest';
import { readAllocationText } from '../read-document.ts';

function read(text: string): string[] {
  const { document } = readAllocationText(text, { known: [] });
  return document.securities.flatMap(({ name, taxYear, distributions }) =>
    distributions.map(
      (one) =>
        `${taxYear ?? document.taxYear} ${name} ${one.recordDate} ${one.payableDate} ${one.amountPerShare}`,
    ),
  );
}

function errors(text: string): string[] {
  const { document } = readAllocationText(text, { known: [] });
  return document.notices.flatMap(({ level, code }) => (level === 'error' ? [code] : []));
}

const HISTORY = `Orchard Gate REIT (NYSE: OGR) Dividend History, Common Stock

Record       Pay          Dividend    Ordinary   Return of
Date         Date         Per Share   Dividend   Capital
03/31/2014   04/15/2014   $0.50       $0.40      $0.10
06/30/2014   07/15/2014   $0.50       $0.40      $0.10
03/29/2013   04/15/2013   $0.48       $0.38      $0.10
06/28/2013   07/15/2013   $0.48       $0.38      $0.10
`;
const ROWS = [
  '2014 Common Stock 2014-03-31 2014-04-15 0.5',
  '2014 Common Stock 2014-06-30 2014-07-15 0.5',
  '2013 Common Stock 2013-03-29 2013-04-15 0.48',
  '2013 Common Stock 2013-06-28 2013-07-15 0.48',
];

test('the days of rows tell their years', () => {
  expect(read(HISTORY)).toEqual(ROWS);
  expect(errors(HISTORY)).toEqual([]);
});

/** The same with tabs, a column of years and rows of totals. */
const COLUMN = `${HISTORY.split('\n')[0]}

Tax Year\tRecord Date\tPay Date\tDividend\tOrdinary\tReturn of Capital
2014\t03/31/2014\t04/15/2014\t$0.50\t$0.40\t$0.10
2014\t06/30/2014\t07/15/2014\t$0.50\t$0.40\t$0.10
2014 Total\t\t\t$1.00\t$0.80\t$0.20
2013\t12/31/2013\t01/15/2014\t$0.48\t$0.38\t$0.10
2013\t06/28/2013\t07/15/2013\t$0.48\t$0.38\t$0.10
2013 Total\t\t\t$0.96\t$0.76\t$0.20
`;

test('a column of years tells them, that of a payment of January too', () => {
  expect(read(COLUMN)).toEqual([
    ...ROWS.slice(0, 2),
    '2013 Common Stock 2013-12-31 2014-01-15 0.48',
    '2013 Common Stock 2013-06-28 2013-07-15 0.48',
  ]);
  expect(errors(COLUMN)).toEqual([]);
});

test('without such a column a payment of two years is asked about', () => {
  expect(read(HISTORY.replace('03/29/2013   04/15/2013', '12/31/2013   01/15/2014'))).toEqual([]);
});

test('one day alone in January may be of the year before', () => {
  const alone = HISTORY.replaceAll(/^(?:\d\d\/\d\d\/\d{4}|Record|Date) {3,}/gm, '');
  expect(read(alone)).toHaveLength(4);
  expect(read(alone.replace('07/15/2013', '01/15/2013'))).toEqual([]);
});

test('a text that names its year is not parted', () => {
  expect(errors(HISTORY.replace('Dividend History', '2014 Dividends'))).not.toEqual([]);
});

test('years that do not stand together are asked about', () => {
  const [head = '', ...rows] = HISTORY.split(/\n(?=\d)/);
  const mixed = [head, rows[0], rows[2], rows[1], rows[3]].join('\n');
  expect(read(mixed)).toEqual([]);
});
