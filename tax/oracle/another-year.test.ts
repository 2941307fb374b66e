/**
 * A payment that a document states wholly or partly for another year than it is paid in, with sales on
 * every day that matters: both calculations say the same, and the parts are what they must be.
 */
import { expect, it } from 'vitest';
import { factsOf, testReference } from '../testing/fixtures.ts';
import { computeYear } from '../compute-year.ts';
import { disagreementsOn } from './agreement.ts';

/** Ex-date, payable date, and what the documents of three years state of the dollar. */
const PAYMENTS = [
  { ex: '2002-06-03', payable: '2002-06-14' },
  { ex: '2002-12-27', payable: '2003-01-15' },
  { ex: '2002-02-01', payable: '2002-02-14' },
];
const STATED = [
  [0, 60, 40],
  [25, 75, 0],
  [25, 50, 25],
  [0, 0, 100],
  [100, 0, 0],
];
/** Before every ex-date, between ex-date and payment, before and after January 1, and later. */
const SALES = ['2001-12-03', '2002-02-08', '2002-06-10', '2002-12-30', '2003-01-10', '2003-07-07'];

interface Combination {
  readonly payment: (typeof PAYMENTS)[number];
  readonly stated: (typeof STATED)[number];
  readonly sales: readonly string[];
  readonly cost: string;
}

function textOf({ payment, stated, sales, cost }: Combination): string {
  const documents = stated
    .map((cents, place) => ({ cents, year: 2001 + place }))
    .filter(({ cents }) => cents > 0)
    .map(
      ({ cents, year }) => `document ${year} final -
  security record ex payable amount allocable parts
  XYZ ${payment.ex} ${payment.ex} ${payment.payable} 1 ${cents / 100} ordinary=25,returnOfCapital=75`,
    );
  return `trades
  date action shares security amount lot
  2001-03-01 buy 7 XYZ ${cost} A
  2001-11-01 buy 5.5 XYZ ${cost} B
${sales.map((day) => `  ${day} sell 1.75 XYZ 20.00 -`).join('\n')}
${documents.join('\n')}`;
}

/** Every selection of days on which something is sold. */
function selections(days: readonly string[]): string[][] {
  return days.reduce<string[][]>(
    (all, day) => [...all, ...all.map((some) => [...some, day])],
    [[]],
  );
}

const COMBINATIONS: readonly Combination[] = PAYMENTS.flatMap((payment) =>
  STATED.flatMap((stated) =>
    selections(SALES).flatMap((sales) =>
      ['3.00', '100.00'].map((cost) => ({ payment, stated, sales, cost })),
    ),
  ),
);
/** Every 97th, so that each kind comes up; with 1 all of them are compared, in less than a minute. */
const STEP = 97;

it(`a payment stated for another year, every ${STEP}th of ${COMBINATIONS.length} combinations`, () => {
  for (let at = 0; at < COMBINATIONS.length; at += STEP) {
    const text = textOf(COMBINATIONS[at] as Combination);
    const facts = factsOf(text);
    expect(disagreementsOn(facts, testReference).differences, text).toEqual([]);
    // What is returned of every part comes off a basis, or is gain: nothing is lost between the years.
    for (const year of [2001, 2002, 2003]) {
      for (const payment of computeYear(facts, year, testReference).payments) {
        const parts = payment.lots.map((lot) => lot.basisReduction + lot.excessGain);
        expect(
          parts.reduce((sum, part) => sum + part, 0n),
          `${year}: ${text}`,
        ).toBe(payment.components.returnOfCapital);
      }
    }
  }
});
