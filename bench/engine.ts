/**
 * How long does the engine take beside two floors, and how much memory? Every size of book in a
 * process of its own, in which engine and floors take turns; the figures are printed, nothing fails.
 */
import { join } from 'node:path';
import { makeFiles } from './data.ts';
import { PAYMENTS_A_YEAR } from './engine-book.ts';
import type { ShapeTimes } from './engine-shape.ts';
import { median, outputOf, peakOf, ROOT } from './measure.ts';

const LOTS = [1_000, 10_000, 100_000] as const;
const YEARS = [1, 10, 30] as const;

const SHAPE = join(import.meta.dirname, 'engine-shape.ts');
const CLI = join(ROOT, 'cli', 'main.ts');
/** Room for 12 million results of the decimal floor. */
const HEAP = '--max-old-space-size=4096';

/** The median of the ratios of each round. */
function ratio(above: readonly number[], below: readonly number[]): number {
  return median(above.map((value, round) => value / (below[round] as number)));
}

interface Line {
  readonly milliseconds: number;
  /** Per lot and payment. */
  readonly nanoseconds: number;
}

function measureShape(lots: number, years: number): Line {
  const args = [HEAP, SHAPE, String(lots), String(years)];
  const times = JSON.parse(outputOf(process.execPath, args)) as ShapeTimes;
  const memory = peakOf([SHAPE, String(lots), String(years), 'once']);
  const book = peakOf([SHAPE, String(lots), String(years), 'none']);
  const milliseconds = median(times.engine);
  const nanoseconds = (milliseconds * 1e6) / (lots * years * PAYMENTS_A_YEAR);
  console.log(
    [
      String(lots).padStart(7),
      String(years).padStart(6),
      milliseconds.toFixed(1).padStart(10),
      nanoseconds.toFixed(0).padStart(8),
      ratio(times.engine, times.decimal).toFixed(2).padStart(10),
      ratio(times.engine, times.integer).toFixed(2).padStart(10),
      ratio(times.everyRow, times.decimal).toFixed(2).padStart(12),
      ratio(times.everyRow, times.integer).toFixed(2).padStart(12),
      `${memory.toFixed(0)} (${book.toFixed(0)})`.padStart(14),
      String(times.engine.length).padStart(7),
    ].join(''),
  );
  return { milliseconds, nanoseconds };
}

/** Prints a line for each size, and what the sizes say of one another. */
export function measureEngine(): void {
  console.log(
    'The engine, one year of a book: ms, ns per lot and payment, and ratios to the floors of one\n' +
      'multiplication and one subtraction in decimal.js and in integers; the same with every row read;\n' +
      'MiB at most (of which the book alone); rounds.\n' +
      '   lots years        ms      ns  /decimal  /integer  rows/decimal rows/integer    MiB (book) rounds',
  );
  const lines = new Map<string, Line>();
  for (const lots of LOTS) {
    for (const years of YEARS) lines.set(`${lots}/${years}`, measureShape(lots, years));
  }
  const of = (lots: number, years: number): Line => lines.get(`${lots}/${years}`) as Line;
  const size = of(100_000, 1).nanoseconds / of(1_000, 1).nanoseconds;
  const span = of(10_000, 30).milliseconds / of(10_000, 1).milliseconds;
  console.log(
    `per lot and payment, 100,000 lots to 1,000: ${size.toFixed(2)}   (aim: at most 1.3)`,
  );
  console.log(`10,000 lots, 30 years to 1:                 ${span.toFixed(2)}   (aim: below 15)`);
  measureReportMemory();
}

function measureReportMemory(): void {
  const files = makeFiles(100_000);
  try {
    const input = ['--transactions', files.transactions, '--documents', files.document];
    const report = [CLI, 'report', '--year', '2002', ...input, '--json', '--out', files.out];
    const over = peakOf(report) - peakOf(['-e', '']);
    console.log(
      `basisbook report, 100,000 lots: ${over.toFixed(0)} MiB over a bare Node process   (aim: at most 150)`,
    );
  } finally {
    files.remove();
  }
}
