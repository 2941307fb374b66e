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
import type { OwnLayout, OwnLayouts } from './own-layouts.ts';
import type { FileRecord } from './records.ts';

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
}

function begun(
  section: string | null,
  line: number,
  headings: readonly string[],
  own?: OwnLayout,
): Growing {
  const roles = own ? [...own.columns] : headings.map(roleOf);
  return { section, line, headings, roles, records: [], own };
}

function finished(table: Growing): Table {
  const has = (...wanted: Role[]) => table.roles.some((role) => role && wanted.includes(role));
  return {
    ...table,
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
    /\baccount activity for\b[:,\s]*(.+?)(?:\s+(?:as of|from|between)\b.*)?$/i.exec(text) ??
    ACCOUNT_TITLE.exec(text);
  const name = named?.[1]?.trim() ?? '';
  return /\d/.test(name) && name.length <= 60 ? name : null;
}

/** "Company,Apartment Investment and Management Co": what a transfer agent writes above its table. */
function securityIn(cells: readonly string[]): string | null {
  const [word = '', ...rest] = cells
    .flatMap((cell) => cell.split(/:\s*/))
    .filter((cell) => cell !== '');
  return /^(?:company|issuer|security|stock|symbol|ticker|fund|plan)(?: name)?$/i.test(word)
    ? (rest[0] ?? null)
    : null;
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
  let security: string | null = null;
  for (const record of records) {
    const current = tables.at(-1);
    const said = own.of(record.cells);
    if (said !== undefined || isHeadingRecord(record.cells)) {
      tables.push(begun(null, record.line, record.cells, said));
    } else if (current === undefined) {
      titles.push(record.cells.join(' ').trim());
      account ??= accountIn(record.cells);
      security ??= securityIn(record.cells);
    } else {
      current.records.push(record);
    }
  }
  return { tables: tables.map(finished), titles, account, security, inSections: false };
}
