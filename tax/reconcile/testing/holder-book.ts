/**
 * Books such as a holder has, from a seed: one or two trusts that pay four times a year, a few purchases,
 * dividends that are reinvested, sales, a second account; the allocation of three years, some with an
 * estimate or a corrected version. Dividends of the last quarter are often paid in January.
 */
import type {
  Account,
  Acquisition,
  AllocationDocument,
  Component,
  Distribution,
  DocumentStatus,
  Facts,
  Sale,
  Security,
  Subset,
  Transaction,
} from '../../facts/model.ts';
import type { MarketCalendar } from '../../facts/market-calendar.ts';
import { Dice, rate, shares } from '../../oracle/dice.ts';
import { addDays, dayOf, type Day } from '../../values/days.ts';
import { cashFor, type Cents, type Rate, type Shares } from '../../values/money.ts';

const YEARS = [2002, 2003, 2006, 2009, 2013, 2016, 2019, 2021, 2023] as const;
const PERCENTS: readonly Readonly<Partial<Record<Component, string>>>[] = [
  { ordinary: '61.4', capitalGain: '6.6', unrecaptured1250: '12.5', returnOfCapital: '19.5' },
  { ordinary: '72.31', qualified: '3.19', unrecaptured1250: '4.25', returnOfCapital: '20.25' },
  { ordinary: '55.5', capitalGain: '14.25', unrecaptured1250: '10.25', returnOfCapital: '20' },
  { ordinary: '88.2', qualified: '1.3', capitalGain: '3.4', unrecaptured1250: '7.1' },
  { ordinary: '40.07', capitalGain: '11.9', unrecaptured1250: '8.03', returnOfCapital: '40' },
];
/** Month of payment, and of the day of record before it. */
const QUARTERS = [
  [3, 2],
  [6, 5],
  [9, 8],
  [12, 11],
] as const;

export interface HolderBook {
  readonly facts: Facts;
  readonly year: number;
  readonly account: Account;
}

function tradingDay(calendar: MarketCalendar, day: Day): Day {
  let own = day;
  while (!calendar.isTradingDay(own)) own = addDays(own, 1);
  return own;
}

const on = (year: number, month: number, day: number): Day => dayOf(year, month, day) as Day;

function allocation(
  percents: Readonly<Partial<Record<Component, string>>>,
  year: number,
): Pick<Distribution, 'components' | 'subsets'> {
  const of = (part: Component): Rate => rate(percents[part] ?? '0');
  const subsets: Partial<Record<Subset, Rate>> = {};
  if (year >= 2018) subsets.section199A = of('ordinary');
  if (year < 2003) subsets.qualified5Year = of('capitalGain');
  // Before 2003 no dividend was qualified.
  const qualified = year < 2003 ? rate('0') : of('qualified');
  const ordinary = year < 2003 ? ((of('ordinary') + of('qualified')) as Rate) : of('ordinary');
  return {
    subsets,
    components: {
      ordinary,
      qualified,
      capitalGain: of('capitalGain'),
      unrecaptured1250: of('unrecaptured1250'),
      section1202: rate('0'),
      collectibles28: rate('0'),
      returnOfCapital: of('returnOfCapital'),
    },
  };
}

interface Trust {
  readonly security: Security;
  readonly price: number;
  readonly documents: readonly AllocationDocument[];
}

function payments(
  dice: Dice,
  security: Security,
  year: number,
  calendar: MarketCalendar,
): Omit<Distribution, 'components' | 'subsets'>[] {
  const paysInJanuary = dice.percent(50);
  const amount = rate(`${dice.of(['0.3', '0.41', '0.82', '1.05', '0.5625'])}`);
  return QUARTERS.map(([paid, recorded], place) => {
    const isLast = place === 3 && paysInJanuary;
    const record = isLast ? on(year, 12, 27) : on(year, recorded, dice.between(15, 26));
    const payable = isLast
      ? on(year + 1, 1, dice.between(10, 20))
      : on(year, paid, dice.between(3, 15));
    return {
      id: `${security.id} ${year} ${place}`,
      declarationDate: addDays(record, -14),
      recordDate: tradingDay(calendar, record),
      exDate: null,
      payableDate: tradingDay(calendar, payable),
      amountPerShare: amount,
      allocablePerShare: amount,
      inKind: false,
      unit: 'percent',
      sourceLine: place + 1,
    };
  });
}

function documentsOf(
  dice: Dice,
  security: Security,
  year: number,
  calendar: MarketCalendar,
): AllocationDocument[] {
  const rows = payments(dice, security, year, calendar);
  const version = (status: DocumentStatus, percents: number): AllocationDocument => ({
    id: `${security.id} ${year} ${status}`,
    name: `${security.symbol ?? ''} ${year} ${status}`,
    issuer: security.issuer,
    taxYear: year,
    publishedOn: on(year + 1, status === 'estimate' ? 1 : status === 'final' ? 2 : 3, 20),
    status,
    securities: [
      {
        securityId: security.id,
        distributions: rows.map((row) => ({
          ...row,
          ...allocation(PERCENTS[percents % PERCENTS.length] ?? {}, year),
          id: `${row.id} ${status}`,
        })),
      },
    ],
  });
  const first = dice.below(PERCENTS.length);
  const documents = [version('final', first)];
  if (dice.percent(40)) documents.unshift(version('estimate', first + 1));
  if (dice.percent(30)) documents.push(version('corrected', first + 2));
  return documents;
}

function trust(dice: Dice, place: number, year: number, calendar: MarketCalendar): Trust {
  const security: Security = {
    id: `security-${place}`,
    issuer: `Trust ${place}`,
    name: 'Common Stock',
    symbol: `EX${place}`,
    cusips: [],
  };
  return {
    security,
    price: dice.between(18, 60),
    documents: [year - 1, year].flatMap((one) => documentsOf(dice, security, one, calendar)),
  };
}

/** Dollars as cents: a price of so many dollars, a few percent up or down. */
function cost(dice: Dice, { price }: Trust, units: number): Cents {
  return BigInt(units * price * dice.between(85, 118)) as Cents;
}

interface Frame {
  readonly dice: Dice;
  readonly year: number;
  readonly calendar: MarketCalendar;
}

const base = { note: null, sourceLine: null } as const;

function purchases({ dice, year, calendar }: Frame, own: Trust, accountId: string): Acquisition[] {
  const lots = dice.between(1, 3);
  return Array.from({ length: lots }, (_, place) => {
    const units = dice.of([25, 40, 50, 75, 100, 120, 200]);
    const bought = place === 0 ? year - dice.between(1, 3) : year;
    const any = on(bought, dice.between(1, 11), dice.between(2, 26));
    const paid = own.documents.at(-1)?.securities[0]?.distributions ?? [];
    const record = dice.of(paid).recordDate ?? any;
    // Around an ex-date much can go wrong.
    const isNear = place > 0 && dice.percent(40);
    const date = tradingDay(calendar, isNear ? addDays(record, dice.between(-4, 6)) : any);
    return {
      ...base,
      id: `${accountId} ${own.security.id} buy ${place}`,
      action: 'buy',
      date,
      securityId: own.security.id,
      accountId,
      shares: shares(String(units)),
      amount: cost(dice, own, units),
      lot: `${own.security.symbol ?? ''}-${place}`,
      acquired: null,
    };
  });
}

/** The dividends of the year, reinvested at about the price. */
function reinvestments(
  { dice, year }: Frame,
  own: Trust,
  lots: readonly Acquisition[],
): Acquisition[] {
  const rows = own.documents.at(-1)?.securities[0]?.distributions ?? [];
  return rows.flatMap((row, place): Acquisition[] => {
    if (row.payableDate.slice(0, 4) !== String(year)) return [];
    const held = lots
      .filter(({ date }) => date < addDays(row.recordDate ?? row.payableDate, -5))
      .reduce((sum, lot) => sum + lot.shares, 0n) as Shares;
    const paid = cashFor(held, row.amountPerShare);
    if (paid === 0n) return [];
    const perShare = BigInt(own.price * dice.between(92, 108));
    // As plans have it: to four places.
    const units = ((paid * 10_000n) / perShare) * 10_000n;
    return [
      {
        ...base,
        id: `${own.security.id} reinvest ${place}`,
        action: 'reinvest',
        date: row.payableDate,
        securityId: own.security.id,
        accountId: lots[0]?.accountId ?? '',
        shares: units as Shares,
        amount: paid,
        lot: `${own.security.symbol ?? ''}-r${place}`,
        acquired: null,
      },
    ];
  });
}

function sales({ dice, year, calendar }: Frame, own: Trust, lots: readonly Acquisition[]): Sale[] {
  const late = (): Day => tradingDay(calendar, on(year, 12, dice.between(1, 22)));
  // Soon after the purchase, so that the holding period is too short.
  const soldOn = ({ date }: Acquisition): Day =>
    date.startsWith(String(year)) && dice.percent(50)
      ? tradingDay(calendar, addDays(date, dice.between(8, 40)))
      : late();
  return dice.of([lots.slice(0, 1), lots.slice(-1), lots.slice(0, 2)]).map((lot, place) => {
    const units = dice.of([10, 15, 20]);
    return {
      ...base,
      id: `${own.security.id} sell ${place}`,
      action: 'sell',
      date: soldOn(lot),
      securityId: own.security.id,
      accountId: lot.accountId,
      shares: shares(String(units)),
      amount: BigInt(units * own.price * dice.between(70, 125)) as Cents,
      lot: dice.percent(60) ? lot.lot : null,
      picks: [],
    };
  });
}

/** A second purchase of the days around a sale, in another account. */
function boughtBack({ dice }: Frame, own: Trust, sale: Sale, accountId: string): Acquisition {
  return {
    ...base,
    id: `${own.security.id} back`,
    action: 'buy',
    date: addDays(sale.date, -dice.between(1, 9)),
    securityId: own.security.id,
    accountId,
    shares: shares('30'),
    amount: cost(dice, own, 30),
    lot: 'back',
    acquired: null,
  };
}

const account = (id: string, name: string): Account => ({
  id,
  name,
  taxDeferred: false,
  method: 'fifo',
  methodChanges: [],
  returnOfCapital: 'by-shares',
});

/** The book of a seed. */
export function holderBook(seed: number, calendar: MarketCalendar): HolderBook {
  const dice = new Dice(seed);
  const year = dice.of(YEARS);
  const frame: Frame = { dice, year, calendar };
  const accounts = [account('taxable', 'Taxable'), account('second', 'Second')];
  const trusts = Array.from({ length: dice.of([1, 1, 2]) }, (_, place) =>
    trust(dice, place + 1, year, calendar),
  );
  const transactions: Transaction[] = trusts.flatMap((own) => {
    const lots = purchases(frame, own, 'taxable');
    const more = dice.percent(45) ? reinvestments(frame, own, lots) : [];
    const sold = dice.percent(55) ? sales(frame, own, lots) : [];
    const [sale] = sold;
    const back = sale && dice.percent(40) ? [boughtBack(frame, own, sale, 'second')] : [];
    return [...lots, ...more, ...back, ...sold];
  });
  return {
    year,
    account: accounts[0] as Account,
    facts: {
      securities: trusts.map(({ security }) => security),
      accounts,
      documents: trusts.flatMap(({ documents }) => documents),
      transactions: transactions.toSorted((a, b) =>
        a.date < b.date ? -1 : a.date > b.date ? 1 : 0,
      ),
    },
  };
}
