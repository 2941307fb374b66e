/** What a broker paid and called it beside our payments: which claims meet which payment, and what is said. */
import { describe, expect, it } from 'vitest';
import type { BrokerClaim } from '../facts/broker-claim.ts';
import { COMPONENTS } from '../facts/model.ts';
import type { Payment } from '../lots/figures.ts';
import { parseDay, type Day } from '../values/days.ts';
import { sumCents, type Cents } from '../values/money.ts';
import { claimSentence, claimsOfYear, claimsOnce } from './broker-claims.ts';

const day = (text: string): Day => parseDay(text) as Day;

type Said = Partial<Omit<BrokerClaim, 'amount' | 'date'>> & { readonly batchId?: string };

const claim = (date: string, cents: bigint, said: Said = {}) => ({
  accountId: 'a',
  security: 'XYZ',
  date: day(date),
  kind: 'dividend' as const,
  amount: cents as Cents,
  flags: [],
  recordDate: null,
  payableDate: null,
  brokerId: null,
  line: 1,
  batchId: 'one',
  ...said,
});

function payment(date: string, parts: Partial<Record<keyof Payment['components'], bigint>>) {
  const components = Object.fromEntries(
    COMPONENTS.map((name) => [name, (parts[name] ?? 0n) as Cents]),
  );
  const cash = sumCents(Object.values(components));
  return { cash, components, distribution: { payableDate: day(date) } } as unknown as Payment;
}

const beside = (payments: readonly Payment[], ...claims: ReturnType<typeof claim>[]) =>
  claimsOfYear(2010, { ofYear: payments, before: [] }, claims);

const differs = (payments: readonly Payment[], ...claims: ReturnType<typeof claim>[]) =>
  beside(payments, ...claims).map((one) => one.differs);

const MARCH = '2010-03-31';

describe('claims of two downloads', () => {
  it('count as often as the one that has them most', () => {
    const one = [claim(MARCH, 100n), claim(MARCH, 100n, { line: 2 })];
    const two = [claim(MARCH, 100n, { batchId: 'two' })];
    expect(claimsOnce([...two, ...one])).toEqual(one);
    expect(claimsOnce([...one, ...two])).toEqual(one);
  });

  it.each<[string, ReturnType<typeof claim>]>([
    ['account', claim(MARCH, 100n, { accountId: 'b', batchId: 'two' })],
    ['security', claim(MARCH, 100n, { security: 'ABC', batchId: 'two' })],
    ['day', claim('2010-04-01', 100n, { batchId: 'two' })],
    ['kind', claim(MARCH, 100n, { kind: 'returnOfCapital', batchId: 'two' })],
    ['amount', claim(MARCH, 101n, { batchId: 'two' })],
    ['id of the broker', claim(MARCH, 100n, { brokerId: '7', batchId: 'two' })],
  ])('are others where the %s is another', (_, other) => {
    const first = claim(MARCH, 100n);
    expect(claimsOnce([first, other])).toEqual([first, other]);
  });
});

describe('what a broker called a payment', () => {
  const whole = payment(MARCH, {
    ordinary: 50n,
    qualified: 10n,
    capitalGain: 20n,
    section1202: 1n,
    collectibles28: 2n,
    unrecaptured1250: 7n,
    returnOfCapital: 10n,
  });
  const said = (kind: BrokerClaim['kind'], cents: bigint) => claim(MARCH, cents, { kind });
  const rest = [said('dividend', 60n), said('returnOfCapital', 10n)];

  it('is the same where unrecaptured gain is a part of capital gain, and where it is parted', () => {
    expect(differs([whole], ...rest, said('capitalGain', 30n))).toEqual(['none']);
    const parted = [said('capitalGain', 23n), said('unrecaptured1250', 7n)];
    expect(differs([whole], ...rest, ...parted)).toEqual(['none']);
  });

  it.each<[string, ReturnType<typeof claim>[]]>([
    ['parts the gain otherwise', [...rest, said('capitalGain', 22n), said('unrecaptured1250', 8n)]],
    [
      'calls a dividend gain',
      [said('dividend', 59n), said('returnOfCapital', 10n), said('capitalGain', 31n)],
    ],
    [
      'calls capital a dividend',
      [said('dividend', 61n), said('returnOfCapital', 9n), said('capitalGain', 30n)],
    ],
    ['calls it a liquidation', [said('liquidation', 100n)]],
  ])('differs where it %s', (_, claims) => {
    const [only] = beside([whole], ...claims);
    expect(only?.differs).toBe('character');
    expect(claimSentence(only as never)).toMatch(
      /By the release it is dividend \$0\.60, capital gain \$0\.23, unrecaptured .* \$0\.07 and return of capital \$0\.10, and that is what counts here\.$/,
    );
  });

  it('differs in the cash where that is another', () => {
    const claims = [claim(MARCH, 90n)];
    const [only] = beside([whole], ...claims);
    expect(only).toMatchObject({ differs: 'cash', paid: 90n });
    expect(claimSentence(only as never)).toMatch(/^Your broker paid \$0\.90 .* it was \$1\.00/);
  });

  it('is nothing of a liquidation, even where amounts of nothing agree', () => {
    const none = payment(MARCH, {});
    const back = [said('liquidation', 100n), said('dividend', -100n)];
    expect(differs([none], ...back)).not.toEqual(['none']);
  });
});

describe('a payment in lieu', () => {
  const inLieu = claim(MARCH, 300n, { kind: 'paymentInLieu' });

  it('is no payment of the issuer, alone or beside one', () => {
    const [alone] = beside([], inLieu);
    expect(alone).toMatchObject({ paid: 0n, inLieu: 300n, called: [], differs: 'alone' });
    expect(claimSentence(alone as never)).toMatch(/^\$3\.00 came in lieu .* Form 1099-MISC\.$/);
  });
});

describe('claims without a payment', () => {
  it('that were taken back are said to be nothing', () => {
    const [only] = beside([], claim(MARCH, 100n), claim(MARCH, -100n, { line: 2 }));
    expect(claimSentence(only as never)).toBe(
      'Your broker paid this and took it back (2 rows): nothing is left of it.',
    );
  });

  it('are of the year of their day, and of no other', () => {
    expect(differs([], claim('2010-12-31', 5n), claim('2011-01-02', 7n))).toEqual(['alone']);
  });
});

describe('the year of a claim', () => {
  const kept = payment('2009-12-31', { ordinary: 100n });
  const own = payment('2010-12-31', { ordinary: 100n });

  it('is that of its payment', () => {
    const early = claimsOfYear(2010, { ofYear: [own], before: [kept] }, [
      claim('2010-01-04', 100n),
      claim('2011-01-03', 100n),
    ]);
    expect(early.map(({ claims }) => claims.map(({ date }) => date))).toEqual([['2011-01-03']]);
  });

  it('is both of a payment of which each year has a part', () => {
    const [one] = claimsOfYear(2010, { ofYear: [own], before: [own] }, [claim('2010-12-31', 200n)]);
    expect(one).toMatchObject({ differs: 'none' });
    expect(one?.payments).toHaveLength(2);
  });

  it('follows the payable date that another row of the booking names', () => {
    const [one] = beside(
      [payment('2010-02-01', { ordinary: 100n })],
      claim('2010-06-30', 100n, { payableDate: day('2010-02-01') }),
    );
    expect(one?.differs).toBe('none');
  });

  it('has no line for a payment without claims', () => {
    expect(beside([own])).toEqual([]);
  });
});
