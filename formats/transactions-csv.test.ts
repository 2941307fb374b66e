import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTIONS, type Action } from '../tax/facts/entry-kinds.ts';
import {
  formatMoney,
  formatRate,
  formatShares,
  type Cents,
  type Shares,
} from '../tax/values/money.ts';
import {
  MAX_CSV_BYTES,
  readTransactionsCsv,
  readTransactionsCsvBytes,
  takeTransactionsCsv,
  takeTransactionsCsvBytes,
  type CsvReading,
  type EntryOfFile,
} from './transactions-csv.ts';

const HEADER = 'date,action,security,shares,amount';

function read(text: string): CsvReading {
  return readTransactionsCsv(text, 'trades.csv');
}

/** What stands in the columns of few actions. */
function more(row: EntryOfFile): string[] {
  const { to, ratio, percent, acquired, cashShares } = row;
  expect(row.picks).toEqual([]);
  return [
    ...(to === null ? [] : [`to ${to}`]),
    ...(ratio === null
      ? []
      : [`${formatRate(ratio.newShares)} for ${formatRate(ratio.oldShares)}`]),
    ...(percent === null ? [] : [`${formatRate(percent)}%`]),
    ...(acquired === null ? [] : [`acquired ${acquired}`]),
    ...(cashShares === null ? [] : [`cash for ${formatShares(cashShares)}`]),
  ];
}

/** Rows and problems as a text table. */
function shown(reading: CsvReading): string[] {
  return [
    ...reading.rows.map((row) =>
      [
        row.line,
        row.date,
        row.action,
        row.security,
        row.shares === null ? '-' : formatShares(row.shares),
        row.amount === null ? '-' : formatMoney(row.amount),
        row.account ?? '-',
        row.lot ?? '-',
        row.note ?? '-',
        ...more(row),
      ].join(' | '),
    ),
    ...reading.problems.map((problem) => `${problem.line ?? '-'}: ${problem.message}`),
  ];
}

/** The one message about one wrong field in an otherwise right row. */
function messageFor(column: string, value: string): string {
  const fields: Record<string, string> = {
    date: '2000-03-01',
    action: 'buy',
    security: 'AIV',
    shares: '100',
    amount: '3800.00',
  };
  fields[column] = `"${value.replaceAll('"', '""')}"`;
  const names = Object.keys(fields);
  const reading = read(`${names.join(',')}\n${names.map((name) => fields[name]).join(',')}\n`);
  expect(reading.rows).toEqual([]);
  expect(reading.problems.map((problem) => problem.line)).toEqual([2]);
  return (reading.problems[0] as { message: string }).message;
}

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
    expect(shown(readTransactionsCsvBytes(Buffer.from(text, 'utf8'), 'a.csv'))).toEqual(expected);
    expect(shown(readTransactionsCsvBytes(Buffer.from(text, 'utf16le'), 'a.csv'))).toEqual(
      expected,
    );
    expect(shown(readTransactionsCsvBytes(Buffer.from(text, 'utf16le').swap16(), 'a.csv'))).toEqual(
      expected,
    );
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
      '2: The column "when" is not known. Known are date, action, security, shares, amount, account, lot, ratio, to, percent, acquired and note; rename or remove the others.',
      '2: The columns "date", "action" and "security" are missing. The header needs date, action and security, and the columns that its rows use.',
    ],
    [
      'unknown columns',
      `${HEADER},Fee,Broker\n`,
      '1: The columns "Fee" and "Broker" are not known. Known are date, action, security, shares, amount, account, lot, ratio, to, percent, acquired and note; rename or remove the others.',
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
    expect(shown(readTransactionsCsvBytes(Uint8Array.of(0x64, 0xe9, 0x0a), 'old.csv'))).toEqual([
      '-: "old.csv" is not text. Choose a CSV file; from a spreadsheet, save the sheet as "CSV UTF-8".',
    ]);
    const message =
      '-: "big.csv" is larger than 32 MB. Choose the file of transactions, or divide it by year.';
    expect(shown(readTransactionsCsvBytes(new Uint8Array(50 * 1024 * 1024), 'big.csv'))).toEqual([
      message,
    ]);
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
      '2: The row has "234.56" in column 6, which the header does not name. Put a value that holds a comma in quotation marks.',
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

describe('what is refused about a field', () => {
  it.each([
    [
      'date',
      '03/01/2000',
      'The date "03/01/2000" is not of the form YYYY-MM-DD. Write March 1, 2000 as 2000-03-01.',
    ],
    [
      'date',
      '2000-3-1',
      'The date "2000-3-1" is not of the form YYYY-MM-DD. Write March 1, 2000 as 2000-03-01.',
    ],
    ['date', '2001-02-29', 'The date "2001-02-29" does not exist. Check the month and the day.'],
    [
      'date',
      '0200-03-01',
      'The date "0200-03-01" has a year outside 1900 to 2199. Check the year.',
    ],
    ['date', '', 'The row has no date. Fill it in.'],
    [
      'action',
      'short',
      'The action "short" is not known. Write buy, reinvest, stock-dividend, in-kind, gift-received, inherit, sell, redeem, gift, split, spin-off, exchange, transfer or dividend.',
    ],
    ['action', '', 'The row has no action. Fill it in.'],
    ['security', '', 'The row has no security. Fill it in.'],
    [
      'security',
      'A\nB',
      'The security "A B" holds a line break or a control character. Write it on one line.',
    ],
    [
      'security',
      'x'.repeat(201),
      `The security "${'x'.repeat(60)}…" is longer than 200 characters. Shorten it.`,
    ],
    [
      'account',
      'x'.repeat(201),
      `The account "${'x'.repeat(60)}…" is longer than 200 characters. Shorten it.`,
    ],
    [
      'lot',
      'a\u0007b',
      'The lot "a b" holds a line break or a control character. Write it on one line.',
    ],
    [
      'note',
      'x'.repeat(1001),
      `The note "${'x'.repeat(60)}…" is longer than 1000 characters. Shorten it.`,
    ],
    [
      'ratio',
      '2:1',
      'The column "ratio" is not for the action buy, and holds "2:1". Leave it empty, or correct the action: split, spin-off and exchange use it.',
    ],
    [
      'shares',
      '-100',
      'The number of shares "-100" is negative. Write the number of shares without a sign; the action says whether they were bought or sold.',
    ],
    ['shares', '0.0', 'The number of shares is zero. Write how many shares were bought or sold.'],
    [
      'shares',
      '0.0000001',
      'The number of shares "0.0000001" has more than 6 decimals. Round it to 6, as on the statement.',
    ],
    [
      'shares',
      '1,234',
      'The number of shares "1,234" can mean two numbers: the comma may separate thousands or begin the decimals. Write it without a comma, as in 12.5.',
    ],
    [
      'shares',
      '12,5',
      'The number of shares "12,5" uses a comma for the decimals. Write it with a point and without separators, as in 12.5.',
    ],
    [
      'shares',
      '$100',
      'The number of shares "$100" is not a plain number. Write digits and a point, as in 12.5.',
    ],
    [
      'shares',
      '1e3',
      'The number of shares "1e3" is not a plain number. Write digits and a point, as in 12.5.',
    ],
    [
      'shares',
      '1234567890123',
      'The number of shares "1234567890123" is too large. Check the number of digits.',
    ],
    [
      'amount',
      '-3800',
      'The amount "-3800" is negative. Write the total cost or the proceeds without a sign; the action says which way the money went.',
    ],
    [
      'amount',
      '$-3800',
      'The amount "$-3800" is negative. Write the total cost or the proceeds without a sign; the action says which way the money went.',
    ],
    [
      'amount',
      '(3,800.00)',
      'The amount "(3,800.00)" is negative. Write the total cost or the proceeds without a sign; the action says which way the money went.',
    ],
    [
      'amount',
      '1.234,56',
      'The amount "1.234,56" uses a comma for the decimals. Write it with a point and without separators, as in 1234.56.',
    ],
    [
      'amount',
      '12,34',
      'The amount "12,34" uses a comma for the decimals. Write it with a point and without separators, as in 1234.56.',
    ],
    [
      'amount',
      '0.001',
      'The amount "0.001" has more than two decimals. Write dollars and cents, as in 1234.56.',
    ],
    [
      'amount',
      '€5',
      'The amount "€5" is not a plain number. Write digits and a point, as in 1234.56.',
    ],
    [
      'amount',
      '1 000',
      'The amount "1 000" is not a plain number. Write digits and a point, as in 1234.56.',
    ],
    [
      'amount',
      '.',
      'The amount "." is not a plain number. Write digits and a point, as in 1234.56.',
    ],
    [
      'amount',
      'NaN',
      'The amount "NaN" is not a plain number. Write digits and a point, as in 1234.56.',
    ],
    [
      'amount',
      '1234567890123.00',
      'The amount "1234567890123.00" is too large. Check the number of digits.',
    ],
  ])('%s %j', (column, value, message) => {
    expect(messageFor(column, value)).toBe(message);
  });

  const ALL = 'date,action,security,shares,amount,lot,ratio,to,percent,acquired';
  /** A sound value for each column that an action can have. */
  const VALUES: Readonly<Record<string, string>> = {
    shares: '0.5',
    amount: '7.25',
    lot: 'one',
    ratio: '2:1',
    to: 'AIRC',
    percent: '12.5',
    acquired: '1994-02-28',
  };
  const BELONGS: Readonly<Record<Action, readonly [needs: string, takes: string]>> = {
    buy: ['shares amount', 'lot acquired'],
    reinvest: ['shares amount', 'lot acquired'],
    'stock-dividend': ['shares amount', 'lot acquired'],
    'in-kind': ['shares amount', 'lot acquired'],
    'gift-received': ['shares amount', 'lot acquired'],
    inherit: ['shares amount', 'lot acquired'],
    sell: ['shares amount', 'lot'],
    redeem: ['shares amount', 'lot'],
    gift: ['shares', 'lot'],
    split: ['ratio', 'amount shares'],
    'spin-off': ['to ratio percent', 'amount shares'],
    exchange: ['to ratio', 'amount shares lot'],
    transfer: ['to', 'shares lot'],
    dividend: ['amount', ''],
  };

  it.each(ACTIONS)(
    '%s: a column that it needs and lacks, and one that is not its own',
    (action) => {
      const [needs, takes] = BELONGS[action].map((names) => names.split(' '));
      const own = [...(needs ?? []), ...(takes ?? [])];
      const problems = (columns: readonly string[]): string[] => {
        const cells = Object.keys(VALUES).map((name) =>
          columns.includes(name) ? VALUES[name] : '',
        );
        return shown(read(`${ALL}\n2000-03-01,${action},AIV,${cells.join(',')}\n`)).filter((line) =>
          line.startsWith('2: '),
        );
      };
      expect(problems(own)).toEqual([]);
      for (const column of needs ?? []) {
        const without = own.filter((each) => each !== column);
        expect(problems(without)).toContainEqual(`2: The row has no ${column}. Fill it in.`);
      }
      for (const column of Object.keys(VALUES).filter((each) => !own.includes(each))) {
        const [problem, ...others] = problems([...own, column]);
        expect(others).toEqual([]);
        expect(problem).toContain(`2: The column "${column}" is not for the action ${action}, and`);
      }
    },
  );

  it.each(['buy', 'reinvest', 'stock-dividend', 'in-kind', 'gift-received', 'inherit'])(
    '%s: another day of acquisition than its own',
    (action) => {
      const { rows, problems } = read(
        `date,action,security,shares,amount,acquired\n2000-03-01,${action},AIV,1,38,1994-02-28\n`,
      );
      expect(problems).toEqual([]);
      expect(rows.map((row) => row.acquired)).toEqual(['1994-02-28']);
    },
  );

  it('another day of acquisition for a kind that makes no lot', () => {
    expect(
      shown(
        read('date,action,security,shares,amount,acquired\n2000-03-01,sell,AIV,1,38,1994-02-28\n'),
      ),
    ).toEqual([
      '2: The column "acquired" is not for the action sell, and holds "1994-02-28". Leave it empty, or correct the action: buy, reinvest, stock-dividend, in-kind, gift-received and inherit use it.',
    ]);
  });

  /** The one message about one wrong field of a spin-off with a fraction. */
  const spinOffMessage = (column: string, value: string): string => {
    const values: Record<string, string> = { ...VALUES, lot: '', acquired: '', [column]: value };
    const cells = Object.keys(VALUES).map((name) => values[name]);
    const [message, ...others] = shown(
      read(`${ALL}\n2000-03-01,spin-off,AIV,${cells.join(',')}\n`),
    );
    expect(others).toEqual([]);
    return message ?? '';
  };
  const notRatio =
    'is not two plain numbers with a colon between them. Write new shares to old ones: 2:1 where two took the place of one, 1:8 where one took the place of eight.';
  const notPercent =
    'is not a plain number from 0 to 100. Write how much of the basis goes to the new shares, as in 12.5.';

  it.each([
    ['ratio', '2', `The ratio "2" ${notRatio}`],
    ['ratio', '2:', `The ratio "2:" ${notRatio}`],
    ['ratio', '2/1', `The ratio "2/1" ${notRatio}`],
    ['ratio', '2:1:1', `The ratio "2:1:1" ${notRatio}`],
    ['ratio', '-2:1', `The ratio "-2:1" ${notRatio}`],
    ['ratio', '1e3:1', `The ratio "1e3:1" ${notRatio}`],
    ['ratio', '.:1', `The ratio ".:1" ${notRatio}`],
    [
      'ratio',
      '0:1',
      'The ratio "0:1" has a zero in it. Write how many new shares took the place of how many old ones, as in 2:1.',
    ],
    [
      'ratio',
      '1:0.000',
      'The ratio "1:0.000" has a zero in it. Write how many new shares took the place of how many old ones, as in 2:1.',
    ],
    [
      'ratio',
      '0.3333333333333:1',
      'The ratio "0.3333333333333:1" has more than 12 decimals. Round it to 12, or write it in larger numbers, as in 1:3.',
    ],
    [
      'ratio',
      '1:1234567890123',
      'The ratio "1:1234567890123" is too large. Check the number of digits.',
    ],
    ['percent', '-1', `The percentage "-1" ${notPercent}`],
    ['percent', '100.000000000001', `The percentage "100.000000000001" ${notPercent}`],
    ['percent', '%', `The percentage "%" ${notPercent}`],
    ['percent', 'half', `The percentage "half" ${notPercent}`],
    ['percent', '1234567890123', `The percentage "1234567890123" ${notPercent}`],
    [
      'percent',
      '0.0000000000001',
      'The percentage "0.0000000000001" has more than 12 decimals. Round it to 12.',
    ],
    [
      'amount',
      '',
      'The row has the number of shares "0.5" and no amount. In a spin-off, shares are the fraction that was paid in cash: fill in the amount too, or leave both empty.',
    ],
    [
      'to',
      'x'.repeat(201),
      `The security "${'x'.repeat(60)}…" is longer than 200 characters. Shorten it.`,
    ],
  ])('of a spin-off, %s %j', (column, value, message) => {
    expect(spinOffMessage(column, value)).toBe(`2: ${message}`);
  });

  it('a day of acquisition that is none', () => {
    const rows = ['1994-02-30', 'May 1994'].map(
      (acquired) => `2000-03-01,gift-received,AIV,1,38,,,,,${acquired}\n`,
    );
    expect(shown(read(`${ALL}\n${rows.join('')}`))).toEqual([
      '2: The day of acquisition "1994-02-30" does not exist. Check the month and the day.',
      '3: The day of acquisition "May 1994" is not of the form YYYY-MM-DD. Write March 1, 2000 as 2000-03-01.',
    ]);
  });

  it('every wrong field of a row, each with its own sentence', () => {
    expect(shown(read(`${HEADER}\n2001-02-29,buy,,0,x\n`))).toEqual([
      '2: The row has no security. Fill it in.',
      '2: The date "2001-02-29" does not exist. Check the month and the day.',
      '2: The number of shares is zero. Write how many shares were bought or sold.',
      '2: The amount "x" is not a plain number. Write digits and a point, as in 1234.56.',
    ]);
  });

  it('never throws, and never gives a row beside a problem of that line', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom('date', 'action', '"', ',', '\n', '2000-01-01', ...ACTIONS, '1', '-1', '1:2'),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 7 })), (table) => {
        const reading = read(`${HEADER}\n${table.map((row) => row.join(',')).join('\n')}`);
        const wrong = new Set(reading.problems.map((problem) => problem.line));
        for (const row of reading.rows) expect(wrong.has(row.line)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
