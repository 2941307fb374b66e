import { describe, expect, it } from 'vitest';
import { computeYear, lotEvents } from '../compute-year.ts';
import type { Reference } from '../facts/reference.ts';
import { listDerivation, type ListedStep } from './derivation.ts';
import { explain } from './explain.ts';
import type { Facts } from '../facts/model.ts';
import { randomBook, yearsOf } from '../oracle/random-book.ts';
import { recomputeAll } from '../testing/recompute.ts';
import { everyEventFigure, everyFigure } from '../testing/every-figure.ts';
import { testForm, weekdayCalendar } from '../testing/fixtures.ts';

const reference: Reference = {
  calendar: weekdayCalendar,
  forms: [{ ...testForm, firstYear: 1900, lastYear: null }],
};

/** The book of a seed, with every third account in the other choice for returns of capital. */
function bookOf(seed: number): Facts {
  const book = randomBook(seed);
  const accounts = book.accounts.map((account, place) => ({
    ...account,
    returnOfCapital:
      (seed + place) % 3 === 0 ? ('earliest-first' as const) : ('by-shares' as const),
  }));
  return { ...book, accounts };
}

/** Why a list of steps is no derivation; empty where it is one. */
function faults(steps: readonly ListedStep[]): string[] {
  const wrong: string[] = [];
  const values = recomputeAll(steps, reference.calendar);
  steps.forEach((step, place) => {
    const name = `${step.label} = ${step.value} (${step.operation})`;
    if (values[place] !== step.value) wrong.push(`${name} comes to ${values[place] ?? ''}`);
    if (!/^[^a-z].*\.$/.test(step.explanation)) wrong.push(`${name}: ${step.explanation}`);
    if (/undefined|NaN|\d n\b/.test(step.explanation + step.label)) wrong.push(step.explanation);
    const isLeaf = step.operands.length === 0;
    const isFact = step.operation === 'fact';
    if (isFact !== (step.source !== null)) wrong.push(`${name}: a source is for facts`);
    const mayBeLeaf = ['fact', 'constant', 'sum'].includes(step.operation);
    // These books are small: nothing is left out of a list.
    if (step.operation === 'others') wrong.push(`${name} is not listed`);
    if (isLeaf && !mayBeLeaf) wrong.push(`${name} is made from nothing`);
  });
  return wrong;
}

/** What is wrong with the derivations of a book, and how many figures it has. */
function check(facts: Facts): { readonly wrong: readonly string[]; readonly count: number } {
  const wrong: string[] = [];
  let count = 0;
  for (const year of yearsOf(facts)) {
    const report = computeYear(facts, year, reference);
    const events = everyEventFigure(lotEvents(facts, year, reference));
    for (const { figure, value } of [...everyFigure(report), ...events]) {
      count++;
      const name = `${year} ${JSON.stringify(figure)}`;
      try {
        const derivation = explain(facts, report, figure, reference);
        if (!derivation) {
          wrong.push(`${name}: no derivation`);
          continue;
        }
        if (derivation.value !== value) wrong.push(`${name}: ${derivation.value}, not ${value}`);
        wrong.push(...faults(listDerivation(derivation)).map((fault) => `${name}: ${fault}`));
      } catch (error) {
        wrong.push(`${name}: ${error instanceof Error ? (error.stack ?? '') : String(error)}`);
      }
    }
  }
  return { wrong, count };
}

describe('every figure of random books', () => {
  const seeds = Array.from({ length: 30 }, (_, place) => place + 1);
  let figures = 0;
  it.each(seeds)('has a derivation that can be worked out again (book %i)', (seed) => {
    const { wrong, count } = check(bookOf(seed));
    figures += count;
    expect(wrong.slice(0, 3)).toEqual([]);
  });

  it('are thousands', () => {
    expect(figures).toBeGreaterThan(3000);
  });
});
