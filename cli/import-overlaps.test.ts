/** Downloads of a broker overlap: what the book has already is asked about, and never written twice unasked. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Workplace } from './testing/command.ts';

const HEADER = 'date,action,security,shares,amount,account\n';
const JANUARY = '2018-01-10,buy,XYZ,100,5000.00,Taxable\n';

let place: Workplace;
beforeEach(async () => {
  place = new Workplace();
  place.write('first.csv', `${HEADER}${JANUARY}2019-06-03,sell,XYZ,40,1900.00,Taxable\n`);
  place.write('second.csv', `${HEADER}${JANUARY}2019-07-03,buy,XYZ,10,480.00,Taxable\n`);
  await run('first.csv');
});
afterEach(() => place.remove());

const run = (file: string, ...more: string[]) =>
  place.run('import', '--book', 'my.basisbook', '--transactions', file, ...more);

async function sharesAtEnd(year: string): Promise<string[]> {
  const { stdout } = await place.run('report', '--year', year, '--book', 'my.basisbook', '--json');
  const { lots } = JSON.parse(stdout) as { lots: { shares: string }[] };
  return lots.map(({ shares }) => shares);
}

describe('a row that the book has already', () => {
  it('is named with its line and where the book has it from, and nothing is written', async () => {
    const { status, stdout, stderr } = await run('second.csv');
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toBe(
      'second.csv:2: The purchase of 2018-01-10 is in the book already, from line 2 of first.csv: the same day, account, security, shares and amount. Answer "already/2", or "already" for all such rows, with "leave-out" or "take" in a file for --answers.\n',
    );
    expect(await sharesAtEnd('2019')).toEqual(['60']);
  });

  it('is left out, or taken as another trade, as the answers say', async () => {
    place.write('answers.json', '{ "already": "leave-out" }');
    const left = await run('second.csv', '--answers', 'answers.json');
    expect([left.status, left.stdout]).toEqual([
      0,
      'second.csv: 1 transaction; 1 row left out that the book has already\n',
    ]);
    expect(await sharesAtEnd('2019')).toEqual(['60', '10']);
    place.write('third.csv', `${HEADER}${JANUARY}`);
    place.write('answers.json', '{ "already/2": "take" }');
    const taken = await run('third.csv', '--answers', 'answers.json');
    expect([taken.status, taken.stdout]).toEqual([0, 'third.csv: 1 transaction\n']);
    expect(await sharesAtEnd('2019')).toEqual(['60', '100', '10']);
  });

  it('is named no more than twenty times', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `2018-03-01,buy,XYZ,1,${i + 1}.00,Taxable\n`);
    place.write('many.csv', HEADER + rows.join(''));
    await run('many.csv');
    place.write('more.csv', `${HEADER}${rows.join('')}2018-04-02,buy,XYZ,1,5.00,Taxable\n`);
    const { status, stderr } = await run('more.csv');
    expect([status, stderr.split('\n').length]).toEqual([1, 22]);
    expect(stderr).toMatch(
      /\nmore\.csv: 10 more rows are in the book already\. Answer "already" with "leave-out" or/,
    );
  });

  it('is asked about where an answer is about another row', async () => {
    place.write('answers.json', '{ "already/2": "leave-out", "already/3": "leave-out" }');
    const { status, stderr } = await run('second.csv', '--answers', 'answers.json');
    expect(status).toBe(1);
    expect(stderr).toMatch(/^second\.csv:3: The answer "already\/3" .* Take the answer out\./);
    place.write('answers.json', '{ "already": "leave-out", "line/7": null }');
    const other = await run('second.csv', '--answers', 'answers.json');
    expect([other.status, other.stderr]).toEqual([
      1,
      'answers.json: The file asks no question "line/7".\n',
    ]);
  });

  it('is asked about in an account of another name, and is that account as the answers say', async () => {
    place.write('again.csv', (HEADER + JANUARY).replace('Taxable', 'TAXABLE - 1234'));
    const { status, stderr } = await run('again.csv');
    expect(status).toBe(1);
    expect(stderr).toBe(
      'again.csv:2: Is the account "TAXABLE - 1234" the same as "Taxable"? 1 row of it is an entry of that account already: taken for another account, it would be in the book twice. Answer "account/TAXABLE - 1234" with the name of the book\'s account, or with "TAXABLE - 1234" where it is another one, in a file for --answers.\n',
    );
    const account = '"account/TAXABLE - 1234": "Taxable"';
    place.write('answers.json', `{ ${account}, "already": "leave-out" }`);
    expect((await run('again.csv', '--answers', 'answers.json')).stdout).toBe(
      'again.csv: 0 transactions; 1 row left out that the book has already\n',
    );
    place.write('answers.json', '{ "account/TAXABLE - 1234": "TAXABLE - 1234" }');
    expect((await run('again.csv', '--answers', 'answers.json')).stdout).toBe(
      'again.csv: 1 transaction\n',
    );
  });

  it('is one row for each entry of the book: a second one of the same file is new', async () => {
    place.write('twice.csv', `${HEADER}${JANUARY}${JANUARY}`);
    const { status, stderr } = await run('twice.csv');
    expect([status, stderr.split('\n').length]).toEqual([1, 2]);
    expect(stderr).toMatch(/^twice\.csv:2: /);
  });

  it('is known whatever its lot is called', async () => {
    place.write('named.csv', `${HEADER.trim()},lot\n${JANUARY.trim()},mine\n`);
    expect((await run('named.csv')).stderr).toMatch(/^named\.csv:2: The purchase of 2018-01-10/);
  });

  it('leaves nothing to write where every row is one, and says so', async () => {
    place.write('again.csv', `${HEADER}${JANUARY.replace('Taxable', ' Taxable')}`);
    place.write('answers.json', '{ "already": "leave-out" }');
    const { status, stdout } = await run('again.csv', '--answers', 'answers.json');
    expect([status, stdout]).toEqual([
      0,
      'again.csv: 0 transactions; 1 row left out that the book has already\n',
    ]);
  });

  it.each([
    ['{ "already": "no" }', /neither "leave-out" nor "take"/],
    ['{ "already/2": 0 }', /neither "leave-out" nor "take"/],
    ['[]', /no JSON object/],
    ['leave-out', /no JSON object/],
  ])('is not decided by %s', async (answers, says) => {
    place.write('answers.json', answers);
    const { status, stderr } = await run('second.csv', '--answers', 'answers.json');
    expect(status).toBe(1);
    expect(stderr).toMatch(says);
    expect(await sharesAtEnd('2019')).toEqual(['60']);
  });

  it('is not one in another account, of other shares, or of another amount', async () => {
    place.write('joint.csv', `${HEADER}2017-03-01,buy,XYZ,1,9.00,Joint\n`);
    await run('joint.csv');
    const others = [
      JANUARY.replace('Taxable', 'Joint'),
      JANUARY.replace(',100,', ',99,'),
      JANUARY.replace('5000.00', '5000.01'),
    ];
    place.write('others.csv', HEADER + others.join(''));
    expect((await run('others.csv')).stdout).toBe('others.csv: 3 transactions\n');
  });
});

describe('rows of one day', () => {
  const SALE = '2022-11-04,sell,ABC,40,2524.94,Taxable\n';
  const PURCHASE = '2022-11-04,buy,ABC,40,2512.00,Taxable\n';

  it('run backwards in a file whose days run backwards', async () => {
    place.write('newest.csv', `${HEADER}${SALE}${PURCHASE}2022-10-03,dividend,ABC,,1.00,Taxable\n`);
    expect((await run('newest.csv')).stdout).toBe('newest.csv: 3 transactions\n');
    const { stdout } = await place.run(
      'report',
      '--year',
      '2022',
      '--book',
      'my.basisbook',
      '--json',
    );
    const { sales } = JSON.parse(stdout) as { sales: { gain: string }[] };
    expect(sales.map(({ gain }) => gain)).toEqual(['12.94']);
  });

  it('are asked to be put in order where nothing tells it', async () => {
    place.write('one-day.csv', HEADER + SALE + PURCHASE);
    expect((await run('one-day.csv')).stderr).toBe(
      'one-day.csv:2: The sale of 2022-11-04 (line 2) of 40 shares of ABC in the account Taxable cannot be taken: none of it is held before the purchase of 2022-11-04 (line 3), which stands after it on the same day. Put the rows of a day in the order in which they happened, the purchase first, or correct the number of shares.\n',
    );
  });

  it('keep their order in a file whose days run both ways', async () => {
    const [earlier, later] = ['2022-10-03', '2022-09-01'].map(
      (date) => `${date},dividend,ABC,,1.00,Taxable\n`,
    ) as [string, string];
    place.write('mixed.csv', HEADER + earlier + SALE + PURCHASE + later);
    expect((await run('mixed.csv')).stderr).toMatch(/^mixed\.csv:3: .* before the purchase/);
  });

  it('keep their order in a file whose days run forwards', async () => {
    place.write('oldest.csv', `${HEADER}2022-10-03,dividend,ABC,,1.00,Taxable\n${SALE}${PURCHASE}`);
    expect((await run('oldest.csv')).stderr).toMatch(/^oldest\.csv:3: .* before the purchase/);
  });
});

describe('lots of rows that the book has already', () => {
  const LOTS = 'date,action,security,shares,amount,account,lot,to,ratio\n';
  const LEAVE = '{ "already": "leave-out" }';

  async function gainsAfter(book: string, file: string): Promise<string[]> {
    place.write('book.csv', LOTS + book);
    place.write('file.csv', LOTS + file);
    place.write('answers.json', LEAVE);
    const into = (name: string, ...more: string[]) =>
      place.run('import', '--book', 'lots.basisbook', '--transactions', name, ...more);
    expect((await into('book.csv')).stderr).toBe('');
    const { status, stderr } = await into('file.csv', '--answers', 'answers.json');
    if (status !== 0) return [stderr];
    const report = await place.run(
      'report',
      '--year',
      '2019',
      '--book',
      'lots.basisbook',
      '--json',
    );
    const { sales } = JSON.parse(report.stdout) as { sales: { gain: string }[] };
    return sales.map(({ gain }) => gain);
  }

  it('a sale that names another lot is another sale, and the one of the same lot is the repeat', async () => {
    const buys = '2018-01-10,buy,XYZ,100,5000.00,T,A,,\n2018-02-12,buy,XYZ,100,6000.00,T,B,,\n';
    const ofA = '2019-06-03,sell,XYZ,10,900.00,T,A,,\n';
    const ofB = '2019-06-03,sell,XYZ,10,900.00,T,B,,\n';
    expect(await gainsAfter(buys + ofA, ofB + ofA)).toEqual(['400.00', '300.00']);
  });

  it.each([
    [
      'names that were made',
      '2018-01-10,buy,XYZ,50,3000.00,T,,,\n',
      '2018-01-10,buy,XYZ,100,5000.00,T,,,\n2018-01-10,buy,XYZ,50,3000.00,T,,,\n2019-03-01,sell,XYZ,50,4000.00,T,XYZ/2018-01-10,,\n',
    ],
    [
      'a name that is another lot in the book',
      '2017-01-10,buy,XYZ,100,1000.00,T,mine,,\n2018-01-10,buy,XYZ,100,5000.00,T,,,\n',
      '2018-01-10,buy,XYZ,100,5000.00,T,mine,,\n2019-03-01,sell,XYZ,50,4000.00,T,mine,,\n',
    ],
    [
      'a name that the book does not have',
      '2018-01-10,buy,XYZ,100,5000.00,T,,,\n',
      '2018-01-10,buy,XYZ,100,5000.00,T,mine,,\n2019-03-01,sell,XYZ,50,4000.00,T,mine,,\n',
    ],
  ])('a row of the file means the lot of the file: %s', async (_, book, file) => {
    expect(await gainsAfter(book, file)).toEqual(['1500.00']);
  });

  it('a new row that stands before a split which the book has is not put after it', async () => {
    const split = '2019-06-03,split,XYZ,,,T,,,2:1\n';
    const [said] = await gainsAfter(
      `2018-01-10,buy,XYZ,100,5000.00,T,,,\n${split}`,
      `2019-06-03,sell,XYZ,10,900.00,T,,,\n${split}`,
    );
    expect(said).toMatch(
      /^file\.csv:2: The sale of 2019-06-03 stands before the split of 2019-06-03 \(line 3\), which the book has already/,
    );
  });
});

it('very many rows of one day are looked for in no time', async () => {
  const rows = Array.from({ length: 3000 }, (_, i) => `2018-03-01,buy,XYZ,1,${i + 1}.00,Taxable\n`);
  place.write('many.csv', HEADER + rows.join(''));
  expect((await run('many.csv')).status).toBe(0);
  place.write('again.csv', HEADER + rows.toReversed().join(''));
  place.write('answers.json', '{ "already": "leave-out" }');
  const started = performance.now();
  expect((await run('again.csv', '--answers', 'answers.json')).stdout).toMatch(
    /3,000 rows left out/,
  );
  expect(performance.now() - started).toBeLessThan(10_000);
});
