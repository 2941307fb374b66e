/** One row of a transactions file: what its fields may hold, and which of them its action has. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTIONS, kindOf, type Action } from '../tax/facts/entry-kinds.ts';
import { HEADER, read, shown } from './testing/shown-csv.ts';
import { readTransactionsCsv } from './transactions-csv.ts';

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
      'The action "short" is not known. Write buy, reinvest, stock-dividend, in-kind, gift-received, inherit, sell, redeem, gift, split, spin-off, exchange, transfer, liquidation, undistributed-gain, dividend, opening-basis, average-basis or nothing-returned.',
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
      '0.000000001',
      'The number of shares "0.000000001" has more than 8 decimals. Round it to 8, as on the statement.',
    ],
    [
      'shares',
      '1,234',
      'The number of shares "1,234" can mean two numbers: the comma may separate thousands or begin the decimals. Write 1234 or 1.234.',
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
      'The amount "-3800" is negative. Write the amount without a sign; the action says which way the money went.',
    ],
    [
      'amount',
      '$-3800',
      'The amount "$-3800" is negative. Write the amount without a sign; the action says which way the money went.',
    ],
    [
      'amount',
      '(3,800.00)',
      'The amount "(3,800.00)" is negative. Write the amount without a sign; the action says which way the money went.',
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

  const ALL =
    'date,action,security,shares,amount,lot,ratio,to,percent,acquired,cash,value,tax,unrecaptured1250,section1202,collectibles28,last,dividend,confirmed';
  /** A sound value for each column that an action can have. */
  const VALUES: Readonly<Record<string, string>> = {
    shares: '0.5',
    amount: '7.25',
    lot: 'one',
    ratio: '2:1',
    to: 'AIRC',
    percent: '12.5',
    acquired: '1994-02-28',
    cash: '0.125',
    value: '18.00',
    tax: '1.00',
    unrecaptured1250: '0.50',
    section1202: '0.00',
    collectibles28: '0.25',
    last: 'yes',
    dividend: 'yes',
    confirmed: 'yes',
  };
  const BELONGS: Readonly<Record<Action, readonly [needs: string, takes: string]>> = {
    buy: ['shares amount', 'lot acquired'],
    reinvest: ['shares amount', 'lot acquired value'],
    'stock-dividend': ['shares amount', 'lot acquired'],
    'in-kind': ['shares', 'amount lot acquired'],
    'gift-received': ['shares amount', 'lot acquired value'],
    inherit: ['shares amount', 'lot acquired'],
    sell: ['shares amount', 'lot'],
    redeem: ['shares amount', 'lot'],
    gift: ['shares', 'lot'],
    split: ['ratio', 'amount shares'],
    'spin-off': ['to ratio percent', 'amount shares'],
    exchange: ['to ratio', 'amount shares lot cash value dividend'],
    transfer: ['to', 'shares lot'],
    dividend: ['amount', ''],
    liquidation: ['amount', 'to shares lot last'],
    'undistributed-gain': ['amount tax', 'unrecaptured1250 section1202 collectibles28'],
    'opening-basis': ['amount lot', ''],
    'average-basis': ['', 'acquired last confirmed'],
    'nothing-returned': ['', ''],
  };

  it('every example of the help is a row that can be read', () => {
    const rows = ACTIONS.flatMap((action) => {
      const { example } = kindOf(action);
      return example ? [{ action, security: 'AIV', ...example }] : [];
    });
    expect(rows.map(({ action }) => action)).toEqual([
      ...['opening-basis', 'average-basis', 'nothing-returned'],
    ]);
    for (const row of rows) {
      const text = `${Object.keys(row).join(',')}\n${Object.values(row).join(',')}\n`;
      expect(shown(read(text)).filter((line) => line.startsWith('2: '))).toEqual([]);
      expect(read(text).rows).toHaveLength(1);
    }
  });

  it.each(ACTIONS)(
    '%s: a column that it needs and lacks, and one that is not its own',
    (action) => {
      const [needs, takes] = BELONGS[action].map((names) =>
        names.split(' ').filter((name) => name !== ''),
      );
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
        const other = action === 'transfer' ? 'account' : 'security';
        const named = column === 'to' ? `second ${other} (the column "to")` : column;
        const unknown =
          action === 'buy' && column === 'amount'
            ? ' Where nobody knows the cost any more, write 0 and state the basis of the lot on a later day (opening-basis).'
            : '';
        expect(problems(without)).toContainEqual(
          `2: The row has no ${named}. Fill it in.${unknown}`,
        );
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
      '2: The column "acquired" is not for the action sell, and holds "1994-02-28". Leave it empty, or correct the action: buy, reinvest, stock-dividend, in-kind, gift-received, inherit and average-basis use it.',
    ]);
  });

  /** The one message about one wrong field of a spin-off with a fraction. */
  const spinOffMessage = (column: string, value: string): string => {
    const values: Record<string, string> = { ...VALUES, [column]: value };
    const own = 'shares amount ratio to percent'.split(' ');
    const cells = Object.keys(VALUES).map((name) =>
      own.includes(name) || name === column ? values[name] : '',
    );
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

describe('a dividend that was taken back', () => {
  const amountOf = (amount: string) => {
    const text = `date,action,security,amount\n2019-04-09,dividend,XYZ,"${amount}"\n`;
    const { rows, problems } = readTransactionsCsv(text, 'rows.csv');
    return rows[0]?.amount ?? problems.map(({ message }) => message).join();
  };

  it.each([
    '-100.00',
    '(100.00)',
    '$-100.00',
    '-$100.00',
    '($100)',
    '100.00-',
    '\u2212100',
    '$ -100',
  ])('has its amount below zero: %s', (written) => expect(amountOf(written)).toBe(-10000n));

  it.each(['-', '()', '--1', '-(1)', '(1', '1)', '-1-', '-1,00'])(
    'is not read from %s',
    (written) => expect(amountOf(written)).toMatch(/^The amount /),
  );
});
