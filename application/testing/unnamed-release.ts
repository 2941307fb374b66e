/** A release that names no ticker, and shares that have nothing else: for tests of what joins them. */
import type { Harness } from './harness.ts';

/** Its text; `title` is how it names the security. */
export const unnamedRelease = (
  year: number,
  { issuer = 'Boston Harbor Properties', title = 'Common Stock (CUSIP 62844K204)' } = {},
): string => `${issuer} Announces Tax Treatment of Its ${year} Distributions

${title}

Record Date\tPayable Date\tDistribution Per Share\tOrdinary Dividends\tReturn of Capital
03/29/${year}\t04/30/${year}\t$0.95\t$0.90\t$0.05
`;

/** Buys 100 shares of what only a ticker names. */
export const buyUnnamed = (app: Harness, security: string, date = '2018-01-02') =>
  app.ok('transactions.add', {
    date,
    action: 'buy',
    security,
    account: 'default',
    shares: '100',
    amount: '12000.00',
    lot: null,
    note: null,
  });
