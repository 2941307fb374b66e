/** Days and numbers as a whole file writes them: known, or asked with both readings, and read by the answer. */
import { describe, expect, it } from 'vitest';
import { reference } from '../../resources/reference.ts';
import type { AccountHistory } from './history.ts';
import { readAccountHistory } from './read-account-history.ts';
import { choicesAmong } from './table-doubts.ts';
import { answeredWith, askedOf, readLines, readOfxLines, rowsOf } from './testing/read-lines.ts';

/** The file as it is read once these questions of whole tables are answered; nothing is asked any more. */
function chosen(
  lines: readonly string[],
  answers: Readonly<Record<string, number>>,
): AccountHistory {
  const choices = choicesAmong(answers);
  const text = `${lines.join('\n')}\n`;
  const read = readAccountHistory(text, reference.calendar, [], {}, undefined, choices);
  if ('problem' in read) throw new Error(read.problem);
  const history = answeredWith(read.history, answers);
  expect(history.questions).toEqual([]);
  return history;
}

const table = (mark: string, ...records: readonly string[]) => [
  ['Date', 'Action', 'Symbol', 'Quantity', 'Price', 'Amount'].join(mark),
  ...records,
];

describe('days with the month or the day first', () => {
  const OF_EUROPE = table(
    ';',
    '04/03/2024;Buy;EQR;100;60,00;6000,00',
    '05/06/2024;Sell;EQR;40;65,00;2600,00',
  );

  it('are asked where decimals stand behind a comma, and read by the answer', () => {
    const { questions } = readLines(...OF_EUROPE);
    expect(questions[0]).toMatchObject({
      id: 'days/1',
      text: 'Is "04/03/2024" 2024-03-04 or 2024-04-03? Both fit all days of the file.',
      proposed: 0,
    });
    expect(rowsOf(chosen(OF_EUROPE, { 'days/1': 0 }))).toEqual([
      '2024-03-04 buy 100 6000.00',
      '2024-06-05 sell 40 2600.00',
    ]);
    expect(rowsOf(chosen(OF_EUROPE, { 'days/1': 1 }))).toEqual([
      '2024-04-03 buy 100 6000.00',
      '2024-05-06 sell 40 2600.00',
    ]);
  });

  it.each([
    ['points before decimals', table(',', '04/03/2024,Buy,EQR,100,60.00,6000.00'), '2024-04-03'],
    [
      'a day that no month is',
      table(';', '04/03/2024;Buy;EQR;100;60,00;6000,00', '25/06/2024;Sell;EQR;40;65,00;2600,00'),
      '2024-03-04',
    ],
    [
      'days that are the same in both',
      table(';', '05/05/2024;Buy;EQR;100;60,00;6000,00'),
      '2024-05-05',
    ],
    ['days with points', table(';', '04.03.2024;Buy;EQR;100;60,00;6000,00'), '2024-03-04'],
  ])('are known by %s', (_, lines, day) => {
    const history = readLines(...lines);
    expect([history.rows[0]?.date, askedOf(history)]).toEqual([day, []]);
  });
});

describe('days with a year of two digits', () => {
  const buys = (...cells: string[]) =>
    table(',', ...cells.map((day, i) => `${day},Buy,EQR,${i + 1},60.00,${60 * (i + 1)}.00`));
  const days = ({ rows }: AccountHistory) => rows.map(({ date }) => date);

  it('are asked where both orders fit, and read by the answer', () => {
    const lines = buys('22/03/04', '23/05/08', '24/07/09');
    const [question] = readLines(...lines).questions;
    expect([question?.id, question?.proposed]).toEqual(['days/1', null]);
    expect(days(chosen(lines, { 'days/1': 0 }))).toEqual([
      '2004-03-22',
      '2008-05-23',
      '2009-07-24',
    ]);
    expect(days(chosen(lines, { 'days/1': 1 }))).toEqual([
      '2022-03-04',
      '2023-05-08',
      '2024-07-09',
    ]);
  });

  it.each([
    ['one year, behind', ['15/03/22', '04/05/22', '30/08/22'], '2022-03-15'],
    ['one year, in front', ['22/03/15', '22/05/04', '22/08/30'], '2022-03-15'],
    ['one way', ['15/03/21', '04/05/22', '30/08/22'], '2021-03-15'],
    ['a day that no other order allows', ['98/03/15', '99/05/04', '01/08/30'], '1998-03-15'],
    ['the month in front', ['03/15/22', '05/04/22'], '2022-03-15'],
    ['all that the United States allow', ['10/11/12', '11/12/12'], '2012-10-11'],
  ])('are known by %s', (_, cells, first) => {
    const history = readLines(...buys(...cells));
    expect([days(history)[0], askedOf(history)]).toEqual([first, []]);
  });

  it('that fit no order are asked as before', () => {
    const history = readLines(...buys('03/15/22', '15/03/22'));
    expect(askedOf(history)[0]).toBe('days/1 [The month stands first in those that allow it]');
  });
});

describe('a mark before three digits', () => {
  it.each([
    ['1,234', '8500', ['1.234', '1234']],
    ['1.234', '8500', ['1234', '1.234']],
  ])('%s is asked in a file that is from elsewhere', (shares, amount, [comma, point]) => {
    const lines = ['Date;Action;Symbol;Quantity;Amount', `04.03.2024;Buy;EQR;${shares};${amount}`];
    expect(readLines(...lines).questions[0]).toMatchObject({ id: 'numbers/1', proposed: 0 });
    expect(chosen(lines, { 'numbers/1': 0 }).rows[0]?.shares).toBe(comma);
    expect(chosen(lines, { 'numbers/1': 1 }).rows[0]?.shares).toBe(point);
  });

  it('is asked behind days with points in a file with commas', () => {
    const history = readLines(
      'Date,Action,Symbol,Quantity,Amount',
      '04.03.2024,Buy,EQR,"1,234",85',
    );
    expect(askedOf(history)[0]).toMatch(/^numbers\/1 /);
  });

  it.each([
    [
      'another number',
      'Date;Action;Symbol;Quantity;Amount',
      '04.03.2024;Buy;EQR;1,234;85,50',
      '1.234',
    ],
    [
      'another number with a point',
      'Date;Action;Symbol;Quantity;Amount',
      '2024-03-04;Buy;EQR;1.234;85.50',
      '1.234',
    ],
    [
      'a file of the United States',
      'Date,Action,Symbol,Quantity,Amount',
      '03/04/2024,Buy,EQR,"1,234",74040',
      '1234',
    ],
  ])('is known by %s', (_, headings, record, shares) => {
    const history = readLines(headings, record);
    expect([history.rows[0]?.shares, askedOf(history)]).toEqual([shares, []]);
  });

  it('of OFX is known by the price, else asked', () => {
    const buy = (units: string, price: string, total: string) =>
      readOfxLines(
        `<BUYSTOCK><INVBUY><INVTRAN><FITID>1<DTTRADE>20240305</INVTRAN><SECID><UNIQUEID>EQR<UNIQUEIDTYPE>TICKER</SECID><UNITS>${units}<UNITPRICE>${price}<TOTAL>${total}</INVBUY></BUYSTOCK>`,
      );
    expect(rowsOf(buy('1,234', '62', '-76508'))).toEqual(['2024-03-05 buy 1234 76508.00']);
    expect(rowsOf(buy('1,234', '62', '-76.51'))).toEqual(['2024-03-05 buy 1.234 76.51']);
    expect(rowsOf(buy('100', '62', '-6,200'))).toEqual(['2024-03-05 buy 100 6200.00']);
    expect(askedOf(buy('1,234', '62', '-76,508'))).toEqual(['line/3']);
  });
});

describe('QIF', () => {
  const record = (day: string, action: string, price: string, shares: string, total: string) => [
    `D${day}`,
    `N${action}`,
    'YAIV',
    `I${price}`,
    `Q${shares}`,
    `T${total}`,
    '^',
  ];
  const qif = (...records: readonly string[][]) => [
    '!Type:Security',
    'NAIV',
    'SAIV',
    '^',
    '!Type:Invst',
    ...records.flat(),
  ];

  it('has the day first where one record says so', () => {
    const lines = qif(
      record('15/03/2005', 'Buy', '38', '100', '3800'),
      record("04/05'05", 'Sell', '38', '50', '1900'),
    );
    expect(rowsOf(readLines(...lines))).toEqual([
      '2005-03-15 buy 100 3800.00',
      '2005-05-04 sell 50 1900.00',
    ]);
  });

  it('has decimals behind a comma and days with points', () => {
    const lines = qif(
      record('15.03.2005', 'Buy', '38,50', '100', '3.850,00'),
      record('04.05.2005', 'Sell', '38,50', '1,5', '57,75'),
    );
    expect(rowsOf(readLines(...lines))).toEqual([
      '2005-03-15 buy 100 3850.00',
      '2005-05-04 sell 1.5 57.75',
    ]);
  });

  it('is asked for the day as a table is', () => {
    const lines = qif(record('04/05/2005', 'Buy', '38,50', '100', '3.850,00'));
    expect(askedOf(readLines(...lines))).toEqual([
      'days/6 [The day stands first: 2005-05-04 | The month stands first: 2005-04-05]',
    ]);
    expect(rowsOf(chosen(lines, { 'days/6': 1 }))).toEqual(['2005-04-05 buy 100 3850.00']);
  });

  it('is of the United States where nothing else is said', () => {
    expect(
      rowsOf(readLines(...qif(record("4/ 5'05", 'Buy', '38 1/2', '100', '3,850.00')))),
    ).toEqual(['2005-04-05 buy 100 3850.00']);
  });
});
