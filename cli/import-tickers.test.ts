/** The same trades as a table with tickers and as OFX with CUSIPs are of one security. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Workplace } from './testing/command.ts';

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
});
afterEach(() => place.remove());

const run = (file: string) =>
  place.run('import', '--book', 'my.basisbook', '--account-history', file);

const TABLE = `Date,Action,Symbol,Quantity,Price,Amount,Account
2023-03-06,Buy,EQR,100,82,8200,B
2024-03-01,Sell,EQR,100,62,6200,B
`;

const trade = (
  id: string,
  day: string,
  tag: string,
  units: string,
  price: string,
  total: string,
): string =>
  `<${tag}STOCK><INV${tag}><INVTRAN><FITID>${id}<DTTRADE>${day}</INVTRAN><SECID><UNIQUEID>29476L107<UNIQUEIDTYPE>CUSIP</SECID><UNITS>${units}<UNITPRICE>${price}<TOTAL>${total}</INV${tag}></${tag}STOCK>`;

const ofx = (account: string, ...trades: string[]): string => `OFXHEADER:100

<OFX><INVSTMTMSGSRSV1><INVSTMTTRNRS><INVSTMTRS><DTASOF>20250110<CURDEF>USD<INVACCTFROM><BROKERID>x.com<ACCTID>${account}</INVACCTFROM>
<INVTRANLIST>${trades.join('\n')}</INVTRANLIST></INVSTMTRS></INVSTMTTRNRS></INVSTMTMSGSRSV1>
<SECLISTMSGSRSV1><SECLIST><STOCKINFO><SECINFO><SECID><UNIQUEID>29476L107<UNIQUEIDTYPE>CUSIP</SECID><SECNAME>EQUITY RESIDENTIAL<TICKER>EQR</SECINFO></STOCKINFO></SECLIST></SECLISTMSGSRSV1></OFX>
`;

it('a purchase in OFX washes a loss that a table has', async () => {
  place.write('table.csv', TABLE);
  place.write('other.ofx', ofx('A', trade('1', '20240305', 'BUY', '100', '62', '-6200')));
  expect([(await run('table.csv')).status, (await run('other.ofx')).status]).toEqual([0, 0]);
  const { stdout } = await place.run(
    'report',
    '--year',
    '2024',
    '--book',
    'my.basisbook',
    '--json',
  );
  const { sales, lots } = JSON.parse(stdout) as {
    sales: { disallowedLoss: string }[];
    lots: { security: string; shares: string }[];
  };
  expect(sales.map(({ disallowedLoss }) => disallowedLoss)).toEqual(['2000.00']);
  expect(lots.map(({ shares }) => shares)).toEqual(['100']);
});

it.each(['table.csv', 'same.ofx'])(
  'a trade that the book has from the other file is asked, %s first',
  async (first) => {
    place.write('table.csv', TABLE);
    const sale = trade('2', '20240301', 'SELL', '-100', '62', '6200');
    place.write('same.ofx', ofx('B', trade('1', '20230306', 'BUY', '100', '82', '-8200'), sale));
    const second = first === 'table.csv' ? 'same.ofx' : 'table.csv';
    expect((await run(first)).status).toBe(0);
    const { status, stderr } = await run(second);
    expect(status).toBe(1);
    expect(stderr.match(/is in the book already/g)).toHaveLength(2);
  },
);
