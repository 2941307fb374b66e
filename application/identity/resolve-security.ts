/**
 * Which security does a text mean?
 *
 * A file names a security by ticker, CUSIP (with or without hyphens) or the name that an allocation
 * document gives it, in any case. The securities that are already there are asked first, then the
 * built-in list (without bare names: there, a name alone names no issuer). A text that fits several is
 * refused with their names; a text that fits none makes a new security of that ticker, CUSIP or name.
 *
 * A ticker that passed from one security to another means the one that had it on the day of the row.
 * Where one security alone ever had it, it means that one on every day: statements print old trades
 * under the ticker of today. Tickers of preferred stock are the same in every spelling
 * (`ticker-spelling.ts`).
 *
 * Source: the published interface of the command line, column `security`.
 * Example: "AIV", "aiv", "03748R-10-1" and "Class A Common Stock" all mean Aimco's common stock,
 * once a document or the built-in list says so.
 * Awkward case: "Common Stock", when two issuers have one: the issuer's name before it decides.
 * Not handled: names that are nearly right; tickers of the built-in list that passed on.
 */
import type { Day } from '../../tax/values/days.ts';
import { securityLabel, type Security } from '../../tax/facts/model.ts';
import type { KnownSecurity } from '../../formats/allocation-document.ts';
import { quoted, type FieldResult } from '../../formats/csv-values.ts';
import { keysAskedFor, keysOfTicker, preferredKey, type TickerKeys } from './ticker-spelling.ts';
import { parseCusip } from '../../formats/documents/grid/cusip.ts';

/** Letters and digits of a CUSIP, without hyphens and spaces; undefined when the text has not the form of one. */
export function cusipForm(text: string): string | undefined {
  const compact = text.replace(/[-\s]/g, '').toUpperCase();
  return /^[0-9A-Z]{8}[0-9]$/.test(compact) && /[0-9]/.test(compact.slice(0, 8))
    ? compact
    : undefined;
}

/** A name without differences of case and spacing. */
export function nameKey(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** Letters and digits without a space, as exchanges and brokers write tickers: AIV, AIVPrC, BRK.B. */
function isTickerForm(text: string): boolean {
  if (preferredKey(text) !== undefined) return true;
  return /^[A-Za-z][A-Za-z0-9]{0,7}(?:[.\-/][A-Za-z0-9]{1,3})?$/.test(text);
}

/** What a person needs to tell one security from another: "AIV (Aimco, Class A Common Stock)". */
export function describeSecurity(security: Omit<Security, 'id'>): string {
  const label = securityLabel({ id: '', ...security });
  const rest = [security.issuer, security.name].filter((part) => part !== null && part !== label);
  return rest.length === 0 ? label : `${label} (${rest.join(', ')})`;
}

/** What a security that is there is, or was, called, and from when to when. */
export interface DatedIdentifier {
  readonly securityId: string;
  readonly kind: 'symbol' | 'cusip' | 'name';
  readonly value: string;
  /** First and last day of its use; null where unknown or without end. */
  readonly validFrom: Day | null;
  readonly validTo: Day | null;
}

type Named = Omit<Security, 'id'>;

/** Everything that a security can be called, as keys; its bare name only where that is asked for. */
function keysOf(security: Named, byName: boolean): string[] {
  const keys = byName ? [nameKey(security.name)] : [];
  if (security.symbol !== null) keys.push(...keysOfTicker(security.symbol));
  for (const cusip of security.cusips) keys.push(cusip.toLowerCase());
  if (security.issuer !== null) {
    keys.push(
      nameKey(`${security.issuer} ${security.name}`),
      nameKey(`${security.issuer}, ${security.name}`),
    );
  }
  return keys;
}

class Directory<T extends Named> {
  readonly #byKey = new Map<string, Set<T>>();

  readonly #byName: boolean;

  constructor(securities: Iterable<T>, byName: boolean) {
    this.#byName = byName;
    for (const security of securities) this.add(security);
  }

  add(security: T): void {
    for (const key of keysOf(security, this.#byName)) {
      const found = this.#byKey.get(key);
      if (found === undefined) this.#byKey.set(key, new Set([security]));
      else found.add(security);
    }
  }

  find(keys: readonly string[]): T[] {
    return [...new Set(keys.flatMap((key) => [...(this.#byKey.get(key) ?? [])]))];
  }
}

/** A security that has, or had, a name, and the days on which that is known. */
interface Holder {
  readonly security: Security;
  readonly days: readonly Pick<DatedIdentifier, 'validFrom' | 'validTo'>[];
}

/** Who had a ticker, a CUSIP or a former name when. */
class DatedDirectory {
  readonly #byKey = new Map<string, Map<Security, DatedIdentifier[]>>();

  constructor(securities: Iterable<Security>, identifiers: readonly DatedIdentifier[]) {
    const byId = new Map(Array.from(securities, (security) => [security.id, security]));
    for (const identifier of identifiers) {
      const security = byId.get(identifier.securityId);
      if (security === undefined) continue;
      const { kind, value } = identifier;
      const keys =
        kind === 'cusip'
          ? [value.toLowerCase()]
          : kind === 'symbol'
            ? keysOfTicker(value)
            : [nameKey(value)];
      for (const key of keys) {
        const holders = this.#byKey.get(key) ?? new Map<Security, DatedIdentifier[]>();
        this.#byKey.set(key, holders);
        holders.set(security, [...(holders.get(security) ?? []), identifier]);
      }
    }
  }

  find(keys: readonly string[]): Holder[] {
    const holders = new Map<Security, Holder['days'][number][]>();
    for (const key of keys) {
      for (const [security, days] of this.#byKey.get(key) ?? []) {
        holders.set(security, [...new Set([...(holders.get(security) ?? []), ...days])]);
      }
    }
    return Array.from(holders, ([security, days]) => ({ security, days }));
  }
}

function hadOn({ days }: Holder, day: Day): boolean {
  return days.some(
    ({ validFrom, validTo }) =>
      (validFrom === null || validFrom <= day) && (validTo === null || day <= validTo),
  );
}

/**
 * Resolves texts to securities, and keeps those that it had to add. What a text means does not depend
 * on the rows before it, except that a security is added once.
 */
export class SecurityResolver {
  readonly created: Security[] = [];
  readonly #existing: Directory<Security>;
  readonly #dated: DatedDirectory;
  readonly #known: Directory<KnownSecurity>;
  readonly #ofKnown = new Map<KnownSecurity, Security>();
  readonly #unknown = new Directory<Security>([], true);
  readonly #newId: () => string;
  readonly #answers = new Map<string, FieldResult<Security>>();

  constructor(
    existing: readonly Security[],
    known: Iterable<KnownSecurity>,
    newId: () => string,
    identifiers: readonly DatedIdentifier[] = [],
  ) {
    this.#existing = new Directory(existing, true);
    this.#dated = new DatedDirectory(existing, identifiers);
    this.#known = new Directory(known, false);
    this.#newId = newId;
  }

  /** What the text means on the day of its row. */
  resolve(text: string, day: Day): FieldResult<Security> {
    const known = this.#answers.get(text);
    if (known !== undefined) return known;
    const cusip = cusipForm(text);
    const keys = this.#keysFor(keysAskedFor(text), cusip);
    const holders = this.#dated.find(keys);
    const named = this.#existing.find(keys);
    const all = new Set([...named, ...holders.map(({ security }) => security)]);
    // The answer depends on the day, and is not kept.
    if (all.size > 1 && holders.length > 0) return onDay(text, day, [...all], holders);
    const answer = this.#resolve(text, keys, cusip, [...all]);
    this.#answers.set(text, answer);
    return answer;
  }

  /** A ticker that is only near is asked for where nothing has the one that was written. */
  #keysFor({ exact, near }: TickerKeys, cusip: string | undefined): readonly string[] {
    const own = [...exact, ...(cusip === undefined ? [] : [cusip.toLowerCase()])];
    const directories = [this.#existing, this.#dated, this.#known, this.#unknown];
    const has = (keys: readonly string[]): boolean =>
      directories.some((directory) => directory.find(keys).length > 0);
    return near.length > 0 && !has(own) && has(near) ? near : own;
  }

  #resolve(
    text: string,
    keys: readonly string[],
    cusip: string | undefined,
    existing: readonly Security[],
  ): FieldResult<Security> {
    if (existing.length > 1) return { problem: ambiguous(text, existing) };
    if (existing.length === 1) return { value: existing[0] as Security };
    const known = this.#known.find(keys);
    if (known.length > 1) return { problem: ambiguous(text, known) };
    if (known.length === 1) return { value: this.#fromKnown(known[0] as KnownSecurity) };
    const added = this.#unknown.find(keys)[0];
    if (added !== undefined) return { value: added };

    // Nine letters and digits can be a name; with three digits in front they are a CUSIP with a slip.
    const valid = cusip === undefined ? undefined : parseCusip(cusip);
    if (cusip !== undefined && valid === undefined && /^[0-9]{3}/.test(cusip)) {
      return {
        problem: `The security ${quoted(text)} is not a valid CUSIP: its last digit does not fit the others. Check it against the statement.`,
      };
    }
    const created = this.#create(
      valid === undefined
        ? { issuer: null, name: text, symbol: isTickerForm(text) ? text : null, cusips: [] }
        : { issuer: null, name: valid, symbol: null, cusips: [valid] },
    );
    this.#unknown.add(created);
    return { value: created };
  }

  #fromKnown(known: KnownSecurity): Security {
    const added = this.#ofKnown.get(known);
    if (added !== undefined) return added;
    const { issuer, name, symbol, cusips } = known;
    // It may be there under another of its names, without the one that the text uses.
    const keys = [
      ...cusips.map((cusip) => cusip.toLowerCase()),
      ...(symbol === null ? [] : keysAskedFor(symbol).exact),
    ];
    const [there] = this.#existing.find(keys);
    const security = there ?? this.#create({ issuer, name, symbol, cusips });
    this.#ofKnown.set(known, security);
    return security;
  }

  #create(security: Named): Security {
    const created = { id: this.#newId(), ...security };
    this.created.push(created);
    return created;
  }
}

/** Of several securities the one that had the name on the day; one without days had it always. */
function onDay(
  text: string,
  day: Day,
  candidates: readonly Security[],
  holders: readonly Holder[],
): FieldResult<Security> {
  const there = candidates.filter((security) => {
    const dated = holders.filter((holder) => holder.security === security);
    return dated.length === 0 || dated.some((holder) => hadOn(holder, day));
  });
  const [one] = there;
  if (one !== undefined && there.length === 1) return { value: one };
  const names = choice(there.length === 0 ? candidates : there);
  return {
    problem:
      there.length === 0
        ? `The security ${quoted(text)} has been ${names}, but none of them on ${day}. Write its CUSIP, or correct from when to when each had that name.`
        : `The security ${quoted(text)} can be ${names} on ${day}. Write its CUSIP, or correct from when to when each had that name.`,
  };
}

function ambiguous(text: string, candidates: readonly Named[]): string {
  return `The security ${quoted(text)} can be ${choice(candidates)}. Write its ticker or CUSIP.`;
}

function choice(candidates: readonly Named[]): string {
  const names = candidates.map(describeSecurity).sort();
  return `${names.slice(0, -1).join('; ')} or ${names.at(-1) as string}`;
}
