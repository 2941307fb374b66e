/** Where the two gains of one payment are from, when its lot was divided before it took effect. */
import { expect, it } from 'vitest';
import { reference } from '../../resources/reference.ts';
import { computeYear } from '../compute-year.ts';
import { excessFigureRef } from '../report/sale-figures.ts';
import { factsOf } from '../testing/fixtures.ts';
import { recompute } from '../testing/recompute.ts';
import { explain } from './explain.ts';

const facts = factsOf(`trades
  date       action shares security amount lot
  2018-06-01 buy    20     XYZ      400.00 A
  2019-12-02 buy    50     XYZ      50.00  R
  2019-12-16 sell   10     XYZ      200.00 R
  2019-12-20 sell   20     XYZ      380.00 A
document 2020 final 2021-01-20
  security declared   record     ex         payable    amount parts
  XYZ      2019-09-20 2019-12-16 2019-12-13 2020-01-15 3      returnOfCapital=100`);
const report = computeYear(facts, 2020, reference);

it('adds up what arose in the lots whose shares count as held from the same day on', () => {
  const ofR = report.excessGains.filter(({ lot }) => lot === 'R');
  const shown = ofR.map((gain) => {
    const derivation = explain(facts, report, excessFigureRef(gain), reference);
    if (!derivation) throw new Error('no such figure');
    expect(recompute(derivation, reference.calendar)).toBe(derivation.value);
    return [gain.term, derivation.value, derivation.operands.map(({ value }) => value)];
  });
  // 10 sold: 30.00. 20 that are left: 60.00 - 20.00. 20 that replaced those of A: 60.00 - 40.00.
  expect(shown).toEqual([
    ['long', '20.00', ['60.00', '40.00']],
    ['short', '70.00', ['30.00', '40.00']],
  ]);
  const whole = { ...ofR[0], since: null } as (typeof ofR)[number];
  expect(explain(facts, report, excessFigureRef(whole), reference)?.value).toBe('90.00');
});

it('knows no gain of another day', () => {
  const [gain] = report.excessGains.filter(({ lot }) => lot === 'R');
  if (!gain) throw new Error('no gain');
  const figure = { ...excessFigureRef(gain), since: '2001-01-01' };
  expect(explain(facts, report, figure, reference)).toBeUndefined();
});
