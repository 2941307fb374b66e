/**
 * Which of two names does the book know a security by that a file calls by its CUSIP, and says which ticker that is?
 *
 * A row has one name. Where the book and the built-in list have none of that name, and have the other one that the
 * file gives, the row is of that security: else one security would stand in the book twice, its trades would not be
 * known again, and no loss would be washed by a purchase.
 *
 * Example: OFX says `29476L107` and lists it as EQR; the book has EQR, from a table with tickers.
 * Awkward case: the EQR of the book has CUSIPs of another issuer: the ticker passed on, and they stay two.
 * Not handled: files that give no more than the CUSIP.
 */
import type { TickerOfCusip } from '../../formats/accounts/history.ts';
import type { KnownSecurity } from '../../formats/allocation-document.ts';
import { quoted } from '../../formats/csv-values.ts';
import type { Security } from '../../tax/facts/model.ts';
import type { DatedIdentifier } from '../identity/resolve-security.ts';
import { isSameTicker } from '../identity/ticker-spelling.ts';
import type { Doubt } from './doubts.ts';

/** The characters of a CUSIP that are those of its issuer. */
const OF_ISSUER = 6;

type Named = Pick<Security, 'symbol' | 'cusips'>;

/** What names a security, and sometimes another one. */
interface Naming {
  readonly security: string;
  readonly to?: string | null;
}

interface NamesInBook {
  /** What the file says, with the names by which the book has its securities. */
  readonly of: <T extends Naming>(all: readonly T[]) => readonly T[];
  /** What may be one security and is two. */
  readonly doubts: readonly Doubt[];
}

interface KnownNames {
  readonly securities: readonly Security[];
  readonly identifiers: readonly DatedIdentifier[];
  readonly library: readonly KnownSecurity[];
}

function withCusip(cusip: string, { securities, identifiers, library }: KnownNames) {
  const former = identifiers.find(({ kind, value }) => kind === 'cusip' && value === cusip);
  return (
    securities.find(({ id, cusips }) => cusips.includes(cusip) || id === former?.securityId) ??
    library.find(({ cusips }) => cusips.includes(cusip))
  );
}

function withTicker(ticker: string, { securities, library }: KnownNames): Named | undefined {
  return [...securities, ...library].find(({ symbol }) => isSameTicker(symbol, ticker));
}

function areOfOtherIssuer({ cusips }: Named, cusip: string): boolean {
  const issuer = cusip.slice(0, OF_ISSUER);
  return cusips.length > 0 && !cusips.some((own) => own.startsWith(issuer));
}

/** What each name of the file is looked for by, where that is another one. */
export function namesInBook(tickers: readonly TickerOfCusip[], known: KnownNames): NamesInBook {
  const instead = new Map<string, string>();
  const doubts: Doubt[] = [];
  for (const { ticker, cusip } of tickers) {
    const [byCusip, byTicker] = [withCusip(cusip, known), withTicker(ticker, known)];
    if (byCusip !== undefined && byTicker === undefined) instead.set(ticker, cusip);
    if (byCusip !== undefined && byTicker !== undefined) {
      const both = [byCusip, byTicker].filter((one) => known.securities.some((own) => own === one));
      if (both.length === 2 && byCusip !== byTicker) doubts.push(twoOfOne(ticker, cusip, byCusip));
    } else if (byCusip === undefined) {
      const isOther = byTicker !== undefined && areOfOtherIssuer(byTicker, cusip);
      if (isOther) doubts.push(twoOfOne(ticker, cusip, byTicker));
      else instead.set(cusip, ticker);
    }
  }
  const named = (text: string): string => instead.get(text) ?? text;
  return {
    of: (all) => (instead.size === 0 ? all : all.map((one) => withNames(one, named))),
    doubts,
  };
}

function withNames<T extends Naming>(one: T, named: (text: string) => string): T {
  const { security, to } = one;
  return { ...one, security: named(security), ...(to ? { to: named(to) } : {}) };
}

function twoOfOne(ticker: string, cusip: string, { cusips }: Named): Doubt {
  const other = cusips.includes(cusip) ? `${cusip} apart from it` : `it with ${cusips.join(', ')}`;
  return {
    line: null,
    message: `The file says that ${cusip} is ${quoted(ticker)}, and the book has ${other}. If they are one security, join them in the window under Holdings, Securities.`,
  };
}
