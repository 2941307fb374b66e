/** Captions that a sentence lists are read where each is known and they are as many as the columns; else they are asked about. */
import { expect, test } from 'vitest';
import { readAllocationText } from '../../read-document.ts';

const read = (captions: string): string[] => {
  const { document } = readAllocationText(
    `Primrose Logistics Trust, Inc.
2014 Tax Treatment of Common Stock Distributions

The columns show, in order, ${captions}.

03/31/2014 04/15/2014 $0.4000 $0.2500 $0.0500 $0.1000
06/30/2014 07/15/2014 $0.4000 $0.2600 $0.0400 $0.1000
`,
    { known: [] },
  );
  const rows = document.securities.flatMap(({ distributions }) =>
    distributions.map(({ recordDate, amountPerShare, components }) =>
      [
        recordDate,
        amountPerShare,
        components.ordinary,
        components.capitalGain,
        components.returnOfCapital,
      ].join(' '),
    ),
  );
  const errors = document.notices.filter(({ level }) => level === 'error');
  return errors.length > 0 ? ['asked'] : rows;
};

test.each([
  [
    'record date, payable date, distribution per share, ordinary income, capital gain and return of capital',
    ['2014-03-31 0.4 0.25 0.05 0.1', '2014-06-30 0.4 0.26 0.04 0.1'],
  ],
  [
    'the record date, the date paid, the amount per share, return of capital, capital gain, and ordinary income',
    ['2014-03-31 0.4 0.1 0.05 0.25', '2014-06-30 0.4 0.1 0.04 0.26'],
  ],
  [
    'record date, payable date, distribution per share, ordinary income, return of capital',
    ['asked'],
  ],
  [
    'record date, payable date, distribution per share, ordinary income, other gain and return of capital',
    ['asked'],
  ],
])('%s', (captions, rows) => {
  expect(read(captions)).toEqual(rows);
});
