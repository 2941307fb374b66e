/** The lines of a workbook are the rows of its sheet, or tell where they are, so that a question is found where it says. */
import { expect, it } from 'vitest';
import { makeWorkbook } from '../documents/source/testing/make-files.ts';
import { historyText } from './history-text.ts';
import { readText } from './testing/read-lines.ts';

const ROWS = [
  ['Date', 'Action', 'Symbol', 'Quantity', 'Price', 'Amount'],
  ['2024-03-05', 'Buy', 'EQR', '100', '62', '6200'],
  ['2024-03-06', 'Buy', 'EQR', '10', '62', '620'],
];

function linesOf(sheet: string): readonly number[] {
  const decoded = historyText(makeWorkbook(sheet, ROWS), 'a.xlsx');
  if ('problem' in decoded) throw new Error(decoded.problem);
  return readText(decoded.text).rows.map(({ line }) => line);
}

it('a row of the first sheet is the line of its number', () => {
  expect(linesOf('Activity')).toEqual([2, 3]);
  expect(linesOf('Sheet1')).toEqual([2, 3]);
  expect(linesOf('2023')).toEqual([2, 3]);
});

it('a sheet whose name can be that of an account keeps it above its rows', () => {
  expect(linesOf('Roth IRA 1234')).toEqual([3, 4]);
});
