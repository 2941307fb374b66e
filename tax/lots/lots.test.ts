/** Books beyond the usual size of numbers and of days, held against the slow calculation. */
import { describe, expect, it } from 'vitest';
import { reference } from '../../resources/reference.ts';
import { disagreementsOn } from '../oracle/agreement.ts';
import { factsOf } from '../testing/fixtures.ts';

const SALES = `  2002-06-03 sell   1.5    AIV      70000000000000000.00 -
  2002-12-30 sell   0.25   AIV      90000000000000000.00 small
  2003-06-03 sell   0.5    AIV      90000000000000000.00 -`;

/** Two payments of a year, and one of the next year with its ex-date in December. */
const documents = (perShare: string): string => `document 2002 final 2003-01-29
  security record     payable    amount parts
  AIV      2002-02-04 2002-02-11 ${perShare} returnOfCapital=60,capitalGain=40
  AIV      2002-05-06 2002-05-13 ${perShare} returnOfCapital=60,capitalGain=40
document 2003 final 2004-01-29
  security record     payable    amount parts
  AIV      2002-12-31 2003-01-15 ${perShare} returnOfCapital=60,capitalGain=40
  AIV      2003-05-06 2003-05-13 ${perShare} returnOfCapital=60,capitalGain=40`;

describe('figures of more than 64 bits', () => {
  it.each([
    ['a cost', '100000000000000000.00', '0.82'],
    ['a cost and what is returned', '900000000000000000.00', '90000000000000000'],
    ['what is returned to all, and not a cost', '80000000000000.00', '90000000000000000'],
    ['what is returned in all payments together', '90000000000000000.00', '20000000000000000'],
  ])('%s', (_, cost, perShare) => {
    const facts = factsOf(`trades
  date       action shares security amount lot
  2000-03-01 buy    1      AIV      ${cost} large
  2001-03-01 buy    2.5    AIV      100.00  small
  2001-06-01 buy    1      AIV      ${cost} kept
  2002-05-02 buy    1      AIV      ${cost} late
${SALES}
${documents(perShare)}`);
    const { compared, differences } = disagreementsOn(facts, reference);
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(2);
  });

  it.each([
    ['a transfer', 'transfer -  AIV moved two -   -'],
    ['an exchange', 'exchange - AIV moved NEW 1:1 -'],
    ['a spin-off', 'spin-off - AIV - NEW 1:1 99'],
  ])('what was returned before %s and what is after it, together', (_, move) => {
    const facts = factsOf(`trades
  date       action shares security lot to ratio percent amount
  2000-03-01 buy    1      AIV      moved - - - 200000000000000000.00
  2002-03-01 ${move} -
document 2002 final 2003-01-29
  security record     payable    amount parts
  AIV      2002-02-04 2002-02-11 90000000000000000 returnOfCapital=100
  AIV      2002-05-06 2002-05-13 80000000000000000 returnOfCapital=100
  NEW      2002-05-06 2002-05-13 80000000000000000 returnOfCapital=100
document 2003 final 2004-01-29
  security record     payable    amount parts
  AIV      2003-05-06 2003-05-13 0.82 returnOfCapital=100
  NEW      2003-05-06 2003-05-13 0.82 returnOfCapital=100`);
    expect(disagreementsOn(facts, reference).differences).toEqual([]);
  });

  it('so many shares', () => {
    const facts = factsOf(`trades
  date       action shares security amount lot
  2000-03-01 buy    10000000000000.5    AIV 1000.00 large
  2001-03-01 buy    3      AIV      100.00  small
${SALES}
${documents('0.82')}`);
    expect(disagreementsOn(facts, reference).differences).toEqual([]);
  });
});

describe('very many lots of one day', () => {
  // Names stand by code units: "9" comes after "1000", far from where it was bought.
  const names = Array.from({ length: 1010 }, (_, i) => String(i));

  it.each([
    ['in the order of the list', names],
    ['backwards', names.toReversed()],
  ])('stand by name, bought %s', (_, bought) => {
    const rows = bought.map((name) => `  2001-03-01 buy 1 AIV 10.00 ${name}`).join('\n');
    const facts = factsOf(`trades
  date action shares security amount lot
${rows}
  2002-05-02 sell 3.5 AIV 30.00 -
document 2002 final 2003-01-29
  security record     payable    amount parts
  AIV      2002-02-04 2002-02-11 0.82   returnOfCapital=100`);
    expect(disagreementsOn(facts, reference).differences).toEqual([]);
  });

  it('and one before those that are sold already is still the first to be sold', () => {
    const facts = factsOf(`trades
  date       action shares security amount lot
  2001-03-01 buy    1      AIV      10.00  b
  2001-03-01 buy    1      AIV      20.00  c
  2001-03-01 sell   1      AIV      30.00  -
  2001-03-01 sell   0.5    AIV      30.00  -
  2001-03-01 buy    1      AIV      40.00  a
  2001-03-02 sell   1      AIV      30.00  -`);
    expect(disagreementsOn(facts, reference).differences).toEqual([]);
  });
});
