/** Slips in a transactions file that a report could take without a word: each is told, with its column or account. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { RELEASE_2002, Workplace, type Outcome } from './testing/command.ts';

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
  place.write('release.txt', RELEASE_2002);
});
afterEach(() => place.remove());

const report = (rows: string, ...more: string[]): Promise<Outcome> => {
  place.write('trades.csv', rows);
  return place.run('report', '--year', '2002', '--transactions', 'trades.csv', ...more);
};

it('a table of transactions among the documents is told where it goes', async () => {
  const rows = 'date,action,security,shares,amount\n2002-01-02,buy,HLA,100,3800.00\n';
  const { status, stderr } = await report(rows, '--documents', 'trades.csv');
  expect([status, stderr]).toEqual([
    1,
    expect.stringContaining('it goes to --transactions') as string,
  ]);
});

it('a ticker that is nearly one of the release is asked about, and the report is made', async () => {
  const rows = 'date,action,security,shares,amount\n2002-01-02,buy,HAL,100,3800.00\n';
  const { status, stderr } = await report(rows, '--documents', 'release.txt');
  expect([status, stderr]).toEqual([
    0,
    'trades.csv:2: "HAL" is new here: no entry and no release has it. Is it HLA?\n',
  ]);
  const right = await report(rows.replace('HAL', 'HLA'), '--documents', 'release.txt');
  expect([right.status, right.stderr]).toEqual([0, '']);
});

it('a lot that another account has is told with that account', async () => {
  const rows = `date,action,security,shares,amount,account,lot
2001-01-02,buy,AIV,100,3600.00,Schwab,AIV/2001-01-02
2001-01-02,buy,XYZ,100,3600.00,Fidelity,AIV/2001-01-02
2002-01-02,opening-basis,AIV,,2415.00,,AIV/2001-01-02
`;
  const { status, stderr } = await report(rows);
  expect(status).toBe(1);
  expect(stderr).toContain(
    'this account has no lot named AIV/2001-01-02, and the account Schwab has one. Write Schwab as the account, or correct the lot.',
  );
  const sold = rows.replace('opening-basis,AIV,,', 'sell,AIV,10,');
  expect((await report(sold)).stderr).toContain('the account Schwab has one');
  const nowhere = rows.replace(/AIV\/2001-01-02\n$/, 'B\n');
  expect((await report(nowhere)).stderr).not.toContain('has one');
});

it('a value of new shares without cash, which nothing would count, is refused', async () => {
  const rows = `date,action,security,shares,amount,to,ratio,cash,value
2001-01-02,buy,AIV,100,3600.00,,,,
2002-12-03,exchange,AIV,,,XYZ,1:2,,40.00
`;
  const { status, stderr } = await report(rows);
  expect([status, stderr]).toEqual([
    1,
    'trades.csv:3: The row has the value "40.00" of a new share and no cash per old share: in an exchange the value counts beside cash alone. Fill in the cash, or leave the value empty.\n',
  ]);
  expect((await report(rows.replace(',,40.00', ',1.00,40.00'))).status).toBe(0);
});

it.each([
  ['140.00,,', 'the part of its gain in unrecaptured1250 is more than all of it, its amount'],
  [
    '60.00,,60.00',
    'the parts of its gain in unrecaptured1250 and collectibles28 are together more than all of it, its amount',
  ],
])('parts of a Form 2439 above the whole (%s) are told by their columns', async (parts, said) => {
  const { status, stderr } = await report(
    `date,action,security,shares,amount,tax,unrecaptured1250,section1202,collectibles28
2001-01-02,buy,AIV,100,3600.00,,,,
2002-12-31,undistributed-gain,AIV,,100.00,35.00,${parts}
`,
  );
  expect(status).toBe(1);
  expect(stderr).toContain(said);
});
