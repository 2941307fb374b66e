import { expect, test } from 'vitest';
import { readAllocationText } from '../../read-document.ts';

const TITLE = 'Example Trust 2021 Dividend Allocation\n\nCommon Shares\n\n';
const ROWS = ` 03/30/2021  04/14/2021   $0.3100           $0.1500        $0.0700       $0.0900
 06/30/2021  07/14/2021   $0.3200           $0.1600        $0.0600       $0.1000
`;
const LINES = (ordinary: string): string => `                                                Total
   Record     Payable    Distribution                      Return of     Long-Term${ordinary}
    Date        Date       per Share                        Capital     Capital Gain
                                              Dividends
`;

test('a tab among captions that are set out does not take a word to another column', () => {
  const torn = `${TITLE}${LINES('\t                                              Ordinary')}${ROWS}`;
  const { questions, document } = readAllocationText(torn, { known: [] });
  expect(questions.length).toBeGreaterThan(0);
  // Ordinary are $0.15: the word stands over no column, and "Dividends" over the fourth.
  expect(document.securities[0]?.distributions).toEqual([]);
});
