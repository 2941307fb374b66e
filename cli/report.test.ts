import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, lstatSync, openSync, readSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { YearEndReportJson } from '../formats/year-report-json.ts';
import { RELEASE_2002, TRADES, Workplace, type Outcome } from './testing/command.ts';
import { canRun } from '../scripts/testing/can-run.ts';

const AIMCO = join(import.meta.dirname, '..', '..', 'shared', 'releases', 'AIMCO-2002.txt');

let place: Workplace;
beforeAll(() => {
  place = new Workplace();
  place.write('trades.csv', TRADES);
  place.write('release.txt', RELEASE_2002);
});
afterAll(() => {
  place.remove();
});

const FILES = ['--transactions', 'trades.csv', '--documents', 'release.txt'];

function report(...more: string[]): Promise<Outcome> {
  return place.run('report', '--year', '2002', ...more);
}

async function json(...more: string[]): Promise<YearEndReportJson> {
  const { status, stdout, stderr } = await report('--json', ...more);
  expect([status, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as YearEndReportJson;
}

/** The figures of the calculation's section 11. */
function expectWorkedExample(value: YearEndReportJson, security: string): void {
  expect(value.schema).toBe('basisbook/year-end-report@1');
  expect(value.form1099Div.map(({ box, meaning, amount }) => [box, meaning, amount])).toEqual([
    ['1', 'ordinaryDividends', '201.40'],
    ['2a', 'totalCapitalGain', '62.64'],
    ['2b', 'rate28Gain', '0.00'],
    ['2c', 'qualified5YearGain', '21.64'],
    ['2d', 'unrecaptured1250Gain', '41.00'],
    ['2e', 'section1202Gain', '0.00'],
    ['3', 'nondividendDistributions', '63.96'],
  ]);
  const lot = `${security}/2000-03-01`;
  expect(value.payments.map(({ payableDate }) => payableDate)).toEqual([
    '2002-02-11',
    '2002-05-13',
    '2002-08-23',
    '2002-11-18',
  ]);
  expect(value.payments[0]).toEqual({
    account: 'default',
    security,
    recordDate: '2002-02-04',
    exDate: '2002-01-31',
    payableDate: '2002-02-11',
    shares: '100',
    amountPerShare: '0.82',
    cash: '82.00',
    components: {
      ordinary: '50.35',
      qualified: '0.00',
      capitalGain: '5.41',
      unrecaptured1250: '10.25',
      section1202: '0.00',
      collectibles28: '0.00',
      returnOfCapital: '15.99',
    },
    subsets: { qualified5Year: '5.41' },
    lots: [
      {
        lot,
        shares: '100',
        returnOfCapital: '15.99',
        basisReduction: '15.99',
        excessGain: '0.00',
      },
    ],
  });
  expect(value.lots).toEqual([
    {
      lot,
      account: 'default',
      security,
      acquired: '2000-03-01',
      shares: '100',
      cost: '3800.00',
      returnOfCapitalBefore: '0.00',
      returnOfCapitalInYear: '63.96',
      adjustedBasis: '3736.04',
    },
  ]);
  expect(value.sales).toEqual([]);
  expect(value.excessGains).toEqual([]);
  expect(value.notices.map(({ code, about }) => [code, about.year])).toEqual([
    ['missing-allocation', 2000],
    ['missing-allocation', 2001],
    ['ex-date-computed', 2002],
  ]);
}

describe('basisbook report, from files', () => {
  it('gives the worked example', async () => {
    expectWorkedExample(await json(...FILES), 'HLA');
  });

  it.runIf(
    canRun(
      existsSync(AIMCO),
      "the issuer's own texts are not beside the project (../shared/releases)",
    ),
  )('gives the worked example from the real release', async () => {
    place.write('aiv.csv', 'security,action,date,amount,shares\nAIV,buy,2000-03-01,3800,100\n');
    expectWorkedExample(await json('--transactions', 'aiv.csv', '--documents', AIMCO), 'AIV');
  });

  it('prints a table for a person that says the same, in 100 characters', async () => {
    const { status, stdout, stderr } = await report(...FILES);
    expect([status, stderr]).toEqual([0, '']);
    const lines = stdout.split('\n');
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
    for (const line of [
      'Tax year 2002',
      ' 2a  Total capital gain distr.   62.64',
      '  3  Nontaxable distributions    63.96',
      '2002-02-11  2002-01-31     100       0.82   82.00     50.35     5.41      10.25      15.99      5.41',
      'Total                                      328.00    201.40    21.64      41.00      63.96     21.64',
      'HLA/2000-03-01  2000-03-01     100  3800.00      0.00     63.96   3736.04',
    ]) {
      expect(lines).toContain(line);
    }
  });

  it('gives one value on standard output, and nothing there with --out', async () => {
    const { stdout } = await report('--json', ...FILES);
    const written = await report('--json', ...FILES, '--out', 'out.json');
    expect(written).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(place.read('out.json')).toBe(stdout);
    expect(Object.keys(place.picture()).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('limits the output to an account; one that is tax-deferred is left out of the totals still', async () => {
    place.write(
      'two.csv',
      'date,action,security,shares,amount,account\n2000-03-01,buy,HLA,100,3800,\n2000-03-01,buy,HLA,50,1900,IRA\n',
    );
    const two = [
      '--transactions',
      'two.csv',
      '--documents',
      'release.txt',
      '--tax-deferred',
      'IRA',
    ];
    const both = await json(...two);
    expect(both.accounts.map(({ account, taxDeferred }) => [account, taxDeferred])).toEqual([
      ['IRA', true],
      ['default', false],
    ]);
    expect(both.form1099Div).toEqual(both.accounts[1]?.form1099Div);
    expect(both.payments).toHaveLength(8);
    const one = await json(...two, '--account', 'IRA');
    expect(one.form1099Div.map(({ box, amount }) => [box, amount])).toEqual(
      both.form1099Div.map(({ box }) => [box, '0.00']),
    );
    expect(one.accounts).toEqual([both.accounts[0]]);
    expect(one.accounts[0]?.form1099Div[0]?.amount).toBe('100.68');
    expect(one.payments).toEqual(both.payments.filter(({ account }) => account === 'IRA'));
    expect(one.lots).toEqual(both.lots.filter(({ account }) => account === 'IRA'));
    const text = await report(...two);
    expect(text.stdout).toContain('Account IRA (tax-deferred, not in the totals above)');

    const other = await json(...two, '--account', 'default');
    expect(other.form1099Div).toEqual(both.form1099Div);
    expect(other.accounts).toEqual([both.accounts[1]]);
    expect(other.payments).toEqual(both.payments.filter(({ account }) => account === 'default'));
  });

  it('says of one account what concerns it, a purchase in another account included', async () => {
    place.write(
      'washed.csv',
      `date,action,security,shares,amount,account
2002-03-01,buy,HLA,100,3800,one
2002-06-03,sell,HLA,100,3000,one
2002-06-04,buy,HLA,50,1500,two
2002-03-01,buy,HLAPrB,10,250,two
2002-03-01,buy,XYZ,10,250,three
`,
    );
    const files = ['--transactions', 'washed.csv', '--documents', 'release.txt'];
    const codes = async (account: string): Promise<unknown[]> =>
      (await json(...files, '--account', account)).notices.map(({ code, about }) => [
        code,
        about.security,
        about.account,
      ]);
    expect(await codes('one')).toEqual([
      ['loss-share-by-share', 'HLA', 'one'],
      ['ex-date-computed', 'HLA', undefined],
      ['loss-after-capital-gain', 'HLA', 'one'],
      ['possible-wash-sale', 'HLA', 'one'],
    ]);
    expect(await codes('three')).toEqual([['missing-allocation', 'XYZ', undefined]]);
    const whole = (await json(...files)).notices.find(({ code }) => code === 'possible-wash-sale');
    expect(whole).toBeDefined();
    expect((await json(...files, '--account', 'one')).notices).toContainEqual(whole);
  });

  it('counts a document once that is given twice, and says so', async () => {
    place.write('copy.txt', RELEASE_2002);
    const once = await report('--json', ...FILES);
    const twice = await report('--json', ...FILES, 'copy.txt');
    expect(twice).toEqual({
      status: 0,
      stdout: once.stdout,
      stderr: 'copy.txt: This is the same release as release.txt; it counts once.\n',
    });
  });

  it('takes the corrected document of a year, wherever it stands', async () => {
    const corrected = RELEASE_2002.replace('Announces 2002', 'Announces Corrected 2002')
      .replace('February 3, 2003', 'March 3, 2003')
      .replaceAll('61.4%', '60.4%')
      .replaceAll('19.5%', '20.5%');
    place.write('corrected.txt', corrected);
    for (const documents of [
      ['release.txt', 'corrected.txt'],
      ['corrected.txt', 'release.txt'],
    ]) {
      const value = await json('--transactions', 'trades.csv', '--documents', ...documents);
      expect(value.form1099Div.at(-1)?.amount).toBe('67.24');
      expect(value.notices.map(({ code }) => code)).toContain('superseded-allocation');
    }
  });

  it('computes without a document, and says what is missing', async () => {
    const value = await json('--transactions', 'trades.csv');
    expect(value.payments).toEqual([]);
    expect(value.lots[0]).toMatchObject({ lot: '99077R100/2000-03-01', adjustedBasis: '3800.00' });
    expect(value.notices.map(({ code, about }) => [code, about.year])).toEqual([
      ['missing-allocation', 2000],
      ['missing-allocation', 2001],
      ['missing-allocation', 2002],
    ]);
  });

  it('has the boxes of the sample', async () => {
    const value = await json('--sample');
    expect(value.form1099Div).toHaveLength(7);
    expect(value.lots.length).toBeGreaterThan(5);
    expect(value.accounts.map(({ account }) => account)).toContain('IRA');
    expect(value.accounts.find(({ account }) => account === 'IRA')?.taxDeferred).toBe(true);
    const { returnLines, formRows } = value as typeof value & {
      readonly formRows: readonly { readonly account: string }[];
      readonly returnLines: { readonly lines: readonly { readonly amount: string }[] };
    };
    // Box 1 is the first line of the return; what an account that is not taxed sold is on no form.
    expect(returnLines.lines[0]?.amount).toBe(value.form1099Div[0]?.amount);
    expect(formRows.map(({ account }) => account)).not.toContain('IRA');
    expect(formRows.length).toBeGreaterThan(0);
  });
});

describe('basisbook report --out', () => {
  it('writes what a symbolic link points at, and keeps the link', async () => {
    await report(...FILES, '--out', 'target.json');
    expect(place.read('target.json')).toMatch(/^Tax year/);
    symlinkSync(place.path('target.json'), place.path('link.json'));
    expect((await report('--json', ...FILES, '--out', 'link.json')).status).toBe(0);
    expect(place.read('target.json')).toMatch(/^\{"schema"/);
    expect(lstatSync(place.path('link.json')).isSymbolicLink()).toBe(true);
  });

  it.runIf(canRun(process.platform !== 'win32', 'Windows has no named pipes in folders'))(
    'writes into a pipe, and leaves it a pipe',
    async () => {
      execFileSync('mkfifo', [place.path('pipe')]);
      // Open for reading too, so that opening it for writing does not wait; a report fits its buffer.
      const reader = openSync(place.path('pipe'), 'r+');
      try {
        expect((await report('--json', ...FILES, '--out', 'pipe')).status).toBe(0);
        const bytes = Buffer.alloc(1 << 16);
        expect(bytes.toString('utf8', 0, readSync(reader, bytes))).toMatch(/^\{"schema"/);
        expect(lstatSync(place.path('pipe')).isFIFO()).toBe(true);
      } finally {
        closeSync(reader);
      }
    },
  );
});

it('says of each line of a notice which of several files it is in', async () => {
  const rows = (security: string): string =>
    `date,action,security,shares,amount\n2001-01-06,buy,${security},10,100.00\n`;
  place.write('first.csv', rows('AIV'));
  place.write('second.csv', rows('EQR'));
  for (const file of ['first.csv', 'second.csv'])
    await place.run('import', '--book', 'two.basisbook', '--transactions', file);
  const said = await place.run('report', '--year', '2001', '--book', 'two.basisbook', '--json');
  const { notices } = JSON.parse(said.stdout) as YearEndReportJson;
  const ofDay = notices.filter(({ code }) => code === 'no-trading-day');
  expect(ofDay.map(({ about: { security, line, file } }) => [security, line, file])).toEqual([
    ['AIV', 2, 'first.csv'],
    ['EQR', 2, 'second.csv'],
  ]);
  // A notice about no line says no file.
  const others = notices.filter(({ about }) => about.line === undefined);
  expect(others.length).toBeGreaterThan(0);
  expect(others.every(({ about }) => !('file' in about))).toBe(true);
});
