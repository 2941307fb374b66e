import { mkdirSync, symlinkSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RELEASE_2002, TRADES, Workplace, type Outcome } from './testing/command.ts';

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

describe('basisbook report refuses, with status 1 and nothing written', () => {
  const HEADER = 'date,action,security,shares,amount';
  const table: [what: string, csv: string, ...stderr: string[]][] = [
    [
      'a missing column',
      'date,action,security,shares\n2000-03-01,buy,HLA,100\n',
      'bad.csv:1: The column "amount" is missing, and the buy on line 2 needs it. Add it to the header, and fill it in.',
    ],
    [
      'a negative share count',
      `${HEADER}\n2000-03-01,buy,HLA,-100,3800\n`,
      'bad.csv:2: The number of shares "-100" is negative. Write the number of shares without a sign; the action says whether they were bought or sold.',
    ],
    [
      'a sale of more than is held',
      `${HEADER}\n2000-03-01,buy,HLA,100,3800\n\n2002-06-03,sell,HLA,101,4000\n`,
      'bad.csv:4: The sale of 2002-06-03 (line 4) of 101 shares of HLA in the account default cannot be taken: only 100 shares of it are held on that day. Correct the number of shares, or enter the missing purchase.',
    ],
    [
      'a sale after the reported year of more than is held',
      `${HEADER}\n2000-03-01,buy,HLA,100,3800\n2004-06-03,sell,HLA,101,4000\n`,
      'bad.csv:3: The sale of 2004-06-03 (line 3) of 101 shares of HLA in the account default cannot be taken: only 100 shares of it are held on that day. Correct the number of shares, or enter the missing purchase.',
    ],
    [
      'a lot that does not exist',
      `${HEADER},lot\n2000-03-01,buy,HLA,100,3800,mine\n2002-06-03,sell,HLA,1,40,yours\n`,
      'bad.csv:3: The sale of 2002-06-03 (line 3) of 1 share of HLA in the account default cannot be taken: this account has no lot named yours. Name a lot that holds HLA on that day (mine), or leave the lot empty to let the method of the account choose.',
    ],
    [
      'a basis of a lot that does not exist',
      `${HEADER},lot\n2000-03-01,buy,HLA,100,3800,mine\n2002-06-03,opening-basis,HLA,,40,yours\n`,
      'bad.csv:3: The opening basis of 2002-06-03 (line 3) of HLA in the account default cannot be taken: this account has no lot named yours. Name a lot that holds HLA on that day (mine).',
    ],
    [
      'a lot where none is held',
      `${HEADER},lot\n2002-06-03,gift,HLA,1,,yours\n`,
      'bad.csv:2: The gift to somebody else of 2002-06-03 (line 2) of 1 share of HLA in the account default cannot be taken: this account has no lot named yours. No lot holds HLA on that day: correct the day or the account, or enter the missing purchase.',
    ],
    [
      'shares in a liquidating distribution in cash',
      `${HEADER}\n2000-03-01,buy,HLA,100,3800\n2002-06-03,liquidation,HLA,100,900\n`,
      'bad.csv:3: The liquidating distribution of 2002-06-03 (line 3) of HLA cannot be taken: it was paid in cash, so that no shares came in: leave the number of shares empty, or say which security was received. Correct the entry.',
    ],
    [
      'a liquidating distribution after the shares were sold',
      `${HEADER}\n2000-03-01,buy,HLA,100,3800\n2002-05-03,sell,HLA,100,900\n2002-06-03,liquidation,HLA,,900\n`,
      'bad.csv:4: The liquidating distribution of 2002-06-03 (line 4) of HLA in the account default cannot be taken: none of it is held on that day. Correct its day or its account, or enter the missing purchase. A liquidating distribution counts for the shares held on its day: if they were sold after the record date, enter it on the last day before the ex-date; if that lies in an earlier year than the payment, it counts in that year, so compare the year with the Form 1099-DIV.',
    ],
    [
      'a date that does not exist',
      `${HEADER}\n2001-02-29,buy,HLA,100,3800\n`,
      'bad.csv:2: The date "2001-02-29" does not exist. Check the month and the day.',
    ],
    [
      'an empty file',
      '',
      'bad.csv: "bad.csv" is empty. It needs a header with date, action, security, shares and amount, and a row per transaction.',
    ],
    [
      'several rows, each with its line',
      `${HEADER}\n2000-03-01,buy,HLA,0,3800\n2000-03-01,split,HLA,1,1\n2000-03-01,dividend,HLA,1,1\n`,
      'bad.csv:1: The column "ratio" is missing, and the split on line 3 needs it. Add it to the header, and fill it in.',
      'bad.csv:2: The number of shares is zero. Write how many shares were bought or sold.',
      'bad.csv:4: The column "shares" is not for the action dividend, and holds "1". Leave it empty, or correct the action: buy, reinvest, stock-dividend, in-kind, gift-received, inherit, sell, redeem, gift, split, spin-off, exchange, transfer and liquidation use it.',
    ],
  ];
  it.each(table)('%s', async (_, csv, ...lines) => {
    place.write('bad.csv', csv);
    place.write('kept.json', 'as it was');
    const before = place.picture();
    for (const format of ['text', 'json']) {
      expect(
        await report(
          '--transactions',
          'bad.csv',
          '--documents',
          'release.txt',
          '--format',
          format,
          '--out',
          'kept.json',
        ),
      ).toEqual({ status: 1, stdout: '', stderr: lines.map((line) => `${line}\n`).join('') });
    }
    expect(place.picture()).toEqual(before);
  });

  it('a date in the future of the market calendar', async () => {
    place.write('bad.csv', `${HEADER}\n2190-03-01,buy,HLA,100,3800\n`);
    const { status, stderr } = await report(
      '--transactions',
      'bad.csv',
      '--documents',
      'release.txt',
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^bad\.csv:2: The date 2190-03-01 is in the future of the market calendar, which ends on \d{4}-12-31\. Check the year\.\n$/,
    );
  });

  it('a file that is not text, and one of 50 MB', async () => {
    place.write('bad.csv', Uint8Array.of(0xff, 0x00, 0xc3, 0x28));
    expect((await report('--transactions', 'bad.csv', '--documents', 'release.txt')).stderr).toBe(
      'bad.csv: "bad.csv" is not text. Choose a CSV file; from a spreadsheet, save the sheet as "CSV UTF-8".\n',
    );
    place.write('bad.csv', Buffer.alloc(50 * 1024 * 1024, 'a'));
    expect((await report('--transactions', 'bad.csv', '--documents', 'release.txt')).stderr).toBe(
      'bad.csv: "bad.csv" is larger than 32 MB. Choose the file of transactions, or divide it by year.\n',
    );
    const document = await report('--transactions', 'trades.csv', '--documents', 'bad.csv');
    expect(document.status).toBe(1);
    expect(document.stderr).toContain('bad.csv has 50 MB, more than the 20 MB');
    place.write('bad.csv', Buffer.alloc(65 * 1024 * 1024, 'a'));
    expect((await report('--transactions', 'bad.csv', '--documents', 'release.txt')).stderr).toBe(
      'bad.csv: The file has 65 MB, more than any file of this kind. Check that it is the right one.\n',
    );
  });

  it('files that are not there, and folders', async () => {
    mkdirSync(place.path('folder'), { recursive: true });
    expect((await report('--transactions', 'none.csv', '--documents', 'release.txt')).stderr).toBe(
      'none.csv: There is no such file. Check the name.\n',
    );
    expect((await report('--transactions', 'trades.csv', '--documents', 'folder')).stderr).toBe(
      'folder: This is a folder. Name a file in it.\n',
    );
    place.write('bad.csv', `${HEADER}\nnever,buy,HLA,100,3800\n`);
    expect(
      await report('--transactions', 'bad.csv', '--documents', 'none.txt', 'folder', 'none.csv'),
    ).toEqual({
      status: 1,
      stdout: '',
      stderr: `none.txt: There is no such file. Check the name.
folder: This is a folder. Name a file in it.
none.csv: There is no such file. Check the name.
bad.csv:2: The date "never" is not of the form YYYY-MM-DD. Write March 1, 2000 as 2000-03-01.
`,
    });
    expect((await report(...FILES, '--out', 'folder')).stderr).toBe(
      'folder: This is a folder. Name the file to write in it.\n',
    );
    expect((await report(...FILES, '--out', 'nowhere/out.json')).stderr).toBe(
      'nowhere/out.json: There is no such folder to write in. Make it, or name another.\n',
    );
  });

  it('an account that is not there', async () => {
    expect(await report(...FILES, '--account', 'Roth', '--tax-deferred', 'IRA')).toEqual({
      status: 1,
      stdout: '',
      stderr:
        'trades.csv: There is no account named "IRA". There are: default.\n' +
        'trades.csv: There is no account named "Roth". There are: default.\n',
    });
  });

  it('a document with a row that does not sum, with its line', async () => {
    place.write('bad.txt', RELEASE_2002.replace('61.4%', '51.4%'));
    const { status, stdout, stderr } = await report(
      '--transactions',
      'trades.csv',
      '--documents',
      'bad.txt',
    );
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toBe(
      'bad.txt:12: The payment of 02/11/02 was left out: its parts add up to 90%, not to 100%. Correct it in the table, or compare it with the release and read the text again.\n',
    );
  });

  it('an output that is an input by another name', async () => {
    symlinkSync(place.path('trades.csv'), place.path('alias.csv'));
    const { status, stderr } = await report(...FILES, '--out', 'alias.csv');
    expect(status).toBe(2);
    expect(stderr).toContain('--out "alias.csv" is one of the inputs; it would be lost.');
    expect(place.read('trades.csv')).toBe(TRADES);
  });

  it('to let what stands in a file forge a line or drive the terminal', async () => {
    place.write(
      'bad.csv',
      'date,action,security,shares,amount,"a\u001b[2J\nother.csv:1: forged"\n2000-03-01,buy,HLA,1,1,\n',
    );
    const { stderr } = await report('--transactions', 'bad.csv', '--documents', 'release.txt');
    expect(stderr.split('\n')).toHaveLength(2);
    expect(stderr).not.toContain('\u001b');
    const name = 'no\u001b[2J\nother.csv:1: forged';
    const missing = await report('--transactions', name, '--documents', 'release.txt');
    expect(missing.stderr).toBe(
      'no [2J other.csv:1: forged: There is no such file. Check the name.\n',
    );
  });
});
