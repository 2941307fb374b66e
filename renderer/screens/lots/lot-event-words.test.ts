import { describe, expect, it } from 'vitest';
import { eventWords, type Entry } from './lot-event-words.ts';
import type { LotEvent } from './load.ts';

const entry = (action: Entry['action'], more: Partial<Entry> = {}): Entry => ({
  id: 't1',
  action,
  security: 'AIV',
  account: 'Brokerage',
  toSecurity: null,
  toAccount: null,
  ratio: null,
  percent: null,
  ...more,
});
const words = (kind: LotEvent['kind'], by?: Entry) => {
  const { what, detail } = eventWords({ kind, entry: by ?? null });
  return detail === '' ? what : `${what} | ${detail}`;
};

describe('what happened to a lot', () => {
  it.each([
    ['acquired', entry('buy'), 'Bought'],
    ['acquired', entry('inherit'), 'Inherited'],
    ['movedIn', entry('transfer', { toAccount: 'IRA' }), 'Transferred in | from Brokerage'],
    ['movedOut', entry('transfer', { toAccount: 'IRA' }), 'Transferred out | to IRA'],
    ['movedIn', entry('exchange', { toSecurity: 'HBR' }), 'Exchanged | from AIV'],
    ['movedOut', entry('exchange', { toSecurity: 'HBR' }), 'Exchanged | into HBR'],
    ['movedIn', entry('spin-off', { toSecurity: 'HBR' }), 'Received in a spin-off | of AIV'],
    [
      'spunOff',
      entry('spin-off', { toSecurity: 'HBR', percent: '12.34' }),
      'Basis to a spin-off | 12.34% to HBR',
    ],
    ['movedOut', entry('gift'), 'Given away'],
    ['split', entry('split', { ratio: '4:3' }), 'Split | 4 for 3'],
    ['sold', entry('redeem'), 'Redeemed'],
    ['sold', entry('split', { ratio: '4:3' }), 'Cash for a fraction | of the split'],
  ] as const)('%s', (kind, by, expected) => {
    expect(words(kind, by)).toBe(expected);
  });

  it('tells a lot that a wash sale divides from one that moved', () => {
    expect(words('movedIn', entry('sell'))).toBe(
      'Divided by a wash sale | the shares that take over a disallowed loss',
    );
    expect(words('movedOut', entry('buy'))).toMatch(/^Divided by a wash sale/);
  });

  it('says the kind alone where no entry is known', () => {
    expect(words('movedIn')).toBe('Moved in');
    expect(words('returnOfCapital')).toBe('Return of capital');
    expect(eventWords({ kind: 'returnOfCapital', entry: null, basisChange: '0.00' })).toEqual({
      what: 'Return of capital',
      detail: 'no basis was left, so all of it is gain',
    });
    expect(words('washSale')).toBe(
      'Wash sale: loss added | the disallowed loss of a sale within 30 days',
    );
  });
});
