/** What a person says of a header that nobody knows, and a file that is read by it. */
import { describe, expect, it } from 'vitest';
import { reference } from '../../resources/reference.ts';
import {
  headerShape,
  layoutForHeader,
  likelyHeader,
  ownLayoutOf,
  type HeaderOfFile,
  type OwnLayout,
} from './own-layouts.ts';
import { readAccountHistory } from './read-account-history.ts';

const FILE = `Hausbank, Depot 4711
Buchungstag;Vorgang;Wert;Anzahl;Kurs;Kosten;Betrag
02/03/2021;Kauf;EQR;10;80.00;5.00;-805.00
15/04/2021;Zins;EQR;;;;6.03
20/05/2021;Verkauf;EQR;4;75.00;5.00;295.00
`;
const read = (text: string, ...own: OwnLayout[]) =>
  readAccountHistory(text, reference.calendar, own);

const SAID = {
  name: 'Hausbank',
  columns: {
    Buchungstag: 'tradeDate',
    Vorgang: 'action',
    Wert: 'symbol',
    Anzahl: 'quantity',
    Kurs: 'price',
    Kosten: 'fees',
    Betrag: 'amount',
  },
  words: { KAUF: 'buy', verkauf: 'sell' },
};

function header(text = FILE): HeaderOfFile {
  const { header: found } = read(text);
  if (!found) throw new Error('the file has no header');
  return found;
}

function layout(said: Parameters<typeof layoutForHeader>[1] = SAID): OwnLayout {
  const made = layoutForHeader(header(), said);
  if ('problem' in made) throw new Error(made.problem);
  return made.layout;
}

describe('a header that nobody knows', () => {
  it('is shown with its first records, below whatever stands above it', () => {
    expect(header()).toMatchObject({
      line: 2,
      headings: ['Buchungstag', 'Vorgang', 'Wert', 'Anzahl', 'Kurs', 'Kosten', 'Betrag'],
      columns: [null, null, null, null, null, null, null],
      proposed: ['tradeDate', 'action', 'symbol', 'quantity', 'price', null, 'amount'],
      name: null,
    });
    expect(header().samples[0]).toEqual([
      '02/03/2021',
      'Kauf',
      'EQR',
      '10',
      '80.00',
      '5.00',
      '-805.00',
    ]);
  });

  it('is read as it was said, and words that were not said are asked', () => {
    const reading = read(FILE, layout());
    if (!('history' in reading)) throw new Error(reading.problem);
    const { format, rows, questions } = reading.history;
    expect(format).toBe('own/Hausbank');
    expect(reading.header).toMatchObject({
      name: 'Hausbank',
      columns: Object.values(SAID.columns),
      words: [
        { word: 'KAUF', meaning: 'buy' },
        { word: 'ZINS', meaning: null },
        { word: 'VERKAUF', meaning: 'sell' },
      ],
    });
    expect(rows.map(({ date, action, shares, amount }) => [date, action, shares, amount])).toEqual([
      ['2021-03-02', 'buy', '10', '805.00'],
      ['2021-05-20', 'sell', '4', '295.00'],
    ]);
    expect(questions.map(({ id, text }) => [id, text])).toEqual([['line/4', 'What is "Zins"?']]);
  });

  it('is known by its shape: letters, digits and their order', () => {
    expect(headerShape(['Fee ($)', 'Date'])).toBe(headerShape(['fee', 'DATE']));
    expect(headerShape(['Fee', 'Date'])).not.toBe(headerShape(['Date', 'Fee']));
    const other = FILE.replace('Anzahl;Kurs', 'Kurs;Anzahl');
    expect(read(other, layout())).toHaveProperty('problem');
  });

  it('is offered of a file that is read by its headings too, and counts before them', () => {
    const english =
      'Date,Action,Symbol,Quantity,Price,Duty,Amount\n2021-03-02,Buy,EQR,10,80,5,805\n';
    const { headings, columns } = header(english);
    expect(columns).toEqual(['tradeDate', 'action', 'symbol', 'quantity', 'price', null, 'amount']);
    const made = layoutForHeader(header(english), { name: 'x', columns: { Duty: 'fees' } });
    expect(made).toMatchObject({ layout: { headings, words: {} } });
    if ('problem' in made) throw new Error(made.problem);
    const reading = read(english, made.layout);
    expect(reading).toMatchObject({ history: { rows: [{ amount: '805.00' }], questions: [] } });
  });
});

describe('a layout is refused', () => {
  it.each<[string, Parameters<typeof layoutForHeader>[1], RegExp]>([
    ['without a name', { ...SAID, name: ' ' }, /has no name/],
    ['of a column that is not there', { ...SAID, columns: { Fee: 'fees' } }, /no column "Fee"/],
    [
      'with open columns',
      { ...SAID, columns: { Vorgang: 'action' } },
      /what "Buchungstag", "Wert"/,
    ],
    ['with another word', { ...SAID, words: { KAUF: 'purchase' } }, /"KAUF" is "purchase"/],
    [
      'without a date',
      { ...SAID, columns: { ...SAID.columns, Buchungstag: 'ignored' } },
      /the date/,
    ],
    ['without shares', { ...SAID, columns: { ...SAID.columns, Anzahl: 'ignored' } }, /of shares/],
    [
      'without an amount',
      { ...SAID, columns: { ...SAID.columns, Betrag: 'ignored' } },
      /the amount/,
    ],
    ['of nothing known', { ...SAID, columns: { ...SAID.columns, Kurs: 'rate' } }, /column "rate"/],
  ])('%s', (_, said, says) => {
    expect(layoutForHeader(header(), said)).toEqual({ problem: expect.stringMatching(says) });
  });

  const WHOLE = {
    name: 'x',
    headings: ['a', 'b', 'c', 'd', 'e'],
    columns: ['settleDate', 'description', 'cusip', 'quantity', 'gross'],
  };

  it.each<[string, object, RegExp]>([
    ['what happened', { columns: ['tradeDate', 'name', 'cusip', 'quantity', 'gross'] }, /happened/],
    [
      'a security',
      { columns: ['tradeDate', 'action', 'account', 'quantity', 'gross'] },
      /is the security/,
    ],
    ['texts as headings', { headings: ['a', 'b', 'c', 'd', 5] }, /no list of headings/],
    ['a column for each', { headings: ['a', 'b', 'c', 'd'] }, /of each of its headings/],
  ])('without %s', (_, change, says) => {
    expect(ownLayoutOf(WHOLE)).toEqual({ layout: { ...WHOLE, words: {} } });
    expect(ownLayoutOf({ ...WHOLE, ...change })).toEqual({ problem: expect.stringMatching(says) });
  });

  it.each([null, 1, {}, { name: 'x' }, { name: 'x', headings: ['a'], columns: [] }])(
    'where it is %j',
    (value) => {
      expect(ownLayoutOf(value)).toHaveProperty('problem');
    },
  );
});

describe('a record that looks like headings', () => {
  const records = (...rows: string[][]) => rows.map((cells, i) => ({ line: i + 1, cells }));
  const ROW = ['1/2/2020', 'Buy', 'XYZ', '5'];
  const likely = (...rows: string[][]) => likelyHeader(records(...rows))?.line;

  it('has four words at least and no figure, above records with one', () => {
    expect(likely(['a', 'b', 'c', 'd'], ROW)).toBe(1);
    expect(likely(['a', 'b', 'c', ''], ROW)).toBeUndefined();
    expect(likely(['a', 'b', 'c', '5'], ROW)).toBeUndefined();
    expect(likely(['a', 'b', 'c', 'd'])).toBeUndefined();
    expect(likely(['a', 'b', 'c', 'd'], ['x', 'y', 'z', 'w'])).toBeUndefined();
    expect(likely(['a', 'b', 'c', 'd'], ['x', '', '', '5'])).toBeUndefined();
    expect(likely(['a', 'b', 'c', 'd'], [...ROW, ''], ROW)).toBe(1);
    expect(likely(['a', 'b', 'c', 'd'], [...ROW, '', ''], ROW)).toBeUndefined();
  });

  it('may stand below others, and three records below it are looked at', () => {
    expect(likely(['History'], ['a', 'b', 'c', 'd'], ROW)).toBe(2);
    expect(likely(['a', 'b', 'c', 'd'], ROW, ROW, ROW, ['end'])).toBe(1);
    expect(likely(['a', 'b', 'c', 'd'], ROW, ROW, ['end'])).toBeUndefined();
  });
});
