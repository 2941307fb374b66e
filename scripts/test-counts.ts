/**
 * What the reports of the two test runners say, as three numbers. A run that broke before it could
 * report counts as one failure, never as nothing.
 */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const NO_TESTS: Counts = { passed: 0, failed: 0, skipped: 0 };

export function addCounts(one: Counts, other: Counts): Counts {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  };
}

/** A runner that ended with an error has a failure, whatever its report says. */
function withExitStatus(counts: Counts, exitedWell: boolean): Counts {
  return exitedWell || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

interface VitestReport {
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** @param text Vitest's JSON report; undefined when there is none */
export function vitestCounts(text: string | undefined, exitedWell: boolean): Counts {
  if (text === undefined) return { ...NO_TESTS, failed: 1 };
  let counts = NO_TESTS;
  for (const file of (JSON.parse(text) as VitestReport).testResults) {
    const statuses = file.assertionResults.map(({ status }) => status);
    const failed = statuses.filter((status) => status === 'failed').length;
    counts = addCounts(counts, {
      passed: statuses.filter((status) => status === 'passed').length,
      // A file that could not be loaded has no failing test in it.
      failed: file.status === 'failed' && failed === 0 ? 1 : failed,
      skipped: statuses.filter((status) => status !== 'passed' && status !== 'failed').length,
    });
  }
  return withExitStatus(counts, exitedWell);
}

interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
  readonly errors: readonly unknown[];
}

/** @param text Playwright's JSON report; undefined when there is none */
export function playwrightCounts(text: string | undefined, exitedWell: boolean): Counts {
  if (text === undefined) return { ...NO_TESTS, failed: 1 };
  const { stats, errors } = JSON.parse(text) as PlaywrightReport;
  return withExitStatus(
    {
      passed: stats.expected + stats.flaky,
      failed: stats.unexpected + errors.length,
      skipped: stats.skipped,
    },
    exitedWell,
  );
}

/** The last line of `npm test`. */
export function countsLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** 0 only when something ran and nothing failed. */
export function exitCodeOf({ passed, failed }: Counts): number {
  return failed === 0 && passed > 0 ? 0 : 1;
}
