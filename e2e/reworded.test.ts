import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reference, returnLineMap } from '../resources/reference.ts';
import { computeYear } from '../tax/compute-year.ts';
import type * as Engine from '../tax/compute-year.ts';
import type { Facts } from '../tax/facts/model.ts';
import { randomBook, yearsOf } from '../tax/oracle/random-book.ts';
import { amountsOfReport, amountsOfReturn, figuresAt } from '../tax/testing/figure-parts.ts';
import { compareText } from '../tax/values/order.ts';
import { reworded, writeReworded } from './reword.ts';
import { BROKER_BASES } from '../tax/report/return-line-map.ts';
import { returnLines } from '../tax/report/return-lines.ts';
import type * as Lines from '../tax/report/return-lines.ts';

const BOOKS = 60;
const TAX = join(import.meta.dirname, '../tax');
const folder = mkdtempSync(join(tmpdir(), 'reworded-'));

interface Both {
  readonly computeYear: typeof Engine.computeYear;
  readonly returnLines: typeof Lines.returnLines;
}

let other: Both;
let sentences = 0;

beforeAll(async () => {
  sentences = writeReworded(TAX, folder, join(TAX, '../node_modules'));
  const from = (path: string): Promise<unknown> =>
    import(/* @vite-ignore */ join(folder, 'tax', path));
  const [engine, lines] = await Promise.all([
    from('compute-year.ts') as Promise<typeof Engine>,
    from('report/return-lines.ts') as Promise<typeof Lines>,
  ]);
  other = { computeYear: engine.computeYear, returnLines: lines.returnLines };
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true }));

/** All figures that amounts refer to, and all sentences, of a year. */
function saidOf({ computeYear, returnLines }: Both, facts: Facts, year: number) {
  const report = computeYear(facts, year, reference);
  const lines = BROKER_BASES.map((brokerBasis) =>
    returnLines(report, returnLineMap, { accountId: null, wholeDollars: true, brokerBasis }),
  );
  const printed = [...amountsOfReport(report), ...lines.flatMap(amountsOfReturn)];
  return {
    // Notices of one kind stand in the order of their sentences.
    figures: printed
      .map(({ where, value, made }) => ({
        where,
        value,
        at: figuresAt(made).map(({ figure, value }) => ({ figure, value })),
      }))
      .sort((a, b) => compareText(inspect(a, { depth: null }), inspect(b, { depth: null }))),
    sentences: report.notices.map(({ message }) => message),
  };
}

describe('rewording every sentence of the engine', () => {
  it('turns the letters of sentences and of nothing else', () => {
    const source = "const a = 'sale'; const b = `Lot ${a} is held`; type C = 'a b'; f('a b\\n');";
    expect(reworded(source, 'a.ts').text).toBe(
      "const a = 'sale'; const b = `Ybg ${a} vf uryq`; type C = 'a b'; f('n o\\n');",
    );
  });

  it('changes no reference to a figure', () => {
    expect(sentences).toBeGreaterThan(400);
    let told = 0;
    let referred = 0;
    for (let seed = 1; seed <= BOOKS; seed++) {
      const facts = randomBook(seed);
      for (const year of yearsOf(facts)) {
        const now = saidOf({ computeYear, returnLines }, facts, year);
        const then = saidOf(other, facts, year);
        expect(then.figures, `seed ${seed}, ${year}`).toEqual(now.figures);
        // Not one notice is as it was.
        expect(then.sentences).toHaveLength(now.sentences.length);
        for (const sentence of then.sentences) expect(now.sentences).not.toContain(sentence);
        told += now.sentences.length;
        referred += now.figures.length;
      }
    }
    expect(Math.min(told, referred)).toBeGreaterThan(500);
  });
});
