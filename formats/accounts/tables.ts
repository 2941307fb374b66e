/**
 * Which tables stand in a broker's file, and which of them list transactions?
 *
 * A table begins with a record of headings; what stands before it are titles, of which one may name
 * the account. A statement in sections says in each record which table it belongs to. A table without
 * a day lists holdings.
 *
 * Source: exports of brokers as published in tests and questions of public projects.
 * Example: Vanguard's file has a table of holdings, then one of transactions with other headings.
 * Awkward case: one section of a statement with two records of headings: the later ones count from there.
 * Not handled: headings over two records.
 */
import { DATE_ROLES, isHeadingRecord, roleOf, type Role } from './headings.ts';
import { withInferred } from './inferred-roles.ts';
import type { OwnLayout, OwnLayouts } from './own-layouts.ts';
import type { FileRecord } from './records.ts';
import { tickerAndName } from './securities.ts';
import { meaningOf } from './words.ts';

export interface Table {
  /** Of a statement in sections. */
  readonly section: string | null;
  readonly line: number;
  readonly headings: readonly string[];
  readonly roles: readonly (Role | undefined)[];
  readonly records: readonly FileRecord[];
  readonly holdsTransactions: boolean;
  /** Whether each record says its day, what happened and its money: it can be read without its section. */
  readonly saysActions: boolean;
  /** What a person said of headings of this shape. */
  readonly own: OwnLayout | undefined;
  /** The account that a title directly above it names; null where none does. */
  readonly account: string | null;
  /** The security that a title directly above it names, of a table that has no column for it. */
  readonly security: string | null;
}

export interface TablesOfFile {
  readonly tables: readonly Table[];
  /** Records before the first table, as one text each. */
  readonly titles: readonly string[];
  /** The account that a title names. */
  readonly account: string | null;
  /** The security that a title names, for a file that has no column for it. */
  readonly security: string | null;
  readonly inSections: boolean;
}

interface Growing {
  section: string | null;
  line: number;
  headings: readonly string[];
  roles: (Role | undefined)[];
  records: FileRecord[];
  own: OwnLayout | undefined;
  account: string | null;
  security: string | null;
}

function begun(
  section: string | null,
  line: number,
  headings: readonly string[],
  own?: OwnLayout,
): Growing {
  const roles = own ? [...own.columns] : headings.map(roleOf);
  return { section, line, headings, roles, records: [], own, account: null, security: null };
}

function finished(table: Growing): Table {
  const { headings, records, own } = table;
  const roles = own ? table.roles : withInferred(headings, table.roles, records);
  const has = (...wanted: Role[]) => roles.some((role) => role && wanted.includes(role));
  return {
    ...table,
    roles,
    holdsTransactions:
      has(...DATE_ROLES) &&
      has('action', 'description', 'quantity', 'amount', 'debit', 'credit', 'gross', 'symbol'),
    saysActions: has(...DATE_ROLES) && has('action') && has('amount'),
  };
}

const ACCOUNT_TITLE =
  /\baccounts?(?:\(s\))?(?:\s*(?:number|no\.?|name|nickname))?\s*[:,]?\s*,?\s*(.+?)(?:\s+(?:as of|from|between)\b.*)?$/i;

function accountIn(cells: readonly string[]): string | null {
  const text = cells.filter((cell) => cell !== '').join(', ');
  const named =
    /\bfor account\b[:,\s]*(.+?)(?:\s+as of\b.*)?$/i.exec(text) ??
    /\baccount (?:activity|statement|history) for\b[:,\s]*(.+?)(?:\s+(?:as of|from|between|since)\b.*)?$/i.exec(
      text,
    ) ??
    ACCOUNT_TITLE.exec(text);
  const name = named?.[1]?.trim() ?? '';
  return /\d/.test(name) && name.length <= 60 ? name : null;
}

const KINDS_OF_ACCOUNTS =
  /\b(?:roth|ira|joint|individual|brokerage|trust|taxable|401\(?k\)?|custodial)\b/i;
const MASKED_NUMBER = /(?:[*.x#-]{1,}|\s)\d{3,}\s*$/i;

/** The account of a title that stands between tables: a line of its own that names one, and says no more. */
function accountTitle(cells: readonly string[]): string | null {
  const filled = cells.filter((cell) => cell !== '');
  const [first = ''] = filled;
  if (filled.length > 2 || first.length > 80) return null;
  if (/^accounts?(?:\s*(?:number|no\.?|name|nickname|#))?\s*(?::|$)/i.test(first)) {
    return accountIn(cells);
  }
  return filled.length === 1 && KINDS_OF_ACCOUNTS.test(first) && MASKED_NUMBER.test(first)
    ? first
    : null;
}

const TITLES_OF_SECURITIES = [
  /^(?:symbol|ticker|cusip)(?: (?:name|symbol|number))?$/i,
  /^(?:company|issuer|security|stock|fund)(?: name)?$/i,
  /^plan(?: name)?$/i,
];

/** "Company,Apartment Investment and Management Co": what a transfer agent writes above its table. */
function securityIn(cells: readonly string[]): { rank: number; name: string } | null {
  const [word = '', name = ''] = cells
    .flatMap((cell) => cell.split(/:\s*/))
    .filter((cell) => cell !== '');
  const rank = TITLES_OF_SECURITIES.findIndex((title) => title.test(word));
  return rank < 0 || name === '' || meaningOf(name) !== null ? null : { rank, name };
}

/** "EQUITY RESIDENTIAL (EQR)" alone on its line: what stands below is of that security. */
function securityTitle({ cells }: FileRecord): string | null {
  const [first = '', ...others] = cells.filter((cell) => cell !== '');
  return others.length === 0 && first.length <= 80 && tickerAndName(first) !== undefined
    ? first
    : null;
}

const NAMING: readonly (Role | undefined)[] = ['symbol', 'cusip', 'name'];

/** Whether the records of a table have no cell for their security. */
function namesNone({ roles }: Growing): boolean {
  return !roles.some((role) => NAMING.includes(role));
}

const SECTION_WORDS = new Set(['Header', 'Data', 'SubTotal', 'Total', 'Notes']);

function isInSections(records: readonly FileRecord[]): boolean {
  const marked = records.filter(({ cells }) => SECTION_WORDS.has(cells[1] ?? '')).length;
  return marked * 10 >= records.length * 9 && records.some(({ cells }) => cells[1] === 'Header');
}

function sections(records: readonly FileRecord[]): TablesOfFile {
  const tables: Growing[] = [];
  const open = new Map<string, Growing>();
  let account: string | null = null;
  for (const { line, cells } of records) {
    const [section = '', mark = '', ...rest] = cells;
    if (mark === 'Header') {
      const table = begun(section, line, rest);
      tables.push(table);
      open.set(section, table);
    } else if (mark === 'Data') {
      open.get(section)?.records.push({ line, cells: rest });
      if (/^account\b/i.test(section) && /^account$/i.test(rest[0] ?? ''))
        account = rest[1] ?? null;
    }
  }
  return { tables: tables.map(finished), titles: [], account, security: null, inSections: true };
}

/** The tables of a file, in its order. */
export function tablesOf(records: readonly FileRecord[], own: OwnLayouts): TablesOfFile {
  if (isInSections(records)) return sections(records);
  const tables: Growing[] = [];
  const titles: string[] = [];
  let account: string | null = null;
  let security: { rank: number; name: string } | null = null;
  let above: string | null = null;
  let of: string | null = null;
  for (const record of records) {
    const current = tables.at(-1);
    const said = own.of(record.cells);
    const title = securityTitle(record);
    if (said !== undefined || isHeadingRecord(record.cells)) {
      const table = begun(null, record.line, record.cells, said);
      tables.push({ ...table, account: above, security: namesNone(table) ? of : null });
    } else if (title !== null && (current === undefined || namesNone(current))) {
      of = title;
      if (current !== undefined && current.records.length > 0) {
        const { line, headings, own } = { ...current, line: record.line };
        tables.push({ ...begun(null, line, headings, own), account: above, security: of });
      } else if (current !== undefined) current.security = of;
    } else if (current === undefined) {
      titles.push(record.cells.join(' ').trim());
      account ??= accountIn(record.cells);
      const title = securityIn(record.cells);
      if (title !== null && title.rank < (security?.rank ?? Infinity)) security = title;
    } else {
      const next = accountTitle(record.cells);
      if (next === null) current.records.push(record);
      // What stands below belongs to the next account, with or without its own headings.
      else
        tables.push({
          ...begun(null, record.line, current.headings, current.own),
          account: next,
          security: current.security,
        });
      above = next ?? above;
    }
  }
  return {
    tables: tables.map(finished),
    titles,
    account,
    security: security?.name ?? null,
    inSections: false,
  };
}
