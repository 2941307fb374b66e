/** What a broker says that it paid stays in the book beside what is computed, and goes with its import. */
import { beforeEach, describe, expect, it } from 'vitest';
import { EXAMPLE_PURCHASE, makeOwnBook, useHarness } from '../testing/harness.ts';

const use = useHarness();
beforeEach(() => makeOwnBook(use.app));

const HEADER = '"Date","Action","Symbol","Description","Quantity","Price","Fees & Comm","Amount"\n';
const BUY =
  '"03/01/2000","Buy","AIV","APARTMENT INVT & MGMT CO A","100","$38.00","","-$3,800.00"\n';

const row = (day: string, action: string, amount: string): string =>
  `"${day}","${action}","AIV","APARTMENT INVT & MGMT CO A","","","","${amount}"\n`;

const schwab = (name: string, ...rows: string[]) => ({
  fileName: name,
  text: `"Transactions  for account Individual ...417 as of 01/31/2014 09:01:44 AM ET"\n${HEADER}${rows.join('')}`,
});

const FIRST = row('02/11/2002', 'Cash Dividend', '$82.00');

const claims = (year: number) => use.app.ok('year.claims', { year });

async function withRelease(): Promise<void> {
  const [library] = (await use.app.ok('library.list', {})).filter(
    ({ taxYear }) => taxYear === 2002,
  );
  if (!library) throw new Error('the library has no release of 2002');
  await use.app.ok('documents.accept', {
    fileName: 'release.txt',
    content: { kind: 'text', text: library.text },
    status: null,
  });
}

describe('the payments that a broker lists', () => {
  it('stand beside the payment of their amount, and say where its character differs', async () => {
    await withRelease();
    await use.app.ok('imports.accept', schwab('a.csv', FIRST, BUY));
    const [first, ...others] = await claims(2002);
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      day: '2002-02-11',
      account: 'Individual ...417',
      paid: '82.00',
      called: [{ kind: 'dividend', amount: '82.00' }],
      differs: 'character',
      claims: [{ date: '2002-02-11', amount: '82.00', fileName: 'a.csv', line: 3 }],
    });
    expect(first?.payments).toHaveLength(1);
    expect(first?.sentence).toBe(
      'Your broker paid $82.00 and called it dividend. By the release it is dividend $50.35, capital gain $5.41, unrecaptured section 1250 gain $10.25 and return of capital $15.99, and that is what counts here.',
    );
  });

  it('stay with the payment where they are taken back in the next year and called otherwise', async () => {
    await withRelease();
    const again = [
      row('01/31/2003', 'Return Of Capital', '$15.99'),
      row('01/31/2003', 'Long Term Cap Gain', '$15.66'),
      row('01/31/2003', 'Cash Dividend', '$50.35'),
      row('01/31/2003', 'Cash Dividend', '-$82.00'),
    ];
    await use.app.ok('imports.accept', schwab('a.csv', ...again, FIRST, BUY));
    const [first] = await claims(2002);
    expect(first?.claims).toHaveLength(5);
    expect(first).toMatchObject({ paid: '82.00', differs: 'none' });
    expect(first?.sentence).toMatch(/as the release does\.$/);
    expect(await claims(2003)).toEqual([]);
  });

  it('of the year after correct a payment with another total, and what is near a whole one is none', async () => {
    await withRelease();
    const corrected = [
      row('01/31/2003', 'Cash Dividend', '$80.00'),
      row('01/31/2003', 'Cash Dividend', '-$82.00'),
    ];
    await use.app.ok('imports.accept', schwab('a.csv', ...corrected, FIRST, BUY));
    const [first] = await claims(2002);
    expect(first).toMatchObject({ paid: '80.00', differs: 'cash' });
    expect(first?.claims).toHaveLength(3);
    expect(await claims(2003)).toEqual([]);
    const near = row('05/20/2002', 'Cash Dividend', '$10.00');
    const whole = row('05/13/2002', 'Cash Dividend', '$82.00');
    await use.app.ok('imports.accept', schwab('b.csv', near, whole));
    const all = (await claims(2002)).map(({ paid, differs }) => `${paid} ${differs}`);
    expect(all.toSorted()).toEqual(['10.00 alone', '80.00 cash', '82.00 character']);
  });

  it('say where the cash is another, and where there is no payment', async () => {
    await withRelease();
    const other = row('02/12/2002', 'Cash Dividend', '$80.00');
    const far = row('07/01/2002', 'Cash Dividend', '$10.00');
    const inLieu = row('09/02/2002', 'Cash In Lieu', '$3.00').replace(
      'Cash In Lieu',
      'Payment In Lieu Of Dividend',
    );
    await use.app.ok('imports.accept', schwab('a.csv', inLieu, far, other, BUY));
    const all = await claims(2002);
    expect(all.map(({ differs, paid }) => [differs, paid])).toEqual([
      ['cash', '80.00'],
      ['alone', '10.00'],
      ['alone', '0.00'],
    ]);
    expect(all[0]?.sentence).toMatch(/it was \$82\.00: check the shares/);
    expect(all[1]?.sentence).toMatch(/release has no payment near that day/);
    expect(all[2]?.sentence).toMatch(/^\$3\.00 came in lieu of a dividend/);
  });

  it('await the release where the book has none of the year, beside the payment that is known', async () => {
    const paid = row('02/11/2002', 'Cash Dividend', '$82.00');
    const other = row('12/27/2002', 'Cash Dividend', '$1.00');
    await use.app.ok('imports.accept', schwab('a.csv', other, paid, BUY));
    const all = await claims(2002);
    expect(all.map(({ differs, paid: cash }) => [differs, cash])).toEqual([
      ['awaited', '82.00'],
      ['awaited', '1.00'],
    ]);
    expect(all[0]?.sentence).toBe(
      "Your broker paid $82.00 and called it dividend. It is near the known payment with the ex-date 2002-01-31, $82.00 for your shares. The issuer's release for 2002 is not in the book, so what it was is not known yet.",
    );
    expect(all[1]?.sentence).not.toContain('near the payment');
  });

  it('are there once where two downloads have them, and stay while one of them does', async () => {
    const first = await use.app.ok('imports.accept', schwab('a.csv', FIRST, BUY));
    const preview = await use.app.ok('imports.preview', schwab('same.csv', FIRST));
    expect(preview.newClaims).toBe(0);
    const later = row('05/13/2002', 'Cash Dividend', '$82.00');
    const second = schwab('b.csv', later, FIRST, BUY);
    expect((await use.app.ok('imports.preview', second)).newClaims).toBe(1);
    // Nothing but a payment is new.
    expect(await use.app.ok('imports.accept', second)).toMatchObject({
      transactions: 0,
      claims: 2,
    });
    expect((await claims(2002)).map(({ day }) => day)).toEqual(['2002-02-11', '2002-05-13']);
    await use.app.ok('imports.remove', { batchId: first.batchId });
    expect((await claims(2002)).map(({ day }) => day)).toEqual(['2002-02-11', '2002-05-13']);
  });

  it('go with their import, come back with undo, and are in the export', async () => {
    const { batchId } = await use.app.ok('imports.accept', schwab('a.csv', FIRST, BUY));
    await use.app.ok('imports.remove', { batchId });
    expect(await claims(2002)).toEqual([]);
    await use.app.undo();
    expect(await claims(2002)).toHaveLength(1);
  });

  it('make their year provisional where no document and no entry has them, and are named', async () => {
    await withRelease();
    const far = row('07/01/2002', 'Cash Dividend', '$10.00');
    const inLieu = row('09/02/2002', 'Payment In Lieu Of Dividend', '$3.00');
    await use.app.ok('imports.accept', schwab('a.csv', inLieu, far, FIRST, BUY));
    const lacking = async () =>
      (await use.app.ok('year.frame', { year: 2002 })).checklist.filter(
        ({ kind }) => kind === 'claim',
      );
    const [only, ...more] = await lacking();
    expect(more).toEqual([]);
    expect(only).toMatchObject({ security: 'AIV', years: [2002], account: 'Individual ...417' });
    expect(only?.message).toMatch(
      /^Your broker paid \$10\.00 of AIV on 2002-07-01 \(Individual \.\.\.417, a\.csv, line 4\), and neither .* nor an entry has it/,
    );
    const [desk] = await use.app.ok('years.list', {});
    expect(desk).toMatchObject({ securities: ['AIV'] });
    // The holder says that it came in: the entry is asked about, and not its row as well.
    await use.app.ok('transactions.add', {
      ...EXAMPLE_PURCHASE,
      action: 'dividend',
      date: '2002-07-01',
      shares: '',
      amount: '10.00',
      account: 'Individual ...417',
    });
    expect(await lacking()).toEqual([]);
    await use.app.undo();
    expect(await lacking()).toHaveLength(1);
    await use.app.undo();
    expect(await lacking()).toEqual([]);
  });

  it('change no figure', async () => {
    await withRelease();
    await use.app.ok('imports.accept', schwab('a.csv', BUY));
    const without = await use.app.ok('year.report', { year: 2002 });
    await use.app.ok('imports.accept', schwab('b.csv', FIRST, BUY));
    expect(await use.app.ok('year.report', { year: 2002 })).toEqual(without);
  });
});

describe('an import that is taken back', () => {
  it('leaves what a later download has too, and both can be read again', async () => {
    const sale =
      '"06/03/2002","Sell","AIV","APARTMENT INVT & MGMT CO A","40","$40.00","","$1,600.00"\n';
    const first = await use.app.ok('imports.accept', schwab('a.csv', BUY));
    await use.app.ok('imports.accept', schwab('b.csv', sale, BUY));
    expect(await use.app.ok('imports.remove', { batchId: first.batchId })).toEqual({
      transactions: 0,
    });
    const rows = await use.app.ok('transactions.list', {});
    expect(rows.map(({ action, source }) => [action, source?.fileName, source?.line])).toEqual([
      ['buy', 'b.csv', 4],
      ['sell', 'b.csv', 3],
    ]);
    expect(await use.app.ok('imports.list', {})).toMatchObject([
      { fileName: 'b.csv', entries: 2, claims: 0 },
    ]);
    const again = await use.app.ok('imports.preview', schwab('a.csv', BUY));
    expect([again.problems, again.already.length]).toEqual([[], 1]);
    await use.app.undo();
    const before = await use.app.ok('transactions.list', {});
    expect(before.map(({ source }) => source?.fileName)).toEqual(['a.csv', 'b.csv']);
  });

  it('says before what goes and what stays, and changes nothing by that', async () => {
    const later =
      '"06/03/2002","Buy","AIV","APARTMENT INVT & MGMT CO A","7","$40.00","","-$280.00"\n';
    const first = await use.app.ok('imports.accept', schwab('a.csv', later, FIRST, BUY));
    const paid = row('05/13/2002', 'Cash Dividend', '$82.00');
    await use.app.ok('imports.accept', schwab('b.csv', paid, FIRST, BUY));
    const removal = { batchId: first.batchId ?? '' };
    const looked = await use.app.ok('imports.removal', removal);
    expect(looked).toMatchObject({ fileName: 'a.csv', claims: 0, problem: null });
    expect(looked.rows.map(({ line, shares }) => [line, shares])).toEqual([[3, '7']]);
    expect(looked.stays.map(({ row: { line, shares }, from }) => [line, shares, from])).toEqual([
      [5, '100', { fileName: 'b.csv', line: 5 }],
    ]);
    expect(await use.app.ok('imports.list', {})).toMatchObject([
      { fileName: 'b.csv', entries: 0, claims: 2 },
      { fileName: 'a.csv', entries: 2, claims: 1 },
    ]);
    expect(await use.app.ok('imports.remove', removal)).toEqual({ transactions: 1 });
    expect(await use.app.ok('transactions.list', {})).toHaveLength(1);
    expect(await use.app.refused('imports.removal', removal)).toMatchObject({ code: 'not-found' });
  });

  it('is not taken back while an entry of another file rests on it, and that is said before', async () => {
    const sale =
      '"06/03/2002","Sell","AIV","APARTMENT INVT & MGMT CO A","40","$40.00","","$1,600.00"\n';
    const first = await use.app.ok('imports.accept', schwab('a.csv', BUY));
    await use.app.ok('imports.accept', schwab('b.csv', sale));
    const removal = { batchId: first.batchId ?? '' };
    const { problem } = await use.app.ok('imports.removal', removal);
    expect(problem).toMatch(/^This import cannot be taken back, because entries rest on it\. .*40/);
    expect((await use.app.refused('imports.remove', removal)).message).toBe(problem);
    expect(await use.app.ok('transactions.list', {})).toHaveLength(2);
  });
});

describe('an account that two files spell otherwise', () => {
  const other = (file: ReturnType<typeof schwab>) => ({
    ...file,
    text: file.text.replace('Individual ...417', 'XXXX-4417 Individual'),
  });

  it('is asked about, and is taken for the one it is said to be', async () => {
    await use.app.ok('imports.accept', schwab('a.csv', BUY));
    const second = other(schwab('b.csv', FIRST, BUY));
    const { likelySame, newAccounts } = await use.app.ok('imports.preview', second);
    expect(newAccounts).toEqual(['XXXX-4417 Individual']);
    expect(likelySame).toEqual([
      { name: 'XXXX-4417 Individual', other: 'Individual ...417', rows: 1 },
    ]);
    const refused = await use.app.refused('imports.accept', second);
    expect(refused.issues[0]?.message).toMatch(
      /^Is the account "XXXX-4417 Individual" the same as "Individual \.\.\.417"\? 1 row of it is an entry/,
    );
    const same = {
      ...second,
      accountNames: { 'XXXX-4417 Individual': 'Individual ...417' },
    };
    const looked = await use.app.ok('imports.preview', same);
    expect([looked.likelySame, looked.newAccounts, looked.already.length]).toEqual([[], [], 1]);
    await use.app.ok('imports.accept', same);
    expect(await use.app.ok('transactions.list', {})).toHaveLength(1);
    expect((await claims(2002)).map(({ account }) => account)).toEqual(['Individual ...417']);
  });

  it('is asked about as well where only its number is the same, and not taken unasked', async () => {
    const first = schwab('a.csv', BUY);
    const numbered = { ...first, text: first.text.replace('Individual ...417', '99884417') };
    await use.app.ok('imports.accept', numbered);
    const second = schwab('b.csv', FIRST);
    const { likelySame } = await use.app.ok('imports.preview', second);
    expect(likelySame).toEqual([{ name: 'Individual ...417', other: '99884417', rows: 0 }]);
    const refused = await use.app.refused('imports.accept', second);
    expect(refused.issues[0]?.message).toMatch(
      /^Is the account "Individual \.\.\.417" the same as "99884417"\? Both have the same number/,
    );
    await use.app.ok('imports.accept', {
      ...second,
      accountNames: { 'Individual ...417': '99884417' },
    });
    expect(await use.app.ok('accounts.list', {})).toHaveLength(1);
  });

  it('is another account where that is said, and none that the book does not have', async () => {
    await use.app.ok('imports.accept', schwab('a.csv', BUY));
    const second = other(schwab('b.csv', BUY));
    const accountNames = { 'XXXX-4417 Individual': 'XXXX-4417 Individual' };
    await use.app.ok('imports.accept', { ...second, accountNames });
    expect(await use.app.ok('transactions.list', {})).toHaveLength(2);
    const third = other(schwab('c.csv', FIRST, BUY));
    const wrong = { ...third, accountNames: { 'XXXX-4417 Individual': 'Nobody' } };
    const { problems } = await use.app.ok('imports.preview', wrong);
    expect(problems[0]?.message).toMatch(/^The book has no account "Nobody"\./);
  });
});
