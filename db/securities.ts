/**
 * The classes of stock, and what each was called when.
 *
 * A ticker or a name can belong to one security today and to another years ago, so a search answers
 * with all that match; a CUSIP belongs to one. What a person sees is the newest ticker in use; of a
 * security that has none any more, its last one, unless another security has or had that too.
 */
import type { Day } from '../tax/values/days.ts';
import type { Security } from '../tax/facts/model.ts';
import { connectionOf, statement, type Book } from './book.ts';
import { markOf } from './entries.ts';
import { moveForms } from './kept-forms.ts';
import { newUuid, type NewId } from './ids.ts';
import { toDayOrNull } from './rows.ts';

export type IdentifierKind = 'symbol' | 'cusip' | 'name';

export interface SecurityIdentifier {
  readonly kind: IdentifierKind;
  readonly value: string;
  /** First and last day of its use; null where unknown or without end. */
  readonly validFrom: Day | null;
  readonly validTo: Day | null;
}

/** What one of the securities is, or was, called. */
export interface DatedIdentifier extends SecurityIdentifier {
  readonly securityId: string;
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
  readonly valid_from: string | null;
  readonly valid_to: string | null;
}

interface LabelRecord extends IdentifierRecord {
  /** 1 where this security alone can be meant by it: in use, or not taken over by another. */
  readonly own: 0 | 1;
}

const IDENTIFIERS =
  'SELECT security_id, kind, value, valid_from, valid_to FROM security_identifier';
/** Oldest first: what has no first day was there from the start. */
const OLDEST_FIRST = 'ORDER BY valid_from NULLS FIRST, entry';

/** As IDENTIFIERS, in the order that the last ticker of a security is the one that is shown. */
const LABELS = `SELECT i.security_id, i.kind, i.value, i.valid_from, i.valid_to,
    i.valid_to IS NULL OR NOT EXISTS (
      SELECT 1 FROM security_identifier other
      WHERE other.kind = i.kind AND other.value = i.value AND other.security_id <> i.security_id
    ) AS own
  FROM security_identifier i`;
const IN_USE_LAST =
  "ORDER BY i.kind = 'symbol' AND i.valid_to IS NULL, i.valid_from NULLS FIRST, i.entry";

function toSecurity(row: SecurityRecord, labels: readonly LabelRecord[]): Security {
  return {
    id: row.id,
    issuer: row.issuer,
    name: row.name,
    symbol: labels.findLast((each) => each.kind === 'symbol' && each.own === 1)?.value ?? null,
    cusips: labels.filter((each) => each.kind === 'cusip').map((each) => each.value),
  };
}

function toIdentifier(row: IdentifierRecord): DatedIdentifier {
  return {
    securityId: row.security_id,
    kind: row.kind,
    value: row.value,
    validFrom: toDayOrNull(row.valid_from),
    validTo: toDayOrNull(row.valid_to),
  };
}

/** All securities, by name. */
export function listSecurities(book: Book): Security[] {
  const labels = Map.groupBy(
    statement(book, `${LABELS} ${IN_USE_LAST}`).all() as LabelRecord[],
    (row) => row.security_id,
  );
  const rows = statement(book, 'SELECT id, issuer, name FROM security ORDER BY name, id').all();
  return (rows as SecurityRecord[]).map((row) => toSecurity(row, labels.get(row.id) ?? []));
}

export function getSecurity(book: Book, id: string): Security | undefined {
  const row = statement(book, 'SELECT id, issuer, name FROM security WHERE id = ?').get(id) as
    SecurityRecord | undefined;
  if (row === undefined) return undefined;
  const labels = statement(book, `${LABELS} WHERE i.security_id = ? ${IN_USE_LAST}`);
  return toSecurity(row, labels.all(id) as LabelRecord[]);
}

/** All tickers, CUSIPs and former names of one security, oldest first; those without a first day lead. */
export function listIdentifiers(book: Book, securityId: string): DatedIdentifier[] {
  const rows = statement(book, `${IDENTIFIERS} WHERE security_id = ? ${OLDEST_FIRST}`);
  return (rows.all(securityId) as IdentifierRecord[]).map(toIdentifier);
}

/** The same of all securities: what a file's texts are resolved with, each by the day of its row. */
export function listAllIdentifiers(book: Book): DatedIdentifier[] {
  const rows = statement(book, `${IDENTIFIERS} ${OLDEST_FIRST}`).all();
  return (rows as IdentifierRecord[]).map(toIdentifier);
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

/**
 * Adds what a security is, or was, called besides. The newest ticker in use is the one that is shown;
 * a ticker that another security has in use is refused until that one's is ended.
 */
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

/** One identifier of a security: the same text can have been in use twice. */
type IdentifierKey = Pick<SecurityIdentifier, 'kind' | 'value' | 'validFrom'>;

/** Sets the last day on which an identifier was in use, or null for one in use; whether there is one. */
export function endIdentifier(
  book: Book,
  securityId: string,
  { kind, value, validFrom }: IdentifierKey,
  validTo: Day | null,
): boolean {
  const { changes } = statement(
    book,
    `UPDATE security_identifier SET valid_to = ?
     WHERE security_id = ? AND kind = ? AND value = ? AND valid_from IS ?`,
  ).run(validTo, securityId, kind, value, validFrom);
  return changes > 0;
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

/** The documents that speak of a security. */
export function documentsOfSecurity(book: Book, id: string): string[] {
  const ids =
    'SELECT document_id FROM document_security WHERE security_id = ? ORDER BY document_id';
  return statement(book, ids).pluck().all(id) as string[];
}

/** Gives to another security what documents say of one; none of them speaks of both. */
function giveDocuments(
  book: Book,
  documentIds: readonly string[],
  from: string,
  into: string,
): void {
  if (documentIds.length === 0) return;
  // A payment belongs to its security's row of the document: both are right again at the end.
  connectionOf(book).pragma('defer_foreign_keys = ON');
  for (const table of ['document_security', 'distribution']) {
    const give = `UPDATE ${table} SET security_id = ? WHERE security_id = ? AND document_id = ?`;
    for (const id of documentIds) statement(book, give).run(into, from, id);
  }
}

/** Gives all of one security to another that is the same, and takes the first one out; no document speaks of both. */
export function moveSecurity(book: Book, from: string, into: string): void {
  giveDocuments(book, documentsOfSecurity(book, from), from, into);
  for (const column of ['security_key', 'to_security_key'] as const) {
    const give = `UPDATE holding_transaction SET ${column} = ${markOf(column)}
      WHERE ${column} = ${markOf(column)}`;
    statement(book, give).run(into, from);
  }
  moveForms(book, from, into);
  // A name that both of them had is there once, and goes with the first one otherwise.
  const give = 'UPDATE OR IGNORE security_identifier SET security_id = ? WHERE security_id = ?';
  statement(book, give).run(into, from);
  statement(book, 'DELETE FROM security WHERE id = ?').run(from);
}

/** Takes out what a security was called: from one first day alone where it is given, else all of that text. */
export function removeIdentifier(
  book: Book,
  securityId: string,
  kind: IdentifierKind,
  value: string,
  validFrom?: Day | null,
): void {
  const all = 'DELETE FROM security_identifier WHERE security_id = ? AND kind = ? AND value = ?';
  if (validFrom === undefined) statement(book, all).run(securityId, kind, value);
  else statement(book, `${all} AND valid_from IS ?`).run(securityId, kind, value, validFrom);
}

/** Gives securities exactly these identifiers, in their order, in place of all that they have. */
export function replaceIdentifiers(
  book: Book,
  securityIds: Iterable<string>,
  identifiers: readonly DatedIdentifier[],
): void {
  const remove = statement(book, 'DELETE FROM security_identifier WHERE security_id = ?');
  for (const id of securityIds) remove.run(id);
  for (const each of identifiers) addIdentifier(book, each.securityId, each);
}

/** Takes out a security of which no document and no entry speaks. */
export function removeSecurity(book: Book, id: string): void {
  statement(book, 'DELETE FROM security WHERE id = ?').run(id);
}
