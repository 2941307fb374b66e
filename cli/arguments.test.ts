import { afterAll, describe, expect, it } from 'vitest';
import { ACTIONS } from '../tax/facts/entry-kinds.ts';
import { LOT_METHODS } from '../tax/facts/model.ts';
import { COLUMNS } from '../formats/transaction-row.ts';
import { actionLines } from './action-lines.ts';
import { readArguments } from './arguments.ts';
import { Workplace } from './testing/command.ts';

const place = new Workplace();
afterAll(() => {
  place.remove();
});

const FILES = ['--transactions', 't.csv', '--documents', 'a.txt'];

describe('the command line', () => {
  it('takes several documents after one option, wherever it stands', () => {
    const expected = {
      command: 'report',
      year: 2002,
      source: { kind: 'files', transactions: 't.csv', documents: ['a.txt', 'b.txt', 'c.txt'] },
      method: null,
      account: 'IRA',
      taxDeferred: ['IRA', 'Roth'],
      same: [],
      format: 'json',
      out: 'o.json',
    };
    const rest = '--transactions t.csv --account IRA --json --tax-deferred IRA --out o.json'.split(
      ' ',
    );
    for (const argv of [
      [
        'report',
        '--documents',
        'a.txt',
        'b.txt',
        'c.txt',
        '--year',
        '2002',
        ...rest,
        '--tax-deferred',
        'Roth',
      ],
      [
        'report',
        ...rest,
        '--tax-deferred=Roth',
        '--year=2002',
        '--documents=a.txt',
        'b.txt',
        '--documents',
        'c.txt',
      ],
    ]) {
      expect(readArguments(argv)).toEqual(expected);
    }
  });

  it.each(LOT_METHODS)('takes the method %s, for files and for a book', (method) => {
    for (const source of [FILES, ['--book', 'my.book'], ['--sample']]) {
      const argv = ['report', '--year', '2002', ...source, '--method', method];
      expect(readArguments(argv)).toMatchObject({ method });
    }
  });

  it('takes a value that begins with a hyphen when it stands behind an equals sign', () => {
    expect(readArguments(['check', '--book=--odd'])).toMatchObject({ book: '--odd' });
  });

  it('says what is wrong with it, with status 2 and nothing on standard output', async () => {
    const table: [string[], string][] = [
      [[], 'There is no command.'],
      [['frobnicate'], 'There is no command "frobnicate".'],
      [['backup', '--book', 'b'], '"backup" needs the option --out.'],
      [['restore', '--book', 'b'], '"restore" needs the option --from.'],
      [['export', '--book', 'b', 'c'], '"export" does not take "c".'],
      [['documents'], '"documents" is followed by "read", not by nothing.'],
      [['documents', 'write'], '"documents" is followed by "read", not by "write".'],
      [['documents', 'read'], '"documents read" needs the name of a file.'],
      [
        ['documents', 'read', 'a', 'b'],
        '"documents read" reads one file at a time; "b" is a second.',
      ],
      [['documents', 'read', 'a', '--year', '2002'], '"documents read" has no option --year.'],
      [['report', ...FILES], '"report" needs the option --year.'],
      [['report', '--year'], 'The option --year needs a value.'],
      [['report', '--year', '--json'], 'The option --year needs a value.'],
      [['report', '--year=', ...FILES], 'The option --year needs a value.'],
      [['report', '--year', '02', ...FILES], 'The year "02" is not a year from 1900 to 2199.'],
      [['report', '--year', '2002', '--year', '2003'], 'The option --year is given twice.'],
      [
        ['report', '--year', '2002'],
        '"report" needs --transactions and --documents, or --book, or --sample.',
      ],
      [
        ['report', '--year', '2002', '--sample', '--book', 'b'],
        '"report" computes from one source; --book and --sample are two.',
      ],
      [
        ['report', '--year', '2002', '--book', 'b', '--documents', 'a'],
        '--documents goes with --transactions. Put documents into a book with "import".',
      ],
      [
        ['report', '--year', '2002', ...FILES, '--method', 'average'],
        'There is no method "average"; there are fifo, lifo, hifo, lofo, lowest-tax.',
      ],
      [
        ['report', '--year', '2002', ...FILES, '--format', 'txf'],
        '--format txf needs --out: the file to write.',
      ],
      [
        ['report', '--year', '2002', ...FILES, '--format', 'csv'],
        '--format csv needs --out: the folder to write.',
      ],
      [
        ['report', '--year', '2002', ...FILES, '--format', 'pdf'],
        '--format pdf needs --out: the file to write.',
      ],
      [
        ['report', '--year', '2002', ...FILES, '--format', 'xml'],
        'There is no format "xml"; there are text, json, csv, txf and pdf.',
      ],
      [
        ['report', '--year', '2002', ...FILES, '--format', 'text', '--json'],
        '--json and --format text contradict each other.',
      ],
      [['report', '--year', '2002', ...FILES, '--json=yes'], 'The option --json takes no value.'],
      [['report', 'extra', '--year', '2002', ...FILES], '"report" does not take "extra".'],
      [['report', '--constructor', 'x'], '"report" has no option --constructor.'],
      [['report', '-y', '2002'], '"report" has no option -y.'],
      [
        ['report', '--year', '2002', ...FILES, '--out', './t.csv'],
        '--out "./t.csv" is one of the inputs; it would be lost.',
      ],
      [['import', '--documents', 'a'], '"import" needs the option --book.'],
      [
        ['import', '--book', 'b'],
        '"import" needs --transactions, --account-history, --documents or --export.',
      ],
      [
        ['import', '--book', 'b', ...FILES, '--account-history', 'h.csv'],
        '"import" takes --transactions with or without --documents, --account-history, --documents or --export, one of them at a time.',
      ],
      [['check'], '"check" needs the option --book.'],
      [['check', 'b'], '"check" does not take "b".'],
    ];
    for (const [argv, message] of table) {
      expect([argv, await place.run(...argv)]).toEqual([
        argv,
        {
          status: 2,
          stdout: '',
          stderr: `basisbook: ${message} "basisbook --help" says how to use it.\n`,
        },
      ]);
    }
    expect(place.picture()).toEqual({});
  });

  it('helps, and says its version', async () => {
    const help = await place.run('--help');
    expect(help).toMatchObject({ status: 0, stderr: '' });
    for (const line of [
      'basisbook documents read FILE [--json] [--answers FILE]',
      'basisbook report --year YEAR --transactions FILE [--documents FILE...] [OPTIONS]',
      'basisbook report --year YEAR --book FILE [OPTIONS]',
      'basisbook report --year YEAR --sample [OPTIONS]',
      'basisbook import --book FILE --transactions FILE [--answers FILE] [--json]',
      'basisbook import --book FILE --documents FILE... [--answers FILE] [--json]',
      'basisbook check --book FILE [--json]',
    ]) {
      expect(help.stdout.split('\n')).toContain(line);
    }
    for (const word of [...ACTIONS, ...LOT_METHODS, ...COLUMNS]) {
      expect(help.stdout).toMatch(new RegExp(`(?<![\\w-])${word}(?![\\w-])`));
    }
    expect(await place.run('report', '--help')).toEqual(help);
    const unknown = await place.run('help', 'bookshelf');
    expect(unknown).toMatchObject({ status: 2, stdout: '' });
    expect(unknown.stderr).toContain('There is no help on "bookshelf", but on report, documents, ');
    const page = await place.run('help', 'report');
    expect(page).toMatchObject({ status: 0, stderr: '' });
    for (const line of actionLines().split('\n')) expect(page.stdout.split('\n')).toContain(line);
    const says = page.stdout.replaceAll(/\s+/g, ' ');
    for (const words of [
      'value (market value of one new share, needed with cash)',
      'gift-received shares, amount (the giver’s adjusted basis); optional lot (its name), acquired (the giver’s day)',
      'inherit shares, amount (the value on the day of death)',
      'as in date 2005-01-01, lot AIV/1999-03-01, amount 2415.00',
      'as in date 2013-01-02, confirmed yes',
    ]) {
      expect(says).toContain(words);
    }
    for (const column of COLUMNS) {
      expect(page.stdout, column).toMatch(new RegExp(`^ {4}${column} +\\S`, 'm'));
    }
    const version = await place.run('--version');
    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
