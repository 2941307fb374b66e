/**
 * Which books are worth comparing two calculations on? Small ones in which everything collides.
 *
 * A seed names a book, as long as the generator stays as it is. Days come from a pool of a dozen
 * that lie close together, around settlement changes, bank holidays, year ends and leap days; so
 * trades fall on ex-dates, sales on purchases, and payments of two years on one day.
 * Every sixteenth is about cash alone (`random-cash-book.ts`).
 * Not made: entries about accounts and securities that the book does not have.
 */
import { addDays, addYears, dayOf } from '../values/days.ts';
import type { Day } from '../values/days.ts';
import { LOT_METHODS } from '../facts/model.ts';
import type {
  Account,
  AllocationDocument,
  Facts,
  MethodChange,
  Security,
  Transaction,
} from '../facts/model.ts';
import { Dice } from './dice.ts';
import { someDocument } from './random-documents.ts';
import type { Frame } from './random-documents.ts';
import { randomCashBook } from './random-cash-book.ts';
import { someClaims } from './random-claims.ts';
import { someEntries } from './random-entries.ts';

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
const YEARS = [1994, 1999, 2001, 2002, 2003, 2007, 2016, 2017, 2018, 2019, 2020, 2022, 2023, 2024];

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

function someMethods(dice: Dice, days: readonly Day[]): Pick<Account, 'method' | 'methodChanges'> {
  const method = dice.percent(35) ? 'fifo' : dice.of(LOT_METHODS);
  const changes = new Map<Day, MethodChange>();
  for (let i = dice.of([0, 0, 0, 1, 1, 2]); i > 0; i--) {
    const from = dice.of(days);
    changes.set(from, { from, method: dice.of(LOT_METHODS) });
  }
  const methodChanges = [...changes.values()].sort((a, b) => (a.from < b.from ? -1 : 1));
  return { method, methodChanges };
}

/** The book of a seed: the same for ever. */
export function randomBook(seed: number): Facts {
  const dice = new Dice(seed);
  if (seed % 16 === 5) return randomCashBook(dice);
  const firstYear = dice.of(YEARS);
  const frame: Frame = { dice, days: daysAround(dice, firstYear), rows: [], next: 1 };

  const securities: Security[] = [];
  for (let i = dice.of([1, 2, 2, 3]); i > 0; i--) {
    securities.push({
      id: `security-${i}`,
      issuer: 'Example Trust',
      name: `Class ${i} Common Stock`,
      symbol: dice.percent(80) ? `EX${i}` : null,
      cusips: dice.percent(50) ? [`00000000${i}`] : [],
    });
  }
  const accounts: Account[] = [];
  for (let i = dice.of([1, 2, 2, 3]); i > 0; i--) {
    accounts.push({
      id: `account-${i}`,
      name: dice.of(['Broker ', 'broker ', 'Ärztin ']) + String(i),
      taxDeferred: dice.percent(25),
      ...someMethods(dice, frame.days),
      returnOfCapital: dice.percent(15) ? 'earliest-first' : 'by-shares',
    });
  }
  const documents: AllocationDocument[] = [];
  for (let year = firstYear; year < firstYear + 3; year++) {
    for (let versions = dice.of([0, 0, 1, 1, 1, 2, 3]); versions > 0; versions--)
      documents.push(someDocument(frame, year, securities));
  }
  if (dice.percent(30)) documents.reverse();
  const transactions = someEntries(frame, securities, accounts);
  const claims = someClaims(frame, transactions, accounts);
  const estimates = someEstimate(dice, transactions);
  return { securities, accounts, documents, transactions, claims, ...estimates };
}

/** What terms of reorganisations make. */
const BY_TERMS: ReadonlySet<string> = new Set([
  ...['split', 'spin-off', 'exchange', 'in-kind', 'stock-dividend'],
]);

/** One entry in some books is by terms that are an estimate. */
function someEstimate(dice: Dice, transactions: readonly Transaction[]): Pick<Facts, 'estimates'> {
  const made = transactions.filter(({ action }) => BY_TERMS.has(action));
  if (made.length === 0 || !dice.percent(30)) return {};
  return { estimates: [{ entryId: dice.of(made).id, name: 'Terms of random words' }] };
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
