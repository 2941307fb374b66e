/** Terms of reorganisations beside entries of the same event: held against each other, and not counted twice. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { COMPONENTS } from '../tax/facts/model.ts';
import { Workplace } from './testing/command.ts';

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
  place.write(
    'trades.csv',
    'date,action,security,shares,amount,account\n2018-03-01,buy,AIV,100,4000.00,Taxable\n2020-06-15,buy,AIV,40,1480.00,Joint\n',
  );
});
afterEach(() => place.remove());

const SPLIT = (ratio: string, ...more: string[]): string =>
  [
    'BasisBook terms of a reorganisation',
    ...['kind: split', 'date: 2020-10-01', 'from: AIV', `ratio: ${ratio}`, 'source: notice'],
    ...more,
  ].join('\n');

const report = (...more: string[]) =>
  place.run('report', '--year', '2020', '--json', '--transactions', 'trades.csv', ...more);
const lotsIn = (stdout: string): string[] =>
  (
    JSON.parse(stdout) as { lots: { lot: string; shares: string; adjustedBasis: string }[] }
  ).lots.map(({ lot, shares, adjustedBasis }) => `${lot}: ${shares}, ${adjustedBasis}`);

const reportOf2020 = () =>
  place.run('report', '--book', 'my.basisbook', '--year', '2020', '--json');

it('finds the shares that are left after a sale of the same day, where the terms are of after trading', async () => {
  place.write(
    'trades.csv',
    'date,action,security,shares,amount,account\n2018-03-01,buy,AIV,33,660.00,Taxable\n2020-10-01,sell,AIV,3,90.00,Taxable\n',
  );
  // 30 become 15; before the sale they were 33, and half a share more.
  place.write('split.txt', SPLIT('1:2', 'fractionPrice: 60', 'when: after trading'));
  const { stdout, stderr, status } = await report('--documents', 'split.txt');
  expect([status, stderr]).toEqual([0, '']);
  expect(lotsIn(stdout)).toEqual(['AIV/2018-03-01: 15, 600.00']);
  expect(stdout).not.toContain('terms-differ');
  // Entered by hand with the fraction of the shares before the sale, it is told.
  place.write(
    'trades.csv',
    'date,action,security,shares,amount,account,ratio\n2018-03-01,buy,AIV,33,660.00,Taxable,\n2020-10-01,split,AIV,,20.00,Taxable,1:2\n',
  );
  const byHand = await report('--documents', 'split.txt');
  expect(byHand.stdout).toContain(
    '$30.00 for the 0.5 of a share by the terms, $20.00 in the entry',
  );
});

it('tells of an entry whose day is not that of the terms, where a trade or an ex-date lies between', async () => {
  const told = async (trades: string, ...documents: string[]): Promise<string> => {
    place.write('trades.csv', `date,action,security,shares,amount,account,ratio\n${trades}`);
    const { stdout } = await report('--documents', 'split.txt', ...documents);
    const { notices } = JSON.parse(stdout) as { notices: { code: string; message: string }[] };
    return notices.flatMap(({ code, message }) => (code === 'terms-differ' ? message : [])).join();
  };
  place.write('split.txt', SPLIT('2:1'));
  const [bought, split] = [
    '2018-03-01,buy,AIV,30,660.00,Taxable,\n',
    '2020-10-06,split,AIV,,,Taxable,2:1\n',
  ];
  expect(await told(bought + split)).toBe('');
  expect(await told(`${bought}2020-10-05,sell,AIV,10,90.00,Taxable,\n${split}`)).toContain(
    '2020-10-01 by the terms, 2020-10-06 in the entry, with trades or an ex-date between. The entry counts; correct what is wrong.',
  );
  // Of another account, or before and after both.
  const others = '2020-10-05,buy,AIV,10,90.00,Joint,\n';
  const apart = '2020-09-30,sell,AIV,5,90.00,Taxable,\n2020-10-07,sell,AIV,5,90.00,Taxable,\n';
  expect(await told(bought + split + others + apart)).toBe('');
  // The allocation has a payment that went ex on October 5.
  place.write(
    'paid.json',
    JSON.stringify({
      schema: 'basisbook/allocation-document@1',
      ...{ issuer: 'Apartment Investment and Management Company', taxYear: 2020 },
      ...{ publishedOn: '2021-01-28', status: 'final', notices: [] },
      securities: [
        {
          ...{ name: 'Class A Common Stock', symbol: 'AIV', cusips: [] },
          distributions: [
            {
              ...{ declarationDate: null, recordDate: '2020-10-06', exDate: '2020-10-05' },
              ...{ payableDate: '2020-10-15', amountPerShare: '1', allocablePerShare: null },
              ...{ inKind: false, unit: 'percent', subsets: {}, sourceLine: null },
              components: Object.fromEntries(
                COMPONENTS.map((name) => [name, name === 'ordinary' ? '100' : '0']),
              ),
            },
          ],
        },
      ],
    }),
  );
  expect(await told(bought + split, 'paid.json')).toContain('2020-10-06 in the entry');
});

it('keeps terms whose entry is in the book already, and the report holds both against each other', async () => {
  place.write(
    'trades.csv',
    'date,action,security,shares,amount,account,ratio\n2018-03-01,buy,AIV,100,4000.00,Taxable,\n2020-10-01,split,AIV,,,Taxable,3:1\n',
  );
  place.write('split.txt', SPLIT('2:1'));
  const both = ['--transactions', 'trades.csv', '--documents', 'split.txt'];
  const done = await place.run('import', '--book', 'my.basisbook', ...both);
  expect([done.status, done.stderr]).toEqual([0, '']);
  expect(done.stdout.replaceAll(/\s+/g, ' ')).toContain(
    '2:1 by the terms, 3:1 in the entry. The entry counts; correct what is wrong. The terms are kept beside it.',
  );
  const { stdout } = await reportOf2020();
  expect(lotsIn(stdout)).toEqual(['AIV/2018-03-01: 300, 4000.00']);
  expect(stdout).toContain('2:1 by the terms, 3:1 in the entry. The entry counts');
  // A second time they are in the book.
  const again = await place.run('import', '--book', 'my.basisbook', '--documents', 'split.txt');
  expect([again.status, again.stdout]).toEqual([1, '']);
  const undone = await place.run('check', '--book', 'my.basisbook');
  expect(undone.status).toBe(0);
});

it('asks about a row of the event that the book has from its terms, booked some days later', async () => {
  await place.run('import', '--book', 'my.basisbook', '--transactions', 'trades.csv');
  place.write('split.txt', SPLIT('2:1'));
  await place.run('import', '--book', 'my.basisbook', '--documents', 'split.txt');
  place.write(
    'more.csv',
    'date,action,security,shares,amount,account,ratio\n2020-10-06,split,AIV,,,Taxable,4:2\n2020-10-07,sell,AIV,10,90.00,Taxable,\n',
  );
  const rows = ['import', '--book', 'my.basisbook', '--transactions', 'more.csv'];
  const asked = await place.run(...rows);
  expect([asked.status, asked.stdout]).toEqual([1, '']);
  expect(asked.stderr).toContain('the same event, there on 2020-10-01');
  place.write('answers.json', JSON.stringify({ 'already/2': 'leave-out' }));
  expect(await place.run(...rows, '--answers', 'answers.json')).toMatchObject({ status: 0 });
  const { stdout } = await reportOf2020();
  expect(lotsIn(stdout)).toContain('AIV/2018-03-01: 190, 3800.00');
  // Beyond ten days it is another row, and the year tells of it.
  place.write(
    'late.csv',
    'date,action,security,shares,amount,account,ratio\n2020-10-12,split,AIV,,,Taxable,2:1\n',
  );
  await place.run('import', '--book', 'my.basisbook', '--transactions', 'late.csv');
  const told = await place.run('report', '--book', 'my.basisbook', '--year', '2020');
  expect(told.stdout.replaceAll(/\s+/g, ' ')).toContain(
    'The split of 2020-10-12 (line 2 of late.csv) of AIV in the account Taxable follows the split of 2020-10-01 (line 5 of split.txt), which has the same ratio. Both count',
  );
});
