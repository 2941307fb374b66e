/** Random facts, as awkward as the types allow, for properties of the book. */
import fc from 'fast-check';
import { dayFromNumber, dayNumber, type Day } from '../../tax/values/days.ts';
import type { Cents, Rate, Shares } from '../../tax/values/money.ts';
import { actionsThat } from '../../tax/facts/entry-kinds.ts';
import {
  COMPONENTS,
  LOT_METHODS,
  RETURN_OF_CAPITAL_RULES,
  SUBSETS,
  type Account,
  type Component,
  type Subset,
} from '../../tax/facts/model.ts';
import type { NewDistribution } from '../distributions.ts';
import type { NewDocument } from '../documents.ts';
import type { NewSecurity } from '../securities.ts';
import type { TransactionEntry } from '../transactions.ts';
import { day, NOW } from './samples.ts';

/** Any text: quotes, line ends, NUL, other scripts. */
const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 });
const anyDay = fc
  .integer({ min: dayNumber(day('1900-01-01')), max: dayNumber(day('2199-12-31')) })
  .map((count): Day => dayFromNumber(count));
const rate = fc.bigInt({ min: 0n, max: 10n ** 30n - 1n }).map((value) => value as Rate);
const shares = fc.bigInt({ min: 1n, max: 10n ** 26n - 1n }).map((value) => value as Shares);
const money = fc.bigInt({ min: 0n, max: 10n ** 20n - 1n }).map((value) => value as Cents);
const line = fc.integer({ min: 1, max: 2 ** 31 });
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value);

const distribution: fc.Arbitrary<NewDistribution> = fc.record({
  declarationDate: maybe(anyDay),
  recordDate: maybe(anyDay),
  exDate: maybe(anyDay),
  payableDate: anyDay,
  amountPerShare: rate,
  allocablePerShare: rate,
  inKind: fc.boolean(),
  unit: fc.constantFrom('percent', 'usd'),
  components: fc.record(
    Object.fromEntries(COMPONENTS.map((name) => [name, rate])) as Record<
      Component,
      fc.Arbitrary<Rate>
    >,
  ),
  subsets: fc.record(
    Object.fromEntries(SUBSETS.map((name) => [name, rate])) as Record<Subset, fc.Arbitrary<Rate>>,
    { requiredKeys: [] },
  ),
  sourceLine: maybe(line),
});

/** Places in the lists of accounts, securities and imports stand for their ids. */
export interface ArbitraryFacts {
  readonly accounts: readonly Omit<Account, 'id'>[];
  readonly securities: readonly NewSecurity[];
  readonly imports: readonly string[];
  readonly documents: readonly (Omit<NewDocument, 'securities'> & {
    readonly securities: readonly {
      readonly security: number;
      readonly printedName: string;
      readonly distributions: readonly NewDistribution[];
    }[];
  })[];
  readonly transactions: readonly ArbitraryTransaction[];
}

interface ArbitraryTransaction {
  readonly account: number;
  readonly toAccount: number;
  readonly security: number;
  readonly toSecurity: number;
  readonly batch: number | null;
  readonly line: number;
  /** Its ids are empty: the places above stand for them. */
  readonly entry: TransactionEntry;
}

const fact = {
  date: anyDay,
  accountId: fc.constant(''),
  securityId: fc.constant(''),
  note: maybe(text),
};
const aboveZero = fc.bigInt({ min: 1n, max: 10n ** 30n - 1n }).map((value) => value as Rate);
const conversion = {
  ratio: fc.record({ newShares: aboveZero, oldShares: aboveZero }),
  amount: money,
  cashShares: maybe(shares),
};
const toSecurityId = fc.constant('');
const picks = fc.uniqueArray(fc.record({ lot: text, shares }), {
  maxLength: 3,
  selector: (pick) => pick.lot,
});

const entry: fc.Arbitrary<TransactionEntry> = fc.oneof(
  { weight: 4, arbitrary: acquisition() },
  fc.record({
    ...fact,
    action: fc.constantFrom(...actionsThat('sells')),
    shares,
    amount: money,
    lot: maybe(text),
    picks,
  }),
  fc.record({ ...fact, action: fc.constant('gift' as const), shares, lot: maybe(text) }),
  fc.record({ ...fact, action: fc.constant('split' as const), ...conversion }),
  fc.record({
    ...fact,
    action: fc.constant('spin-off' as const),
    ...conversion,
    toSecurityId,
    percent: fc.bigInt({ min: 0n, max: 100n * 10n ** 12n }).map((value) => value as Rate),
  }),
  fc.record({
    ...fact,
    action: fc.constant('exchange' as const),
    ...conversion,
    toSecurityId,
    shares: maybe(shares),
    lot: maybe(text),
  }),
  fc.record({
    ...fact,
    action: fc.constant('transfer' as const),
    toAccountId: fc.constant(''),
    shares: maybe(shares),
    lot: maybe(text),
  }),
  fc.record({ ...fact, action: fc.constant('dividend' as const), amount: money }),
  fc.record({
    ...fact,
    action: fc.constant('dividend' as const),
    // Taken back.
    amount: money.map((of) => -of as typeof of),
  }),
  fc.record({ ...fact, action: fc.constant('opening-basis' as const), amount: money, lot: text }),
  fc.record({ ...fact, action: fc.constant('nothing-returned' as const) }),
  fc.record({
    ...fact,
    action: fc.constant('average-basis' as const),
    acquired: fc.constant(null),
  }),
);

function acquisition(): fc.Arbitrary<TransactionEntry> {
  const made = fc.record({
    ...fact,
    action: fc.constantFrom(...actionsThat('acquires')),
    shares,
    amount: money,
    lot: text,
    acquired: maybe(anyDay),
  });
  // The giver's day is not later than the gift.
  return made.map((one) => {
    const { acquired, date } = one;
    const day = acquired !== null && acquired > date ? date : acquired;
    // Of shares received in kind the issuer's table can say the value: those of even days are such ones.
    const isUnsaid = one.action === 'in-kind' && dayNumber(date) % 2 === 0;
    return { ...one, acquired: day, amount: isUnsaid ? null : one.amount };
  });
}

const cusip = fc.string({
  unit: fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*@#'),
  minLength: 9,
  maxLength: 9,
});
const digest = fc.string({
  unit: fc.constantFrom(...'0123456789abcdef'),
  minLength: 64,
  maxLength: 64,
});

const method = fc.constantFrom(...LOT_METHODS);
const account: fc.Arbitrary<Omit<Account, 'id'>> = fc.record({
  name: text,
  taxDeferred: fc.boolean(),
  method,
  methodChanges: fc
    .uniqueArray(fc.record({ from: anyDay, method }), {
      maxLength: 3,
      selector: (change) => change.from,
    })
    .map((changes) => changes.toSorted((a, b) => (a.from < b.from ? -1 : 1))),
  returnOfCapital: fc.constantFrom(...RETURN_OF_CAPITAL_RULES),
});

export const arbitraryFacts: fc.Arbitrary<ArbitraryFacts> = fc
  .record({
    accounts: fc.uniqueArray(account, {
      minLength: 2,
      maxLength: 4,
      selector: (each) => each.name,
    }),
    names: fc.array(fc.record({ issuer: maybe(text), name: text }), { minLength: 1, maxLength: 5 }),
    symbols: fc.uniqueArray(text, { minLength: 5, maxLength: 5 }),
    cusips: fc.uniqueArray(cusip, { maxLength: 6 }),
    imports: fc.uniqueArray(digest, { minLength: 1, maxLength: 3 }),
    digests: fc.uniqueArray(digest, { minLength: 4, maxLength: 4 }),
  })
  .chain(({ accounts, names, symbols, cusips, imports, digests }) => {
    const securities = names.map((each, place) => ({
      ...each,
      symbol: place % 3 === 2 ? null : (symbols[place] ?? null),
      cusips: cusips.filter((_, other) => other % names.length === place),
    }));
    const security = fc.nat({ max: securities.length - 1 });
    return fc.record({
      accounts: fc.constant(accounts),
      securities: fc.constant(securities),
      imports: fc.constant(imports),
      documents: fc
        .array(
          fc.record({
            fileName: text,
            text: fc.string({ unit: 'binary', maxLength: 200 }),
            issuer: maybe(fc.constantFrom('Juniper Court Trust', 'O\'Dell "Yards"')),
            taxYear: fc.integer({ min: 2000, max: 2002 }),
            publishedOn: maybe(anyDay),
            status: fc.constantFrom('estimate', 'final', 'corrected'),
            acceptedAt: fc.constant(NOW),
            securities: fc.uniqueArray(
              fc.record({
                security,
                printedName: text,
                distributions: fc.array(distribution, { maxLength: 4 }),
              }),
              { maxLength: 3, selector: (each) => each.security },
            ),
          }),
          { maxLength: digests.length },
        )
        .map((documents) =>
          documents.map((each, place) => ({ ...each, sha256: digests[place] ?? '' })),
        ),
      transactions: fc.uniqueArray(
        fc
          .record({
            account: fc.nat({ max: accounts.length - 1 }),
            security,
            toSecurity: security,
            batch: maybe(fc.nat({ max: imports.length - 1 })),
            line,
            entry,
          })
          .map((each) => ({ ...each, toAccount: (each.account + 1) % accounts.length })),
        {
          maxLength: 12,
          // A name of a lot stands once in an account; of other entries there can be equal ones.
          selector: ({ account, entry }) =>
            'acquired' in entry && 'lot' in entry ? `${account} ${entry.lot}` : Symbol('another'),
        },
      ),
    });
  });
