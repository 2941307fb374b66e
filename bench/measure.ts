/** What the measurements have in common: medians, and processes whose time and memory are taken. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..');

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] as number;
}

/** Prints a figure beside its limit, and whether it keeps it. */
export function within(what: string, value: number, limit: number, unit: string): boolean {
  console.log(`  ${what.padEnd(34)} ${value.toFixed(2).padStart(8)} ${unit} (at most ${limit})`);
  return value <= limit;
}

/** What a process wrote. Throws where it failed. */
export function outputOf(command: string, args: readonly string[]): string {
  const { status, stderr, stdout } = spawnSync(command, args, {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    shell: command === 'npm' && process.platform === 'win32',
  });
  if (status !== 0) {
    throw new Error(`${command} ${args.join(' ')} ended with ${String(status)}: ${stderr}`);
  }
  return stdout;
}

/** Milliseconds that a whole process takes. */
export function timed(command: string, args: readonly string[]): number {
  const start = process.hrtime.bigint();
  outputOf(command, args);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/** Node's own figure, in KiB, written behind everything else when the process ends. */
const WRITE_PEAK =
  "data:text/javascript,process.on('exit',()=>console.log('peak',process.resourceUsage().maxRSS))";

/** The most memory that a Node process had, in MiB. */
export function peakOf(args: readonly string[]): number {
  const output = outputOf(process.execPath, ['--import', WRITE_PEAK, ...args]);
  const peak = /^peak (\d+)$/m.exec(output.slice(output.lastIndexOf('peak ')));
  if (!peak) throw new Error(`${args.join(' ')} did not say how much memory it had`);
  return Number(peak[1]) / 1024;
}
