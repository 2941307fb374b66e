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
