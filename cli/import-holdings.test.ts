/** What a file itself lists as held is compared with what its rows leave: agreement is said, a difference asked. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Workplace } from './testing/command.ts';

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
});
afterEach(() => place.remove());

const run = (file: string, ...more: string[]) =>
  place.run('import', '--book', 'my.basisbook', '--account-history', file, ...more);

const TRADES = `Account Number,Trade Date,Settlement Date,Transaction Type,Transaction Description,Investment Name,Symbol,Shares,Share Price,Principal Amount,Commission Fees,Net Amount,Accrued Interest,Account Type
77778888,2023-10-16,2023-10-18,Sell,Sell,EQUITY RESIDENTIAL,EQR,-40.00000,61.50,2460.00,0.00,2460.00,0.00,CASH
77778888,2023-04-03,2023-04-05,Buy,Buy,EQUITY RESIDENTIAL,EQR,100.00000,60.00,-6000.00,0.00,-6000.00,0.00,CASH
`;

/** A file whose first table lists so many shares. */
const listing = (shares: string): string =>
  `Account Number,Investment Name,Symbol,Shares,Share Price,Total Value\n77778888,EQUITY RESIDENTIAL,EQR,${shares},60.00,0\n77778888,OTHER TRUST,OTHR,5,10.00,50.00\n\n${TRADES}`;

it('is said where they agree, and a security that nothing else is about is passed over', async () => {
  place.write('vanguard.csv', listing('60.00000'));
  const { status, stdout } = await run('vanguard.csv');
  expect([status, stdout]).toEqual([
    0,
    "my.basisbook: a new book was made.\nvanguard.csv: 2 transactions; the file's own list of holdings agrees in 1 position\n",
  ]);
});

it('is asked with both numbers where they differ, and nothing is written', async () => {
  place.write('vanguard.csv', listing('80.50000'));
  const { status, stdout, stderr } = await run('vanguard.csv');
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toBe(
    'vanguard.csv:2: The file says that 80.5 shares of EQR are held in 77778888 on 2023-10-16; with its rows the book has 60, 20.5 fewer. Shares that came before the file begins, or a row, are missing: download the history from the beginning, or enter them first. Answer "holdings/2", or "holdings" for all, with "take" in a file for --answers where the rows are to be taken all the same.\n',
  );
  place.write('answers.json', '{ "holdings/2": "yes" }');
  const wrong = await run('vanguard.csv', '--answers', 'answers.json');
  expect([wrong.status, wrong.stderr]).toEqual([
    1,
    'answers.json: The answer to "holdings/2" is not "take". Write {"holdings/2": "take"} where the rows are to be taken all the same.\n',
  ]);
  place.write('answers.json', '{ "holdings/2": "take" }');
  const taken = await run('vanguard.csv', '--answers', 'answers.json');
  expect([taken.status, taken.stdout]).toEqual([
    0,
    "my.basisbook: a new book was made.\nvanguard.csv: 2 transactions; the file's own list of holdings agrees in 0 of 1 position\n",
  ]);
});

it('is taken for all with one word, and more shares than are listed are a difference too', async () => {
  place.write('vanguard.csv', listing('59'));
  expect((await run('vanguard.csv')).stderr).toMatch(/the book has 60, 1 more\. A sale, or shares/);
  place.write('answers.json', '{ "holdings": "take" }');
  expect((await run('vanguard.csv', '--answers', 'answers.json')).status).toBe(0);
});

const PLAN = `Date,Transaction,Symbol,Shares,Price,Amount,Share Balance
10/11/2024,Dividend Reinvestment,EQR,0.9,75.00,67.50,100.9
05/20/2024,Purchase,EQR,100,66.00,6600.00,100
`;

it('is the count beside the last record, of its own day where the book has later rows', async () => {
  place.write('later.csv', 'date,action,security,shares,amount\n2025-02-03,sell,EQR,50,3500.00\n');
  place.write('plan.csv', PLAN);
  const first = await run('plan.csv');
  expect(first.stdout).toMatch(/agrees in 1 position\n$/);
  const sold = await place.run('import', '--book', 'my.basisbook', '--transactions', 'later.csv');
  expect(sold.status).toBe(0);
  place.write(
    'again.csv',
    PLAN.replace('10/11', '10/12')
      .replace('100.9\n', '101.8\n')
      .replace('05/20/2024,P', '05/21/2024,P'),
  );
  place.write('answers.json', '{ "already": "leave-out" }');
  const again = await run('again.csv', '--answers', 'answers.json');
  expect(again.stderr).toBe(
    'again.csv:2: The file says that 101.8 shares of EQR are held in default on 2024-10-12; with its rows the book has 201.8, 100 more. A sale, or shares that left, may be missing: download the whole history, or look at the rows. Answer "holdings/2", or "holdings" for all, with "take" in a file for --answers where the rows are to be taken all the same.\n',
  );
});
