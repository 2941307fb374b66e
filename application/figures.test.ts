import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addAccount } from '../db/accounts.ts';
import { loadFacts } from '../db/facts.ts';
import { actToUndo, nameAct, undoAct } from '../db/history.ts';
import { createBook, type Book } from '../db/open.ts';
import { addSecurity } from '../db/securities.ts';
import {
  addTransaction,
  removeTransaction,
  updateTransaction,
  type NewTransaction,
  type StoredTransaction,
} from '../db/transactions.ts';
import { computeYear } from '../tax/compute-year.ts';
import { addDays, type Day } from '../tax/values/days.ts';
import { Dice, money, shares } from '../tax/oracle/dice.ts';
import { Figures, type Compute } from './figures.ts';
import { reference } from '../resources/reference.ts';

const FIRST_YEAR = 2000;
const YEARS = Array.from({ length: 12 }, (_, i) => FIRST_YEAR + i);

let folder: string;
let book: Book;
let accountId: string;
let securityId: string;
const compute = vi.fn<Compute>((facts, year) => computeYear(facts, year, reference));
let figures: Figures;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'basisbook-figures-'));
  book = createBook(path.join(folder, 'the.book'), {
    kind: 'own',
    now: '2003-02-01T12:00:00.000Z',
  });
  figures = new Figures(book, compute);
  book.write(() => {
    accountId = addAccount(book, { name: 'Broker', taxDeferred: false }).id;
    securityId = addSecurity(book, { issuer: null, name: 'S', symbol: 'S', cusips: [] }).id;
  });
  add('2000-06-01', 'A');
  add('2005-06-01', 'B');
  compute.mockClear();
});

afterEach(() => {
  book.close();
  rmSync(folder, { recursive: true, force: true });
});

function purchase(date: string, lot: string): NewTransaction {
  return {
    action: 'buy',
    date: date as Day,
    accountId,
    securityId,
    shares: shares('10'),
    amount: money('100'),
    lot,
    acquired: null,
    note: null,
    source: null,
  };
}

function add(date: string, lot: string): StoredTransaction {
  return book.write(() => addTransaction(book, purchase(date, lot)));
}

/** Asks for reports, and answers with the years that had to be computed. */
function computed(...years: number[]): number[] {
  compute.mockClear();
  book.read(() => years.forEach((year) => figures.ofQuery().report(year)));
  return compute.mock.calls.map(([, year]) => year);
}

describe('reports', () => {
  it('are computed once, until something changes that touches them', () => {
    expect(computed(2001, 2005, 2009)).toEqual([2001, 2005, 2009]);
    expect(computed(2001, 2005, 2009)).toEqual([]);
    add('2005-06-02', 'C');
    expect(computed(2001, 2005, 2009)).toEqual([2005, 2009]);
    book.write(() => addAccount(book, { name: 'Empty', taxDeferred: true }));
    expect(computed(2001, 2005, 2009)).toEqual([]);
  });

  it('are let go of after several changes between two looks', () => {
    computed(2001, 2005, 2009);
    add('2009-06-02', 'C');
    add('2005-06-02', 'D');
    expect(computed(2001, 2005, 2009)).toEqual([2005, 2009]);
  });

  it('of a command are the book as the command left it, and leave nothing when it is rolled back', () => {
    computed(2001, 2009);
    compute.mockClear();
    expect(() =>
      book.write(() => {
        const own = figures.ofCommand();
        expect(own.report(2009).lots).toHaveLength(2);
        expect(compute).not.toHaveBeenCalled();
        addTransaction(book, purchase('2005-06-02', 'C'));
        // As a handler says it, when it needs what it has written.
        own.changed();
        expect(own.report(2009).lots).toHaveLength(3);
        expect(own.report(2009).lots).toHaveLength(3);
        expect(compute).toHaveBeenCalledTimes(1);
        throw new Error('rolled back');
      }),
    ).toThrow('rolled back');
    expect(computed(2001, 2009)).toEqual([]);
    expect(book.read(() => figures.ofQuery().report(2009).lots)).toHaveLength(2);
  });

  it('are computed again after a computation was stopped', () => {
    compute.mockImplementationOnce(() => {
      throw new Error('stopped');
    });
    expect(() => computed(2009)).toThrow('stopped');
    expect(computed(2009)).toEqual([2009]);
  });

  it('refuse to follow a change within a query', () => {
    expect(() => book.read(() => figures.ofQuery().changed())).toThrow(/query/);
  });
});

function textOf(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'bigint' ? `${each}n` : each,
  );
}

describe('after any changes', () => {
  it('every report is that of the facts read anew, whatever was kept', () => {
    const dice = new Dice(77);
    const someDay = (): string => addDays('2000-01-01' as Day, dice.below(365 * 12));
    let kept = 0;
    for (let round = 0; round < 60; round++) {
      const rows = book.read(() => loadFacts(book).transactions);
      const row = rows[dice.below(rows.length)];
      book.write(() => {
        const kind = dice.below(4);
        if (kind === 1 && actToUndo(book)) {
          undoAct(book);
          return;
        }
        nameAct(book, 'Changed', '2003-02-01T12:00:00.000Z');
        if (kind === 0 && row) {
          removeTransaction(book, row.id);
        } else if (kind === 2 && row?.action === 'buy') {
          updateTransaction(book, row.id, { ...row, date: someDay() as Day });
        } else {
          const sale = dice.percent(50) && row?.action === 'buy';
          addTransaction(
            book,
            sale
              ? {
                  ...purchase(addDays(row.date, dice.below(90)), ''),
                  action: 'sell',
                  shares: shares('3'),
                  amount: money('20'),
                  lot: null,
                  picks: [],
                }
              : purchase(someDay(), `lot ${round}`),
          );
        }
      });
      kept += YEARS.length - computed(...YEARS).length;
      book.read(() => {
        const facts = loadFacts(book);
        const known = figures.ofQuery();
        expect(known.facts()).toEqual(facts);
        for (const year of YEARS) {
          expect(textOf(known.report(year)), `round ${round}, ${year}`).toBe(
            textOf(computeYear(facts, year, reference)),
          );
        }
      });
    }
    expect(kept).toBeGreaterThan(100);
  });
});
