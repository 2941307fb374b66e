/**
 * Which security does a text mean?
 *
 * A file names a security by ticker, CUSIP (with or without hyphens) or the name that an allocation
 * document gives it, in any case. The securities that are already there are asked first, then the
 * built-in list (without bare names: there, a name alone names no issuer). A text that fits several is refused with their names; a text that fits none makes a
 * new security of that ticker, CUSIP or name.
 *
 * Source: the published interface of the command line, column `security`.
 * Example: "AIV", "aiv", "03748R-10-1" and "Class A Common Stock" all mean Aimco's common stock,
 * once a document or the built-in list says so.
 * Awkward case: "Common Stock", when two issuers have one: the issuer's name before it decides.
 * Not handled: names that are nearly right; tickers that passed from one company to another.
 */
import { securityLabel, type Security } from '../tax/model.ts';
import type { KnownSecurity } from './allocation-document.ts';
import { quoted, type FieldResult } from './csv-values.ts';
import { parseCusip } from './documents/cusip.ts';

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
  return /^[A-Za-z][A-Za-z0-9]{0,7}(?:[.\-/][A-Za-z0-9]{1,3})?$/.test(text);
}

/** What a person needs to tell one security from another: "AIV (Aimco, Class A Common Stock)". */
export function describeSecurity(security: Omit<Security, 'id'>): string {
  const label = securityLabel({ id: '', ...security });
  const rest = [security.issuer, security.name].filter((part) => part !== null && part !== label);
  return rest.length === 0 ? label : `${label} (${rest.join(', ')})`;
}

type Named = Omit<Security, 'id'>;

/** Everything that a security can be called, as keys; its bare name only where that is asked for. */
function keysOf(security: Named, byName: boolean): string[] {
  const keys = byName ? [nameKey(security.name)] : [];
  if (security.symbol !== null) keys.push(nameKey(security.symbol));
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

  find(text: string, cusip: string | undefined): T[] {
    const found = new Set(this.#byKey.get(nameKey(text)));
    if (cusip !== undefined) {
      for (const security of this.#byKey.get(cusip.toLowerCase()) ?? []) found.add(security);
    }
    return [...found];
  }
}

/**
 * Resolves texts to securities, and keeps those that it had to add. What a text means does not depend
 * on the rows before it, except that a security is added once.
 */
export class SecurityResolver {
  readonly created: Security[] = [];
  readonly #existing: Directory<Security>;
  readonly #known: Directory<KnownSecurity>;
  readonly #ofKnown = new Map<KnownSecurity, Security>();
  readonly #unknown = new Directory<Security>([], true);
  readonly #newId: () => string;
  readonly #answers = new Map<string, FieldResult<Security>>();

  constructor(existing: Iterable<Security>, known: Iterable<KnownSecurity>, newId: () => string) {
    this.#existing = new Directory(existing, true);
    this.#known = new Directory(known, false);
    this.#newId = newId;
  }

  resolve(text: string): FieldResult<Security> {
    let answer = this.#answers.get(text);
    if (answer === undefined) {
      answer = this.#resolve(text);
      this.#answers.set(text, answer);
    }
    return answer;
  }

  #resolve(text: string): FieldResult<Security> {
    const cusip = cusipForm(text);
    const existing = this.#existing.find(text, cusip);
    if (existing.length > 1) return { problem: ambiguous(text, existing) };
    if (existing.length === 1) return { value: existing[0] as Security };
    const known = this.#known.find(text, cusip);
    if (known.length > 1) return { problem: ambiguous(text, known) };
    if (known.length === 1) return { value: this.#fromKnown(known[0] as KnownSecurity) };
    const added = this.#unknown.find(text, cusip)[0];
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
    const there = [...cusips, ...(symbol === null ? [] : [symbol])]
      .flatMap((key) => this.#existing.find(key, undefined))
      .at(0);
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

function ambiguous(text: string, candidates: readonly Named[]): string {
  const names = candidates.map(describeSecurity).sort();
  return `The security ${quoted(text)} can be ${names.slice(0, -1).join('; ')} or ${names.at(-1) as string}. Write its ticker or CUSIP.`;
}
