/** A transactions file that is read, and what came of it as lines of text. */
import { expect } from 'vitest';
import { formatMoney, formatRate, formatShares } from '../../tax/values/money.ts';
import {
  readTransactionsCsv,
  takeTransactionsCsvBytes,
  type CsvReading,
  type EntryOfFile,
} from '../transactions-csv.ts';

export const HEADER = 'date,action,security,shares,amount';

export function read(text: string): CsvReading {
  return readTransactionsCsv(text, 'trades.csv');
}

export function readBytes(bytes: Uint8Array, fileName: string): CsvReading {
  const rows: EntryOfFile[] = [];
  const problems = takeTransactionsCsvBytes(bytes, fileName, (row) => rows.push(row));
  return { rows, problems };
}

/** What stands in the columns of few actions. */
function more(row: EntryOfFile): string[] {
  const { to, ratio, percent, acquired, cashShares, further } = row;
  expect(row.picks).toEqual([]);
  return [
    ...(to === null ? [] : [`to ${to}`]),
    ...(ratio === null
      ? []
      : [`${formatRate(ratio.newShares)} for ${formatRate(ratio.oldShares)}`]),
    ...(percent === null ? [] : [`${formatRate(percent)}%`]),
    ...(acquired === null ? [] : [`acquired ${acquired}`]),
    ...(cashShares === null ? [] : [`cash for ${formatShares(cashShares)}`]),
    ...Object.entries(further).map(([part, value]) => `${part} ${String(value)}`),
  ];
}

/** Rows and problems as a text table. */
export function shown(reading: CsvReading): string[] {
  return [
    ...reading.rows.map((row) =>
      [
        row.line,
        row.date,
        row.action,
        row.security,
        row.shares === null ? '-' : formatShares(row.shares),
        row.amount === null ? '-' : formatMoney(row.amount),
        row.account ?? '-',
        row.lot ?? '-',
        row.note ?? '-',
        ...more(row),
      ].join(' | '),
    ),
    ...reading.problems.map((problem) => `${problem.line ?? '-'}: ${problem.message}`),
  ];
}
