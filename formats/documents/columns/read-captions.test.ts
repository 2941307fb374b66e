/** Captions that say less than they should, read from whole documents. */
import { expect, test } from 'vitest';
import { readAllocationText } from '../../read-document.ts';

test('a dividend behind an adjustment is the year’s part of what was paid', () => {
  const { document } = readAllocationText(
    `Tax Treatment Of 2023 Dividends

Record Date Payment Date Cash Distribution Adjustment Dividend Ordinary Dividends Return of Capital
12/30/2022 1/13/2023 $0.40 ($0.15) $0.25 $0.2000 $0.0500
3/31/2023 4/14/2023 $0.37 $0.00 $0.37 $0.1200 $0.2500
`,
    { known: [] },
  );
  expect(
    document.securities[0]?.distributions.map((one) => [one.amountPerShare, one.allocablePerShare]),
  ).toEqual([
    ['0.4', '0.25'],
    ['0.37', '0.37'],
  ]);
});

test('captions cut to a cell for each column are one question, with what is left of them proposed', () => {
  const { questions, proposal, document } = readAllocationText(
    `Example Trust Announces Tax Treatment of Its 2011 Dividends

Common Share Dividends

Dividend |
Gross |
Ordinary |
(Return of |
Qualified |
Unrecap Sec. |
Capital |
03/31/2011 | $0.40000 | $0.25000 | $0.07000 | $0.02000 | $0.04000 | $0.02000 |
06/30/2011 | $0.50000 | $0.32000 | $0.08000 | $0.03000 | $0.04000 | $0.03000 |
`,
    { known: [] },
  );
  expect(questions).toHaveLength(1);
  expect(document.securities[0]?.distributions).toEqual([]);
  expect(proposal?.securities[0]?.distributions[1]).toMatchObject({
    payableDate: '2011-06-30',
    amountPerShare: '0.5',
    components: {
      ordinary: '0.32',
      returnOfCapital: '0.08',
      qualified: '0.03',
      unrecaptured1250: '0.04',
      capitalGain: '0.03',
    },
  });
});
