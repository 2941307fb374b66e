/**
 * Which records stand on the pages of a database, when nobody knows any more to which table a page belongs?
 *
 * Each page that can hold records says so in its first byte and lists where its cells are. They are read as
 * SQLite's file format has them (sections 1.5 to 2.1: b-tree pages, cell payload overflow, record format), whatever
 * leads to the page. Pages that the list of free pages names are left out; so are cells that are no whole record.
 *
 * Example: of a file that was cut off in the middle, the leaves of a table in its first half, without the page
 * that says where the table begins.
 * Awkward case: a long text goes on, on pages of its own. Where one of them is missing, the record is none.
 * Not handled: what was removed from a page and is not written over yet; it is not in the list of its cells.
 */
import type { StoredValue } from './salvage-rows.ts';

export const PAGE_BYTES = 4096;
const HEADER_BYTES = 100;

/** Of pages with records: how long their own header is, and what stands before the payload of a cell. */
const KINDS: Readonly<Record<number, { readonly header: number; readonly isTable: boolean }>> = {
  0x0d: { header: 8, isTable: true },
  0x0a: { header: 8, isTable: false },
  0x02: { header: 12, isTable: false },
};

interface PageRecord {
  /** Its place in a table with places; null in one without. */
  readonly place: bigint | null;
  readonly values: readonly (StoredValue | bigint)[];
}

/** A number of 1 to 9 bytes, and where it ends; undefined beyond the end. */
function varint(bytes: Buffer, at: number): readonly [bigint, number] | undefined {
  let value = 0n;
  for (let i = 0; i < 9; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return undefined;
    if (i === 8) return [BigInt.asIntN(64, (value << 8n) | BigInt(byte)), at + 9];
    value = (value << 7n) | BigInt(byte & 0x7f);
    if (byte < 0x80) return [value, at + i + 1];
  }
  return undefined;
}

/** The same of a length; undefined for one that is longer than the file. */
function lengthAt(bytes: Buffer, at: number, most: number): readonly [number, number] | undefined {
  const found = varint(bytes, at);
  if (found === undefined || found[0] < 0n || found[0] > BigInt(most)) return undefined;
  return [Number(found[0]), found[1]];
}

const INTEGER_BYTES = [0, 1, 2, 3, 4, 6, 8];

/** A value by its serial type, and how many bytes it has; undefined for a type that there is not. */
function valueAt(
  record: Buffer,
  type: number,
  at: number,
): readonly [StoredValue | bigint, number] | undefined {
  if (type === 0) return [null, 0];
  if (type === 8 || type === 9) return [BigInt(type - 8), 0];
  const bytes =
    type < 7 ? (INTEGER_BYTES[type] ?? 0) : type === 7 ? 8 : Math.floor((type - 12) / 2);
  if (type === 10 || type === 11 || at + bytes > record.length) return undefined;
  const part = record.subarray(at, at + bytes);
  if (type === 7) return [part.readDoubleBE(0), bytes];
  if (type < 7) return [BigInt.asIntN(bytes * 8, BigInt(`0x${part.toString('hex')}`)), bytes];
  return [type % 2 === 0 ? Buffer.from(part) : part.toString('utf8'), bytes];
}

/** The values of a record; undefined where it is none. */
function valuesIn(record: Buffer): (StoredValue | bigint)[] | undefined {
  const header = lengthAt(record, 0, record.length);
  if (header === undefined) return undefined;
  const [end] = header;
  let [, at] = header;
  let content = end;
  const values: (StoredValue | bigint)[] = [];
  while (at < end) {
    const type = lengthAt(record, at, 2 * record.length + 13);
    if (type === undefined || type[1] > end) return undefined;
    const found = valueAt(record, type[0], content);
    if (found === undefined) return undefined;
    values.push(found[0]);
    content += found[1];
    at = type[1];
  }
  return content === record.length ? values : undefined;
}

/** The payload of a cell, with what stands on further pages; undefined where something of it is missing. */
function payloadAt(
  bytes: Buffer,
  page: number,
  at: number,
  length: number,
  isTable: boolean,
): Buffer | undefined {
  const usable = PAGE_BYTES;
  const most = isTable ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const fitting = least + ((length - least) % (usable - 4));
  const local = length <= most ? length : fitting <= most ? fitting : least;
  const end = (page + 1) * PAGE_BYTES;
  if (at + local + (local < length ? 4 : 0) > end) return undefined;
  const parts = [bytes.subarray(at, at + local)];
  let missing = length - local;
  let next = missing > 0 ? bytes.readUInt32BE(at + local) : 0;
  while (missing > 0) {
    const start = (next - 1) * PAGE_BYTES;
    if (next < 2 || start + PAGE_BYTES > bytes.length) return undefined;
    const part = Math.min(missing, usable - 4);
    parts.push(bytes.subarray(start + 4, start + 4 + part));
    missing -= part;
    next = bytes.readUInt32BE(start);
  }
  return Buffer.concat(parts, length);
}

/** The pages that the list of free pages names, from 0, as far as it can be followed. */
function freePages(bytes: Buffer): ReadonlySet<number> {
  const free = new Set<number>();
  let trunk = bytes.readUInt32BE(32);
  while (trunk > 1 && trunk * PAGE_BYTES <= bytes.length && !free.has(trunk - 1)) {
    free.add(trunk - 1);
    const start = (trunk - 1) * PAGE_BYTES;
    const count = Math.min(bytes.readUInt32BE(start + 4), PAGE_BYTES / 4 - 2);
    for (let i = 0; i < count; i++) free.add(bytes.readUInt32BE(start + 8 + i * 4) - 1);
    trunk = bytes.readUInt32BE(start);
  }
  return free;
}

/** Every record of every page, in the order of the file. The file has at least one page. */
export function* recordsOnPages(bytes: Buffer): Generator<PageRecord> {
  const free = freePages(bytes);
  // A cut-off file may end inside of a page.
  for (let page = 0; (page + 1) * PAGE_BYTES <= bytes.length; page++) {
    const begin = page * PAGE_BYTES;
    const own = page === 0 ? HEADER_BYTES : 0;
    const kind = KINDS[bytes.readUInt8(begin + own)];
    if (kind === undefined || free.has(page)) continue;
    const pointers = begin + own + kind.header;
    const cells = Math.min(bytes.readUInt16BE(begin + own + 3), PAGE_BYTES / 4);
    for (let cell = 0; cell < cells; cell++) {
      const record = recordAt(bytes, page, begin + bytes.readUInt16BE(pointers + cell * 2), kind);
      if (record !== undefined) yield record;
    }
  }
}

function recordAt(
  bytes: Buffer,
  page: number,
  cell: number,
  { header, isTable }: { readonly header: number; readonly isTable: boolean },
): PageRecord | undefined {
  // An inner page has the number of the page below before each cell.
  const length = lengthAt(bytes, cell + (header === 12 ? 4 : 0), bytes.length);
  if (length === undefined || length[0] === 0) return undefined;
  const place = isTable ? varint(bytes, length[1]) : undefined;
  if (isTable && place === undefined) return undefined;
  const payload = payloadAt(bytes, page, place?.[1] ?? length[1], length[0], isTable);
  const values = payload && valuesIn(payload);
  return values && { place: place?.[0] ?? null, values };
}
