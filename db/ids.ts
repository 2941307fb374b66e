/**
 * Names that are given once and never again: every row of the book that is spoken of has one.
 *
 * An entry's id follows from its place: the book's prefix and the sequence, together a UUID of
 * version 8. Nothing of it is stored with the entry. An entry that came with an id of its own, from a
 * book of an older format, keeps that: 16 bytes where it is a UUID, the text itself where it is none.
 *
 * Example: the prefix "c139c425-cb73-83b0-ad67-" and the place 17 are "c139c425-cb73-83b0-ad67-000000000011".
 */
import { randomUUID } from 'node:crypto';

export type NewId = () => string;

export const newUuid: NewId = () => randomUUID();

const DIGITS = 12;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PLACE = /^[0-9a-f]{12}$/;

/** The id that an entry of a place has by itself. */
export function idOfPlace(prefix: string, sequence: number): string {
  return prefix + sequence.toString(16).padStart(DIGITS, '0');
}

/** The place that an id follows from; undefined where it follows from none of this book's. */
export function placeOfId(prefix: string, id: string): number | undefined {
  if (!id.startsWith(prefix)) return undefined;
  const digits = id.slice(prefix.length);
  return PLACE.test(digits) ? Number.parseInt(digits, 16) : undefined;
}

/** An id that does not follow from a place, as the book keeps it. */
export type OwnId = Buffer | string;

export function toOwnId(id: string): OwnId {
  return UUID.test(id) ? Buffer.from(id.replaceAll('-', ''), 'hex') : id;
}

export function fromOwnId(own: OwnId): string {
  if (typeof own === 'string') return own;
  const digits = own.toString('hex');
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20),
  ].join('-');
}
