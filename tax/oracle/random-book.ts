/**
 * Which books are worth comparing two calculations on? Small ones in which everything collides.
 *
 * A seed names a book for ever: the generator is a plain counter-based one, without clock or
 * randomness of the machine. Days come from a pool of a dozen that lie close together, around
 * settlement changes, bank holidays, year ends and leap days; so trades fall on ex-dates, sales on
 * purchases, and payments of two years on one day. Amounts come from pools with ties and halves.
 * Not made: facts that the reader of a file refuses (negative shares, unknown securities).
 */
import { addDays, addYears, dayOf, firstDayOfYear, yearOf } from '../days.ts';
import type { Day } from '../days.ts';
import { COMPONENTS, SUBSETS } from '../model.ts';
import type {
  Account,
  AllocationDocument,
  Component,
  Distribution,
  DocumentSecurity,
  Facts,
  Security,
  Subset,
  Transaction,
} from '../model.ts';
import { parseMoney, parseRate, parseShares } from '../money.ts';
import type { Cents, Rate, Shares } from '../money.ts';

/** Whole numbers from a seed (mulberry32). */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = (Math.imul(seed, 2654435761) ^ 0x5bd1e995) >>> 0;
  }

  /** From 0 up to, not including, `below`. */
  below(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  }

  between(first: number, last: number): number {
    return first + this.below(last - first + 1);
  }

  percent(chance: number): boolean {
    return this.below(100) < chance;
  }

  of<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }
}

export const rate = (text: string): Rate => {
  const value = parseRate(text);
  if (value === undefined) throw new RangeError(`not a rate: ${text}`);
  return value;
};
export const shares = (text: string): Shares => {
  const value = parseShares(text);
  if (value === undefined) throw new RangeError(`not a number of shares: ${text}`);
  return value;
};
export const money = (text: string): Cents => {
  const value = parseMoney(text);
  if (value === undefined) throw new RangeError(`not an amount of money: ${text}`);
  return value;
};

/** Month and day around which something changes. */
const CENTRES: readonly (readonly [number, number])[] = [
  [1, 2],
  [2, 27],
  [3, 30],
  [5, 28],
  [6, 7],
  [8, 29],
  [6, 28],
  [9, 5],
  [10, 12],
  [11, 11],
  [12, 27],
];
const YEARS = [1994, 1999, 2001, 2002, 2003, 2007, 2016, 2017, 2018, 2020, 2023];

function daysAround(dice: Dice, firstYear: number): Day[] {
  const days: Day[] = [];
  const centres = [dice.of(CENTRES), dice.of(CENTRES), [12, 27] as const];
  for (let i = dice.between(7, 12); i > 0; i--) {
    const [month, dayOfMonth] = dice.of(centres);
    const centre = dayOf(firstYear + dice.below(3), month, dayOfMonth) as Day;
    days.push(addDays(centre, dice.between(-5, 9)));
  }
  const [month, last] = dice.of([
    [2, 28],
    [4, 30],
    [6, 30],
    [8, 31],
    [9, 30],
    [11, 30],
  ] as const);
  days.push(dayOf(firstYear + dice.below(2), month, last) as Day);
  // The edges of thirty days, of six months and of a year from one of them.
  const from = dice.of(days);
  days.push(addDays(from, 1), addDays(from, dice.of([29, 30, 31])));
  days.push(addDays(from, dice.of([180, 181, 182, 184, 185])));
  days.push(addDays(addYears(from, 1), dice.between(-1, 2)));
  return days;
}

const SHARES = ['100', '1', '0.000001', '33.333333', '50', '3', '7.5', '0.5', '250', '66.666667'];
const LARGE_SHARES = ['1000000', '123456789.012345', '99999.999999'];

function someShares(dice: Dice): Shares {
  if (dice.percent(5)) return shares(dice.of(LARGE_SHARES));
  if (dice.percent(70)) return shares(dice.of(SHARES));
  return shares(`${dice.below(300)}.${String(dice.between(1, 999999)).padStart(6, '0')}`);
}

const MONEY = ['0', '0.01', '0.05', '1', '10', '80', '100', '333.33', '3800', '1000.01'];

function someMoney(dice: Dice): Cents {
  if (dice.percent(60)) return money(dice.of(MONEY));
  return BigInt(dice.below(dice.of([100, 10_000, 1_000_000, 2_000_000_000]))) as Cents;
}

const AMOUNTS = [
  '0.82',
  '0.5859375',
  '0.0125',
  '0.005',
  '0.01',
  '0.25',
  '1',
  '1.125',
  '30',
  '0.3333',
];

function someAmount(dice: Dice): Rate {
  if (dice.percent(3)) return rate('0.000000000001');
  if (dice.percent(75)) return rate(dice.of(AMOUNTS));
  return (BigInt(dice.between(1, 99_999_999)) * rate('0.0000001')) as Rate;
}

const PERCENT_SLOP = ['0.01', '0.05', '0.1', '0.100000000001', '0.11', '1'];
const USD_SLOP = ['0.0001', '0.0003', '0.0005', '0.0006', '0.000500000001', '0.0007', '0.01'];

/** Weights that add up to a whole, or nearly, or not at all. */
function someComponents(dice: Dice, unit: 'percent' | 'usd', whole: Rate): Record<Component, Rate> {
  const weights = Object.fromEntries(COMPONENTS.map((name) => [name, 0n])) as Record<
    Component,
    bigint
  >;
  if (dice.percent(3)) return weights as Record<Component, Rate>;

  const used = COMPONENTS.filter((name) => name === 'returnOfCapital' || dice.percent(35));
  const grain =
    unit === 'percent' ? rate(dice.of(['0.1', '0.01', '0.00001', '5'])) : rate('0.0001');
  let left = whole as bigint;
  for (const name of used.slice(1)) {
    const portion = (left * BigInt(dice.below(80))) / 100n;
    weights[name] = portion - (portion % grain);
    left -= weights[name];
  }
  weights[used[0] as Component] = left;

  if (dice.percent(35)) {
    const slop = rate(dice.of(unit === 'percent' ? PERCENT_SLOP : USD_SLOP));
    const name = dice.of(used);
    if (dice.percent(50)) weights[name] += slop;
    else if (weights[name] >= slop) weights[name] -= slop;
  }
  return weights as Record<Component, Rate>;
}

function someSubsets(
  dice: Dice,
  components: Readonly<Record<Component, Rate>>,
): Partial<Record<Subset, Rate>> {
  const subsets: Partial<Record<Subset, Rate>> = {};
  for (const name of SUBSETS) {
    if (!dice.percent(25)) continue;
    const parent = dice.of([
      components.capitalGain,
      components.capitalGain + components.unrecaptured1250,
      components.ordinary,
      components.ordinary / 3n,
      components.unrecaptured1250 + components.ordinary / 2n,
      0n,
    ]);
    subsets[name] = parent as Rate;
  }
  return subsets;
}

interface Frame {
  readonly dice: Dice;
  readonly days: readonly Day[];
  next: number;
}

function someDistribution(frame: Frame, taxYear: number): Distribution {
  const { dice, days } = frame;
  const near = dice.percent(80) ? [taxYear] : [taxYear - 1, taxYear];
  const choices = days.filter((day) => near.includes(yearOf(day)));
  let recordDate: Day | null =
    choices.length > 0 ? dice.of(choices) : addDays(firstDayOfYear(taxYear), dice.between(0, 364));
  let payableDate = addDays(recordDate, dice.of([0, 1, 5, 7, 10, 15]));
  if (dice.percent(15)) {
    // Declared late in the year before, or paid after the end of this one.
    const newYear = firstDayOfYear(taxYear + dice.below(2));
    recordDate = addDays(newYear, -(dice.percent(75) ? dice.between(0, 12) : dice.between(89, 95)));
    payableDate = addDays(newYear, dice.between(-2, 15));
  }
  let exDate: Day | null = null;
  const given = dice.below(100);
  if (given < 35) exDate = addDays(recordDate, dice.between(-4, 2));
  else if (given < 41) exDate = addDays(payableDate, dice.between(0, 3));
  else if (given < 46) exDate = dice.of(days);
  if (dice.percent(4)) recordDate = null;
  else if (dice.percent(2)) recordDate = dice.of(['1950-05-05', '2190-05-05']) as Day;

  const amountPerShare = someAmount(dice);
  let allocablePerShare = amountPerShare;
  if (dice.percent(15))
    allocablePerShare = ((amountPerShare * BigInt(dice.of([0, 1, 25, 50, 99]))) / 100n) as Rate;
  const unit = dice.percent(60) ? 'percent' : 'usd';
  const whole = unit === 'percent' ? rate('100') : allocablePerShare;
  const components = someComponents(dice, unit, whole);
  return {
    id: `distribution-${frame.next++}`,
    declarationDate: null,
    recordDate,
    exDate,
    payableDate,
    amountPerShare,
    allocablePerShare,
    inKind: false,
    unit,
    components,
    subsets: someSubsets(dice, components),
    sourceLine: null,
  };
}

function someDocument(
  frame: Frame,
  taxYear: number,
  securities: readonly Security[],
): AllocationDocument {
  const { dice, days } = frame;
  const listed: DocumentSecurity[] = [];
  for (const security of securities) {
    if (listed.length > 0 && dice.percent(25)) continue;
    const distributions: Distribution[] = [];
    for (let i = dice.between(0, 4); i > 0; i--)
      distributions.push(someDistribution(frame, taxYear));
    listed.push({ securityId: security.id, distributions });
  }
  const number = frame.next++;
  return {
    id: `document-${number}`,
    name: `Document ${number}`,
    issuer: null,
    taxYear,
    publishedOn: dice.percent(25) ? null : dice.of(days),
    status: dice.of(['estimate', 'final', 'final', 'corrected']),
    securities: listed,
  };
}

function someTransactions(
  frame: Frame,
  securities: readonly Security[],
  accounts: readonly Account[],
): Transaction[] {
  const { dice, days } = frame;
  const rows: Transaction[] = [];
  for (let i = dice.between(2, 11); i > 0; i--) {
    const number = frame.next++;
    const securityId = dice.of(securities).id;
    const accountId = dice.of(accounts).id;
    const bought = rows.filter((row) => row.action !== 'sell');
    const base = {
      id: `transaction-${number}`,
      date: dice.of(days),
      securityId,
      accountId,
      note: null,
      sourceLine: null,
    };
    if (bought.length === 0 || dice.percent(55)) {
      const lot =
        bought.length > 0 && dice.percent(5)
          ? dice.of(bought).lot
          : `${dice.of(['a', 'B', 'é', '10', '9', ''])}${number}`;
      rows.push({
        ...base,
        action: dice.of(['buy', 'reinvest']),
        shares: someShares(dice),
        amount: someMoney(dice),
        lot,
      });
      continue;
    }
    // Mostly a sale that its holder could make: of a lot that is there, and not of too much.
    const model = dice.of(bought);
    const later = days.filter((day) => day >= model.date);
    const sold = dice.of([1n, 2n, 2n, 3n, 5n]);
    const sixMonthsOn = dice.percent(15) ? addDays(model.date, dice.between(178, 186)) : undefined;
    rows.push({
      ...base,
      date: sixMonthsOn ?? (dice.percent(85) ? dice.of(later) : base.date),
      securityId: dice.percent(95) ? model.securityId : securityId,
      accountId: dice.percent(95) ? model.accountId : accountId,
      action: 'sell',
      shares:
        dice.percent(85) && model.shares >= sold
          ? ((model.shares / sold) as Shares)
          : someShares(dice),
      amount: sixMonthsOn ? money('0.05') : someMoney(dice),
      lot: dice.percent(45) ? model.lot : dice.percent(5) ? 'nobody' : null,
    });
  }
  return rows;
}

/** The book of a seed: the same for ever. */
export function randomBook(seed: number): Facts {
  const dice = new Dice(seed);
  const firstYear = dice.of(YEARS);
  const frame: Frame = { dice, days: daysAround(dice, firstYear), next: 1 };

  const securities: Security[] = [];
  for (let i = dice.of([1, 1, 2, 3]); i > 0; i--) {
    securities.push({
      id: `security-${i}`,
      issuer: 'Example Trust',
      name: `Class ${i} Common Stock`,
      symbol: dice.percent(80) ? `EX${i}` : null,
      cusips: dice.percent(50) ? [`00000000${i}`] : [],
    });
  }
  const accounts: Account[] = [];
  for (let i = dice.of([1, 1, 2, 3]); i > 0; i--) {
    accounts.push({
      id: `account-${i}`,
      name: dice.of(['Broker ', 'broker ', 'Ärztin ']) + String(i),
      taxDeferred: dice.percent(25),
      method: 'fifo',
    });
  }
  const documents: AllocationDocument[] = [];
  for (let year = firstYear; year < firstYear + 3; year++) {
    for (let versions = dice.of([0, 1, 1, 1, 1, 2, 3]); versions > 0; versions--)
      documents.push(someDocument(frame, year, securities));
  }
  if (dice.percent(30)) documents.reverse();
  return {
    securities,
    accounts,
    documents,
    transactions: someTransactions(frame, securities, accounts),
  };
}

/** The years that a book can say something about. */
export function yearsOf(facts: Facts): number[] {
  const years = [
    ...facts.documents.map((document) => document.taxYear),
    ...facts.transactions.map((row) => Number(row.date.slice(0, 4))),
  ];
  if (years.length === 0) return [];
  const all: number[] = [];
  for (let year = Math.min(...years); year <= Math.max(...years); year++) all.push(year);
  return all;
}
