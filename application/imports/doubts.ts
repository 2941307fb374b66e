/**
 * What should be looked at before entries are taken into the book? They can be taken, and may be slips: a
 * day to come, a day without trading, a security that is new here and nearly called like one that is known,
 * an account that counts as taxable and is named like one that is not.
 *
 * Example: a purchase of AVI where the book holds AIV: two letters were exchanged, and the shares would
 * stand alone, without a release. Awkward case: tickers of one or two letters are near to everything, and
 * the preferred classes of an issuer to each other; they are not compared.
 * Not handled: a ticker that is another company's, and right; it is only asked about.
 */
import { quoted } from '../../formats/csv-values.ts';
import type { KnownSecurity } from '../../formats/allocation-document.ts';
import type { MarketCalendar } from '../../tax/facts/market-calendar.ts';
import type { Facts, Security } from '../../tax/facts/model.ts';
import { parseDay, type Day } from '../../tax/values/days.ts';
import { looksTaxDeferred } from '../../formats/accounts/tax-deferred-names.ts';
import { preferredKey } from '../identity/ticker-spelling.ts';
import type { ImportPlan } from './plan-import.ts';

export interface Doubt {
  /** The line of the file; null where it is about no line, or nothing is a file. */
  readonly line: number | null;
  readonly message: string;
}

/** Below it, a ticker is near to too many. */
const SHORTEST_COMPARED = 3;

const isCompared = (ticker: string): boolean =>
  ticker.length >= SHORTEST_COMPARED && preferredKey(ticker) === undefined;

/** Whether one letter is missing, too many, another, or exchanged with its neighbour. */
function isNear(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1 || a === b) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  const isExchanged =
    short[at] === long[at + 1] &&
    short[at + 1] === long[at] &&
    short.slice(at + 2) === long.slice(at + 2);
  return isExchanged || short.slice(at + 1) === long.slice(at + 1);
}

function newSecurity(
  security: Security,
  existing: Facts,
  known: readonly KnownSecurity[],
  asksEach: boolean,
): string | undefined {
  const ticker = security.symbol;
  if (ticker === null) return undefined;
  const tickers = [...existing.securities, ...known].flatMap(({ symbol }) => symbol ?? []);
  if (tickers.some((each) => each.toUpperCase() === ticker.toUpperCase())) return undefined;
  const near = isCompared(ticker)
    ? tickers.find((each) => isCompared(each) && isNear(each.toUpperCase(), ticker.toUpperCase()))
    : undefined;
  const isNew = `${quoted(ticker)} is new here: no entry and no release has it.`;
  if (near !== undefined) return `${isNew} Is it ${near}?`;
  // A file brings many; whoever types one has it before their eyes.
  return asksEach ? `${isNew} Is the ticker right?` : undefined;
}

/** The day of an instant where this computer is: what its user calls today. */
export function dayHere(instant: string): Day {
  const at = new Date(instant);
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = parseDay(`${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`);
  if (day === undefined) throw new Error(`${instant} is no instant`);
  return day;
}

/** @param today the day on which the entries are taken, where the user is */
export function doubtsOf(
  existing: Facts,
  plan: ImportPlan,
  {
    known,
    calendar,
    today,
    asksEach = false,
  }: {
    readonly known: readonly KnownSecurity[];
    readonly calendar: MarketCalendar;
    readonly today: Day;
    /** Whether every ticker that nothing knows is asked about, and not only what is nearly another. */
    readonly asksEach?: boolean;
  },
): readonly Doubt[] {
  const owners = plan.securities.flatMap((security) => {
    const message = newSecurity(security, existing, known, asksEach);
    const first = plan.transactions.find(({ securityId }) => securityId === security.id);
    return message === undefined ? [] : [{ line: first?.sourceLine ?? null, message }];
  });
  const days = plan.transactions.flatMap(({ action, date, sourceLine: line = null }) => {
    if (date > today) {
      const message = `The day ${date} is still to come. Check the year; what is only planned is entered once it is done.`;
      return [{ line, message }];
    }
    const isTrade = action === 'buy' || action === 'sell';
    const isKnown = date >= calendar.firstDay && date <= calendar.lastDay;
    if (!isTrade || !isKnown || calendar.isTradingDay(date)) return [];
    const message = `On ${date} the New York Stock Exchange was closed, a weekend or a holiday. Is it the trade date?`;
    return [{ line, message }];
  });
  return [...owners, ...days, ...plan.contradictions];
}

/** The same of a file beside releases: tickers that no release knows and that are nearly one of theirs. */
export function doubtsBesideReleases(
  facts: Facts,
  known: readonly KnownSecurity[],
): readonly Doubt[] {
  const released = new Set(
    facts.documents.flatMap(({ securities }) => securities.map(({ securityId }) => securityId)),
  );
  const [there, others] = [true, false].map((is) =>
    facts.securities.filter(({ id }) => released.has(id) === is),
  ) as [Security[], Security[]];
  return others.flatMap((security): Doubt[] => {
    const message = newSecurity(security, { ...facts, securities: there }, known, false);
    const first = facts.transactions.find(({ securityId }) => securityId === security.id);
    return message === undefined ? [] : [{ line: first?.sourceLine ?? null, message }];
  });
}

/** New accounts that are to count as taxable, though their names say otherwise. */
export function accountDoubts(plan: ImportPlan): readonly string[] {
  return plan.accounts
    .filter(({ name, taxDeferred }) => !taxDeferred && looksTaxDeferred(name))
    .map(({ name }) => name);
}
