import { describe, expect, it } from 'vitest';
import { reference, returnLineMap } from '../../resources/reference.ts';
import { computeYear } from '../compute-year.ts';
import type { FigureRef } from '../facts/figure-ref.ts';
import { randomBook, yearsOf } from '../oracle/random-book.ts';
import { everyFigure } from '../testing/every-figure.ts';
import {
  amountsOfReport,
  amountsOfReturn,
  figuresAt,
  recomputed,
} from '../testing/figure-parts.ts';
import { formatMoney } from '../values/money.ts';
import { BROKER_BASES } from './return-line-map.ts';
import { returnLines } from './return-lines.ts';

/** Books with every code that is looked for. */
const FIRST_SEED = 1;
const BOOKS = 80;

const nameOf = (figure: FigureRef): string =>
  JSON.stringify(Object.entries(figure).sort(([a], [b]) => (a < b ? -1 : 1)));

describe(`every amount of a return and of a notice, in ${BOOKS} random books`, () => {
  it('is made of figures of the report, which come to it', () => {
    const seen = new Map<string, number>();
    for (let seed = FIRST_SEED; seed < FIRST_SEED + BOOKS; seed++) {
      const facts = randomBook(seed);
      for (const year of yearsOf(facts)) {
        const report = computeYear(facts, year, reference);
        const known = new Map(everyFigure(report).map((one) => [nameOf(one.figure), one.value]));
        const accounts = [null, ...facts.accounts.map(({ id }) => id)];
        const printed = [
          ...amountsOfReport(report),
          ...accounts.flatMap((accountId) =>
            BROKER_BASES.flatMap((brokerBasis) =>
              amountsOfReturn(
                returnLines(report, returnLineMap, { accountId, brokerBasis, wholeDollars: false }),
              ),
            ),
          ),
        ];
        for (const { where, value, made } of printed) {
          const which = `seed ${seed}, ${year}, ${where}`;
          seen.set(where, (seen.get(where) ?? 0) + 1);
          expect(recomputed(made), which).toBe(made.value);
          if (value !== null) expect(made.value, which).toBe(value);
          for (const { figure, value: part } of figuresAt(made)) {
            expect(known.get(nameOf(figure)), `${which}: ${nameOf(figure)}`).toBe(
              formatMoney(part),
            );
          }
        }
        for (const { message, parts } of report.notices) {
          if (!parts) continue;
          expect(parts.map((part) => (typeof part === 'string' ? part : part.text)).join('')).toBe(
            message,
          );
        }
      }
    }
    for (const code of [
      'possible-wash-sale',
      'loss-after-capital-gain',
      'excess-over-basis',
      'holding-period-not-met',
      'dividend-differs',
      'provisional-year',
      'line',
      'beyond the basis',
      'counted gain',
      'column of gain',
      'column of adjustment',
    ]) {
      expect(seen.get(code) ?? 0, code).toBeGreaterThan(0);
    }
  });
});
