/** Where the cost of shares received in kind is from: the payment of a document, down to its line. */
import { expect, it } from 'vitest';
import { reference } from '../../resources/reference.ts';
import { computeYear } from '../compute-year.ts';
import { factsOf } from '../testing/fixtures.ts';
import { recompute } from '../testing/recompute.ts';
import type { Derivation } from './derivation.ts';
import { explain } from './explain.ts';

const book = (exDate: string, amount: string, allocable = '38.0711', year = 2020) =>
  factsOf(`trades
  date       action  shares security amount  lot
  2018-03-01 buy     100    XYZ      4000.00 A
  2020-12-15 in-kind 100    NEW      ${amount}       N
document ${year} final 2021-01-20
  security record     ex         payable    amount  allocable    parts        inKind
  XYZ      2020-12-05 ${exDate} 2020-12-15 38.0711 ${allocable} ordinary=100 yes`);

function costOf(facts: ReturnType<typeof factsOf>): Derivation {
  const report = computeYear(facts, 2020, reference);
  const figure = { kind: 'lot', account: 'id-default', lot: 'N', of: 'cost' } as const;
  const found = explain(facts, report, figure, reference);
  if (!found) throw new Error('no such figure');
  expect(recompute(found, reference.calendar)).toBe(found.value);
  return found;
}

function labelsOf(derivation: Derivation): string[] {
  return [derivation.label, ...derivation.operands.flatMap(labelsOf)];
}

it.each(['2020-12-15', '2020-12-16', '2021-01-04', '2021-06-01'])(
  'is the payment with the ex-date %s: its shares times its amount',
  (exDate) => {
    const cost = costOf(book(exDate, '-'));
    expect(cost).toMatchObject({ value: '3807.11', operation: 'sum' });
    expect(cost.rule?.authority).toBe('Internal Revenue Code section 301(b)(1) and (d)');
    const [payment] = cost.operands;
    expect(payment).toMatchObject({
      operation: 'product',
      explanation: '100 shares × $38.0711 = $3,807.11.',
    });
    expect(labelsOf(cost)).toContain('Entitled shares');
  },
);

it('is found in the table of a later year, whose ex-date lies far behind the year', () => {
  expect(costOf(book('2021-06-01', '-', '38.0711', 2021)).operands).toMatchObject([
    { value: '3807.11', operation: 'product' },
  ]);
});

it('is the whole payment where a part of it belongs to another year', () => {
  const [payment] = costOf(book('2020-12-15', '-', '30')).operands;
  expect(payment).toMatchObject({ value: '3807.11', operation: 'product' });
});

it('is named by its document wherever the entry is the source of another figure', () => {
  const facts = book('2020-12-15', '-');
  const told = (documents: typeof facts.documents) => {
    const own = { ...facts, documents };
    const report = computeYear(own, 2020, reference);
    const figure = { kind: 'lot', account: 'id-default', lot: 'N', of: 'shares' } as const;
    return explain(own, report, figure, reference)?.explanation;
  };
  const entry = 'Distribution in kind of 2020-12-15 (line 6): 100 shares';
  expect(told(facts.documents)).toBe(`${entry}, worth $3,807.11 by Document 1.`);
  expect(told([])).toBe(`${entry}, whose value is not known yet.`);
});

it('is what was entered, where something was', () => {
  expect(costOf(book('2020-12-15', '3700.00'))).toMatchObject({
    value: '3700.00',
    operation: 'fact',
    label: 'Market value received',
  });
});

it('is nothing while nobody has said it, and says so', () => {
  const facts = book('2020-12-15', '-');
  expect(costOf({ ...facts, documents: [] })).toMatchObject({
    value: '0.00',
    explanation:
      'What these shares were worth is not known: the distribution in kind of 2020-12-15 (line 6) does not say it, and no release has a payment in kind of that day.',
  });
});
