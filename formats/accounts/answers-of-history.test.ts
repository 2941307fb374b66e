/** Answers to a history's questions: what is wrong with one, and shares that came as a dividend. */
import { describe, expect, it } from 'vitest';
import { historyAnswers } from './answers-of-history.ts';
import { readAccountHistory } from './read-account-history.ts';
import { reference } from '../../resources/reference.ts';
import {
  answeredWith,
  askedOf,
  leftOf,
  readLines,
  readText,
  rowsOf,
} from './testing/read-lines.ts';

function problemOf(value: unknown): string {
  const read = historyAnswers(value);
  return 'problem' in read ? read.problem : '';
}

describe('an answer that is none', () => {
  it('is named, with what to write', () => {
    expect(problemOf({ 'line/5': 0, 'line/6': true })).toBe(
      'The answer to "line/6" is "true". Write the columns of its row ({"ratio": "3:1"}), null to leave it out, or the number of a candidate, from 0.',
    );
    expect(problemOf({ 'security/X': 'AIV' })).toBe(
      'The answer to "security/X" is "AIV". Write {"security": "AIV"}.',
    );
    expect(problemOf({ 'line/6': { action: 'split', shares: null } })).toBe(
      'In the answer to "line/6", "shares" is null. Write it as text in quotation marks, or "" where it has none.',
    );
    expect(problemOf({ 'line/6': [{ shares: '1' }, 2] })).toContain(
      'The answer to "line/6" is "2".',
    );
    expect(problemOf([])).toContain('The answers are no object.');
    expect(problemOf({ 'line/6': null, 'line/7': 1, 'line/8': { ratio: '3:1' } })).toBe('');
  });
});

describe('shares that came as a dividend', () => {
  const history = readLines(
    'Date,Action,Symbol,Quantity,Price,Amount',
    '2024-05-06,Buy,O,100,54.20,5420.00',
    '2024-07-15,Stock Dividend,O,5,,',
  );

  it('are a split by their ratio alone, which the shares held propose', () => {
    expect(askedOf(history)).toEqual(['line/3 [Not taxable: a split of 21:20]']);
    const split = '2024-07-15 split 21:20';
    expect(rowsOf(answeredWith(history, { 'line/3': { ratio: '21:20' } }))[1]).toBe(split);
    const inFull = { action: 'split', ratio: '21:20' };
    expect(rowsOf(answeredWith(history, { 'line/3': inFull }))[1]).toBe(split);
    expect(rowsOf(answeredWith(history, { 'line/3': 0 }))[1]).toBe(split);
  });

  it('are those with a value otherwise', () => {
    expect(rowsOf(answeredWith(history, { 'line/3': { amount: '275.00' } }))[1]).toBe(
      '2024-07-15 stock-dividend 5 275.00',
    );
  });
});

describe('a sentence', () => {
  it('says the fees that a total leaves out', () => {
    const [question] = readText(
      "!Type:Security\nNAIV\nSAIV\nTStock\n^\n!Type:Invst\nD3/15'05\nNBuy\nYAIV\nI38\nQ100\nT3800\nO10\n^\n",
    ).questions;
    expect(question?.text).toBe(
      '100 shares at $38.00 are $3800.00, the line has fees of $10.00, and the amount is $3800.00. What was the cost with fees?',
    );
  });

  it('has no more of a cell than a line can have', () => {
    const [question] = readLines(
      'Date,Action,Symbol,Quantity,Price,Amount',
      `2024-05-06,Buy,O,${'x'.repeat(5000)},54.20,5420.00`,
    ).questions;
    expect(question?.text.length).toBeLessThan(200);
  });

  it('says why a line without shares and money is left out, and that a currency is none of cash', () => {
    const history = readLines(
      'Date,Action,Symbol,Quantity,Price,Amount,Asset Class',
      '2024-02-01,Journaled Shares,,,,,',
      '2024-02-02,Buy,EUR.USD,100,1.1,110,Forex',
    );
    expect(leftOf(history)).toEqual([
      '2 no shares and no money moved',
      '3 a currency, not a share',
    ]);
  });

  it('says of a statement in another language, and of a web page, what to do', () => {
    const german = readLines(
      'Statement,Header,Field Name,Field Value',
      'Statement,Data,BrokerName,A Broker',
      'Transaktionen,Header,DataDiscriminator,Asset Category,Currency,Symbol,Date/Time,Quantity,T. Price,Proceeds,Comm/Fee',
      'Transaktionen,Data,Order,Stocks,USD,EQR,"2024-03-05, 09:45:00",100,62,-6200,-1',
    );
    expect(german.notices.map(({ message }) => message)).toContain(
      'No part of the statement has a name that is known. If it is in another language, set the language of the statement to English, and download it again.',
    );
    const page = readAccountHistory(
      '<html><table><tr><td>Date</td></tr></table>',
      reference.calendar,
    );
    expect('problem' in page && page.problem).toMatch(/^The file is a web page \(HTML\)/);
  });
});
