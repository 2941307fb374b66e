/**
 * The classes of stock, and what each was called when.
 *
 * A ticker or a name can belong to one security today and to another years ago, so a search answers
 * with all that match; a CUSIP belongs to one.
 */
import type { Day } from '../tax/days.ts';
import type { Security } from '../tax/model.ts';
import { statement, type Book } from './book.ts';
import { newUuid, type NewId } from './ids.ts';

export type IdentifierKind = 'symbol' | 'cusip' | 'name';

export interface SecurityIdentifier {
  readonly kind: IdentifierKind;
  readonly value: string;
  /** First and last day of its use; null where unknown or without end. */
  readonly validFrom: Day | null;
  readonly validTo: Day | null;
}

export interface NewSecurity {
  readonly issuer: string | null;
  readonly name: string;
  readonly symbol: string | null;
  /** Oldest first. */
  readonly cusips: readonly string[];
}

interface SecurityRecord {
  readonly id: string;
  readonly issuer: string | null;
  readonly name: string;
}

interface IdentifierRecord {
  readonly security_id: string;
  readonly kind: IdentifierKind;
  readonly value: string;
}

const IDENTIFIERS = 'SELECT security_id, kind, value FROM security_identifier';
/** Oldest first: what has no first day was there from the start. */
const OLDEST_FIRST = 'ORDER BY valid_from NULLS FIRST, entry';

function toSecurity(row: SecurityRecord, identifiers: readonly IdentifierRecord[]): Security {
  const valuesOf = (kind: IdentifierKind): string[] =>
    identifiers.filter((each) => each.kind === kind).map((each) => each.value);
  return {
    id: row.id,
    issuer: row.issuer,
    name: row.name,
    symbol: valuesOf('symbol').at(-1) ?? null,
    cusips: valuesOf('cusip'),
  };
}

/** All securities, by name. */
export function listSecurities(book: Book): Security[] {
  const identifiers = Map.groupBy(
    statement(book, `${IDENTIFIERS} ${OLDEST_FIRST}`).all() as IdentifierRecord[],
    (row) => row.security_id,
  );
  const rows = statement(book, 'SELECT id, issuer, name FROM security ORDER BY name, id').all();
  return (rows as SecurityRecord[]).map((row) => toSecurity(row, identifiers.get(row.id) ?? []));
}

export function getSecurity(book: Book, id: string): Security | undefined {
  const row = statement(book, 'SELECT id, issuer, name FROM security WHERE id = ?').get(id) as
    SecurityRecord | undefined;
  if (row === undefined) return undefined;
  const identifiers = statement(book, `${IDENTIFIERS} WHERE security_id = ? ${OLDEST_FIRST}`);
  return toSecurity(row, identifiers.all(id) as IdentifierRecord[]);
}

/** Every security that has, or had, exactly this ticker, CUSIP or name; by name. */
export function findSecurities(book: Book, kind: IdentifierKind, value: string): Security[] {
  const ids = statement(
    book,
    `SELECT id FROM security
     WHERE id IN (SELECT security_id FROM security_identifier WHERE kind = @kind AND value = @value)
        OR (@kind = 'name' AND name = @value)
     ORDER BY name, id`,
  ).all({ kind, value }) as { id: string }[];
  return ids.flatMap(({ id }) => getSecurity(book, id) ?? []);
}

/** Adds a security with the identifiers that are known; the name is not empty. */
export function addSecurity(book: Book, security: NewSecurity, newId: NewId = newUuid): Security {
  const id = newId();
  statement(book, 'INSERT INTO security (id, issuer, name) VALUES (?, ?, ?)').run(
    id,
    security.issuer,
    security.name,
  );
  const always = { validFrom: null, validTo: null };
  for (const value of security.cusips) addIdentifier(book, id, { kind: 'cusip', value, ...always });
  if (security.symbol !== null) {
    addIdentifier(book, id, { kind: 'symbol', value: security.symbol, ...always });
  }
  return { id, ...security };
}

/** Adds what a security is, or was, called besides; the newest ticker is the one that is shown. */
export function addIdentifier(
  book: Book,
  securityId: string,
  identifier: SecurityIdentifier,
): void {
  statement(
    book,
    `INSERT INTO security_identifier (security_id, kind, value, valid_from, valid_to)
     VALUES (?, ?, ?, ?, ?)`,
  ).run(securityId, identifier.kind, identifier.value, identifier.validFrom, identifier.validTo);
}

/** Gives a security the issuer and the name that a document states; undefined when there is none. */
export function describeSecurity(
  book: Book,
  id: string,
  description: Pick<Security, 'issuer' | 'name'>,
): Security | undefined {
  statement(book, 'UPDATE security SET issuer = ?, name = ? WHERE id = ?').run(
    description.issuer,
    description.name,
    id,
  );
  return getSecurity(book, id);
}

/** Gives all of one security to another that is the same, and takes the first one out; no document speaks of it. */
export function moveSecurity(book: Book, from: string, into: string): void {
  for (const table of ['holding_transaction', 'security_identifier']) {
    statement(book, `UPDATE ${table} SET security_id = ? WHERE security_id = ?`).run(into, from);
  }
  statement(book, 'DELETE FROM security WHERE id = ?').run(from);
}

/** Takes out one of a security's names. */
export function removeIdentifier(
  book: Book,
  securityId: string,
  kind: IdentifierKind,
  value: string,
): void {
  statement(
    book,
    'DELETE FROM security_identifier WHERE security_id = ? AND kind = ? AND value = ?',
  ).run(securityId, kind, value);
}

/** Takes out a security of which no document and no entry speaks. */
export function removeSecurity(book: Book, id: string): void {
  statement(book, 'DELETE FROM security WHERE id = ?').run(id);
}
