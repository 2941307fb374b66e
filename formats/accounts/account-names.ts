/**
 * What is the account of a record called, where columns say it together?
 *
 * One column can have the number of an account and another its name; the name says what kind of account it is, so
 * both are kept. A column of the kind alone ("Roth IRA") is its name as well, where it says of some record that the
 * account is tax-deferred: taken for nothing, its sales would stand in the year.
 *
 * Example: "ROTH IRA" beside 234567890 is "ROTH IRA 234567890", as in files that have both in one column.
 * Awkward case: an account that is empty below named ones is often the one above; it is asked, with all of the table.
 * Not handled: accounts that only a title between records names; those begin a table of their own.
 */
import { headingKey } from './headings.ts';
import type { Table } from './tables.ts';
import { looksTaxDeferred } from './tax-deferred-names.ts';

/** Names longer than this are addresses and other matter. */
const LONGEST = 80;

function isNumberOf(heading: string): boolean {
  return /number|\bno\b|\bid\b|accountid|#/.test(heading.toLowerCase());
}

/** The columns that name accounts, the number last. */
function placesOf({ headings, roles, records }: Table): readonly number[] {
  const names = roles.flatMap((role, place) => (role === 'account' ? [place] : []));
  const kinds = headings.flatMap((heading, place) =>
    /^(?:account|registration) type$/.test(headingKey(heading)) &&
    records.some(({ cells }) => looksTaxDeferred(cells[place] ?? ''))
      ? [place]
      : [],
  );
  const rank = (place: number): number => Number(isNumberOf(headings[place] ?? ''));
  return [...new Set([...kinds, ...names])].toSorted((a, b) => rank(a) - rank(b));
}

/** The accounts of one table. */
export class AccountsOfTable {
  readonly #places: readonly number[];
  readonly #records: Table['records'];
  #all: readonly string[] | undefined;

  constructor(table: Table) {
    this.#places = placesOf(table);
    this.#records = table.records;
  }

  /** The account of a record; empty where none is named. */
  of(cells: readonly string[]): string {
    if (this.#places.length === 0) return '';
    const parts: string[] = [];
    for (const place of this.#places) {
      const cell = cells[place] ?? '';
      if (cell === '' || parts.some((part) => part.includes(cell))) continue;
      const within = parts.findIndex((part) => cell.includes(part));
      if (within >= 0) parts[within] = cell;
      else parts.push(cell);
    }
    const name = parts.join(' ');
    return name.length > LONGEST ? (parts.at(-1) ?? '') : name;
  }

  /** All that are named, in the order of the file. */
  get all(): readonly string[] {
    this.#all ??= [
      ...new Set(this.#records.map(({ cells }) => this.of(cells)).filter((name) => name !== '')),
    ];
    return this.#all;
  }
}
