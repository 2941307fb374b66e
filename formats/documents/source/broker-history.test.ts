import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { canRun } from '../../../scripts/testing/can-run.ts';
import { isBrokerHistory } from './broker-history.ts';

const shared = new URL('../../../../shared/', import.meta.url);
const kinds = new URL('../fixtures/kinds/', import.meta.url);

/** Texts of a folder by their endings. */
function textsIn(folder: URL, ending: RegExp): [string, string][] {
  return readdirSync(folder)
    .filter((name) => ending.test(name))
    .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]);
}

describe('the history of an account', () => {
  it.each([
    ['"Date","Action","Symbol","Description","Quantity","Price","Fees & Comm","Amount"'],
    ['Account 1\n\nTrade Date\tType\tInvestment Name\tShares\tShare Price\tNet Amount\n'],
    ['date,action,security,shares,amount\n2000-03-01,buy,AIV,100,3800.00\n'],
    ['Trades,Header,Asset Category,Currency,Symbol,Date/Time,Quantity,T. Price,Proceeds'],
    ['OFXHEADER:100\nDATA:OFXSGML\n<OFX>'],
    ['<?xml version="1.0"?>\n<OFX>'.slice(22)],
    ['!Type:Invst\nD1/2/2020\nNBuy\n'],
  ])('%j is one', (text) => {
    expect(isBrokerHistory(text)).toBe(true);
  });

  it.each(textsIn(kinds, /\.txt$/))('%s is none', (_, text) => {
    expect(isBrokerHistory(text)).toBe(false);
  });

  it.each([
    ['Security\tTicker Symbol\tRecord Date\tPayable Date\tAmount Per Share\tOrdinary Dividends'],
    [
      'The Company repurchased 1,000 shares, paid in cash, at a price of $25.00, type of security: common.',
    ],
    [''],
  ])('%j is none', (text) => {
    expect(isBrokerHistory(text)).toBe(false);
  });
});

describe.runIf(
  canRun(existsSync(shared), 'the shared releases and histories are not beside the project'),
)('beside the project', () => {
  it('tells every history from every release', () => {
    const brokers = textsIn(new URL('cases/brokers/', shared), /\.(?:csv|qfx|ofx|qif)$/);
    expect(brokers.filter(([, text]) => !isBrokerHistory(text)).map(([name]) => name)).toEqual([]);
    const releases = [
      ...textsIn(new URL('releases/', shared), /\.txt$/),
      ...textsIn(new URL('cases/documents/', shared), /(?<!expected)\.txt$/),
    ];
    expect(releases.length).toBeGreaterThan(40);
    expect(releases.filter(([, text]) => isBrokerHistory(text)).map(([name]) => name)).toEqual([]);
  });
});
