/**
 * Which ticker and which known security belong to a heading?
 *
 * A CUSIP of the built-in list decides. Else the tickers of the document do: "AIVPrC" is the
 * preferred stock of class or series C, a ticker without "Pr" is the only common stock. Where more
 * than one answer is possible there is none.
 * Awkward case: a valid CUSIP of another class of the same issuer stands in the heading; the built-in
 * list tells, and it is an error.
 */
import type { KnownSecurity } from '../../allocation-document.ts';

/** "C" of "Class C Cumulative Preferred Stock". */
export function classLetter(name: string): string | undefined {
  return /\b(?:class|series)\s+([a-z]{1,2}|\d)\b/i.exec(name)?.[1]?.toUpperCase();
}

export function isCommon(name: string): boolean {
  return /\bcommon\b/i.test(name);
}

export function isPreferred(name: string): boolean {
  return /\bpreferred\b/i.test(name);
}

function preferredLetter(ticker: string): string | undefined {
  return /^[A-Z]{1,5}?[ .-]?P[Rr]?[ .-]?([A-Z])$/.exec(ticker)?.[1];
}

/** Tickers with "Pr" in lower case r or a separator are preferred; "APRD" alone is not. */
export function isPreferredTicker(ticker: string): boolean {
  return /(?:Pr|[ .-]P[Rr]?)[ .-]?[A-Z]$/.test(ticker);
}

/** The one ticker of the document that is this security's; undefined when none or several could be. */
export function tickerFor(
  name: string,
  tickers: readonly string[],
  commonCount: number,
): string | undefined {
  const candidates = isPreferred(name)
    ? tickers.filter(
        (ticker) => isPreferredTicker(ticker) && preferredLetter(ticker) === classLetter(name),
      )
    : isCommon(name) && commonCount === 1
      ? tickers.filter((ticker) => !isPreferredTicker(ticker))
      : [];
  return candidates.length === 1 ? candidates[0] : undefined;
}

/** What stands in parentheses behind a name and is no ticker. */
const NO_TICKER =
  /^(?:REITS?|DRIP|DRP|USD?|USA|CUSIPS?|ISIN|IRS|SEC|NAV|ROC|LTCG|STCG|QDI|UBTI|AMT|LLC|LP|INC|CORP|CO|NYSE|AMEX|OTC|ETF|RIC|BDC|CEF|DIV|NA|TBD|PDF|FFO|PRE|POST|EST|PER|[A-H])$/;
const BARE = /\(([A-Z]{1,5}(?:[ .-]?P[Rr]?[ .-]?[A-Z])?)\)/g;
const OF_SHARES =
  /\b(?:common|preferred)(?: (?:stock|shares?))?(?:,? (?:class|series) [A-Z])?\s*$|\b(?:class|series) [A-Z](?: (?:\w+ ){0,3}(?:stock|shares?))?\s*$/i;
const OF_A_COMPANY =
  /\b(?:Trust|Inc|Corp|Corporation|Company|Co|REIT|LLC|L\.?P|Properties|Realty|Fund)\.?,?\s*$/;
const TITLE = 3;
const LONGEST_HEADING = 120;

/**
 * Tickers in parentheses without an exchange, where nothing else can be meant: behind a class of shares in a
 * heading ("Common Stock (EXT)"), and behind the company's name in the first lines ("Example Trust (EXT)").
 */
export function bareTickers(lines: readonly string[]): string[] {
  const filled = lines.filter((line) => line.trim() !== '');
  const found = filled.flatMap((line, i) => {
    if (line.length > LONGEST_HEADING || /[a-z]\.\s+[A-Z]|[.;]\s*$/.test(line)) return [];
    return [...line.matchAll(BARE)].flatMap((match) => {
      const before = line.slice(0, match.index).trimEnd();
      const isNamed = OF_SHARES.test(before) || (i < TITLE && OF_A_COMPANY.test(before));
      const [, ticker = ''] = match;
      return isNamed && !NO_TICKER.test(ticker) ? [ticker] : [];
    });
  });
  return [...new Set(found)];
}

const TICKER = String.raw`([A-Z]{1,5}(?:[ .-]?P[Rr]?[ .-]?[A-Z])?)`;
const AT_EXCHANGE = new RegExp(
  String.raw`\((?:NYSE|NASDAQ|Nasdaq|AMEX)(?: [A-Za-z]+)?\s*:\s*${TICKER}\)`,
  'g',
);
const BEFORE_NAME = new RegExp(
  String.raw`^${TICKER}\s+[-–—]\s+(?=.*\b(?:Common|Preferred|Class|Series)\b)`,
);
const WORD_IN_CAPITALS = /^(?:TRUST|FUND|STOCK|CLASS|TOTAL|NOTES?|PAGE|TABLE|FORM|TAX)$/;

/** The ticker that a heading gives its class: "Class A Stock (NYSE: EXA)", "EXT - Common Stock"; the name without it. */
export function tickerInHeading(
  heading: string,
  name: string,
): { readonly ticker: string | undefined; readonly name: string } {
  const [only, ...others] = [...heading.matchAll(AT_EXCHANGE)].flatMap(([, one]) => one ?? []);
  if (only !== undefined) return { ticker: others.length === 0 ? only : undefined, name };
  const [found, ticker = ''] = BEFORE_NAME.exec(name) ?? [];
  return found === undefined || NO_TICKER.test(ticker) || WORD_IN_CAPITALS.test(ticker)
    ? { ticker: undefined, name }
    : { ticker, name: name.slice(found.length) };
}

export function knownByCusip(
  known: readonly KnownSecurity[],
  cusip: string | undefined,
): KnownSecurity | undefined {
  return cusip === undefined
    ? undefined
    : known.find((security) => security.cusips.includes(cusip));
}

/** What is wrong where the built-in list has this CUSIP for another class of stock. */
export function checkKnown(
  name: string,
  cusip: string,
  known: KnownSecurity | undefined,
): string | undefined {
  if (!known) return undefined;
  const [here, there] = [classLetter(name), classLetter(known.name)];
  const otherLetter = here !== undefined && there !== undefined && here !== there;
  const otherKind =
    (isCommon(name) && isPreferred(known.name) && !isCommon(known.name)) ||
    (isPreferred(name) && isCommon(known.name) && !isPreferred(known.name));
  if (!otherLetter && !otherKind) return undefined;
  return `The CUSIP ${cusip} stands for “${known.name}” of ${known.issuer}, not for “${name}”. Compare the heading with the release and correct it.`;
}
