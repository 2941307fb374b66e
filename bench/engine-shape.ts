/**
 * One size of book, measured in a process of its own: the engine beside the two floors.
 *
 * node bench/engine-shape.ts LOTS YEARS                      prints the times as JSON
 * node bench/engine-shape.ts LOTS YEARS once                 computes the year once: for its memory
 * node bench/engine-shape.ts LOTS YEARS none                 reads the book only: what that is over
 * node --cpu-prof bench/engine-shape.ts LOTS YEARS profile   computes it ten times
 */
import { reference } from '../resources/reference.ts';
import { computeYear } from '../tax/compute-year.ts';
import type { YearReport } from '../tax/report/year-report.ts';
import { engineInput, FIRST_YEAR, PAYMENTS_A_YEAR } from './engine-book.ts';
import { decimalFloor, integerFloor, type Work } from './floor-engine.ts';

/** Milliseconds of each round: the engine, the engine with every row looked at, the floors. */
export interface ShapeTimes {
  readonly engine: readonly number[];
  readonly everyRow: readonly number[];
  readonly decimal: readonly number[];
  readonly integer: readonly number[];
}

const WARM_UP_MS = 1500;
const MEASURED_MS = 8000;
const FEWEST_ROUNDS = 7;
const MOST_ROUNDS = 41;
/** A sample is at least this long: short work is repeated. */
const SAMPLE_MS = 25;

/** Looks at every figure of every lot of every payment, at every lot, and at the state of every year. */
function readEveryRow(report: YearReport): bigint {
  let total = 0n;
  for (const payment of report.payments) {
    for (const part of payment.lots) total += part.returnOfCapital - part.basisReduction;
  }
  for (const lot of report.lots) total += lot.adjustedBasis;
  return total + BigInt(report.yearStates.length);
}

function milliseconds(work: Work, times: number): number {
  const start = performance.now();
  for (let i = 0; i < times; i++) work();
  return (performance.now() - start) / times;
}

/** In turns, so that what else the machine does falls on all of them. */
function measure(works: readonly Work[]): readonly (readonly number[])[] {
  const samples = works.map((): number[] => []);
  const repeats = works.map((work) => {
    let times = 0;
    const start = performance.now();
    while (performance.now() - start < WARM_UP_MS || times === 0) {
      work();
      times++;
    }
    return Math.max(1, Math.ceil((SAMPLE_MS * times) / (performance.now() - start)));
  });
  const start = performance.now();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (round >= FEWEST_ROUNDS && performance.now() - start > MEASURED_MS) break;
    works.forEach((work, i) => samples[i]?.push(milliseconds(work, repeats[i] as number)));
  }
  return samples;
}

const lots = Number(process.argv[2]);
const years = Number(process.argv[3]);
const mode = process.argv[4] ?? 'measure';
const { facts, rows } = engineInput(lots, years);
const payments = years * PAYMENTS_A_YEAR;
const year = (): YearReport => computeYear(facts, FIRST_YEAR + years - 1, reference);

if (mode === 'once') year();
else if (mode === 'profile') for (let i = 0; i < 10; i++) year();
else if (mode === 'measure') {
  const [engine = [], everyRow = [], decimal = [], integer = []] = measure([
    year,
    () => readEveryRow(year()),
    decimalFloor(rows, payments),
    integerFloor(rows, payments),
  ]);
  console.log(JSON.stringify({ engine, everyRow, decimal, integer } satisfies ShapeTimes));
}
