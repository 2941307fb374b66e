import { describe, expect, it } from 'vitest';
import type { BrokerClaim } from '../../tax/facts/broker-claim.ts';
import type { Facts, Security } from '../../tax/facts/model.ts';
import { parseDay, type Day } from '../../tax/values/days.ts';
import type { Cents } from '../../tax/values/money.ts';
import { receivedIn } from './received.ts';

const security: Security = {
  id: 's',
  issuer: 'Example Trust',
  name: 'Common Stock',
  symbol: 'XYZ',
  cusips: [],
};
const day = (text: string): Day => parseDay(text) as Day;
const claim = (more: Partial<BrokerClaim>): BrokerClaim => ({
  accountId: 'a',
  security: 'XYZ',
  date: day('2013-03-28'),
  kind: 'dividend',
  amount: 3500n as Cents,
  flags: [],
  recordDate: null,
  payableDate: null,
  brokerId: null,
  line: 1,
  ...more,
});
const of = (more: Partial<BrokerClaim>) =>
  receivedIn([claim(more)], { securities: [security] } as unknown as Facts);

describe('what a broker’s rows say was paid', () => {
  it('is a payment in cash, or reinvested, on its day', () => {
    const row = { accountId: 'a', securityId: 's', day: '2013-03-28', isReinvested: false };
    expect(of({})).toEqual([row]);
    expect(of({ flags: ['reinvested'] })).toEqual([{ ...row, isReinvested: true }]);
    expect(of({ payableDate: day('2013-03-27') })).toEqual([{ ...row, day: '2013-03-27' }]);
  });

  it('is nothing of another security, taken back, in lieu or of a liquidation', () => {
    expect(of({ security: 'ABC' })).toEqual([]);
    expect(of({ flags: ['reversal'] })).toEqual([]);
    expect(of({ amount: -1n as Cents })).toEqual([]);
    expect(of({ kind: 'paymentInLieu' })).toEqual([]);
    expect(of({ kind: 'liquidation' })).toEqual([]);
  });
});
