/**
 * Books about nothing but cash: a few payments close together, over a year end, of which documents have some;
 * shares that move between accounts around them; and what brokers booked, late, in parts, twice, at the other
 * account, taken back and booked again.
 */
import { addDays, yearOf, type Day } from '../values/days.ts';
import { byComponent } from '../facts/model.ts';
import type {
  Account,
  AllocationDocument,
  Distribution,
  Facts,
  Transaction,
} from '../facts/model.ts';
import type { Cents, Rate, Shares } from '../values/money.ts';
import { money, rate, shares, type Dice } from './dice.ts';
import { bookings } from './random-bookings.ts';
import { claimOf } from './random-claims.ts';

const SECURITY = {
  id: 'security-1',
  issuer: 'Example Trust',
  name: 'Class 1 Common Stock',
  symbol: 'EX1',
  cusips: [],
};

interface Paid {
  readonly exDate: Day;
  readonly payableDate: Day;
  readonly perShare: Rate;
}

function somePayments(dice: Dice, firstYear: number): Paid[] {
  let exDate = `${firstYear}-${dice.of(['03', '06', '10', '11'])}-10` as Day;
  const payments: Paid[] = [];
  for (let i = dice.between(2, 6); i > 0; i--) {
    exDate = addDays(exDate, dice.of([3, 7, 10, 20, 40, 90]));
    const payableDate = addDays(exDate, dice.of([1, 5, 14, 20]));
    payments.push({ exDate, payableDate, perShare: rate(dice.of(['1', '0.5', '0.95', '0.35'])) });
  }
  return payments;
}

function rowOf({ exDate, payableDate, perShare }: Paid, id: string): Distribution {
  return {
    id,
    declarationDate: null,
    recordDate: exDate,
    exDate,
    payableDate,
    amountPerShare: perShare,
    allocablePerShare: perShare,
    inKind: false,
    unit: 'percent',
    components: byComponent((name) => rate(name === 'ordinary' ? '100' : '0')),
    subsets: {},
    sourceLine: null,
  };
}

/** Mostly all payments of a year; now and then one is missing. */
function someDocuments(dice: Dice, payments: readonly Paid[]): AllocationDocument[] {
  const byYear = Map.groupBy(payments, ({ payableDate, exDate }) =>
    dice.percent(50) ? yearOf(exDate) : yearOf(payableDate),
  );
  return [...byYear].flatMap(([taxYear, all]) => {
    if (dice.percent(30)) return [];
    const listed = all.filter(() => dice.percent(80));
    return [
      {
        id: `document-${taxYear}`,
        name: `Document ${taxYear}`,
        issuer: null,
        taxYear,
        publishedOn: null,
        status: 'final' as const,
        securities: [
          {
            securityId: SECURITY.id,
            distributions: listed.map((one, place) => rowOf(one, `row-${taxYear}-${place}`)),
          },
        ],
      },
    ];
  });
}

export function randomCashBook(dice: Dice): Facts {
  const firstYear = dice.of([2003, 2018, 2024]);
  const accounts = ['account-1', 'account-2', 'account-3'].map((id): Account => ({
    id,
    name: `Broker ${id}`,
    taxDeferred: false,
    method: 'fifo',
    methodChanges: [],
    returnOfCapital: 'by-shares',
  }));
  const payments = somePayments(dice, firstYear);
  const transactions: Transaction[] = [];
  const held = new Map(accounts.map(({ id }) => [id, 0n]));
  const base = (date: Day, accountId: string) => ({
    id: `transaction-${transactions.length + 1}`,
    date,
    securityId: SECURITY.id,
    accountId,
    note: null,
    sourceLine: null,
  });
  const buy = (date: Day, accountId: string, number: Shares): void => {
    held.set(accountId, (held.get(accountId) ?? 0n) + number);
    const fields = base(date, accountId);
    const lot = `lot-${fields.id}`;
    transactions.push({
      ...fields,
      action: 'buy',
      shares: number,
      amount: money('5000'),
      lot,
      acquired: null,
    });
  };
  const book = (paid: Paid, accountId: string, number: bigint): void => {
    const cash = ((number * paid.perShare + 5n * 10n ** 15n) / 10n ** 16n) as Cents;
    const amount = dice.percent(80) ? cash : (((cash * 95n) / 100n) as Cents);
    const late = dice.percent(60) ? 0 : dice.between(-2, 15);
    for (const row of bookings(dice, addDays(paid.payableDate, late), amount))
      transactions.push({ ...base(row.date, accountId), action: 'dividend', amount: row.amount });
  };
  for (const { id } of accounts.slice(0, dice.between(1, 3)))
    buy(`${firstYear}-01-15` as Day, id, shares(dice.of(['100', '50', '40'])));
  for (const paid of payments) {
    const entitled = new Map(held);
    const [from, to] = dice.percent(50) ? accounts : accounts.toReversed();
    if (from && to && dice.percent(35) && (held.get(from.id) ?? 0n) > 0n) {
      const all = held.get(from.id) as Shares;
      const moved = (dice.percent(70) ? all : (all * 2n) / 5n) as Shares;
      const fields = base(addDays(paid.exDate, dice.between(-1, 18)), from.id);
      transactions.push({
        ...fields,
        action: 'transfer',
        toAccountId: to.id,
        shares: moved,
        lot: null,
      });
      held.set(from.id, all - moved);
      held.set(to.id, (held.get(to.id) ?? 0n) + moved);
    }
    if (dice.percent(15)) continue;
    // By what was held before or after the move, or all of it at one account.
    const by = dice.percent(50) ? entitled : held;
    const total = [...by.values()].reduce((sum, one) => sum + one, 0n);
    if (dice.percent(15)) book(paid, dice.of(accounts).id, total);
    else for (const [id, number] of by) if (number > 0n && dice.percent(90)) book(paid, id, number);
    if (dice.percent(10)) buy(addDays(paid.payableDate, 1), dice.of(accounts).id, shares('10'));
  }
  const inOrder = dice.percent(50)
    ? transactions.toSorted((a, b) => (a.date < b.date ? -1 : 1))
    : transactions;
  const documents = someDocuments(dice, payments);
  // Of half of the books the broker's own rows say it, and the entries nothing or something.
  const isClaimed = dice.percent(50);
  const isEntry = (one: Transaction): boolean =>
    one.action !== 'dividend' || !isClaimed || dice.percent(30);
  return {
    securities: [SECURITY],
    accounts,
    documents,
    claims: isClaimed ? inOrder.filter((one) => one.action === 'dividend').map(claimOf) : [],
    transactions: inOrder.filter(isEntry),
  };
}
