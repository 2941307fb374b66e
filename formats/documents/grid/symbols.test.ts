import { describe, expect, test } from 'vitest';
import { bareTickers } from './symbols.ts';

describe('tickers in parentheses without an exchange', () => {
  test.each([
    ['Common Stock (EXT)', ['EXT']],
    ['Series A Preferred Stock (EXT-PA)', ['EXT-PA']],
    ['Example Trust (EXT)', ['EXT']],
    ['Example Properties, Inc. (EXT) 2021 Tax Reporting', ['EXT']],
    ['Common Stock (REIT)', []],
    ['Common Stock (USD)', []],
    ['Return of Capital (ROC)', []],
    ['Common Stock (A)', []],
    ['Ordinary Income (EXT)', []],
    ['Example Trust (EXT) is a trust. It pays dividends.', []],
  ])('%s', (line, tickers) => {
    expect(bareTickers([line])).toEqual(tickers);
  });

  test('a company’s name is that of the issuer in the first lines alone', () => {
    expect(bareTickers(['One', 'Two', 'Three', 'Another Trust (ANT)'])).toEqual([]);
  });
});
