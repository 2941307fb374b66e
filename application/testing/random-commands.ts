/**
 * Commands for the data port, drawn at random: entries of every kind with values that fit and values
 * that do not, releases that speak of one another's securities, imports, names. Only tests import this.
 */
import fc from 'fast-check';
import { LOT_METHODS } from '../../tax/facts/model.ts';
import type { Request } from '../contract.ts';
import type { ReleaseParts } from './releases.ts';

const common = { name: 'Common Stock' };
export const RELEASES: readonly ReleaseParts[] = [
  { year: 2002, classes: [{ ...common, cusip: '41150R10', capital: 20 }] },
  { year: 2002, classes: [{ ...common, cusip: '41150R10', capital: 30 }] },
  { year: 2002, symbols: 'HBR', classes: [{ ...common, capital: 40 }] },
  { year: 2003, symbols: 'HBR', classes: [{ ...common, cusip: '41150R10', capital: 50 }] },
  { year: 2003, symbols: 'HBR', classes: [{ ...common, cusip: '88888R10', capital: 60 }] },
  { year: 2003, issuer: 'Meadow Trust', symbols: 'MDW', classes: [{ ...common, capital: 70 }] },
  { year: 2001, issuer: 'Meadow Trust', symbols: 'HBR', classes: [{ ...common, capital: 80 }] },
];

const one = <T>(...values: T[]) => fc.constantFrom(...values);
const index = fc.nat(9);
const SECURITIES = ['HBR', 'hbr', '41150R102', 'Common Stock', 'MDW', 'Meadow Trust Common Stock'];
const ACCOUNTS = ['default', 'Joint', 'JOINT', 'x\ud800'];
const dates = one('2000-03-01', '2001-05-02', '2002-02-01', '2002-12-30', '2003-02-03', 'never');
const shares = one('100', '40', '40', '0.5', '-1');
const amounts = one('3800.00', '10', '0', '1,5');
const lots = one(null, null, 'A', 'B', 'A'.repeat(201));
const ratios = one(
  '2:1',
  '1:3',
  '1.000001:1',
  '0:1',
  '1:999999999999',
  '999999999999.999999999999:1',
);
const empty = {
  to: null,
  shares: '',
  amount: '',
  lot: null,
  picks: [],
  ratio: null,
  percent: null,
  acquired: null,
  cashShares: null,
  further: {},
};
type Parts = { [K in keyof typeof empty]: fc.Arbitrary<Typed[K]> };
type Typed = Required<Request<'transactions.add'>>;

const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { freq: 2 });
const acquisition = { shares, amount: amounts, lot: lots, acquired: one(null, null, '1999-06-01') };
const sale = { shares, amount: amounts, lot: lots };
const cash = { amount: one('', '', '7.00'), cashShares: one(null, null, '0.25', '100') };
const others = one(...SECURITIES);
/** What an entry of each kind says, wrong values among the right ones. */
const KINDS: Readonly<Record<string, Partial<Parts>>> = {
  buy: acquisition,
  reinvest: acquisition,
  'stock-dividend': acquisition,
  'in-kind': { ...acquisition, amount: maybe(amounts).map((amount) => amount ?? '') },
  'gift-received': acquisition,
  inherit: acquisition,
  sell: sale,
  redeem: sale,
  picked: {
    shares: one('40', '60'),
    amount: amounts,
    picks: fc.array(fc.record({ lot: one('A', 'B'), shares: one('40', '20') }), {
      minLength: 1,
      maxLength: 2,
    }),
  },
  gift: { shares, lot: lots },
  split: { ratio: ratios, ...cash },
  'spin-off': {
    to: others,
    ratio: ratios,
    percent: one('0', '12.5', '100', '0.000000000001', '100.1'),
    ...cash,
  },
  exchange: {
    further: one({}, { cash: '1.50', valuePerShare: '20', dividend: 'yes' }),
    to: others,
    ratio: ratios,
    shares: maybe(shares).map((s) => s ?? ''),
    lot: lots,
    ...cash,
  },
  transfer: { to: one(...ACCOUNTS), shares: maybe(shares).map((s) => s ?? ''), lot: lots },
  dividend: { amount: amounts },
  'opening-basis': { amount: amounts, lot: lots },
  'nothing-returned': {},
  'average-basis': { further: one({ confirmed: 'yes' }, { last: 'yes' }, {}) },
  // What belongs to no kind.
  nothing: { amount: amounts },
  sold: { ...sale, ratio: ratios },
};
const entryOf = (kind: string): fc.Arbitrary<Typed> =>
  fc.record({
    date: dates,
    action: fc.constant(kind === 'picked' || kind === 'sold' ? 'sell' : kind),
    security: one('HBR', ...SECURITIES),
    account: one('default', ...ACCOUNTS),
    note: one(null, 'a note'),
    ...Object.fromEntries(Object.entries(empty).map(([key, value]) => [key, fc.constant(value)])),
    ...KINDS[kind],
  }) as fc.Arbitrary<Typed>;
const entry = fc.oneof(
  { weight: Object.keys(KINDS).length, arbitrary: entryOf('buy') },
  ...Object.keys(KINDS).map((kind) => ({ weight: 1, arbitrary: entryOf(kind) })),
);

export const command = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('add' as const), entry }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('update' as const), at: index, entry }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('remove' as const), at: index }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('import' as const),
      rows: fc.array(entry, { minLength: 1, maxLength: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('importRemove' as const), at: index }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('accept' as const),
      which: fc.nat(RELEASES.length - 1),
      status: one(null, 'estimate' as const, 'corrected' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('documentRemove' as const), at: index }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('account' as const),
      at: index,
      deferred: fc.boolean(),
      method: one(...LOT_METHODS),
      methodChanges: fc.array(
        fc.record({ from: one('2001-01-02', '2002-06-03', 'never'), method: one(...LOT_METHODS) }),
        { maxLength: 2 },
      ),
      returnOfCapital: one('by-shares' as const, 'earliest-first' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('addAll' as const),
      entries: fc.array(entry, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('identify' as const),
      at: index,
      identifier: fc.record({
        kind: one('symbol' as const, 'symbol' as const, 'cusip' as const, 'name' as const),
        value: one('NEW', 'HBR', 'hbr', '88888R106', '41150R102', 'Meadow', 'A B'),
        validFrom: one(null, '1900-01-01', '2001-06-01', '2002-06-03', 'never'),
      }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('unidentify' as const), at: index, which: index }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('join' as const), at: index, other: index }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('ask' as const),
      at: index,
      entry,
      replaces: fc.boolean(),
    }),
  },
);
export type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

/** A file has no column for these, and calls the fraction of a split its shares. */
export const fitsAFile = (row: Typed): boolean =>
  row.picks.length === 0 &&
  (row.cashShares === null || row.action === 'split' || row.action === 'spin-off');
