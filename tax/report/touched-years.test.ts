import { describe, expect, it } from 'vitest';
import { reference } from '../../resources/reference.ts';
import { computeYear } from '../compute-year.ts';
import { addDays, type Day } from '../values/days.ts';
import type { Acquisition, Facts, Sale, Transaction } from '../facts/model.ts';
import type { Cents } from '../values/money.ts';
import { Dice, money, shares } from '../oracle/dice.ts';
import { randomBook, yearsOf } from '../oracle/random-book.ts';
import { touchedYears } from './touched-years.ts';

const BOOKS = 400;
const CHANGES_A_BOOK = 4;
const FIRST_SEED = 910_000;

function without<T>(list: readonly T[], at: number): T[] {
  return list.filter((_, i) => i !== at);
}

function at<T>(list: readonly T[], place: number, item: T): T[] {
  return [...list.slice(0, place), item, ...list.slice(place)];
}

function replaced<T>(list: readonly T[], place: number, item: T): T[] {
  return list.map((each, i) => (i === place ? item : each));
}

/** An entry with another day, another amount or another name. */
function otherwise(entry: Transaction, facts: Facts, dice: Dice): Transaction {
  const changes: ((from: Transaction) => Transaction)[] = [
    (from) => ({ ...from, date: addDays(from.date, dice.between(-40, 400)) }),
    (from) =>
      'amount' in from ? { ...from, amount: ((from.amount ?? 0n) + 100n) as Cents } : from,
    (from) =>
      'shares' in from && from.shares !== null && from.action !== 'sell'
        ? { ...from, shares: shares(String(dice.between(0, 90))) }
        : from,
    (from) =>
      'lot' in from && from.lot !== null ? { ...from, lot: someName(facts, from.lot, dice) } : from,
    (from) => ({ ...from, accountId: dice.of(facts.accounts).id }),
    (from) => ({ ...from, note: 'a note' }),
  ];
  return dice.of(changes)(entry);
}

/** A name that another lot has, or could be given. */
function someName(facts: Facts, name: string, dice: Dice): string {
  const lots = facts.transactions.flatMap((each) =>
    'lot' in each && each.lot !== null ? [each.lot] : [],
  );
  return `${dice.of([name, ...lots])}${dice.of(['', '/2', '/wash', '/wash/2', '/EX1', ' new'])}`;
}

function withTransactions(facts: Facts, dice: Dice, donor: Facts): Facts {
  const rows = facts.transactions;
  const place = dice.below(rows.length);
  const entry = rows[place] as Transaction;
  const given = dice.of(donor.transactions);
  const accounts = new Set(facts.accounts.map(({ id }) => id));
  const securities = new Set(facts.securities.map(({ id }) => id));
  const fits =
    accounts.has(given.accountId) &&
    securities.has(given.securityId) &&
    (!('toAccountId' in given) || accounts.has(given.toAccountId)) &&
    (!('toSecurityId' in given) || securities.has(given.toSecurityId));
  const kind = dice.below(fits ? 4 : 3);
  if (kind === 0) return { ...facts, transactions: without(rows, place) };
  if (kind < 3)
    return { ...facts, transactions: replaced(rows, place, otherwise(entry, facts, dice)) };
  return { ...facts, transactions: at(rows, place, { ...given, id: 'a new entry' }) };
}

function withDocuments(facts: Facts, dice: Dice, donor: Facts): Facts {
  const { documents } = facts;
  const place = dice.below(documents.length + 1);
  const document = documents[place];
  const given = donor.documents[0];
  if (document && dice.percent(40)) return { ...facts, documents: without(documents, place) };
  if (document && dice.percent(40)) {
    const status = dice.of(['estimate', 'final', 'corrected'] as const);
    return { ...facts, documents: replaced(documents, place, { ...document, status }) };
  }
  if (!given) return { ...facts, documents: without(documents, place) };
  const securities = new Set(facts.securities.map(({ id }) => id));
  const added = {
    ...given,
    id: 'a new document',
    taxYear: dice.of(yearsOf(facts)),
    securities: given.securities.filter(({ securityId }) => securities.has(securityId)),
  };
  return { ...facts, documents: at(documents, place, added) };
}

function withHolder(facts: Facts, dice: Dice): Facts {
  const place = dice.below(facts.accounts.length);
  const account = facts.accounts[place];
  const security = facts.securities[0];
  if (account && dice.percent(50)) {
    const changed = { ...account, taxDeferred: !account.taxDeferred };
    return { ...facts, accounts: replaced(facts.accounts, place, changed) };
  }
  if (security && dice.percent(50)) {
    return {
      ...facts,
      securities: replaced(facts.securities, 0, { ...security, symbol: 'RENAMED' }),
    };
  }
  return { ...facts, securities: [...facts.securities].reverse() };
}

function withClaims(facts: Facts, dice: Dice, donor: Facts): Facts {
  const { claims = [] } = facts;
  const place = dice.below(claims.length + 1);
  const claim = claims[place];
  const [given] = donor.claims ?? [];
  if (claim && dice.percent(40)) return { ...facts, claims: without(claims, place) };
  if (claim && dice.percent(70)) {
    const date = addDays(claim.date, dice.between(-40, 400));
    return { ...facts, claims: replaced(claims, place, { ...claim, date }) };
  }
  return { ...facts, claims: given ? at(claims, place, given) : [...claims].reverse() };
}

function changedFacts(facts: Facts, dice: Dice, donor: Facts): Facts {
  const kind = dice.below(12);
  if (kind > 9) return withClaims(facts, dice, donor);
  if (kind < 6 && facts.transactions.length > 0) return withTransactions(facts, dice, donor);
  if (kind < 9) return withDocuments(facts, dice, donor);
  return withHolder(facts, dice);
}

/** The longest texts that a test's message has room for. */
function textOf(report: unknown): string {
  return JSON.stringify(report, (_, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : value,
  );
}

describe('a year that a change cannot touch', () => {
  it('has the report that it has when it is computed from nothing', () => {
    let reused = 0;
    let other = 0;
    for (let seed = FIRST_SEED; seed < FIRST_SEED + BOOKS; seed++) {
      const dice = new Dice(seed);
      const before = randomBook(seed);
      for (let change = 0; change < CHANGES_A_BOOK; change++) {
        const after = changedFacts(before, dice, randomBook(seed + 1 + change));
        const isTouched = touchedYears(before, after);
        for (const year of new Set([...yearsOf(before), ...yearsOf(after)])) {
          if (isTouched(year)) {
            other++;
            continue;
          }
          reused++;
          expect(
            textOf(computeYear(after, year, reference)),
            `seed ${seed}, change ${change}, year ${year}`,
          ).toBe(textOf(computeYear(before, year, reference)));
        }
      }
    }
    // The comparison has something to compare, on both sides of the line.
    expect(reused).toBeGreaterThan(500);
    expect(other).toBeGreaterThan(500);
  });
});

const day = (text: string): Day => text as Day;

function bought(id: string, date: string, more: Partial<Acquisition> = {}): Acquisition {
  return {
    id,
    action: 'buy',
    date: day(date),
    securityId: 's',
    accountId: 'a',
    shares: shares('10'),
    amount: money('100'),
    lot: id,
    acquired: null,
    note: null,
    sourceLine: null,
    ...more,
  };
}

function sold(id: string, date: string, more: Partial<Sale> = {}): Sale {
  return {
    id,
    action: 'sell',
    date: day(date),
    securityId: 's',
    accountId: 'a',
    shares: shares('1'),
    amount: money('5'),
    lot: null,
    picks: [],
    note: null,
    sourceLine: null,
    ...more,
  };
}

function book(...transactions: Transaction[]): Facts {
  return {
    securities: [{ id: 's', issuer: null, name: 'S', symbol: 'S', cusips: [] }],
    accounts: [
      {
        id: 'a',
        name: 'A',
        taxDeferred: false,
        method: 'fifo',
        methodChanges: [],
        returnOfCapital: 'by-shares',
      },
      {
        id: 'b',
        name: 'B',
        taxDeferred: false,
        method: 'fifo',
        methodChanges: [],
        returnOfCapital: 'by-shares',
      },
    ],
    documents: [],
    transactions,
  };
}

/** The years from 2000 to 2012 that are touched. */
function touched(before: Facts, after: Facts): number[] {
  const isTouched = touchedYears(before, after);
  return Array.from({ length: 13 }, (_, i) => 2000 + i).filter(isTouched);
}

describe('what a change touches', () => {
  const first = bought('A', '2001-06-01');

  it('is nothing where nothing changed', () => {
    expect(touched(book(first), book({ ...first }))).toEqual([]);
  });

  it('is the year of the entry, and those after it', () => {
    expect(
      touched(book(first, sold('s', '2010-06-01')), book(first, sold('t', '2010-06-01'))),
    ).toEqual([2010, 2011, 2012]);
  });

  it('is the year before as well in January and February', () => {
    const sale = sold('s', '2010-02-10');
    expect(touched(book(first), book(first, sale))).toEqual([2009, 2010, 2011, 2012]);
  });

  it('is the year before where cash is taken back late in the next one', () => {
    const { shares: _, lot: __, acquired: ___, ...entry } = first;
    const back: Transaction = { ...entry, id: 'back', action: 'dividend', amount: money('-5') };
    const late = { ...back, date: day('2005-11-30') };
    expect(touched(book(first), book(first, late))).toEqual([
      2004, 2005, 2006, 2007, 2008, 2009, 2010, 2011, 2012,
    ]);
    const claim = {
      accountId: 'a',
      securityId: 's',
      date: late.date,
      amount: money('-5'),
      fileName: 'a.csv',
      line: 2,
    };
    expect(touched(book(first), { ...book(first), claims: [claim] })[0]).toBe(2004);
    expect(
      touched({ ...book(first), claims: [claim] }, { ...book(first), claims: [{ ...claim }] }),
    ).toEqual([]);
  });

  it('is from the earlier of the two days, where an entry moved', () => {
    const before = book(first, sold('s', '2011-06-01'));
    const after = book(first, sold('s', '2009-06-01'));
    expect(touched(before, after)).toEqual([2009, 2010, 2011, 2012]);
  });

  it.each(['A/wash', 'A/wash/2', 'A/S', 'A'])(
    'reaches back to the lot whose parts could be given the name %s',
    (lot) => {
      const before = book(first, bought('B', '2010-06-01'));
      const after = book(first, bought('B', '2010-06-01', { lot }));
      expect(touched(before, after)[0]).toBe(2001);
    },
  );

  it('reaches back to an entry that names the lot', () => {
    const sale = sold('s', '2005-06-01', { lot: 'C' });
    expect(touched(book(first, sale), book(first, sale, bought('C', '2010-06-01')))[0]).toBe(2005);
    const picks = [{ lot: 'C', shares: shares('1') }];
    const picking = sold('s', '2006-06-01', { picks });
    const with2010 = book(first, picking, bought('C', '2010-06-01'));
    expect(touched(book(first, picking), with2010)[0]).toBe(2006);
  });

  it('is everything where an account comes onto the forms, or changes', () => {
    const second = bought('B', '2010-06-01', { accountId: 'b' });
    expect(touched(book(first), book(first, second))).toHaveLength(13);
    const [a, b] = book(first).accounts;
    if (!a || !b) throw new Error('no accounts');
    const deferred = { ...book(first), accounts: [{ ...a, taxDeferred: true }, b] };
    expect(touched(book(first), deferred)).toHaveLength(13);
    const unused = { ...book(first), accounts: [a, { ...b, taxDeferred: true }] };
    expect(touched(book(first), unused)).toEqual([]);
  });

  it('is everything where a security that is held changes, and nothing where a new one is added', () => {
    const [security] = book(first).securities;
    if (!security) throw new Error('no security');
    const renamed = { ...book(first), securities: [{ ...security, symbol: 'T' }] };
    expect(touched(book(first), renamed)).toHaveLength(13);
    const added = { ...book(first), securities: [security, { ...security, id: 'other' }] };
    expect(touched(book(first), added)).toEqual([]);
  });

  it('is everything where entries of one list changed places', () => {
    const second = bought('B', '2001-03-01');
    expect(touched(book(first, second), book(second, first))).toHaveLength(13);
  });

  it('is the year of the document, the year before, and a year with a row paid on the same day', () => {
    const row = (taxYear: number, recordDate: string, payableDate: string) => ({
      id: `document-${taxYear}`,
      name: String(taxYear),
      issuer: null,
      taxYear,
      publishedOn: null,
      status: 'final' as const,
      securities: [
        {
          securityId: 's',
          distributions: [
            {
              id: `row-${taxYear}`,
              declarationDate: null,
              recordDate: day(recordDate),
              exDate: null,
              payableDate: day(payableDate),
              amountPerShare: 1n,
              allocablePerShare: 1n,
              inKind: false,
              unit: 'percent' as const,
              components: {},
              subsets: {},
              sourceLine: null,
            },
          ],
        },
      ],
    });
    const facts = (...documents: unknown[]): Facts => ({
      ...book(first),
      documents: documents as Facts['documents'],
    });
    const normal = row(2009, '2009-05-01', '2009-05-11');
    expect(touched(facts(), facts(normal))).toEqual([2008, 2009, 2010, 2011, 2012]);
    const same = row(2004, '2004-05-01', '2009-05-11');
    expect(touched(facts(same), facts(same, normal))).toEqual([2004, 2008, 2009, 2010, 2011, 2012]);
    const early = row(2009, '2006-05-01', '2009-05-11');
    expect(touched(facts(), facts(early))[0]).toBe(2006);
    // The sight of a year goes as far as its rows lie.
    const late = row(2002, '2002-12-20', '2010-01-11');
    const sale = sold('s', '2010-02-01');
    expect(touchedYears(facts(late), { ...facts(late), transactions: [first, sale] })(2002)).toBe(
      true,
    );
  });
});
