import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMoney, formatShares, type Cents, type Shares } from '../tax/values/money.ts';
import { HEADER, read, readBytes, shown } from './testing/shown-csv.ts';
import {
  MAX_CSV_BYTES,
  readTransactionsCsv,
  takeTransactionsCsv,
  takeTransactionsCsvBytes,
} from './transactions-csv.ts';

function accepted(column: 'shares' | 'amount', value: string): string {
  const fields = { shares: '100', amount: '3800.00', [column]: `"${value}"` };
  const reading = read(`${HEADER}\n2000-03-01,buy,AIV,${fields.shares},${fields.amount}\n`);
  expect(reading.problems).toEqual([]);
  const row = reading.rows[0];
  if (row === undefined) throw new Error('no row');
  return column === 'shares'
    ? formatShares(row.shares as Shares)
    : formatMoney(row.amount as Cents);
}

describe('what is read', () => {
  it('takes columns in any order, in any case, and the optional ones', () => {
    const text = [
      'Note,LOT,amount, shares ,security,action,date,account,ratio',
      'first,lot one,3800.00,100,AIV,BUY,2000-03-01,IRA,',
      ',,82.5,2.000001,03748R-10-1,reinvest,2000-05-15,,',
      ',lot one,500,10,AIV,sell,2001-01-02,IRA,',
    ].join('\n');
    expect(shown(read(text))).toEqual([
      '2 | 2000-03-01 | buy | AIV | 100 | 3800.00 | IRA | lot one | first',
      '3 | 2000-05-15 | reinvest | 03748R-10-1 | 2.000001 | 82.50 | - | - | -',
      '4 | 2001-01-02 | sell | AIV | 10 | 500.00 | IRA | lot one | -',
    ]);
  });

  it.each([
    ['comma', ',', '\n'],
    ['semicolon', ';', '\r\n'],
    ['tab', '\t', '\r'],
  ])('reads a file separated by %s, whatever its line ends', (_, delimiter, newline) => {
    const text = `\ufeff${HEADER}\n2000-03-01,buy,AIV,100,3800\n2000-03-02,buy,AIV,1,38\n`;
    expect(shown(read(text.replaceAll(',', delimiter).replaceAll('\n', newline)))).toEqual([
      '2 | 2000-03-01 | buy | AIV | 100 | 3800.00 | - | - | -',
      '3 | 2000-03-02 | buy | AIV | 1 | 38.00 | - | - | -',
    ]);
  });

  it('keeps the line numbers of the file over blank lines and notes with line breaks', () => {
    const text = [
      '',
      '  ',
      `${HEADER},note`,
      '2000-03-01,buy,AIV,100,3800,"two\r\nlines and a ""word"""',
      ',,,,,',
      '',
      '2000-03-02,buy,AIV,0,3800,',
    ].join('\r\n');
    expect(shown(read(text))).toEqual([
      '4 | 2000-03-01 | buy | AIV | 100 | 3800.00 | - | - | two\nlines and a "word"',
      '8: The number of shares is zero. Write how many shares were bought or sold.',
    ]);
  });

  it('takes what is clear of dollar signs and thousands', () => {
    expect(accepted('amount', '$1,234.56')).toBe('1234.56');
    expect(accepted('amount', '1,234.56')).toBe('1234.56');
    expect(accepted('amount', '$1,234,567')).toBe('1234567.00');
    expect(accepted('amount', '1,234')).toBe('1234.00');
    expect(accepted('amount', '$ .5')).toBe('0.50');
    expect(accepted('amount', '0')).toBe('0.00');
    expect(accepted('amount', '3800.00000')).toBe('3800.00');
    expect(accepted('shares', '1,234.5')).toBe('1234.5');
    expect(accepted('shares', '1,234,567')).toBe('1234567');
    expect(accepted('shares', '0.000001')).toBe('0.000001');
  });

  it('reads every exact amount back as it was written', () => {
    fc.assert(
      fc.property(
        fc.bigInt(1n, 10n ** 18n - 1n),
        fc.bigInt(0n, 10n ** 14n - 1n),
        (shares, amount) => {
          const sharesText = formatShares(shares as never);
          const amountText = formatMoney(amount as never);
          const [row] = read(`${HEADER}\n2000-03-01,buy,AIV,${sharesText},${amountText}`).rows;
          expect(row?.shares).toBe(shares);
          expect(row?.amount).toBe(amount);
        },
      ),
    );
  });

  it('takes every action with the columns that it needs alone', () => {
    const text = [
      'date,action,security,shares,amount,lot,ratio,to,percent,acquired',
      '2000-03-01,buy,AIV,100,3800,,,,,',
      '2000-03-02,reinvest,AIV,1,38,,,,,',
      '2000-03-03,stock-dividend,AIV,1,38,,,,,',
      '2000-03-04,in-kind,AIRC,1,38.07,,,,,',
      '2000-03-05,gift-received,AIV,1,38,,,,,',
      '2000-03-06,inherit,AIV,1,38,,,,,',
      '2000-03-07,sell,AIV,1,38,,,,,',
      '2000-03-08,redeem,AIV,1,25.03,,,,,',
      '2000-03-09,gift,AIV,1,,,,,,',
      '2000-03-10,split,AIV,,,,2:1,,,',
      '2000-03-11,spin-off,AIV,,,,1:8,AIRC,12.3456,',
      '2000-03-12,exchange,AIVPrK,,,,0.25:1,AIV,,',
      '2000-03-13,transfer,AIV,,,,,IRA,,',
      '2000-03-14,dividend,AIV,,82,,,,,',
    ].join('\n');
    expect(shown(read(text))).toEqual([
      '2 | 2000-03-01 | buy | AIV | 100 | 3800.00 | - | - | -',
      '3 | 2000-03-02 | reinvest | AIV | 1 | 38.00 | - | - | -',
      '4 | 2000-03-03 | stock-dividend | AIV | 1 | 38.00 | - | - | -',
      '5 | 2000-03-04 | in-kind | AIRC | 1 | 38.07 | - | - | -',
      '6 | 2000-03-05 | gift-received | AIV | 1 | 38.00 | - | - | -',
      '7 | 2000-03-06 | inherit | AIV | 1 | 38.00 | - | - | -',
      '8 | 2000-03-07 | sell | AIV | 1 | 38.00 | - | - | -',
      '9 | 2000-03-08 | redeem | AIV | 1 | 25.03 | - | - | -',
      '10 | 2000-03-09 | gift | AIV | 1 | - | - | - | -',
      '11 | 2000-03-10 | split | AIV | - | - | - | - | - | 2 for 1',
      '12 | 2000-03-11 | spin-off | AIV | - | - | - | - | - | to AIRC | 1 for 8 | 12.3456%',
      '13 | 2000-03-12 | exchange | AIVPrK | - | - | - | - | - | to AIV | 0.25 for 1',
      '14 | 2000-03-13 | transfer | AIV | - | - | - | - | - | to IRA',
      '15 | 2000-03-14 | dividend | AIV | - | 82.00 | - | - | -',
    ]);
  });

  it('takes what an action may have besides', () => {
    const text = [
      'date,action,security,shares,amount,lot,ratio,to,percent,acquired',
      '2000-03-05,gift-received,AIV,1,38,from aunt,,,,1994-02-28',
      '2000-03-05,in-kind,AIV,1,38,named,,,,',
      '2000-03-09,gift,AIV,1,,one,,,,',
      '2000-03-10,Split,AIV,0.5,7.25,,1 : 8,,,',
      '2000-03-11,spin-off,AIV,0.25,7.25,,.5:1,AIRC,100%,',
      '2000-03-11,spin-off,AIV,,7.25,,1:0.000000000001,AIRC,0,',
      '2000-03-12,exchange,AIVPrK,3,1.25,one,1:1,AIV,,',
      '2000-03-13,transfer,AIV,4,,one,,IRA,,',
    ].join('\n');
    expect(shown(read(text))).toEqual([
      '2 | 2000-03-05 | gift-received | AIV | 1 | 38.00 | - | from aunt | - | acquired 1994-02-28',
      '3 | 2000-03-05 | in-kind | AIV | 1 | 38.00 | - | named | -',
      '4 | 2000-03-09 | gift | AIV | 1 | - | - | one | -',
      '5 | 2000-03-10 | split | AIV | - | 7.25 | - | - | - | 1 for 8 | cash for 0.5',
      '6 | 2000-03-11 | spin-off | AIV | - | 7.25 | - | - | - | to AIRC | 0.5 for 1 | 100% | cash for 0.25',
      '7 | 2000-03-11 | spin-off | AIV | - | 7.25 | - | - | - | to AIRC | 1 for 0.000000000001 | 0%',
      '8 | 2000-03-12 | exchange | AIVPrK | 3 | 1.25 | - | one | - | to AIV | 1 for 1',
      '9 | 2000-03-13 | transfer | AIV | 4 | - | - | one | - | to IRA',
    ]);
  });

  it('needs no column that no row needs', () => {
    expect(shown(read('date,action,security,ratio\n2006-05-15,split,AIV,2:1\n'))).toEqual([
      '2 | 2006-05-15 | split | AIV | - | - | - | - | - | 2 for 1',
    ]);
    expect(shown(read('date,action,security,amount\n2006-05-15,dividend,AIV,82\n'))).toEqual([
      '2 | 2006-05-15 | dividend | AIV | - | 82.00 | - | - | -',
    ]);
  });

  it('decodes UTF-8 with a mark and UTF-16 as spreadsheets save it', () => {
    const text = `\ufeff${HEADER}\n2000-03-01,buy,Société,100,3800\n`;
    const expected = ['2 | 2000-03-01 | buy | Société | 100 | 3800.00 | - | - | -'];
    expect(shown(readBytes(Buffer.from(text, 'utf8'), 'a.csv'))).toEqual(expected);
    expect(shown(readBytes(Buffer.from(text, 'utf16le'), 'a.csv'))).toEqual(expected);
    expect(shown(readBytes(Buffer.from(text, 'utf16le').swap16(), 'a.csv'))).toEqual(expected);
  });
});

describe('a long file', () => {
  const text = `${HEADER}\n${'2000-03-01,buy,AIV,100,3800\n'.repeat(3)}2000-03-01,buy,AIV,0,1\n`;

  it('hands on each row once, in order, and says of the file what stands in the way', () => {
    const lines: number[] = [];
    const problems = takeTransactionsCsv(text, 'trades.csv', (row) => lines.push(row.line));
    expect(lines).toEqual([2, 3, 4]);
    expect(problems.map(({ line }) => line)).toEqual([5]);
  });

  it('is taken from its bytes as from its text', () => {
    const lines: number[] = [];
    const bytes = Buffer.from(text);
    const problems = takeTransactionsCsvBytes(bytes, 'trades.csv', (row) => lines.push(row.line));
    expect([lines, problems]).toEqual([[2, 3, 4], read(text).problems]);
    const one = takeTransactionsCsvBytes(Uint8Array.of(0xe9), 'old.csv', () => undefined);
    expect(one).toHaveLength(1);
  });

  it('does not swallow what goes wrong in the one that takes the rows', () => {
    const failing = (): void => {
      throw new Error('no room');
    };
    expect(() => takeTransactionsCsv(text, 'trades.csv', failing)).toThrow('no room');
  });
});

describe('what is refused about the file', () => {
  it.each([
    [
      'a missing column',
      'date,action,security,shares\n2000-03-01,buy,AIV,100\n',
      '1: The column "amount" is missing, and the buy on line 2 needs it. Add it to the header, and fill it in.',
    ],
    [
      'several missing columns, on the line of the header',
      '\nwhen,shares\n',
      '2: The column "when" is not known. Known are date, action, security, shares, amount, account, lot, ratio, to, percent, acquired, cash, value, tax, unrecaptured1250, section1202, collectibles28, last, dividend, confirmed and note; rename or remove the others.',
      '2: The columns "date", "action" and "security" are missing. The header needs date, action and security, and the columns that its rows use.',
    ],
    [
      'unknown columns',
      `${HEADER},Fee,Broker\n`,
      '1: The columns "Fee" and "Broker" are not known. Known are date, action, security, shares, amount, account, lot, ratio, to, percent, acquired, cash, value, tax, unrecaptured1250, section1202, collectibles28, last, dividend, confirmed and note; rename or remove the others.',
    ],
    [
      'a column that stands twice',
      `${HEADER},Amount\n`,
      '1: The column "amount" stands in the header twice. Keep one of them.',
    ],
    [
      'separators that cannot be told apart',
      'date;action,security;shares;amount\n',
      '-: The header uses more than one of comma, semicolon and tab, so the columns cannot be told apart. Separate them all by commas.',
    ],
    [
      'an empty file',
      ' \n\n',
      '-: "trades.csv" is empty. It needs a header with date, action, security, shares and amount, and a row per transaction.',
    ],
    [
      'a header alone',
      HEADER,
      '1: "trades.csv" has a header and no rows. Add a row per transaction.',
    ],
    [
      'an open quotation mark',
      `${HEADER},note\n2000-03-01,buy,AIV,100,3800,"open\n2000-03-02,buy,AIV,1,38,\n`,
      '2: A quotation mark is opened and never closed. Close it, or write two for one that belongs to the text.',
    ],
    [
      'text after a quotation mark',
      `${HEADER}\n2000-03-01,buy,"AIV"x,100,3800\n`,
      '2: Text follows a closing quotation mark. Write two quotation marks for one that belongs to the text.',
    ],
    [
      'bytes that are no text',
      'PK\u0003\u0004\u0000\u0000',
      '-: "trades.csv" is not text. Choose a CSV file; from a spreadsheet, save the sheet as "CSV UTF-8".',
    ],
  ])('%s', (_, text, ...messages) => {
    expect(shown(read(text))).toEqual(messages);
  });

  it('bytes of another encoding, and 50 MB', () => {
    expect(shown(readBytes(Uint8Array.of(0x64, 0xe9, 0x0a), 'old.csv'))).toEqual([
      '-: "old.csv" is not text. Choose a CSV file; from a spreadsheet, save the sheet as "CSV UTF-8".',
    ]);
    const message =
      '-: "big.csv" is larger than 32 MB. Choose the file of transactions, or divide it by year.';
    expect(shown(readBytes(new Uint8Array(50 * 1024 * 1024), 'big.csv'))).toEqual([message]);
    expect(shown(readTransactionsCsv('a'.repeat(MAX_CSV_BYTES + 1), 'big.csv'))).toEqual([message]);
  });

  it('columns that rows need, each once and on the line of the header', () => {
    const rows = '2000-03-01,buy,AIV\n2000-03-02,spin-off,AIV\n2000-03-03,split,AIV\n';
    expect(shown(read(`\ndate,action,security\n${rows}`))).toEqual([
      '2: The column "shares" is missing, and the buy on line 3 needs it. Add it to the header, and fill it in.',
      '2: The column "amount" is missing, and the buy on line 3 needs it. Add it to the header, and fill it in.',
      '2: The column "to" is missing, and the spin-off on line 4 needs it. Add it to the header, and fill it in.',
      '2: The column "ratio" is missing, and the spin-off on line 4 needs it. Add it to the header, and fill it in.',
      '2: The column "percent" is missing, and the spin-off on line 4 needs it. Add it to the header, and fill it in.',
    ]);
  });

  it('everything about a file with a broken quotation mark but the mark', () => {
    const rows = '2000-03-01,buy,AIV,100,3800\n2000-03-02,buy,AIV,-1,38\n';
    const reading = read(`${HEADER}\n${rows}2000-03-03,buy,"AIV,100,3800\n`);
    expect(shown(reading)).toEqual([
      '4: A quotation mark is opened and never closed. Close it, or write two for one that belongs to the text.',
    ]);
  });

  it('a row with more fields than the header, unless they are empty', () => {
    expect(shown(read(`${HEADER}\n2000-03-01,buy,AIV,100,1,234.56\n`))).toEqual([
      '2: The row has 6 values for 5 columns, and "1,234.56" looks like one number. Write it without the comma, or in quotation marks.',
    ]);
    // Every value has a name, and the amount would be 4 in an account "000.00".
    const torn = `${HEADER},account,note\n2000-03-01,buy,AIV,100,4,000.00,Schwab,\n`;
    expect(shown(read(torn))).toEqual([
      expect.stringContaining('"4,000.00" looks like one number'),
    ]);
    expect(read(`${HEADER},\n2000-03-01,buy,AIV,100,1,,,\n`).problems).toEqual([]);
  });

  it('says every problem of a file at once, and stops counting them out at 500', () => {
    const rows = '2000-03-01,buy,AIV,-1,3800\n'.repeat(700);
    const { problems } = read(`${HEADER}\n${rows}`);
    expect(problems).toHaveLength(501);
    expect(problems[499]?.line).toBe(501);
    expect(problems[500]).toEqual({
      line: null,
      message: 'There are 200 more problems. Correct these first.',
    });
  });
});
