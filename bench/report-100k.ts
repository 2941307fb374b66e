/**
 * How long does `basisbook report` take for 100,000 lots of one security, beside the bare script of
 * floor-report.ts? Whole processes, in pairs (A B A B ...), so that what else the machine does falls
 * on both. Also the start-up: the whole process for 100 lots.
 *
 * npm run bench            prints the medians and the ratio, and fails when the ratio is above 3
 * npm run bench -- --cpu-prof   writes a profile of one report into the current folder
 */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { makeFiles } from './data.ts';

const LOTS = 100_000;
const PAIRS = 5;
const MAX_RATIO = 3;
const MAX_START_MS = 500;

const CLI = join(import.meta.dirname, '..', 'cli', 'main.ts');
const FLOOR = join(import.meta.dirname, 'floor-report.ts');

/** Milliseconds that a whole process takes. */
function timed(args: readonly string[]): number {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  const end = process.hrtime.bigint();
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${String(status)}: ${stderr}`);
  return Number(end - start) / 1e6;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] as number;
}

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

function measureLarge(): number {
  const files = makeFiles(LOTS);
  try {
    if (process.argv.includes('--cpu-prof')) {
      timed(reportArgs(files, '--cpu-prof'));
      return 0;
    }
    const report: number[] = [];
    const floor: number[] = [];
    let sizes = '';
    for (let pair = 0; pair <= PAIRS; pair++) {
      const a = timed(reportArgs(files));
      const reportSize = bytesOf(files.out);
      const b = timed([FLOOR, files.transactions, files.out]);
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

function measureStart(): number {
  const files = makeFiles(100);
  try {
    timed(reportArgs(files));
    const report = Array.from({ length: 9 }, () => timed(reportArgs(files)));
    const node = Array.from({ length: 9 }, () => timed(['-e', '']));
    console.log('100 lots, whole process');
    console.log(`  basisbook report  ${shown(report)}`);
    console.log(`  node alone        ${shown(node)}`);
    return median(report);
  } finally {
    files.remove();
  }
}

const start = measureStart();
const ratio = measureLarge();
process.exitCode = ratio <= MAX_RATIO && start <= MAX_START_MS ? 0 : 1;
