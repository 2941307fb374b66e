/** A caption that stands over no column says that a cell was lost: the others are not moved up. */
import { expect, test } from 'vitest';
import { readAllocationText } from '../../read-document.ts';

const errorsOf = (text: string): string[] =>
  readAllocationText(text, { known: [] })
    .document.notices.filter((notice) => notice.level === 'error')
    .map((notice) => notice.code);

const TITLE =
  'Harborlight Apartment Trust 2002 dividend allocation\n\nClass E Preferred Stock (CUSIP 99077R-30-8)\n\n';

const BY_TABS = (dates: string): string =>
  `${TITLE}Record Date\tPayable Date\tDividend Per Share\tOrdinary Dividend\n${dates}\t$0.45\t100%\nAnnual\t\t$0.45\t100%\n`;

const BY_LINES = (payable: string): string =>
  `${TITLE}Record Dates |\nPayable Dates |\nDividend Per Share |\nOrdinary Dividend |\n|\n\n${payable}02/18/02 05/20/02 |\n$0.45 $0.45 |\n100% 100% |\n|\n`;

test('a cell between tabs that is missing is asked about', () => {
  expect(errorsOf(BY_TABS('02/18/02\t02/28/02'))).toEqual([]);
  expect(errorsOf(BY_TABS('02/18/02'))).toContain('caption-without-column');
});

test('a cell with all payments of its column that is missing is asked about', () => {
  expect(errorsOf(BY_LINES('02/08/02 05/10/02 |\n'))).toEqual([]);
  expect(errorsOf(BY_LINES(''))).toContain('caption-without-column');
});
