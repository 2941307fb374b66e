/**
 * Is the security of a release one that is held under another name?
 *
 * Brokers name shares by ticker, and releases often by class and CUSIP alone. So where shares are held
 * for which there is no allocation, and there is an allocation that nobody's shares have, a person is
 * asked whether the two are one. Nothing is joined without an answer.
 *
 * Authority: "Nothing is guessed"; a name that fits nothing is a question, never an empty year.
 * Example: BXP is held; the release of Boston Properties has "Common Stock (CUSIP 101121101)".
 * Awkward case: what is known of both must not contradict: another issuer, another issuer's number in
 * the CUSIP, preferred stock for common stock are none.
 * Not handled: a release of an issuer whose name says nothing of the ticker is asked about all the same.
 */
import type { Facts, Security } from '../../tax/facts/model.ts';
import { issuerKey } from '../../formats/documents/columns/said-captions.ts';
import { isSameTicker, nearKey, preferredKey } from './ticker-spelling.ts';

/** What a release says of one of its securities, and of its issuer. */
export interface ReleasedSecurity {
  readonly issuer: string | null;
  readonly name: string;
  readonly symbol: string | null;
  readonly cusips: readonly string[];
}

type Named = Pick<Security, 'issuer' | 'name' | 'symbol' | 'cusips'>;

/** The first six characters of a CUSIP are the issuer's. */
const ISSUER_NUMBER = 6;

const PREFERRED = /\bpreferred\b|\bpreference\b|\bdepositary\b/i;

/** The letter of a class or series: "Class D Cumulative Preferred Stock" is D. */
function letterOf(name: string): string | undefined {
  return /\b(?:class|series)\s+([A-Z])\b/i.exec(name)?.[1]?.toLowerCase();
}

function issuersContradict(held: Named, released: ReleasedSecurity): boolean {
  if (held.issuer === null || released.issuer === null) return false;
  const [a, b] = [issuerKey(held.issuer), issuerKey(released.issuer)];
  return !a.startsWith(b) && !b.startsWith(a);
}

function numbersContradict(held: Named, released: ReleasedSecurity): boolean {
  if (held.cusips.length === 0 || released.cusips.length === 0) return false;
  const own = new Set(held.cusips.map((cusip) => cusip.slice(0, ISSUER_NUMBER)));
  return !released.cusips.some((cusip) => own.has(cusip.slice(0, ISSUER_NUMBER)));
}

/** Whether a ticker of preferred stock stands against common stock, or against another letter. */
function classesContradict(held: Named, released: ReleasedSecurity): boolean {
  const { symbol } = held;
  if (symbol === null) return false;
  const isPreferred = PREFERRED.test(released.name);
  // "AIV-D" can be either: common stock contradicts it no more than preferred stock of its letter.
  const key = preferredKey(symbol) ?? (isPreferred ? nearKey(symbol) : undefined);
  if (key === undefined) return isPreferred;
  const letter = letterOf(released.name);
  return !isPreferred || (letter !== undefined && !key.endsWith(`^${letter}`));
}

/** Whether nothing that is known stands against the two being one. */
export function maySecurityBe(held: Named, released: ReleasedSecurity): boolean {
  const isSame = held.symbol !== null && isSameTicker(held.symbol, released.symbol);
  return isSame || (!issuersContradict(held, released) && mayBeAfterRenaming(held, released));
}

/** The same of an issuer that may have changed its name: for a person who says so, not to be asked about. */
export function mayBeAfterRenaming(held: Named, released: ReleasedSecurity): boolean {
  if (held.symbol !== null && released.symbol !== null) {
    return isSameTicker(held.symbol, released.symbol);
  }
  return !numbersContradict(held, released) && !classesContradict(held, released);
}

/** The name of a document that speaks of both, which shows that they are two; undefined where there is none. */
export function documentOfBoth(facts: Facts, one: string, other: string): string | undefined {
  return facts.documents.find(({ securities }) =>
    [one, other].every((id) => securities.some((row) => row.securityId === id)),
  )?.name;
}

/** Letters of the text that stand in the name in their order, those that it lacks left out. */
function lettersInOrder(letters: string, name: string): number {
  let at = -1;
  return [...letters].filter((letter) => {
    const next = name.indexOf(letter, at + 1);
    if (next >= 0) at = next;
    return next >= 0;
  }).length;
}

/**
 * How much speaks for it: the issuer's number, its name, the letters of the ticker in its name. Nothing
 * does where it is 0: then it may be, and is not likely.
 */
export function likeness(held: Named, released: ReleasedSecurity): number {
  const sameNumber = held.cusips.length > 0 && released.cusips.length > 0;
  const sameIssuer =
    held.issuer !== null && released.issuer !== null && !issuersContradict(held, released);
  const letters = (held.symbol ?? '').split(/[^A-Za-z]/)[0]?.toLowerCase() ?? '';
  const issuer = (released.issuer ?? '').toLowerCase().replace(/^the /, '');
  const isLike =
    letters !== '' &&
    letters[0] === issuer[0] &&
    2 * lettersInOrder(letters, issuer) > letters.length;
  return (sameNumber ? 4 : 0) + (sameIssuer ? 2 : 0) + (isLike ? 1 : 0);
}

/** "Boston Properties, Common Stock (CUSIP 101121101)". */
export function releasedText({ issuer, name, cusips }: ReleasedSecurity): string {
  const number = cusips.length === 0 ? '' : ` (CUSIP ${cusips.join(', ')})`;
  return `${issuer === null ? '' : `${issuer}, `}${name}${number}`;
}
