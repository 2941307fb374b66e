/** Captions on one line with one space everywhere: those that can be taken apart in two ways are asked about. */
import { expect, test } from 'vitest';
import { readAllocationText } from '../../read-document.ts';

const page = (
  captions: string,
): string => `Northgate Storage, Inc. Announces 2023 Dividend Allocation

Common Shares

Record Date Payable Date Dividend Per Share Ordinary Dividends ${captions} Return of Capital
01/03/2023 01/17/2023 $2.00 40.00% 20.00% 10.00% 30.00%
02/13/2023 02/27/2023 $2.00 40.00% 20.00% 10.00% 30.00%
`;

const gains = ({ components }: { readonly components: Record<string, string> }): string =>
  `${components['capitalGain'] ?? ''} ${components['unrecaptured1250'] ?? ''}`;

test('words that may be of the gain before or behind them are asked about, and the likelier way is proposed', () => {
  const read = readAllocationText(page('LT Capital Gain Unrecaptured Section 1250 Capital Gain'), {
    known: [],
  });
  const errors = read.document.notices.filter(({ level }) => level === 'error');
  expect(errors.map(({ code }) => code)).toContain('captions-unclear');
  expect(read.questions).toHaveLength(1);
  expect(read.document.securities.flatMap(({ distributions }) => distributions)).toEqual([]);
  expect(
    read.proposal?.securities.flatMap(({ distributions }) => distributions.map(gains)),
  ).toEqual(['20 10', '20 10']);
});

test('words that are of one gain alone are read', () => {
  const beside = readAllocationText(page('LT Capital Gain Distribution Unrecaptured 1250 Gain'), {
    known: [],
  });
  expect(
    beside.document.securities.flatMap(({ distributions }) => distributions.map(gains)),
  ).toEqual(['20 10', '20 10']);
});
