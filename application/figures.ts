/**
 * The facts and reports of an open book, kept from one call to the next.
 *
 * After a change only what changed is read again, and the reports of years that the change cannot
 * touch stay. A command works on figures of its own, which go with it: whether it is carried out or
 * rolled back, the next query finds out from the book what changed.
 */
import { forgetFactChanges, noteFactChanges, patchFacts } from '../db/fact-changes.ts';
import { loadFacts } from '../db/facts.ts';
import { KeptClaims, withClaims } from './claims-of-book.ts';
import { KeptEstimates, withEstimates } from './estimates-of-book.ts';
import { KeptStandIns, withStandIns } from './reconcile/stand-ins.ts';
import type { Book } from '../db/open.ts';
import type { Facts } from '../tax/facts/model.ts';
import { touchedYears } from '../tax/report/touched-years.ts';
import type { YearReport } from '../tax/report/year-report.ts';

export type Compute = (facts: Facts, year: number) => YearReport;

/** The figures of one transaction. */
export interface FiguresOfTransaction {
  /** The facts as of this transaction. */
  readonly facts: () => Facts;
  readonly report: (year: number) => YearReport;
  /** To be called after a change within a command whose facts are needed again. */
  readonly changed: () => void;
}

export class Figures {
  readonly #book: Book;
  readonly #compute: Compute;
  /** As the book has them. */
  #stored: Facts | undefined;
  /** The same, with the allocations that forms stand in for, what brokers' histories say, and what estimates made. */
  #facts: Facts | undefined;
  readonly #standIns = new KeptStandIns();
  readonly #claims = new KeptClaims();
  readonly #estimates = new KeptEstimates();
  readonly #reports = new Map<number, YearReport>();

  /** To be made once for an open book, outside of a transaction. */
  constructor(book: Book, compute: Compute) {
    this.#book = book;
    this.#compute = compute;
    noteFactChanges(book);
  }

  /** For a query: what it finds out is kept. */
  ofQuery(): FiguresOfTransaction {
    return {
      facts: () => this.#settle(),
      report: (year) => {
        const facts = this.#settle();
        const report = this.#reports.get(year) ?? this.#compute(facts, year);
        this.#reports.set(year, report);
        return report;
      },
      changed: () => {
        throw new Error('a query cannot change anything');
      },
    };
  }

  /** For a command: what it finds out is forgotten with it. */
  ofCommand(): FiguresOfTransaction {
    let facts: Facts | undefined;
    const reports = new Map<number, YearReport>();
    const readStored = (): Facts =>
      this.#stored ? patchFacts(this.#book, this.#stored) : loadFacts(this.#book);
    const read = (): Facts => {
      if (facts !== undefined) return facts;
      const stored = withStandIns(this.#book, readStored());
      facts = withEstimates(this.#book, withClaims(this.#book, stored));
      return facts;
    };
    return {
      facts: read,
      report: (year) => {
        const now = read();
        const kept = now === this.#facts ? this.#reports.get(year) : undefined;
        const report = kept ?? reports.get(year) ?? this.#compute(now, year);
        reports.set(year, report);
        return report;
      },
      changed: () => {
        facts = undefined;
        reports.clear();
      },
    };
  }

  #beside(stored: Facts): Facts {
    const claimed = this.#claims.of(this.#book, this.#standIns.of(this.#book, stored));
    return this.#estimates.of(this.#book, claimed);
  }

  /** Reads what changed, and lets go of the reports that it touches. */
  #settle(): Facts {
    const before = this.#facts;
    if (before === undefined || this.#stored === undefined) {
      this.#stored = loadFacts(this.#book);
      this.#facts = this.#beside(this.#stored);
      forgetFactChanges(this.#book);
      return this.#facts;
    }
    this.#stored = patchFacts(this.#book, this.#stored);
    const after = this.#beside(this.#stored);
    if (after === before) return before;
    const isTouched = touchedYears(before, after);
    for (const year of [...this.#reports.keys()]) if (isTouched(year)) this.#reports.delete(year);
    this.#facts = after;
    forgetFactChanges(this.#book);
    return after;
  }
}
