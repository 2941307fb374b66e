/** A security that a file calls by its CUSIP and lists with its ticker is the one that the book has by either name. */
import { describe, expect, it } from 'vitest';
import type { KnownSecurity } from '../../formats/allocation-document.ts';
import type { Security } from '../../tax/facts/model.ts';
import { namesInBook } from './known-by-ticker.ts';

const EQR = { ticker: 'EQR', cusip: '29476L107' };
const security = (symbol: string | null, ...cusips: string[]): Security => ({
  id: symbol ?? cusips.join(),
  issuer: null,
  name: symbol ?? cusips.join(),
  symbol,
  cusips,
});

function named(securities: readonly Security[], library: readonly KnownSecurity[] = []) {
  const names = namesInBook([EQR], { securities, identifiers: [], library });
  const of = (text: string) => names.of([{ security: text }])[0]?.security;
  return { cusip: of(EQR.cusip), ticker: of(EQR.ticker), doubts: names.doubts.length };
}

describe('of two names of one security a row gets', () => {
  it('the ticker where the book has that, or neither', () => {
    const byTicker = { cusip: 'EQR', ticker: 'EQR', doubts: 0 };
    expect(named([])).toEqual(byTicker);
    expect(named([security('EQR')])).toEqual(byTicker);
    expect(named([security('AVB'), security('EQR', '29476L909')])).toEqual(byTicker);
  });

  it('the CUSIP where the book has that alone', () => {
    const byCusip = { cusip: EQR.cusip, ticker: EQR.cusip, doubts: 0 };
    expect(named([security(null, EQR.cusip)])).toEqual(byCusip);
    expect(named([security('EQRX', EQR.cusip)])).toEqual(byCusip);
  });

  it('its own where one security of the book or of the list has both', () => {
    const own = { cusip: EQR.cusip, ticker: 'EQR', doubts: 0 };
    expect(named([security('EQR', EQR.cusip)])).toEqual(own);
    const listed = { ...security('EQR', EQR.cusip), issuer: 'Equity Residential' };
    expect(named([], [listed as unknown as KnownSecurity])).toEqual(own);
  });

  it('its own, with a warning, where the book has two or the ticker of another issuer', () => {
    const own = { cusip: EQR.cusip, ticker: 'EQR', doubts: 1 };
    expect(named([security('EQR'), security(null, EQR.cusip)])).toEqual(own);
    expect(named([security('EQR', '037833100')])).toEqual(own);
  });
});

it('the other side of an exchange is named so too, and what no list has stays', () => {
  const { of } = namesInBook([EQR], { securities: [], identifiers: [], library: [] });
  expect(of([{ security: 'AIV', to: EQR.cusip }])).toEqual([{ security: 'AIV', to: 'EQR' }]);
});
