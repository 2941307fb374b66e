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
import { currencyOfTitle, headingInCurrency } from './currencies.ts';
import { DATE_ROLES, isHeadingRecord, roleOf, type Role } from './headings.ts';
import { withInferred } from './inferred-roles.ts';
import type { OwnLayout, OwnLayouts } from './own-layouts.ts';
import type { FileRecord } from './records.ts';
import { saidByTitle, saidOfTable } from './section-titles.ts';
import { tickerAndName } from './securities.ts';
import { isNameOfCompany } from './security-columns.ts';
import { meaningOf, type Meaning } from './words.ts';

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
  /** The currency that a title names, the US dollar too, or the headings of its amounts. */
  readonly currency: string | null;
  /** The words that alone stand above it, of a table that has no column for its security: likely its name. */
  readonly company: string | null;
  /** What the title directly above it says that its records are: "PURCHASES". */
  readonly said: Meaning | null;
}

export interface TablesOfFile {
  readonly tables: readonly Table[];
  /** Records before the first table, as one text each. */
  readonly titles: readonly string[];
  /** The account that a title names. */
  readonly account: string | null;
  /** The security that a title names, for a file that has no column for it. */
  readonly security: string | null;
  /** The currency that a title or a last line names. */
  readonly currency: string | null;
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
  currency: string | null;
  company: string | null;
  said: Meaning | null;
}

function begun(
  section: string | null,
  line: number,
  headings: readonly string[],
  own?: OwnLayout,
): Growing {
  const roles = own ? [...own.columns] : headings.map(roleOf);
  return {
    section,
    line,
    headings,
    roles,
    records: [],
    own,
    account: null,
    security: null,
    currency: null,
    company: null,
    said: null,
  };
}

const OF_MONEY: readonly (Role | undefined)[] = [
  'amount',
  'gross',
  'value',
  'debit',
  'credit',
  'price',
];

/** "Amount Local", "Price (local)": what the column holds in the currency that the record names. */
function roleInLocal(heading: string): Role | undefined {
  const [, own = ''] =
    /^(.+?)[\s_-]*[([]?\s*local(?: currency)?\s*[)\]]?$/i.exec(heading.trim()) ?? [];
  const role = own === '' ? undefined : roleOf(own);
  return OF_MONEY.includes(role) ? role : undefined;
}

/** Headings that name another currency: what they hold, and the currency where no column of dollars is beside it. */
function inOtherCurrency({ headings, roles }: Growing): Pick<Growing, 'roles' | 'currency'> {
  let currency: string | null = null;
  const known = roles.map((role, place) => {
    const other = role === undefined ? headingInCurrency(headings[place] ?? '') : undefined;
    const local = role === undefined ? roleInLocal(headings[place] ?? '') : undefined;
    // In the record's own currency, which a column of dollars beside it says again.
    if (local !== undefined) return roles.includes(local) ? 'ignored' : local;
    const meant = other === undefined ? undefined : roleOf(other.heading);
    if (other === undefined || !OF_MONEY.includes(meant)) return role;
    if (roles.includes(meant)) return 'ignored';
    currency = other.currency;
    return meant;
  });
  return { roles: known, currency };
}

function finished(growing: Growing): Table {
  const { headings, records, own } = growing;
  const other = own ? { roles: growing.roles, currency: null } : inOtherCurrency(growing);
  const table = { ...growing, roles: other.roles, currency: other.currency ?? growing.currency };
  const roles = own ? table.roles : withInferred(headings, table.roles, records);
  const has = (...wanted: Role[]) => roles.some((role) => role && wanted.includes(role));
  return {
    ...table,
    roles,
    said: has('action') ? null : saidOfTable(table.said, headings),
    holdsTransactions:
      has(...DATE_ROLES) &&
      has('action', 'description', 'quantity', 'amount', 'debit', 'credit', 'gross', 'symbol'),
    saysActions: has(...DATE_ROLES) && has('action') && has('amount'),
  };
}

const ACCOUNT_TITLE =
  /\baccounts?(?:\(s\))?(?:\s*(?:number|no\.?|name|nickname))?\s*[:,]?\s*,?\s*(.+?)(?:\s+(?:as of|from|between)\b.*)?$/i;

/** What the file is, behind the number of its account: " - transaction history". */
const FILE_BEHIND =
  /\s+[-\u2013\u2014|]\s+(?:transactions?|activity|account|history|statement)\b.*$/i;

/** The account that one cell of a title names, else all of them together. */
function accountIn(cells: readonly string[]): string | null {
  const filled = cells.filter((cell) => cell !== '');
  const alone = filled.length > 1 ? filled.map(accountInText).find((one) => one !== null) : null;
  return alone ?? accountInText(filled.join(', '));
}

function accountInText(text: string): string | null {
  const named =
    /\bfor account\b[:,\s]*(.+?)(?:\s+as of\b.*)?$/i.exec(text) ??
    /\baccount (?:activity|statement|history) for\b[:,\s]*(.+?)(?:\s+(?:as of|from|between|since)\b.*)?$/i.exec(
      text,
    ) ??
    ACCOUNT_TITLE.exec(text);
  const name = named?.[1]?.replace(FILE_BEHIND, '').trim() ?? '';
  return /\d/.test(name) && name.length <= 60 ? name : null;
}

const KINDS_OF_ACCOUNTS =
  /\b(?:roth|ira|joint|individual|brokerage|trust|taxable|401\(?k\)?|custodial)\b/i;
const MASKED_NUMBER = /(?:[*.x#-]{1,}|\s)\d{3,}\s*$/i;

/** "Roth IRA", "Joint account", and no more: a kind without a number tells accounts apart as well. */
const ONLY_A_KIND =
  /^(?=.*\b(?:roth|ira|sep|401\(?k\)?|403\(?b\)?|hsa|joint|individual|custodial|taxable|utma|ugma)(?:\b|$))(?:(?:my|roth|traditional|rollover|inherited|contributory|simple|sep|ira|401\(?k\)?|403\(?b\)?|hsa|joint|individual|custodial|taxable|utma|ugma|brokerage|retirement|account|tod|wros|tenants|tic)[\s-]*)+$/i;

/** "Account 5566-7788", and no more. */
const NUMBERED_ACCOUNT = /^accounts?\s+((?=[\w*.#-]*\d{3})[\w*.#-]+)$/i;

/** The account of a title that stands between tables: a line of its own that names one, and says no more. */
function accountTitle(cells: readonly string[]): string | null {
  const filled = cells.filter((cell) => cell !== '');
  const [first = ''] = filled;
  if (filled.length > 2 || first.length > 80) return null;
  if (/^accounts?(?:\s*(?:number|no\.?|name|nickname|#))?\s*(?::|$)/i.test(first)) {
    return accountIn(cells);
  }
  const [, number = null] = filled.length === 1 ? (NUMBERED_ACCOUNT.exec(first) ?? []) : [];
  if (number !== null) return number;
  const isNumbered = KINDS_OF_ACCOUNTS.test(first) && MASKED_NUMBER.test(first);
  return filled.length === 1 && (isNumbered || ONLY_A_KIND.test(first)) ? first : null;
}

const TITLES_OF_SECURITIES = [
  /^(?:symbol|ticker|cusip)(?: (?:name|symbol|number))?$/i,
  /^(?:company|issuer|issue|security|stock|fund)(?: name)?$/i,
  /^plan(?: name)?$/i,
];

/** A title of a security, and how good a name it is: the less, the better. */
interface SecurityTitle {
  readonly rank: number;
  readonly name: string;
}

/** "Company,Apartment Investment and Management Co": what a transfer agent writes above its table. */
function securityIn(cells: readonly string[]): SecurityTitle | null {
  const [word = '', name = ''] = cells
    .flatMap((cell) => cell.split(/:\s*/))
    .filter((cell) => cell !== '');
  const rank = TITLES_OF_SECURITIES.findIndex((title) => title.test(word));
  return rank < 0 || name === '' || meaningOf(name) !== null ? null : { rank, name };
}

/** What a file is called, behind the name of a broker. */
const OF_FILES =
  /^(?:(?:my|all|your|investment|brokerage|trading|stock|share|shareholder|retirement|dividend|tax|year[- ]end|annual|monthly|quarterly|transaction) )*(?:transactions?|activity|activities|history|accounts?|statements?|holdings?|orders?|trades?|reports?|portfolios?|exports?|downloads?|details?|summary|confirmations?|plans?|ira|401\(?k\)?|brokerage|investments?|year)\b/i;

/**
 * The security of a title: "EQUITY RESIDENTIAL (EQR)" alone on its line, or "Symbol: EQR", which says no more.
 * What stands below is of that security.
 */
function securityTitle(cells: readonly string[]): SecurityTitle | null {
  const [first = '', ...others] = cells.filter((cell) => cell !== '');
  if (first.length > 80 || others.length > 1) return null;
  const both = others.length === 0 ? tickerAndName(first) : undefined;
  // "CHASE - Transactions" is whose file it is.
  if (both !== undefined && OF_FILES.test(both.name)) return null;
  if (both !== undefined) return { rank: 0, name: first };
  return first.includes(':') && others.length > 0 ? null : securityIn(cells);
}

/** A ticker that stands alone. */
const BARE_TICKER = /^[A-Z]{1,5}(?:[./-][A-Z]{1,3})?$/;

/** Words without a heading are the last to name a security. */
const BARE = TITLES_OF_SECURITIES.length;

/** A ticker, or the words of a name, alone on a line: the security of what stands below where nothing else names one. */
function bareTitle(cells: readonly string[]): SecurityTitle | null {
  const [name = '', another] = cells.filter((cell) => cell !== '');
  const isName = /^[A-Z][A-Za-z .,&'/-]{0,59}$/.test(name) && !/\btotals?\b/i.test(name);
  return another === undefined && isName && meaningOf(name) === null ? { rank: BARE, name } : null;
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
  return {
    tables: tables.map(finished),
    titles: [],
    account,
    security: null,
    currency: null,
    inSections: true,
  };
}

/** A title has one cell or two. */
function hasThreeCells(cells: readonly string[]): boolean {
  let filled = 0;
  for (const cell of cells) {
    if (cell !== '' && ++filled === 3) return true;
  }
  return false;
}

/** The tables of a file without sections, while its records come in. */
class TablesInOrder {
  readonly tables: Growing[] = [];
  readonly titles: string[] = [];
  account: string | null = null;
  security: SecurityTitle | null = null;
  currency: string | null = null;
  readonly #own: OwnLayouts;
  /** Of the titles that stand above what comes: of several in one block the best names the security. */
  #above: string | null = null;
  #of: SecurityTitle | null = null;
  #currency: string | null = null;
  /** The line above, which may say what the records of a table are that begins here. */
  #last: readonly string[] = [];
  /** The names of companies that stand alone above the first table. */
  readonly #companies: string[] = [];
  /** Whether records came since the title of a security. */
  #isRead = true;

  constructor(own: OwnLayouts) {
    this.#own = own;
  }

  add(record: FileRecord): void {
    const current = this.tables.at(-1);
    const own = this.#own.of(record.cells);
    if (own !== undefined || isHeadingRecord(record.cells)) {
      const said = saidByTitle(this.#last);
      this.#begin({ ...begun(null, record.line, record.cells, own), said });
      this.#last = [];
      return;
    }
    this.#last = record.cells;
    if (current === undefined) this.#title(record);
    else this.#below(record, current);
  }

  #begin(table: Growing): void {
    const whose = this.#whose(table);
    this.tables.push({ ...table, ...whose, account: this.#above, currency: this.#currency });
  }

  /** Which security the records of a table are of by the titles above, where they name none. */
  #whose(table: Growing): Pick<Growing, 'security' | 'company'> {
    if (!namesNone(table)) return { security: null, company: null };
    const { rank, name } = this.#of ?? { rank: BARE, name: this.#company(table) };
    // Words alone are a name that a person has to know; it can be the agent's.
    return rank < BARE || (name !== null && BARE_TICKER.test(name))
      ? { security: name, company: null }
      : { security: null, company: name };
  }

  /** The company whose name alone stands above the first table, where nothing else names the security. */
  #company({ roles }: Growing): string | null {
    const [company = null, another] = this.#companies;
    const isNamed = this.security !== null || roles.includes('description');
    return isNamed || another !== undefined || this.tables.length > 0 ? null : company;
  }

  /** The headings of a table again, for what stands below a title. */
  #goOn({ headings, own, said }: Growing, line: number): void {
    this.#begin({ ...begun(null, line, headings, own), said });
  }

  #title({ cells }: FileRecord): void {
    const alone = securityTitle(cells);
    if (alone !== null && tickerAndName(alone.name) !== undefined) {
      this.#of = alone;
      return;
    }
    const bare = bareTitle(cells);
    if (bare !== null && isNameOfCompany(bare.name)) this.#companies.push(bare.name);
    this.titles.push(cells.join(' ').trim());
    this.account ??= accountIn(cells) ?? accountTitle(cells);
    this.currency ??= currencyOfTitle(cells);
    const title = securityIn(cells);
    if (title !== null && title.rank < (this.security?.rank ?? Infinity)) this.security = title;
  }

  #below(record: FileRecord, current: Growing): void {
    const { line, cells } = record;
    if (hasThreeCells(cells)) {
      current.records.push(record);
      this.#isRead = true;
      return;
    }
    const account = accountTitle(cells);
    const currency = currencyOfTitle(cells);
    const security = securityTitle(cells) ?? this.#bare(cells, current);
    if (account !== null) {
      // What stands below belongs to the next account, with or without its own headings.
      this.#above = account;
      this.#goOn(current, line);
    } else if (currency !== null) {
      this.#currency = currency;
      if (current.records.length === 0) current.currency = currency;
      else this.#goOn(current, line);
    } else if (security !== null) {
      if (this.#isRead || security.rank < (this.#of?.rank ?? Infinity)) this.#of = security;
      this.#isRead = false;
      if (!namesNone(current)) return;
      if (current.records.length === 0) Object.assign(current, this.#whose(current));
      else this.#goOn(current, line);
    } else {
      current.records.push(record);
      this.#isRead = true;
    }
  }

  #bare(cells: readonly string[], current: Growing): SecurityTitle | null {
    const isNamed = this.security !== null || (this.#of !== null && this.#of.rank < BARE);
    if (isNamed || !namesNone(current) || current.roles.includes('description')) return null;
    return bareTitle(cells);
  }
}

/** The tables of a file, in its order. */
export function tablesOf(records: readonly FileRecord[], own: OwnLayouts): TablesOfFile {
  if (isInSections(records)) return sections(records);
  const reading = new TablesInOrder(own);
  for (const record of records) reading.add(record);
  const { titles, account, security, tables } = reading;
  const last = tables.at(-1);
  // A last line is of all that stands above it.
  const isLast = tables.length > 1 && last?.records.length === 0 && last.currency !== null;
  return {
    tables: (isLast ? tables.slice(0, -1) : tables).map(finished),
    currency: reading.currency ?? (isLast ? last.currency : null),
    titles,
    account,
    security: security?.name ?? null,
    inSections: false,
  };
}
