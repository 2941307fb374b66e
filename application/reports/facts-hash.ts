/**
 * What is a book known by on paper: a digest of everything that it says.
 *
 * Ids are left out, because no two readings of the same files share them; what an id names is told by the
 * place at which it first stands. So the same entries and documents have the same digest, from a book, from
 * a copy of it and from its export.
 */
import type { Facts } from '../../tax/facts/model.ts';
import type { TypedFigure } from '../../formats/reports/material.ts';
import { sha256Of } from '../sha256.ts';

const IS_ID = /^id$|Ids?$/;

/** SHA-256 of the facts, 64 hexadecimal digits. */
export function factsHash(facts: Facts): string {
  const places = new Map<string, string>();
  const placeOf = (id: string): string => {
    const known = places.get(id);
    if (known !== undefined) return known;
    const place = `#${places.size + 1}`;
    places.set(id, place);
    return place;
  };
  const plain = (value: unknown, isId: boolean): unknown => {
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value === 'string') return isId ? placeOf(value) : value;
    if (Array.isArray(value)) return value.map((each) => plain(each, isId));
    if (value === null || typeof value !== 'object') return value;
    return Object.entries(value)
      .filter(([, own]) => own !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, own]) => [name, plain(own, IS_ID.test(name))]);
  };
  return sha256Of(JSON.stringify(plain(facts, false)));
}

/** SHA-256 of what was typed of brokers' forms: whose, where it stands, and the amount. */
export function formsHash(typed: readonly TypedFigure[]): string {
  const rows = typed.map(({ account, payer, version, form, row, field, theirs, sale }) => [
    ...[account, payer, version, form, row, field, theirs === null ? null : String(theirs)],
    ...(sale === null ? [] : [sale.sold, sale.acquired, String(sale.shares), sale.reporting]),
  ]);
  return sha256Of(JSON.stringify(rows));
}
