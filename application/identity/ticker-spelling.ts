/**
 * Are these two tickers one? Brokers write the preferred stock of an issuer in their own ways: AIVPrD,
 * AIVPRD, "AIV PRD", AIV-PD, AIV/PD, AIV.PR.D, AIVpD and AIV-D are Aimco's class D.
 *
 * A ticker is compared by keys: its text without differences of case and spacing, and, where it is
 * written as preferred stock, its base and letter.
 *
 * Source: the exchanges' symbol conventions (CMS "AIVPRD", NASDAQ Integrated Platform "AIV-D", CQS
 * "AIVpD"), as brokers print them.
 * Awkward case: five capital letters without a sign between them are a ticker of their own: CPRT is
 * Copart, not class T of C. And "AIV-D" can be a class of common stock ("BRK-B"): it is near to the
 * preferred stock, and means it only where nothing has that ticker itself.
 * Not handled: series of two letters, warrants, units, when-issued tickers.
 */

/** A text without differences of case and spacing. */
function textKey(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** Base and letter of a ticker that is written as preferred stock; undefined for any other. */
export function preferredKey(ticker: string): string | undefined {
  const text = ticker.trim();
  const apart =
    /^([A-Z]{1,5})(?:\s+|[./-])P(?:R|FD)?[\s./-]?([A-Z])$/i.exec(text) ??
    /^([A-Z]{1,5})P(?:R|FD)[\s./-]([A-Z])$/i.exec(text) ??
    /^([A-Z]{1,5})(?:p|Pr|pr)([A-Z])$/.exec(text);
  const joined = text.length > 5 ? /^([A-Z]{2,5})PR([A-Z])$/.exec(text.toUpperCase()) : null;
  const found = apart ?? joined;
  return found ? `${found[1] as string}^${found[2] as string}`.toLowerCase() : undefined;
}

/** "AIV-D", which can be preferred stock: the key that it would have. */
export function nearKey(ticker: string): string | undefined {
  const found = /^([A-Z]{1,5})-([A-Z])$/i.exec(ticker.trim());
  return found ? `${found[1] as string}^${found[2] as string}`.toLowerCase() : undefined;
}

/** Under which keys a ticker is found: by any of `exact` first, then, where nothing has one, by `near`. */
export interface TickerKeys {
  readonly exact: readonly string[];
  readonly near: readonly string[];
}

const suffixed = (key: string): string => `${key}?`;

/** The keys by which a text asks for a ticker. */
export function keysAskedFor(text: string): TickerKeys {
  const preferred = preferredKey(text);
  const near = nearKey(text);
  return {
    exact: [textKey(text), ...(preferred === undefined ? [] : [preferred])],
    near: preferred === undefined ? (near === undefined ? [] : [near]) : [suffixed(preferred)],
  };
}

/** The keys under which a security of this ticker is kept. */
export function keysOfTicker(ticker: string): string[] {
  const preferred = preferredKey(ticker);
  const near = nearKey(ticker);
  return [
    textKey(ticker),
    ...(preferred === undefined ? [] : [preferred]),
    ...(near === undefined ? [] : [suffixed(near)]),
  ];
}

/** Whether both are spellings of one ticker, those that are only near included. */
export function isSameTicker(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return false;
  const kept = new Set(keysOfTicker(b));
  const { exact, near } = keysAskedFor(a);
  return [...exact, ...near].some((key) => kept.has(key));
}
