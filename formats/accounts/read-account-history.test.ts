import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { reference } from '../../resources/reference.ts';
import { makeWorkbook, type WorkbookCell } from '../documents/source/testing/make-files.ts';
import { historyText } from './history-text.ts';
import type { AccountHistory } from './history.ts';
import { readAccountHistory } from './read-account-history.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures');

function read(text: string): AccountHistory {
  const reading = readAccountHistory(text, reference.calendar);
  if ('problem' in reading) throw new Error(reading.problem);
  return reading.history;
}

/** A history in lines that a person can check against the file. */
function summary({
  format,
  order,
  rows,
  claims,
  questions,
  joined,
  leftOut,
}: AccountHistory): string {
  const accounts = Map.groupBy([...rows, ...claims], ({ account }) => account ?? 'none');
  const flags = ['qualified', 'priorYear', 'reinvested', 'reversal'] as const;
  const lines = [
    `${format}, ${order}`,
    // Where there are several, whose each line is.
    ...(accounts.size < 2
      ? []
      : [...accounts].map(
          ([name, of]) =>
            `account ${name}: ${of
              .map(({ line }) => line)
              .toSorted((a, b) => a - b)
              .join(' ')}`,
        )),
    ...rows.map((row) =>
      ['row', row.line, row.date, row.action, row.security, row.shares, row.amount, row.ratio]
        .filter((part) => part !== null && part !== undefined)
        .join(' '),
    ),
    ...claims.map((claim) =>
      [
        'claim',
        claim.line,
        claim.date,
        claim.kind,
        claim.security,
        claim.amount,
        ...flags.filter((flag) => claim[flag]),
      ].join(' '),
    ),
    ...questions.map(({ line, candidates }) =>
      candidates.length === 0
        ? `asked ${line}`
        : `asked ${line} [${candidates.map(({ label }) => label).join(' | ')}]`,
    ),
    ...joined.map(({ line, belongsTo }) => `joined ${line} to ${belongsTo}`),
    ...leftOut.map(({ line, claim }) =>
      claim === undefined ? `left ${line}` : `left ${line} with ${claim.kind} ${claim.amount}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

describe('each layout as a careful reader reads it', () => {
  const files = readdirSync(FIXTURES).filter((name) => !name.endsWith('.expected.txt'));
  test.each(files)('%s', (name) => {
    const text = readFileSync(join(FIXTURES, name), 'utf8');
    const expected = readFileSync(join(FIXTURES, name.replace(/\.\w+$/, '.expected.txt')), 'utf8');
    expect(summary(read(text))).toBe(expected);
  });

  test.each(files)('%s: the same with other line ends, a mark and another encoding', (name) => {
    const text = readFileSync(join(FIXTURES, name), 'utf8');
    const plain = summary(read(text));
    expect(summary(read(`\ufeff${text.replaceAll('\n', '\r\n')}`))).toBe(plain);
    const units = [...`\ufeff${text}`].map((one) => one.charCodeAt(0));
    const bytes = Uint8Array.from(units.flatMap((unit) => [unit & 255, unit >> 8]));
    const decoded = historyText(bytes, name);
    expect('text' in decoded && summary(read(decoded.text))).toBe(plain);
  });

  test.each(files)('%s: every record is in exactly one list', (name) => {
    const { rows, claims, questions, joined, leftOut } = read(
      readFileSync(join(FIXTURES, name), 'utf8'),
    );
    const records = questions.filter(({ id }) => id.startsWith('line/'));
    const lines = [rows, claims, records, joined, leftOut].flatMap((list) =>
      list.map(({ line }) => line),
    );
    expect(new Set(lines).size).toBe(lines.length);
  });
});

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** A cell as a person who opened the file in a spreadsheet would have it: days and numbers typed. */
function typedCell(cell: string): WorkbookCell {
  if (DAY.test(cell)) {
    const serial = (Date.parse(`${cell}T00:00Z`) - Date.parse('1899-12-30T00:00Z')) / 86_400_000;
    return { number: String(serial), style: 3 };
  }
  return /^-?\d+(?:\.\d+)?$/.test(cell) && cell.length < 9 ? { number: cell, style: 0 } : cell;
}

test.each(['three-fee-columns.csv', 'plain-table.csv', 'newest-first-same-day-and-ids.csv'])(
  '%s as a workbook with typed days and numbers',
  (name) => {
    const text = readFileSync(join(FIXTURES, name), 'utf8');
    const cells = Papa.parse<string[]>(text.trim()).data.map((row) => row.map(typedCell));
    const decoded = historyText(makeWorkbook('Activity', cells), 'a.xlsx');
    if ('problem' in decoded) throw new Error(decoded.problem);
    const bare = ({ rows }: AccountHistory) =>
      rows.map(({ date, action, security, shares, amount }) =>
        [date, action, security, shares, amount].join(' '),
      );
    expect(bare(read(decoded.text))).toEqual(bare(read(text)));
  },
);

describe('what is no history is refused, with what to do', () => {
  const refused = (text: string): string => {
    const reading = readAccountHistory(text, reference.calendar);
    return 'problem' in reading ? reading.problem : '';
  };
  test.each<[string, string, RegExp]>([
    ['a table without headings', 'a,b,c\n1,2,3\n', /No headings of transactions/],
    [
      'lots that were sold',
      'Symbol,Closed Date,Opened Date,Quantity,Proceeds,Cost Basis (CB),Gain/Loss ($)\nEQR,11/04/2024,05/20/2024,20,1399.96,1320.00,79.96\n',
      /lots that were sold.*Download the history of the account/,
    ],
    [
      'what is held',
      'Positions as of 12/31/2024\nSymbol,Description,Qty (Quantity),Price,Mkt Val (Market Value),Cost Basis\nEQR,EQUITY RESIDENTIAL,80.9,72.00,5824.80,5347.50\n',
      /what was held on one day.*Download the history of the account/,
    ],
    [
      'splits of a double-entry book',
      'Date,Description,Commodity/Currency,Full Account Name,Amount Num.,Value Num.\n05/20/2024,Buy EQR,NYSE::EQR,Assets:EQR,100,6600.00\n',
      /No headings of transactions/,
    ],
    ['a bank register in QIF', '!Type:Bank\nD1/1/2002\nT5\n^\n', /no investment register/],
    [
      'OFX of a card',
      'OFXHEADER:100\n\n<OFX><CREDITCARDMSGSRSV1></CREDITCARDMSGSRSV1></OFX>\n',
      /no investment account/,
    ],
    [
      'OFX that ends early',
      'OFXHEADER:100\n\n<OFX><INVSTMTRS><INVTRANLIST>',
      /ends before its statement/,
    ],
    [
      'OFX with entities',
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><OFX></OFX>',
      /defines entities/,
    ],
    [
      'OFX nested without end',
      `OFXHEADER:100\n\n<OFX>${'<A>'.repeat(5000)}</OFX>`,
      /nests its parts deeper/,
    ],
    [
      'an open quotation mark',
      'Date,Action,Symbol,Quantity,Amount\n"01/02/2013,Buy,AIV,1,2\n',
      /never closed/,
    ],
  ])('%s', (_, text, message) => {
    expect(refused(text)).toMatch(message);
  });

  test.each<[string, Uint8Array, RegExp]>([
    ['nothing', new Uint8Array(), /is empty/],
    ['a PDF', new TextEncoder().encode('%PDF-1.4 '), /is a PDF.*CSV, QFX or QIF/],
    ['an old workbook', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]), /save the sheet as CSV/],
    ['a broken archive', Uint8Array.from([0x50, 0x4b, 3, 4, 9, 9]), /cannot be read/],
    ['NUL bytes', Uint8Array.from([65, 0, 66, 66]), /is not text/],
  ])('%s', (_, bytes, message) => {
    const text = historyText(bytes, 'a.csv');
    expect('problem' in text ? text.problem : '').toMatch(message);
  });
});
