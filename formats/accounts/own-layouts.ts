/**
 * What does a header that nobody knows mean? What a person said of it, once for all files of its shape.
 *
 * The shape is the headings in their order, as they are looked up: letters and digits. For each column it says
 * what it holds, for words of actions that nobody knows what they mean. It is data of the book, has a name,
 * and can be written out and read again.
 *
 * Example: "Valuta", "Vorgang", "Wert", "Stück", "Kurs", "Betrag" are date, action, symbol, shares, price and
 * amount; "Kauf" is a purchase.
 * Awkward case: a file of a broker that is known has nothing to be said of; what was said of its shape counts
 * all the same, since a person saw it.
 * Not handled: headings over two records.
 */
import { guessedColumns } from './guessed-columns.ts';
import { headingKey, isDateRole, roleOf, type Role } from './headings.ts';
import type { FileRecord } from './records.ts';
import { inCapitals, meaningOf, type Meaning } from './words.ts';

/** What a person can say that a column holds. */
const SAID_ROLES = [
  'tradeDate',
  'settleDate',
  'action',
  'description',
  'symbol',
  'cusip',
  'name',
  'quantity',
  'price',
  'amount',
  'gross',
  'fees',
  'account',
  'currency',
  'id',
  'ignored',
] as const satisfies readonly Role[];
export type SaidRole = (typeof SAID_ROLES)[number];

/** What a person can say that a word of an action means. */
const SAID_MEANINGS = [
  'buy',
  'sell',
  'reinvest',
  'dividend',
  'capitalGain',
  'returnOfCapital',
  'liquidation',
  'paymentInLieu',
  'split',
  'reverseSplit',
  'spinOff',
  'stockDividend',
  'cashInLieu',
  'redeem',
  'exchange',
  'transfer',
  'cash',
  'fee',
  'tax',
] as const satisfies readonly Meaning[];
export type SaidMeaning = (typeof SAID_MEANINGS)[number];

export interface OwnLayout {
  readonly name: string;
  /** As the file prints them. */
  readonly headings: readonly string[];
  /** What each column holds. */
  readonly columns: readonly SaidRole[];
  /** By the word of an action, in capitals. */
  readonly words: Readonly<Record<string, SaidMeaning>>;
}

/** What a file's header looks like to a person who has to say what its columns hold. */
export interface HeaderOfFile {
  readonly line: number;
  readonly headings: readonly string[];
  /** What is known of each column; null where nothing is. */
  readonly columns: readonly (SaidRole | null)[];
  /** The same with a proposal for what is not known, from what stands in the columns; null where none is sure. */
  readonly proposed: readonly (SaidRole | null)[];
  /** The first records below it. */
  readonly samples: readonly (readonly string[])[];
  /** Words of actions with what they mean; null where that is not known. */
  readonly words: readonly { readonly word: string; readonly meaning: SaidMeaning | null }[];
  /** Of the own layout that the file was read by. */
  readonly name: string | null;
}

/** By which headers of one shape are known. */
export function headerShape(headings: readonly string[]): string {
  return JSON.stringify(headings.map(headingKey));
}

const isOf = <T extends string>(list: readonly T[], value: unknown): value is T =>
  (list as readonly unknown[]).includes(value);

/** What a table must have to be read, in a person's words; undefined where nothing is missing. */
function missingIn(columns: readonly string[]): string | undefined {
  const has = (...roles: string[]): boolean => roles.some((role) => columns.includes(role));
  if (!has('tradeDate', 'settleDate')) return 'No column is the date.';
  if (!has('action', 'description')) return 'No column says what happened.';
  if (!has('symbol', 'cusip', 'name', 'description')) return 'No column is the security.';
  if (!has('quantity')) return 'No column is the number of shares.';
  return has('amount', 'gross') ? undefined : 'No column is the amount.';
}

/** An own layout of what was given as JSON; or the sentence that says what is wrong with it. */
export function ownLayoutOf(
  value: unknown,
): { readonly layout: OwnLayout } | { readonly problem: string } {
  const given = (typeof value === 'object' && value !== null ? value : {}) as Partial<
    Record<keyof OwnLayout, unknown>
  >;
  const name = typeof given.name === 'string' ? given.name.trim() : '';
  if (name === '')
    return { problem: 'The layout has no name. Write the broker or the file that it is of.' };
  const { headings, columns, words = {} } = given;
  if (!Array.isArray(headings) || !headings.every((one) => typeof one === 'string')) {
    return { problem: `The layout "${name}" has no list of headings.` };
  }
  if (!Array.isArray(columns) || columns.length !== headings.length) {
    return { problem: `The layout "${name}" does not say of each of its headings what it holds.` };
  }
  const foreign = columns.find((one) => !isOf(SAID_ROLES, one));
  if (foreign !== undefined) {
    return {
      problem: `The layout "${name}" has the column ${JSON.stringify(foreign)}. Known are ${SAID_ROLES.join(', ')}.`,
    };
  }
  const missing = missingIn(columns as string[]);
  if (missing !== undefined) return { problem: `The layout "${name}" cannot be used: ${missing}` };
  const said = Object.entries(typeof words === 'object' && words !== null ? words : {});
  const wrong = said.find(([, meaning]) => !isOf(SAID_MEANINGS, meaning));
  if (wrong !== undefined) {
    return {
      problem: `The layout "${name}" says that "${wrong[0]}" is ${JSON.stringify(wrong[1])}. Known are ${SAID_MEANINGS.join(', ')}.`,
    };
  }
  return {
    layout: {
      name,
      headings: headings as string[],
      columns: columns as SaidRole[],
      words: Object.fromEntries(
        said.map(([word, meaning]) => [inCapitals(word), meaning as SaidMeaning]),
      ),
    },
  };
}

/** Own layouts by the shape of their headers. */
export class OwnLayouts {
  readonly #byShape: ReadonlyMap<string, OwnLayout>;

  constructor(layouts: readonly OwnLayout[]) {
    this.#byShape = new Map(layouts.map((layout) => [headerShape(layout.headings), layout]));
  }

  of(cells: readonly string[]): OwnLayout | undefined {
    return this.#byShape.size === 0 ? undefined : this.#byShape.get(headerShape(cells));
  }
}

const FIGURE = /^[-+($]*\d[\d.,/:-]*\)?%?$/;
const SAMPLES = 3;
const MOST_LOOKED_AT = 200;
/** Words of actions that a person is asked about. */
const MOST_WORDS = 40;

const filledOf = (cells: readonly string[]): number => cells.filter((cell) => cell !== '').length;

/** The record that looks most like headings: words without figures above records of its width with figures. */
export function likelyHeader(records: readonly FileRecord[]): FileRecord | undefined {
  const first = records.slice(0, MOST_LOOKED_AT);
  return first.find(({ cells }, place) => {
    const filled = cells.filter((cell) => cell !== '');
    if (filled.length < 4 || filled.some((cell) => FIGURE.test(cell))) return false;
    const below = first.slice(place + 1, place + 1 + SAMPLES);
    return (
      below.length > 0 &&
      below.every(
        (record) =>
          filledOf(record.cells) >= 3 &&
          record.cells.length <= cells.length + 1 &&
          record.cells.some((cell) => FIGURE.test(cell)),
      )
    );
  });
}

function saidRole(role: Role | undefined): SaidRole | null {
  if (role !== undefined && isDateRole(role)) return role === 'settleDate' ? role : 'tradeDate';
  if (role === 'value') return 'gross';
  if (role === 'heldAfter') return 'ignored';
  return isOf(SAID_ROLES, role) ? role : null;
}

const saidMeaning = (meaning: Meaning | null): SaidMeaning | null =>
  isOf(SAID_MEANINGS, meaning) ? meaning : null;

/** What a person is shown of a header, with what is known of it, or was said. */
export function headerOf(
  { line, cells: headings }: FileRecord,
  below: readonly FileRecord[],
  own: OwnLayout | undefined,
): HeaderOfFile {
  const columns = headings.map(
    (heading, place) => own?.columns[place] ?? saidRole(roleOf(heading)),
  );
  const proposed = guessedColumns(columns, below);
  const place = proposed.indexOf('action');
  const words = new Set(
    place < 0
      ? []
      : below.map(({ cells }) => inCapitals(cells[place] ?? '')).filter((word) => word !== ''),
  );
  return {
    line,
    headings,
    columns,
    proposed,
    samples: below.slice(0, SAMPLES).map(({ cells }) => cells),
    words: [...words].slice(0, MOST_WORDS).map((word) => ({
      word,
      meaning: own?.words[word] ?? saidMeaning(meaningOf(word)),
    })),
    name: own?.name ?? null,
  };
}

/** What is written of a header in a file of answers. */
interface SaidOfHeader {
  readonly name?: unknown;
  readonly columns?: unknown;
  readonly words?: unknown;
}

/**
 * The layout that `{ "name", "columns": { "Valuta": "tradeDate" }, "words": { "KAUF": "buy" } }` makes of a
 * header; what is known of a column need not be said. Or the sentence that says what is wrong with it.
 */
export function layoutForHeader(
  { headings, columns: known }: HeaderOfFile,
  said: SaidOfHeader,
): ReturnType<typeof ownLayoutOf> {
  const given = new Map(
    typeof said.columns === 'object' && said.columns !== null ? Object.entries(said.columns) : [],
  );
  const foreign = [...given.keys()].find((heading) => !headings.includes(heading));
  if (foreign !== undefined) {
    return {
      problem: `The file has no column "${foreign}". Its columns are "${headings.join('", "')}".`,
    };
  }
  const columns = headings.map((heading, place) => given.get(heading) ?? known[place] ?? null);
  const open = headings.filter((heading, place) => heading !== '' && columns[place] === null);
  if (open.length > 0) {
    return {
      problem: `It is not said what "${open.join('", "')}" ${open.length === 1 ? 'holds' : 'hold'}. Write one of ${SAID_ROLES.join(', ')}.`,
    };
  }
  return ownLayoutOf({
    name: said.name,
    headings,
    columns: columns.map((one) => one ?? 'ignored'),
    words: said.words,
  });
}
