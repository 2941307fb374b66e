import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { csvRecords } from '../formats/testing/csv-records.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canRun } from '../scripts/testing/can-run.ts';
import { readTxf, txfTotals } from '../formats/testing/read-txf.ts';
import { RELEASE_2002, TRADES, Workplace, type Outcome } from './testing/command.ts';

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
  place.write('trades.csv', TRADES);
  place.write('release.txt', RELEASE_2002);
});
afterEach(() => {
  place.remove();
});

const report = (...more: string[]): Promise<Outcome> =>
  place.run('report', '--year', '2002', ...FILES, ...more);
const FILES = ['--transactions', 'trades.csv', '--documents', 'release.txt'];
const csv = (out = 'tables'): Promise<Outcome> => report('--format', 'csv', '--out', out);
const txf = (out = 'a.txf'): Promise<Outcome> => report('--format', 'txf', '--out', out);
const modeOf = (name: string): number => statSync(place.path(name)).mode & 0o777;

/** The text of every file below a folder, without the day on which it was made. */
const contentOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(place.path(folder)).map((name) => [name, place.read(join(folder, name))]),
  );

describe('report --format csv', () => {
  it('writes a table for each part of the report, for its owner alone', async () => {
    const { status, stdout, stderr } = await csv();
    expect([status, stdout, stderr]).toEqual([0, 'tables: tax year 2002, 12 tables\n', '']);
    const names = readdirSync(place.path('tables')).sort();
    expect(names).toEqual([
      ...['about.txt', 'basisbook-report.json', 'boxes.csv', 'gains-beyond-basis.csv'],
      ...['how-boxes-are-made.csv', 'lots-after.csv', 'lots-before.csv', 'notices.csv'],
      ...['payments.csv', 'return-lines.csv', 'return-of-capital-by-lot.csv', 'sales-by-lot.csv'],
      ...['sales.csv', 'sources.csv'],
    ]);
    expect(modeOf('tables')).toBe(0o700);
    for (const name of names) expect(modeOf(join('tables', name)), name).toBe(0o600);
    expect(place.read('tables/lots-after.csv')).toContain(',3800.00,0.00,63.96,3736.04');
    expect(place.read('tables/lots-before.csv')).toContain(',3800.00,0.00,0.00,3800.00');
  });

  it('says that the year is complete, or provisional and why, and what is left out', async () => {
    const bought = TRADES.replace('2000-03-01', '2002-01-02');
    place.write('trades.csv', bought);
    await csv();
    const complete = 'Complete: nothing is missing for the figures of 2002.\n';
    expect(place.read('tables/about.txt')).toContain(complete);
    place.write('trades.csv', `${bought}2002-12-20,average-basis,99077R-10-0,,\n`);
    const open = ['report', '--year', '2003', '--transactions', 'trades.csv'];
    await place.run(...open, '--format', 'csv', '--out', 'tables');
    const about = place.read('tables/about.txt');
    expect(about).toContain('\nProvisional: figures of 2003 can still change\n');
    expect(about).toMatch(/: the release of this year has not been added/);
    expect(about).toMatch(/\nLeft out of the figures\n=+\n.* is left out/);
    expect(about).not.toContain('Complete');
    const { stdout } = await place.run(...open, '--format', 'txf', '--out', 'a.txf');
    expect(stdout).toMatch(/- Provisional, figures of 2003 can still change: .*has not been added/);
    expect(stdout).toMatch(/- Left out of the figures: .* is left out/);
    expect(stdout).not.toContain('Everything that the book has');
  });

  it('says of a sale that its basis was stated, and of which day', async () => {
    place.write(
      'trades.csv',
      'date,action,security,shares,amount,lot\n2000-03-01,buy,AIV,100,3800.00,A\n2002-01-01,opening-basis,AIV,,3000.00,A\n2002-12-16,sell,AIV,40,1480.00,A\n',
    );
    expect((await csv()).status).toBe(0);
    const [head = '', row = ''] = place.read('tables/sales-by-lot.csv').split('\n');
    expect(head.trim()).toMatch(/,Rests on a stated basis of,Tax-deferred$/);
    expect(row.trim()).toMatch(/,2002-01-01,$/);
  });

  it('names the cash of an exchange that has the effect of a dividend as a dividend, and as no gain', async () => {
    place.write(
      'trades.csv',
      'date,action,security,shares,amount,lot,to,ratio,cash,value,dividend\n2000-03-01,buy,AIV,100,800.00,A,,,,,\n2002-10-01,exchange,AIV,,,,ABC,0.5:1,3.00,18.00,yes\n',
    );
    expect((await csv()).status).toBe(0);
    const [head, ...rows] = csvRecords(place.read('tables/sales-by-lot.csv'));
    expect(rows).toHaveLength(1);
    const named = new Map(head?.map((caption, at) => [caption, rows[0]?.[at]]));
    expect(named.get('Dividend')).toBe('300.00');
    for (const caption of ['Gain or loss', 'Gain that counts', 'Term'])
      expect([caption, named.get(caption)]).toEqual([caption, '']);
    expect(place.read('tables/how-boxes-are-made.csv')).toContain(
      'Of every payment: Ordinary + Qualified; of exchanges: 300.00 of cash that is a dividend,300.00',
    );
    const { stdout } = await report();
    expect(stdout).toMatch(/Gain +Dividend +Term\n.*\n.* dividend of exchange .* 0\.00 +300\.00\n/);
  });

  it('replaces its own earlier report, and leaves nothing beside it', async () => {
    await csv();
    const before = contentOf('tables');
    place.write('trades.csv', TRADES.replace('3800.00', '3900.00'));
    const { status } = await csv();
    expect(status).toBe(0);
    expect(contentOf('tables')).not.toEqual(before);
    expect(readdirSync(place.folder).sort()).toEqual(['release.txt', 'tables', 'trades.csv']);
  });

  it('takes an empty folder, and a link to one stays a link', async () => {
    mkdirSync(place.path('real'));
    symlinkSync('real', place.path('link'));
    expect((await csv('link')).status).toBe(0);
    expect(readdirSync(place.path('real'))).toContain('payments.csv');
  });

  it.each<[string, () => void, RegExp]>([
    [
      'a folder of other files',
      () => {
        mkdirSync(place.path('tables'));
        place.write('tables/letter.txt', 'Dear');
      },
      /no report of BasisBook\. Nothing was written/,
    ],
    ['a file', () => place.write('tables', 'x'), /This is a file\. Name a folder/],
  ])('does not write over %s', async (_what, prepare, message) => {
    prepare();
    const before = place.picture();
    const { status, stderr } = await csv();
    expect(status).toBe(1);
    expect(stderr).toMatch(message);
    expect(place.picture()).toEqual(before);
  });

  it.each<[string, string, RegExp]>([
    ['was added', 'mine.csv', /"mine\.csv" in this folder is not of the earlier report/],
    ['was changed', 'sales.csv', /"sales\.csv" in this folder was changed after/],
  ])('does not write over a report to which a file %s', async (_what, name, message) => {
    await csv();
    place.write(join('tables', name), 'my notes');
    const before = contentOf('tables');
    const { status, stderr } = await csv();
    expect(status).toBe(1);
    expect(stderr).toMatch(message);
    expect(contentOf('tables')).toEqual(before);
    expect(readdirSync(place.folder).some((file) => file.startsWith('.basisbook'))).toBe(false);
  });

  it('says that there is no folder to write in', async () => {
    const { status, stderr } = await csv('nowhere/tables');
    expect([status, stderr]).toEqual([
      1,
      'nowhere/tables: There is no such folder to write in. Make it, or name another.\n',
    ]);
  });

  const hasOffice = spawnSync('soffice', ['--version']).status === 0;
  it.runIf(canRun(hasOffice, 'LibreOffice is not installed, so no table is opened in it'))(
    'opens in LibreOffice with the same figures',
    async () => {
      await csv();
      const files = readdirSync(place.path('tables')).filter((name) => name.endsWith('.csv'));
      const args = [
        '--headless',
        '--convert-to',
        'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false',
      ];
      const out = [
        '--outdir',
        place.path('opened'),
        ...files.map((name) => place.path(`tables/${name}`)),
      ];
      const profile = `-env:UserInstallation=file://${place.path('profile')}`;
      expect(spawnSync('soffice', [profile, ...args, ...out]).status).toBe(0);
      const figures = (text: string): number[] =>
        text.match(/(?<=^|,)-?\d+(?:\.\d+)?(?=,|\r?$)/gm)?.map(Number) ?? [];
      for (const name of files) {
        const opened = readFileSync(place.path(`opened/${name}`), 'utf8');
        expect(figures(opened), name).toEqual(figures(place.read(`tables/${name}`)));
      }
    },
  );
});

describe('report --format pdf', () => {
  const pdf = (out = 'a.pdf'): Promise<Outcome> => report('--format', 'pdf', '--out', out);

  it('writes the year on paper for its owner alone, and replaces only its own', async () => {
    const { status, stdout, stderr } = await pdf();
    expect([status, stdout, stderr]).toEqual([0, 'a.pdf: tax year 2002\n', '']);
    expect(modeOf('a.pdf')).toBe(0o600);
    expect(place.read('a.pdf').startsWith('%PDF-1.7')).toBe(true);
    expect((await pdf()).status).toBe(0);
    place.write('letter.pdf', '%PDF-1.4\n%%EOF\n');
    const before = place.picture();
    const refused = await pdf('letter.pdf');
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('a file that BasisBook did not write');
    expect(place.picture()).toEqual(before);
  });
});

describe('report --format txf', () => {
  it('writes the file for its owner alone, and says what is not in it', async () => {
    const { status, stdout, stderr } = await txf();
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^a\.txf: written\n/);
    expect(stdout).toContain('What no TXF file can carry:');
    expect(stdout).toContain('category 677');
    expect(modeOf('a.txf')).toBe(0o600);
    const { records, problems } = readTxf(place.read('a.txf'));
    expect(problems).toEqual([]);
    expect(Object.fromEntries(txfTotals(records))).toEqual({
      286: 20_140n,
      488: 6_264n,
      677: 2_164n,
      645: 4_100n,
      647: 6_396n,
    });
  });

  it('replaces its own earlier file and no other', async () => {
    await txf();
    expect((await txf()).status).toBe(0);
    place.write('taxes.txf', 'V042\r\nASomebody Else 1\r\nD01/01/2003\r\n^\r\n');
    const before = place.picture();
    const { status, stderr } = await txf('taxes.txf');
    expect([status, stderr]).toEqual([
      1,
      'taxes.txf: There is a file that BasisBook did not write. Nothing was written. Name another file.\n',
    ]);
    expect(place.picture()).toEqual(before);
  });

  it('has the account that is asked for, and nothing of another', async () => {
    place.write(
      'trades.csv',
      'date,action,security,shares,amount,account\n2000-03-01,buy,HLA,100,3800.00,A\n2000-03-01,buy,HLA,200,7600.00,B\n',
    );
    const { status } = await report('--format', 'txf', '--out', 'a.txf', '--account', 'A');
    expect(status).toBe(0);
    expect(txfTotals(readTxf(place.read('a.txf')).records).get(286)).toBe(20_140n);
  });
});
