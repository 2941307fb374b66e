import { expect, it } from 'vitest';
import { readLines } from '../source/lines.ts';
import { withNameColumnsAbove } from './name-columns.ts';

const above = (text: string): string[] =>
  withNameColumnsAbove(readLines(text)).map((line) => line.text.trimEnd());

it('puts a ticker of each row above its rows, by what kind of ticker it is', () => {
  expect(
    above(`Ticker   Record     Paid       Amount   Ordinary
EXT      3/31/2010  4/15/2010  0.2000   0.1200
EXT      6/30/2010  7/15/2010  0.2000   0.1200
EXT-PB   6/30/2010  7/15/2010  0.5000   0.5000`),
  ).toEqual([
    '         Record     Paid       Amount   Ordinary',
    'Common Stock (EXT)',
    '         3/31/2010  4/15/2010  0.2000   0.1200',
    '         6/30/2010  7/15/2010  0.2000   0.1200',
    'Series B Preferred Stock (EXT-PB)',
    '         6/30/2010  7/15/2010  0.5000   0.5000',
  ]);
});

it('finds captions of several lines, and an empty line between them and the rows', () => {
  expect(
    above(`Example Trust
2010 dividends

Security        CUSIP      Ticker   Record     Paid       Amount   Ordinary
                           Symbol   Date       Date                Income

Common Shares   99421P107  EXT      3/31/2010  4/15/2010  0.2000   0.1200`),
  ).toEqual([
    'Example Trust',
    '2010 dividends',
    '',
    '                                    Record     Paid       Amount   Ordinary',
    '                                    Date       Date                Income',
    '',
    'Common Shares (EXT) (CUSIP 99421P107)',
    '                                    3/31/2010  4/15/2010  0.2000   0.1200',
  ]);
});

it.each([
  ['another kind of caption', 'Quarter', 'REG'],
  ['no caption', '', 'EXT'],
  ['words that are none of a name', 'Ticker', 'Special'],
])('leaves rows as they are below %s', (_, caption, word) => {
  const text = `${caption.padEnd(9)}Record     Paid       Amount   Ordinary
${word.padEnd(9)}3/31/2010  4/15/2010  0.2000   0.1200
${word.padEnd(9)}6/30/2010  7/15/2010  0.2000   0.1200`;
  expect(above(text)).toEqual(text.split('\n').map((line) => line.trimEnd()));
});
