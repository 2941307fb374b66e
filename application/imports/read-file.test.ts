/** Which kind of file is dropped, and what it becomes with answers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reference } from '../../resources/reference.ts';
import { readImportFile, type GivenAnswers } from './read-file.ts';

const fixture = (name: string): Buffer =>
  readFileSync(join(import.meta.dirname, '../../formats/accounts/fixtures', name));

const read = (content: string | Uint8Array, answers: GivenAnswers = {}) =>
  readImportFile('the.file', content, answers, reference.calendar);

const messages = ({ reading }: ReturnType<typeof read>) =>
  reading.problems.map(({ message }) => message).join('\n');

describe('a table of our own', () => {
  it.each([
    ['comma', 'date,action,security,shares,amount\n2000-03-01,buy,AIV,1,10\n'],
    ['semicolon', 'Action;Security;Date;Shares;Amount\nbuy;AIV;2000-03-01;1;10\n'],
    [
      'quotes and a mark',
      '\ufeff"action","date","security","shares","amount"\nbuy,2000-03-01,AIV,1,10\n',
    ],
  ])('is known by its header: %s', (_, text) => {
    const file = read(text);
    expect([file.history, file.reading.rows.length, messages(file)]).toEqual([null, 1, '']);
    expect(file.key).toBe(text);
  });

  it('with a column that is missing or unknown says so, and is not taken for a history', () => {
    expect(messages(read('date,action,share,amount\n2000-03-01,buy,1,10\n'))).toMatch(/"share"/);
    expect(messages(read(''))).toMatch(/is empty/);
  });
});

describe('the history of a broker', () => {
  it('has what is asked, and with answers the rows that they make', () => {
    const file = read(fixture('schwab-history.csv'));
    expect(file.history?.questions.map(({ id }) => id)).toEqual(['line/9', 'line/10']);
    expect(file.reading.rows.map(({ line }) => line)).toEqual([14, 12, 8, 7, 5]);
    const answered = read(fixture('schwab-history.csv'), { 'line/9': 0, 'line/10': null });
    expect(answered.history?.questions).toEqual([]);
    expect(answered.reading.rows.map(({ line }) => line)).toEqual([14, 12, 9, 8, 7, 5]);
    // With other answers it is the same file.
    expect(answered.key).toBe(file.key);
  });

  it('is no table of our own where a few columns are called as ours', () => {
    const header =
      '"Date","Action","Symbol","Description","Quantity","Price","Fees & Comm","Amount"';
    const buy = '"03/02/2022","Buy","EQR","EQUITY RESIDENTIAL","5","$80.00","","-$400.00"';
    const file = read(`${header}\n${buy}\n`);
    expect([file.history?.questions, file.reading.rows.length]).toEqual([[], 1]);
    const other =
      'Date,Action,Security,Quantity,Price,Commission,Amount\n2022-03-02,Buy,EQR,5,80,0,-400\n';
    expect(read(other).history).not.toBeNull();
  });

  it.each(['statement-sgml.qfx', 'statement.ofx', 'register.qif'])('is %s', (name) => {
    expect(read(fixture(name)).history).not.toBeNull();
  });

  it('is refused where an answer cannot be taken', () => {
    const wrong = read(fixture('schwab-history.csv'), { 'line/9': 7, 'line/99': null });
    expect(messages(wrong)).toMatch(/line\/99.*1 candidates, numbered from 0/s);
    expect(wrong.reading.rows).toEqual([]);
  });
});

describe('what is no file of entries', () => {
  it.each([
    ['a PDF', Buffer.from('%PDF-1.7\n'), /is a PDF/],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0]), /old Excel file/],
    ['nothing', Buffer.alloc(0), /is empty/],
    ['a letter', 'Dear shareholder,\nthank you.\n', /./],
  ])('is refused with what to do: %s', (_, content, says) => {
    const file = read(content);
    expect([file.history, file.reading.rows]).toEqual([null, []]);
    expect(messages(file)).toMatch(says);
  });
});
