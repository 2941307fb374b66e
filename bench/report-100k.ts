/**
 * How long does `basisbook report` take for 100,000 lots of one security, beside the bare script of
 * floor-report.ts? Whole processes, in pairs (A B A B ...), so that what else the machine does falls
 * on both. Also the start-up: the whole process for 100 lots.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { makeFiles } from './data.ts';
import { median, ROOT, timed } from './measure.ts';

const LOTS = 100_000;
const PAIRS = 5;
export const MAX_RATIO = 3;
export const MAX_START_MS = 500;

const CLI = join(ROOT, 'cli', 'main.ts');
const FLOOR = join(import.meta.dirname, 'floor-report.ts');

function shown(values: readonly number[]): string {
  return `${median(values).toFixed(0).padStart(6)} ms  (${values.map((value) => value.toFixed(0)).join(', ')})`;
}

type Files = ReturnType<typeof makeFiles>;

function reportArgs(files: Files, ...nodeOptions: readonly string[]): string[] {
  return [
    ...nodeOptions,
    CLI,
    'report',
    '--year',
    '2002',
    '--transactions',
    files.transactions,
    '--documents',
    files.document,
    '--json',
    '--out',
    files.out,
  ];
}

function bytesOf(file: string): string {
  return `${(statSync(file).size / 1e6).toFixed(1)} MB`;
}

/** Writes a V8 profile of one report of 100,000 lots into the current folder. */
export function profileLarge(): void {
  const files = makeFiles(LOTS);
  try {
    timed(process.execPath, reportArgs(files, '--cpu-prof'));
  } finally {
    files.remove();
  }
}

/** Prints both medians and answers with their ratio. */
export function measureLarge(): number {
  const files = makeFiles(LOTS);
  try {
    const report: number[] = [];
    const floor: number[] = [];
    let sizes = '';
    for (let pair = 0; pair <= PAIRS; pair++) {
      const a = timed(process.execPath, reportArgs(files));
      const reportSize = bytesOf(files.out);
      const b = timed(process.execPath, [FLOOR, files.transactions, files.out]);
      sizes = `report ${reportSize}, floor ${bytesOf(files.out)}`;
      if (pair === 0) continue; // The first pair fills the caches.
      report.push(a);
      floor.push(b);
    }
    const ratio = median(report) / median(floor);
    console.log(`${LOTS} lots, 4 payments, ${PAIRS} pairs of whole processes; written: ${sizes}`);
    console.log(`  basisbook report  ${shown(report)}`);
    console.log(`  bare script       ${shown(floor)}`);
    console.log(`  ratio             ${ratio.toFixed(2).padStart(6)}     (at most ${MAX_RATIO})`);
    return ratio;
  } finally {
    files.remove();
  }
}

/** Prints what 100 lots take, and answers with the milliseconds of the whole process. */
export function measureStart(): number {
  const files = makeFiles(100);
  try {
    const [, ...args] = reportArgs(files);
    const direct: number[] = [];
    const throughNpm: number[] = [];
    const node: number[] = [];
    for (let round = 0; round <= 7; round++) {
      const a = timed(process.execPath, reportArgs(files));
      const b = timed('npm', ['run', '-s', 'basisbook', '--', ...args]);
      const c = timed(process.execPath, ['-e', '']);
      if (round === 0) continue;
      direct.push(a);
      throughNpm.push(b);
      node.push(c);
    }
    console.log(`100 lots, whole process (at most ${MAX_START_MS} ms)`);
    console.log(`  basisbook report  ${shown(direct)}`);
    console.log(`  through npm run   ${shown(throughNpm)}`);
    console.log(`  node alone        ${shown(node)}`);
    return median(direct);
  } finally {
    files.remove();
  }
}
