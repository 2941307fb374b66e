/** Releases of issuers that do not exist, as short as the reader takes them. Only tests import this. */
import type { Request } from '../contract.ts';

/** Shares of such an issuer, held before its releases. */
export const purchase = {
  date: '2000-03-01',
  action: 'buy',
  security: 'HBR',
  account: 'default',
  shares: '100',
  amount: '3800.00',
  lot: 'A',
  note: null,
} satisfies Request<'transactions.add'>;

interface ReleaseClass {
  readonly name: string;
  /** The first eight characters of its CUSIP; none when absent. */
  readonly cusip?: string;
  /** Return of capital in percent of each payment. */
  readonly capital?: number;
}

export interface ReleaseParts {
  readonly issuer?: string;
  readonly year?: number;
  readonly published?: string;
  /** Tickers as the release names them: "HBR", "HBR and HBRPrC". */
  readonly symbols?: string;
  readonly classes: readonly ReleaseClass[];
  /** Makes another text of the same figures. */
  readonly remark?: string;
}

/** Eight characters and their check digit, as printed: "411500-10-7". */
function printedCusip(eight: string): string {
  let sum = 0;
  Array.from(eight).forEach((character, place) => {
    const value = parseInt(character, 36) * (place % 2 === 0 ? 1 : 2);
    sum += Math.trunc(value / 10) + (value % 10);
  });
  return `${eight.slice(0, 6)}-${eight.slice(6)}-${(10 - (sum % 10)) % 10}`;
}

/** The text of a release with one payment of a dollar on February 11 for every class. */
function releaseText({
  issuer = 'Harbor Light Trust',
  year = 2002,
  published = `January 29, ${year + 1}`,
  symbols,
  classes,
  remark = '',
}: ReleaseParts): string {
  const short = String(year).slice(2);
  const tables = classes.map(
    ({ name, cusip, capital = 20 }) => `${name}${cusip ? ` (CUSIP ${printedCusip(cusip)})` : ''}

Record Date\tPayable Date\tDividend Per Share\tOrdinary Dividend\tReturn of Capital
02/04/${short}\t02/11/${short}\t$1.00\t${100 - capital}%\t${capital}%
`,
  );
  return `${issuer} ${year} Dividend Allocation

PORTLAND – ${published}

${issuer}${symbols ? ` (NYSE: ${symbols})` : ''}
${remark}
${tables.join('\n')}`;
}

/** What `documents.accept` and its likes take. */
export function release(parts: ReleaseParts): {
  readonly fileName: string;
  readonly content: { readonly kind: 'text'; readonly text: string };
} {
  return {
    fileName: `release-${parts.year ?? 2002}.txt`,
    content: { kind: 'text', text: releaseText(parts) },
  };
}
