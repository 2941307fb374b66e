/** Every action of a transactions file on the command line: computed, kept in a book, or refused by its line. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { neededColumns } from '../formats/transaction-row.ts';
import type { YearEndReportJson } from '../formats/year-report-json.ts';
import {
  ACTIONS,
  kindOf,
  PART_COLUMNS,
  partInColumn,
  type Action,
} from '../tax/facts/entry-kinds.ts';
import { LOT_METHODS } from '../tax/facts/model.ts';
import { RELEASE_2002, Workplace } from './testing/command.ts';

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
  place.write('release.txt', RELEASE_2002);
});
afterEach(() => {
  place.remove();
});

const HEADER =
  'date,action,security,account,shares,amount,lot,ratio,to,percent,acquired,note,cash,value,tax,unrecaptured1250,section1202,collectibles28,last';
const COLUMNS = HEADER.split(',');
type Row = Readonly<Record<string, string>>;

/** A row of each action that fits behind the purchases. */
const ROWS: Readonly<Record<Action, Row>> = {
  buy: { shares: '5', amount: '200.00' },
  reinvest: { shares: '1.25', amount: '50.00', lot: 'R' },
  'stock-dividend': { shares: '2', amount: '80.00' },
  'in-kind': { shares: '2', amount: '75.00' },
  'gift-received': { shares: '4', amount: '10.00', acquired: '1995-06-01' },
  inherit: { shares: '3', amount: '120.00' },
  sell: { shares: '10', amount: '350.00', lot: 'B' },
  redeem: { shares: '10', amount: '350.00' },
  gift: { shares: '5' },
  split: { ratio: '1.001:1', shares: '0.44', amount: '8.00' },
  'spin-off': { to: 'XYZ', ratio: '1:8', percent: '12.5' },
  exchange: { to: 'XYZ', ratio: '1:3', shares: '30', lot: 'A', cash: '1.25', value: '90' },
  transfer: { to: 'Joint', shares: '20' },
  dividend: { amount: '82.00' },
  'opening-basis': { amount: '3500.00', lot: 'A' },
  'nothing-returned': {},
  'average-basis': { date: '2012-06-01', acquired: '2000-01-01' },
  liquidation: { amount: '4200.00', to: 'XYZ', shares: '12' },
  'undistributed-gain': { amount: '50.00', tax: '10.50', unrecaptured1250: '5.00' },
};

const line = (row: Row): string => COLUMNS.map((column) => row[column] ?? '').join(',');
const trade = (action: string, row: Row): string =>
  line({ date: '2002-06-03', action, security: 'AIV', ...row });
const file = (...rows: string[]): string => `${[HEADER, ...BOUGHT, ...rows].join('\n')}\n`;
const BOUGHT = [
  trade('buy', { date: '2000-03-01', shares: '100', amount: '3800.00', lot: 'A' }),
  trade('buy', { date: '2001-09-04', shares: '100', amount: '4400.00', lot: 'B' }),
];

const fromFiles = (...more: string[]) =>
  place.run(
    'report',
    '--year',
    '2002',
    '--transactions',
    'trades.csv',
    '--documents',
    'release.txt',
    ...more,
  );
const fromBook = (...more: string[]) =>
  place.run('report', '--year', '2002', '--book', 'my.basisbook', ...more);

describe('every action', () => {
  it.each(LOT_METHODS)('is the same from files and from a book, by %s', async (method) => {
    place.write('trades.csv', file(...ACTIONS.map((action) => trade(action, ROWS[action]))));
    for (const source of [
      ['--documents', 'release.txt'],
      ['--transactions', 'trades.csv'],
    ]) {
      const done = await place.run('import', '--book', 'my.basisbook', ...source, '--json');
      expect([done.status, done.stderr]).toEqual([0, '']);
      expect(JSON.parse(done.stdout)).toBeTypeOf('object');
    }
    const [files, book] = [
      await fromFiles('--method', method, '--json'),
      await fromBook('--method', method, '--json'),
    ];
    expect([files.status, files.stderr, book.status, book.stderr]).toEqual([0, '', 0, '']);
    const report = JSON.parse(files.stdout) as YearEndReportJson;
    const kept = JSON.parse(book.stdout) as YearEndReportJson;
    const withoutIds = ({ notices, ...rest }: YearEndReportJson) => ({
      ...rest,
      notices: notices.map(({ code, message }) => ({
        code,
        // A book has rows of several files, and says which one a line is of.
        message: message.replaceAll(/\(line (\d+) of trades\.csv\)/g, '(line $1)'),
      })),
    });
    expect(withoutIds(kept)).toEqual(withoutIds(report));
    expect(report.notices.filter((notice) => notice.level === 'error')).toEqual([]);
    const kinds = new Set(report.sales.map((sale) => sale.kind ?? 'sale'));
    // Which lots are left by then, and whether one is paid beyond its basis, is the method's.
    expect(kinds).toEqual(
      new Set([
        'sale',
        'redemption',
        'cash-for-fraction',
        'boot',
        ...(method === 'lifo' || method === 'hifo' ? ['liquidation'] : []),
      ]),
    );
    expect(new Set(report.lots.map((lot) => lot.security))).toEqual(new Set(['AIV', 'XYZ']));
    for (const { status, stdout } of [await fromFiles(), await fromBook()]) {
      expect(status).toBe(0);
      expect(stdout).toContain('2002');
    }
  });
});

/** What a column can hold that belongs to another action, or cannot be read. */
const VALUES: Readonly<Record<string, string>> = {
  shares: '1',
  amount: '1.00',
  lot: 'A',
  ratio: '2:1',
  to: 'XYZ',
  percent: '5',
  acquired: '1999-01-04',
  cash: '1',
  value: '1.00',
  tax: '1.00',
  unrecaptured1250: '1.00',
  section1202: '1.00',
  collectibles28: '1.00',
  last: 'yes',
};
const UNREADABLE: Readonly<Record<string, readonly string[]>> = {
  shares: ['0', '-1', 'x', '1.000000001', '"1,5"', '9999999999999'],
  amount: ['-1', 'x', '1.001', '"1,5"', '9999999999999'],
  ratio: ['2', '0:1', '1:0', '2:1:1', '0.0000000000001:1', '9999999999999:1', 'a:b'],
  percent: ['-1', '100.1', 'x', '0.0000000000001'],
  acquired: ['2002-02-30', 'x', '2012-06-04', '1800-01-01'],
  cash: ['-1', 'x', '0.0000000000001', '9999999999999'],
  value: ['-1', 'x'],
  tax: ['-1', 'x', '1.001'],
  unrecaptured1250: ['-1', 'x', '1.001'],
  section1202: ['-1', 'x', '1.001'],
  collectibles28: ['-1', 'x', '1.001'],
  last: ['x', '1'],
  lot: ['x'.repeat(201)],
  to: ['x'.repeat(201), 'AIV'],
};

describe('a row that is wrong', () => {
  const WRONG = ACTIONS.flatMap((action) => {
    const needs = neededColumns(action);
    const own: readonly string[] = PART_COLUMNS.filter((column) => partInColumn(action, column));
    return [
      ...needs.map((column) => [action, `without ${column}`, { [column]: '' }] as const),
      ...Object.keys(VALUES)
        .filter((column) => !own.includes(column))
        .map((column) => [action, `with ${column}`, { [column]: VALUES[column] ?? '' }] as const),
      ...own.flatMap((column) =>
        (UNREADABLE[column] ?? [])
          .filter((value) => action !== 'transfer' || value !== 'AIV')
          // Taken back.
          .filter(
            (value) => column !== 'amount' || value !== '-1' || !kindOf(action).mayBeTakenBack,
          )
          .map((value) => [action, `with ${column} ${value}`, { [column]: value }] as const),
      ),
    ];
  });

  it('is refused with its line and the next step, by the report and the import alike', async () => {
    const rows = WRONG.map(([action, , change]) => trade(action, { ...ROWS[action], ...change }));
    place.write('trades.csv', file(...rows));
    const before = place.picture();
    const reported = await fromFiles('--json');
    const imported = await place.run(
      'import',
      '--book',
      'my.basisbook',
      '--transactions',
      'trades.csv',
      '--json',
    );
    expect(place.picture()).toEqual(before);
    expect([reported.status, reported.stdout, imported.status, imported.stdout]).toEqual([
      1,
      '',
      1,
      '',
    ]);
    expect(imported.stderr).toBe(reported.stderr);
    const said = reported.stderr.trimEnd().split('\n');
    for (const each of said) expect(each).toMatch(/^trades\.csv:\d+: [A-Z].*\. [A-Z].*\.$/);
    const lines = new Set(said.map((each) => Number(each.split(':')[1])));
    const missed = WRONG.filter((_, i) => !lines.has(i + BOUGHT.length + 2));
    expect(missed.map(([action, what]) => `${action} ${what}`)).toEqual([]);
  });
});
