import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { csvText } from './csv.ts';
import { money, tableOf, text, type Table } from './tables/table.ts';
import type { Cents } from '../../tax/values/money.ts';

const oneCell = (cell: string, kind: Table['columns'][number]['kind'] = 'text'): string =>
  csvText({ name: 'n', title: 't', columns: [{ caption: 'Caption', kind }], rows: [[cell]] })
    .replace(/^\uFEFFCaption\r\n/, '')
    .replace(/\r\n$/, '');

describe('a table as CSV', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '\u00A0=1'])(
    'lets no text be computed: %j',
    (cell) => {
      const read = Papa.parse<string[]>(`${oneCell(cell)}\r\n`, { newline: '\r\n' }).data[0];
      expect(read).toEqual([`'${cell}`]);
    },
  );

  it.each(['AIV/2000-03-01', '100 sh. AIV', "O'Brien", '1-2', ''])('leaves %j as it is', (cell) => {
    expect(oneCell(cell)).toBe(cell);
  });

  it.each(['money', 'shares', 'rate', 'count'] as const)(
    'keeps a number below zero, %s',
    (kind) => {
      expect(oneCell('-12.34', kind)).toBe('-12.34');
    },
  );

  it('is read again as it was written, with commas, quotes and line breaks', () => {
    const names = ['Smith, "Joint"', 'two\r\nlines', 'Ünïcödé 株', ' a '];
    const table = tableOf(
      'n',
      't',
      [text('Name, in full', (name: string) => name), money('Gain', () => -5n as Cents)],
      names,
    );
    const written = csvText(table);
    expect(written.startsWith('\uFEFF')).toBe(true);
    const { data, errors } = Papa.parse<string[]>(written.slice(1), { skipEmptyLines: true });
    expect(errors).toEqual([]);
    expect(data).toEqual([['Name, in full', 'Gain'], ...names.map((name) => [name, '-0.05'])]);
  });
});
