/** A broker's file becomes entries: what is asked is answered on the page, and nothing is written before. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './fixtures.ts';
import { dropFiles, open, startEmptyBook } from './steps.ts';

const SCHWAB = readFileSync(
  path.join(import.meta.dirname, '../formats/accounts/fixtures/schwab-history.csv'),
  'utf8',
);

const SCHWAB_TRANSFER = `"Transactions  for account Individual XXXX-1234 as of 01/15/2003 10:12:33 AM ET"
"Date","Action","Symbol","Description","Quantity","Price","Fees & Comm","Amount"
"04/08/2002","Security Transfer","AIV","APARTMENT INVT & MGMT CO CL A","40","","",""
"05/15/2000","Buy","AIV","APARTMENT INVT & MGMT CO CL A","100","$40.25","$29.95","-$4,054.95"
`;

test('a broker’s history is read, asked about, and imported', async ({ app }) => {
  const { page } = app;
  await startEmptyBook(page);
  await open(page, '#/entries/import');
  await dropFiles(page, [{ name: 'history.csv', type: 'text/csv', text: SCHWAB }]);
  await expect(page.getByText(/^Charles Schwab, account history\./)).toBeVisible();
  const questions = page.getByTestId('import-question');
  const count = await questions.count();
  expect(count).toBeGreaterThan(0);
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
  await questions.nth(0).getByRole('button', { name: '2:1' }).click();
  await expect(questions.nth(0).getByText('2:1', { exact: true })).toBeVisible();
  await questions.nth(1).getByRole('button', { name: 'Leave this line out' }).click();
  await expect(page.getByRole('heading', { name: 'Everything is answered' })).toBeVisible();
  await page.getByRole('button', { name: 'Import 6 entries' }).click();
  await expect(page.getByTestId('entry-row')).toHaveCount(6);
  await expect(page.getByText('6 entries imported from history.csv.')).toBeVisible();
});

test('what a line lacks is filled in, and an answer can be changed', async ({ app }) => {
  const { page } = app;
  await startEmptyBook(page);
  await open(page, '#/entries/import');
  await dropFiles(page, [{ name: 'history.csv', type: 'text/csv', text: SCHWAB }]);
  const split = page.getByTestId('import-question').first();
  await split.getByRole('button', { name: 'Fill it in' }).click();
  await split.getByLabel('Ratio').fill('two for one');
  await split.getByRole('button', { name: 'Use this' }).click();
  await expect(page.getByText(/The ratio “two for one”/)).toBeVisible();
  await split.getByRole('button', { name: 'Change' }).click();
  await split.getByRole('button', { name: 'Fill it in' }).click();
  await split.getByLabel('Ratio').fill('2:1');
  await split.getByRole('button', { name: 'Use this' }).click();
  await expect(page.getByTestId('import-row').filter({ hasText: 'Split' })).toHaveCount(1);
});

test('shares that came in are asked for by day and cost, as several lots too', async ({ app }) => {
  const { page } = app;
  await startEmptyBook(page);
  await open(page, '#/entries/import');
  const text = SCHWAB_TRANSFER;
  await dropFiles(page, [{ name: 'history.csv', type: 'text/csv', text }]);
  const question = page.getByTestId('import-question').first();
  await question.getByLabel('Acquired').fill('6/12/2000');
  await question.getByLabel('Cost').fill('$1,650');
  await question.getByRole('button', { name: 'Use this' }).click();
  await expect(question.getByText('Acquired Jun 12, 2000, $1650')).toBeVisible();
  const row = page.getByTestId('import-row').filter({ hasText: 'Came in' });
  await expect(row).toContainText('acquired Jun 12, 2000');
  await expect(page.getByTestId('holdings')).toContainText('140 AIV');

  await question.getByRole('button', { name: 'Change' }).click();
  await question.getByRole('button', { name: 'Another lot' }).click();
  const second = question.getByRole('group', { name: 'Lot 2' });
  const first = question.getByRole('group', { name: 'Lot 1' });
  await first.getByLabel('Shares').fill('25');
  await first.getByLabel('Acquired').fill('Jun 12, 2000');
  await first.getByLabel('Cost').fill('1000');
  await second.getByLabel('Shares').fill('14');
  await second.getByLabel('Acquired').fill('2001-02-01');
  await second.getByLabel('Cost').fill('650');
  await question.getByRole('button', { name: 'Use this' }).click();
  await expect(page.getByRole('heading', { name: '1 answer to change' })).toBeVisible();
  await expect(page.getByText('One of your answers cannot be taken.')).toBeVisible();
  await expect(question).toContainText('have 39 shares, and 40 came in');
  await question.getByRole('button', { name: 'Change' }).click();
  await question.getByLabel('Acquired').fill('6/12/2000');
  await question.getByLabel('Cost').fill('1650');
  await question.getByRole('button', { name: 'Use this' }).click();
  await page.getByRole('button', { name: 'Import 2 entries' }).click();
  const entry = page.getByTestId('entry-row').filter({ hasText: 'Came in' });
  await expect(entry).toContainText('acquired Jun 12, 2000');
});

test('a file that is no history says what it is and what to do', async ({ app }) => {
  const { page } = app;
  await startEmptyBook(page);
  await open(page, '#/entries/import');
  const text = 'Dear shareholder,\nthank you.\n';
  await dropFiles(page, [{ name: 'letter.txt', type: 'text/plain', text }]);
  await expect(page.getByRole('heading', { name: '1 problem in letter.txt' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
});

test('what the broker says it paid stands in the year, and another spelling of the account is asked about', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  await open(page, '#/entries/import');
  const lines = SCHWAB.split('\n').filter((line) => !/Stock Split|Journaled/.test(line));
  const text = lines.join('\n');
  await dropFiles(page, [{ name: 'history.csv', type: 'text/csv', text }]);
  await expect(page.getByLabel('What would be imported')).toContainText(
    '4 payments that the broker lists are kept beside our figures',
  );
  await page.getByRole('button', { name: 'Import 5 entries' }).click();
  await expect(page.getByTestId('entry-row')).toHaveCount(5);

  await open(page, '#/entries/import');
  const other = text.replace('Joint Tenant ...802', 'JOINT-0802');
  await dropFiles(page, [{ name: 'again.csv', type: 'text/csv', text: other }]);
  const asked = page.getByTestId('same-account');
  await expect(asked).toContainText('Is “JOINT-0802” your account “Joint Tenant ...802”?');
  await expect(page.getByText('Say first which account this is.')).toBeVisible();
  await asked.getByRole('button', { name: 'Yes, the same' }).click();
  await expect(page.getByText('“JOINT-0802” is your account “Joint Tenant ...802”.')).toBeVisible();
  await expect(page.getByText(/^Every row is in your book already/)).toBeVisible();

  await open(page, '#/tax-year/2013');
  const claims = page.getByTestId('broker-claim');
  await expect(claims).toHaveCount(3);
  await expect(claims.first()).toContainText(
    'Your broker paid $31.40 and called it return of capital.',
  );
  await expect(claims.first()).toContainText('history.csv, line');
});

test('an account that has the number of one in the book is asked about, though no row is in both', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  const file = (account: string, day: string, shares: string): string =>
    `Account,Date,Action,Symbol,Quantity,Price,Amount\n${account},${day},Buy,EQR,${shares},70.00,${Number(shares) * 70}.00\n`;
  await open(page, '#/entries/import');
  const first = file('X70012345', '2022-03-02', '100');
  await dropFiles(page, [{ name: 'a.csv', type: 'text/csv', text: first }]);
  await page.getByRole('button', { name: 'Import 1 entry' }).click();
  await expect(page.getByTestId('entry-row')).toHaveCount(1);
  await open(page, '#/entries/import');
  const second = file('Individual - TOD X70012345', '2023-03-02', '10');
  await dropFiles(page, [{ name: 'b.csv', type: 'text/csv', text: second }]);
  const asked = page.getByTestId('same-account');
  await expect(asked).toContainText('Both have the same number');
  await asked.getByRole('button', { name: 'Yes, the same' }).click();
  await expect(page.getByTestId('holdings')).toContainText('110 EQR');
  await page.getByRole('button', { name: 'Import 1 entry' }).click();
  await expect(page.getByTestId('entry-row')).toHaveCount(2);
});

const NOBODYS = `Buchungstag;Vorgang;Wert;Anzahl;Kurs;Kosten;Betrag
02/03/2021;KAUF;EQR;10;80.00;5.00;-805.00
15/04/2021;AUSSCHUETTUNG;EQR;;;;6.03
20/05/2021;VERKAUF;EQR;4;75.00;5.00;295.00
`;

test('a header that nobody knows is explained once, and the next file of its shape is read by it', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  await open(page, '#/entries/import');
  await dropFiles(page, [{ name: 'bank.csv', type: 'text/csv', text: NOBODYS }]);
  const mapping = page.getByTestId('mapping');
  const columns: Readonly<Record<string, string>> = {
    Buchungstag: 'Trade date',
    Vorgang: 'What happened',
    Wert: 'Ticker or CUSIP',
    Anzahl: 'Shares',
    Kurs: 'Price per share',
    Kosten: 'Fees or commission',
    Betrag: 'Amount after fees',
  };
  for (const [column, label] of Object.entries(columns)) {
    await mapping.getByLabel(`What ${column} holds`).selectOption({ label });
  }
  await mapping.getByLabel('What KAUF means').selectOption({ label: 'Purchase' });
  await mapping.getByLabel('What AUSSCHUETTUNG means').selectOption({ label: 'Cash dividend' });
  await mapping.getByLabel('What VERKAUF means').selectOption({ label: 'Sale' });
  await mapping.getByLabel('Name of this layout').fill('Hausbank');
  await mapping.getByRole('button', { name: 'Read the file with this' }).click();
  await expect(page.getByTestId('import-row')).toHaveCount(2);
  await page.getByRole('button', { name: 'Import 2 entries' }).click();
  await expect(page.getByTestId('entry-row')).toHaveCount(2);

  await open(page, '#/entries/import');
  const next = NOBODYS.replaceAll('2021;', '2022;');
  await dropFiles(page, [{ name: 'next.csv', type: 'text/csv', text: next }]);
  await expect(page.getByText(/^Hausbank\./)).toBeVisible();
  await expect(page.getByTestId('import-row')).toHaveCount(2);
  await page.getByRole('button', { name: 'Start over' }).click();
  await page.getByRole('button', { name: 'Remove the layout Hausbank' }).click();
  await expect(page.getByTestId('own-layouts')).toHaveCount(0);
  await dropFiles(page, [{ name: 'next.csv', type: 'text/csv', text: next }]);
  await expect(page.getByTestId('mapping')).toBeVisible();
});

test('a security that a transfer agent only names is said once for all its lines', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  await open(page, '#/entries/import');
  const text = `Issue,Transaction Date,Transaction Description,Net Amount,Price Per Share,Transaction Shares
AIMCO CLASS A,01/31/2005,DRIP Purchase - Dividend,58.50,39.0000,1.500000
AIMCO CLASS A,02/15/2005,Optional Cash Investment,100.00,40.0000,2.500000
AIMCO CLASS A,06/20/2005,Sell Shares,40.00,40.0000,-1.000000
`;
  await dropFiles(page, [{ name: 'plan.csv', type: 'text/csv', text }]);
  const names = page.getByTestId('names');
  await names.getByLabel('Ticker or CUSIP of “AIMCO CLASS A”').fill('AIV');
  await names.getByRole('button', { name: 'Use it for 3 lines' }).click();
  await expect(names).toContainText('“AIMCO CLASS A” is AIV.');
  await expect(page.getByTestId('import-row')).toHaveCount(3);
  await page.getByRole('button', { name: 'Import 3 entries' }).click();
  await expect(page.getByTestId('entry-row')).toHaveCount(3);
});

test('the file’s own list of holdings agrees, or is looked at before anything is taken', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  await open(page, '#/entries/import');
  const listing = (shares: string) =>
    `Account Number,Investment Name,Symbol,Shares,Share Price,Total Value\n77,EQUITY RESIDENTIAL,EQR,${shares},60.00,0\n\nAccount Number,Trade Date,Transaction Type,Symbol,Shares,Share Price,Net Amount\n77,2023-10-16,Sell,EQR,-40,61.50,2460.00\n77,2023-04-03,Buy,EQR,100,60.00,-6000.00\n`;
  await dropFiles(page, [{ name: 'part.csv', type: 'text/csv', text: listing('80.5') }]);
  const difference = page.getByTestId('holding-difference');
  await expect(difference).toContainText('80.5 shares of EQR are held in 77');
  await expect(difference).toContainText('the book has 60, 20.5 fewer');
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
  await expect(page.getByText('Look first at where the file’s own list')).toBeVisible();
  await difference.getByRole('button', { name: 'Import all the same' }).click();
  await page.getByTestId('holdings').getByText('Shares held afterwards').click();
  await expect(page.getByRole('cell', { name: '80.5, differs' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import 2 entries' })).toBeEnabled();
  await page.getByRole('button', { name: 'Start over' }).click();
  await dropFiles(page, [{ name: 'whole.csv', type: 'text/csv', text: listing('60') }]);
  await expect(page.getByText('They agree with the file’s own list of holdings.')).toBeVisible();
  await expect(page.getByTestId('holding-difference')).toHaveCount(0);
  await page.getByRole('button', { name: 'Import 2 entries' }).click();
  await expect(page.getByTestId('entry-row')).toHaveCount(2);
});

test('an import that is not the newest is taken back: what goes and stays is said before', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  const header = 'date,action,security,shares,amount,account\n';
  const shared = '2018-01-10,buy,EQR,100,5000.00,Taxable\n';
  const files = {
    'first.csv': `${header}${shared}2018-02-12,buy,EQR,20,1000.00,Taxable\n`,
    'second.csv': `${header}${shared}2019-07-03,buy,EQR,10,480.00,Taxable\n`,
  };
  for (const [name, text] of Object.entries(files)) {
    await open(page, '#/entries/import');
    await dropFiles(page, [{ name, type: 'text/csv', text }]);
    await page.getByRole('button', { name: /^Import \d/ }).click();
    await expect(page.getByText(new RegExp(`imported from ${name}`))).toBeVisible();
  }
  await open(page, '#/entries/import');
  const listed = page.getByTestId('imported-files');
  await expect(listed.getByRole('listitem')).toHaveCount(2);
  await listed.getByRole('button', { name: 'Take back first.csv' }).click();
  const dialog = page.getByRole('dialog', { name: 'Take back first.csv' });
  await expect(dialog.getByTestId('going-row')).toHaveCount(1);
  await expect(dialog.getByTestId('staying-row')).toHaveCount(1);
  await expect(dialog).toContainText('What stays: 1 entry that second.csv has as well');
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(listed.getByRole('listitem')).toHaveCount(2);
  await listed.getByRole('button', { name: 'Take back first.csv' }).click();
  await dialog.getByRole('button', { name: 'Take it back' }).click();
  await expect(page.getByText('The import of first.csv was taken back.')).toBeVisible();
  await expect(listed.getByRole('listitem')).toHaveCount(1);
  await open(page, '#/entries');
  await expect(page.getByTestId('entry-row')).toHaveCount(2);
});

test('a sale of shares from before the file begins asks for them, with their day and cost', async ({
  app,
}) => {
  const { page } = app;
  await startEmptyBook(page);
  await open(page, '#/entries/import');
  const text = `Date,Action,Symbol,Description,Quantity,Price,Fees & Comm,Amount
11/04/2022,Sell,EQR,EQUITY RESIDENTIAL,140,$63.125,,"$8,837.50"
03/02/2022,Buy,EQR,EQUITY RESIDENTIAL,100,$80.00,,"-$8,000.00"
`;
  await dropFiles(page, [{ name: 'history.csv', type: 'text/csv', text }]);
  const question = page.getByTestId('import-question');
  await expect(question).toContainText('needs 40 shares more than there are before it');
  await expect(page.getByText(/put right in the file/)).toBeHidden();
  await expect(question.getByLabel('Shares')).toHaveValue('40');
  await question.getByLabel('Acquired').fill('6/12/2015');
  await question.getByLabel('Cost').fill('$1,650');
  await question.getByRole('button', { name: 'Use this' }).click();
  await expect(page.getByRole('heading', { name: 'Everything is answered' })).toBeVisible();
  await page.getByRole('button', { name: 'Import 3 entries' }).click();
  await expect(page.getByTestId('entry-row').filter({ hasText: 'Jun 12, 2015' })).toContainText(
    '1,650.00',
  );
});
