/** A history that begins after the first purchase: what was held before is asked for, and said in the answers. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Workplace } from './testing/command.ts';

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
});
afterEach(() => place.remove());

const run = (...more: string[]) =>
  place.run('import', '--book', 'my.basisbook', '--account-history', 'h.csv', ...more);
const answered = (answers: object) => {
  place.write('a.json', JSON.stringify(answers));
  return run('--answers', 'a.json');
};

const HEADER = 'Date,Action,Symbol,Description,Quantity,Price,Fees & Comm,Amount\n';
const SALES = `${HEADER}03/02/2022,Buy,EQR,EQUITY RESIDENTIAL,100,$80.00,,"-$8,000.00"
11/04/2022,Sell,EQR,EQUITY RESIDENTIAL,140,$63.125,,"$8,837.50"
12/05/2022,Sell,EQR,EQUITY RESIDENTIAL,20,$60.00,,"$1,200.00"
`;

it('asks for the shares that a sale lacks once for each position, with their number', async () => {
  place.write('h.csv', SALES);
  const { status, stderr } = await run();
  expect([status, stderr]).toEqual([
    1,
    'h.csv:3: The sale of EQR on 2022-11-04 needs 40 shares more than there are before it. When were the shares acquired that were held before this file begins, and for how much? Answer it in a file for --answers: {"before/3": {"shares": "40", "acquired": "2000-06-12", "amount": "1650.00"}}, or a list of such lots.\n',
  ]);
});

it('takes lots of several days, and asks again while some are missing', async () => {
  place.write('h.csv', SALES);
  const forty = { shares: '40', acquired: '2015-06-12', amount: '1650.00' };
  const less = await answered({ 'before/3': forty });
  expect(less.stderr).toMatch(/^h\.csv:4: The sale of EQR on 2022-12-05 needs 20 shares more/);
  const all = await answered({
    'before/3': [forty, { shares: '30', acquired: '2016-02-01', amount: '1500.00' }],
  });
  expect([all.status, all.stdout]).toEqual([
    0,
    'my.basisbook: a new book was made.\nh.csv: 5 transactions\n',
  ]);
});

it.each<[string, object, RegExp]>([
  ['without its cost', { 'before/3': { shares: '40', acquired: '2015-06-12' } }, /no "amount"/],
  [
    'of a later day',
    { 'before/3': { shares: '40', acquired: '2023-01-03', amount: '9.00' } },
    /were not there yet/,
  ],
  ['of no row', { 'before/9': { shares: '1', acquired: '2015-06-12', amount: '9' } }, /no row/],
  ['as no lot', { 'before/3': 0 }, /is no lot/],
])('refuses a lot %s', async (_, answers, message) => {
  place.write('h.csv', SALES);
  const { status, stderr } = await answered(answers);
  expect(status).toBe(1);
  expect(stderr).toMatch(message);
});

it('asks the same of a split and of shares that left', async () => {
  place.write(
    'h.csv',
    `${HEADER}07/14/2022,Stock Split,XYZR,XYZ REALTY,90,,,\n12/02/2022,Journaled Shares,VNO,VORNADO,-10,,,\n`,
  );
  const { stderr } = await answered({
    'line/2': { ratio: '3:1' },
    'line/3': { to: 'Other', account: 'default' },
  });
  expect(stderr).toMatch(
    /h\.csv:2: The split of XYZR .* needs shares that nothing before it brings/,
  );
  expect(stderr).toMatch(/h\.csv:3: The transfer of VNO .* needs 10 shares more/);
});

it('tells that a payment is of shares that the book has not, and takes its rows', async () => {
  const paid = `${HEADER}06/14/2022,Cash Dividend,MPW,MEDICAL PPTYS,,,,$29.00\n`;
  place.write('h.csv', `${paid}07/14/2022,Buy,MPW,MEDICAL PPTYS,10,$15.00,,-$150.00\n`);
  const { status, stderr } = await run();
  expect(status).toBe(0);
  expect(stderr).toMatch(/h\.csv:2: Warning: MPW paid \$29\.00 on 2022-06-14, and the account/);
  place.write(
    'h.csv',
    `${HEADER}01/14/2022,Buy,MPW,MEDICAL PPTYS,10,$15.00,,-$150.00\n${paid.slice(HEADER.length)}`,
  );
  expect((await run()).stderr).toBe('');
});
