/** What the import of a file has to say though it takes it. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Workplace } from './testing/command.ts';

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
  place.write(
    'trades.csv',
    'date,action,security,shares,amount,account\n2002-03-01,buy,AIV,10,400.00,Roth\n2002-03-02,buy,AVI,10,400.00,Roth\n',
  );
});
afterEach(() => place.remove());

const run = (...more: string[]) =>
  place.run('import', '--book', 'my.basisbook', '--transactions', 'trades.csv', ...more);

it('tells slips by their lines, and an account that may not be taxable', async () => {
  const { status, stdout, stderr } = await run();
  expect([status, stdout]).toEqual([
    0,
    'my.basisbook: a new book was made.\ntrades.csv: 2 transactions\n',
  ]);
  expect(stderr.split('\n')).toEqual([
    expect.stringMatching(/^trades\.csv: Warning: The account "Roth" counts as taxable now\./),
    'trades.csv:3: Warning: "AVI" is new here: no entry and no release has it. Is it AIV?',
    expect.stringMatching(
      /^trades\.csv:3: Warning: On 2002-03-02 the New York Stock Exchange was closed/,
    ),
    'trades.csv: The file was imported, the rows above with it. Where one is wrong, remove the new book "my.basisbook", correct the file, and import it again.',
    '',
  ]);
});

it('takes an account as tax-deferred that is named so, and refuses the name of none', async () => {
  const wrong = await run('--tax-deferred', 'Rothh');
  expect([wrong.status, wrong.stdout]).toEqual([1, '']);
  expect(wrong.stderr).toMatch(/^trades\.csv: No new account is called "Rothh"\./);
  const { status, stderr } = await run('--tax-deferred', 'Roth');
  expect(status).toBe(0);
  expect(stderr).not.toContain('taxable');
  const report = await place.run('report', '--year', '2002', '--book', 'my.basisbook');
  expect(report.stdout).toContain('Account Roth (tax-deferred, not in the totals above)');
});

it('says how the book is put back, and that is what it was before', async () => {
  await run('--tax-deferred', 'Roth');
  const reportOf = async () =>
    (await place.run('report', '--year', '2002', '--book', 'my.basisbook', '--json')).stdout;
  const before = await reportOf();
  expect(before).toContain('"2002-03-01"');
  place.write(
    'more.csv',
    `date,action,security,shares,amount,account,lot
2002-04-01,opening-basis,AIV,,300.00,Roth,AIV/2002-03-01
2002-04-01,opening-basis,AIV,,350.00,Roth,AIV/2002-03-01
2035-03-01,buy,AIV,10,400.00,Roth,
`,
  );
  const taken = await place.run(
    ...['import', '--book', 'my.basisbook', '--transactions', 'more.csv'],
  );
  expect(taken.status).toBe(0);
  const lines = taken.stderr.trimEnd().split('\n');
  expect(lines.slice(0, -1).map((line) => /^more\.csv:\d: Warning: /.test(line))).toEqual([
    true,
    true,
    true,
  ]);
  expect(taken.stderr).toContain('2035-03-01 is still to come. Check the year;');
  expect(taken.stderr).toContain('another amount is stated for the same day');
  const back = /"basisbook (restore --from \S+ --book my\.basisbook)", correct the file/.exec(
    lines.at(-1) ?? '',
  );
  expect((await place.run(...(back?.[1] ?? '').split(' '))).status).toBe(0);
  expect(await reportOf()).toBe(before);
});

it('refuses a history that lists nothing, and makes no book of it', async () => {
  place.write(
    'history.csv',
    'Run Date,Action,Symbol,Description,Type,Quantity,Price ($),Commission ($),Fees ($),Accrued Interest ($),Amount ($),Settlement Date\n',
  );
  const before = place.picture();
  const none =
    'The file lists no transactions. If there were some, download the history again for the whole period.';
  expect(
    await place.run('import', '--book', 'my.basisbook', '--account-history', 'history.csv'),
  ).toEqual({ status: 1, stdout: '', stderr: `history.csv: ${none}\n` });
  expect(place.picture()).toEqual(before);
  expect((await place.run('import', 'read', 'history.csv')).stdout).toContain(
    'lists no transactions',
  );
});

it.each([
  ['a PDF', [0x25, 0x50, 0x44, 0x46, 0x2d, 0x31, 0x2e, 0x37, 0x0a, 0xe2, 0xe3, 0xcf, 0xd3]],
  ['a picture', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
])('says where %s goes that is given as an export', async (_, bytes) => {
  place.write('all', Uint8Array.from(bytes));
  const { status, stderr } = await place.run('import', '--book', 'my.basisbook', '--export', 'all');
  expect(status).toBe(1);
  expect(stderr).toMatch(/^all: .* no text\. Name the JSON file that "basisbook export" wrote;/);
});
