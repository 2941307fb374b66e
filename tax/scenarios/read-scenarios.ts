/**
 * How is a scenario written, so that a person who knows the tax and not the code can check it?
 *
 * As text tables: what was held and done, what the issuer published, and what must come out. A word
 * that is not known is an error with its line, never passed over. The README of this folder shows
 * the format.
 */
import { parseDay } from '../days.ts';
import type { Day } from '../days.ts';
import { COMPONENTS, SUBSETS } from '../model.ts';
import type {
  Account,
  AllocationDocument,
  Distribution,
  DocumentStatus,
  Facts,
  Security,
  Transaction,
} from '../model.ts';
import { NO_RATE, parseMoney, parseRate, parseShares } from '../money.ts';
import type { Rate } from '../money.ts';

/** One row of a table: the cell of each column. */
type Row = ReadonlyMap<string, string>;

/** A list of the report as it must be: the named columns of all rows, in order. */
export interface Expectation {
  readonly line: number;
  readonly taxYear: number;
  readonly list: string;
  readonly columns: readonly string[];
  /** Cells of each row, in the order of the columns. */
  readonly rows: readonly (readonly string[])[];
}

export interface Scenario {
  readonly title: string;
  readonly authority: string;
  readonly facts: Facts;
  readonly expectations: readonly Expectation[];
}

interface Line {
  readonly number: number;
  readonly words: readonly string[];
  readonly text: string;
}

interface Section {
  readonly head: Line;
  readonly table: readonly Line[];
}

export class ScenarioError extends Error {
  constructor(line: number, message: string) {
    super(`line ${line}: ${message}`);
  }
}

function known<T>(value: T | undefined, line: Line, what: string): T {
  if (value === undefined) throw new ScenarioError(line.number, `${what} in "${line.text}"`);
  return value;
}

function rowsOf(section: Section, required: readonly string[], optional: readonly string[]): Row[] {
  const header = section.table[0];
  if (!header) throw new ScenarioError(section.head.number, 'a table without a header');
  for (const column of header.words) {
    if (![...required, ...optional].includes(column))
      throw new ScenarioError(header.number, `unknown column ${column}`);
  }
  for (const column of required) {
    if (!header.words.includes(column))
      throw new ScenarioError(header.number, `no column ${column}`);
  }
  return section.table.slice(1).map((line) => {
    if (line.words.length !== header.words.length)
      throw new ScenarioError(line.number, 'not as many cells as columns');
    return new Map(header.words.map((column, i) => [column, line.words[i] as string]));
  });
}

/** Reads `ordinary=61.4,returnOfCapital=38.6`. */
function partsOf<T extends string>(
  text: string,
  names: readonly T[],
  line: Line,
): Partial<Record<T, Rate>> {
  const parts: Partial<Record<T, Rate>> = {};
  if (text === '-') return parts;
  for (const piece of text.split(',')) {
    const [name, value] = piece.split('=');
    const found = known(
      names.find((each) => each === name),
      line,
      `no such part: ${name}`,
    );
    parts[found] = known(parseRate(value ?? ''), line, `no rate for ${name}`);
  }
  return parts;
}

class Builder {
  readonly #title: string;
  readonly #authority: string;
  readonly #securities = new Map<string, Security>();
  readonly #accounts = new Map<string, Account>();
  readonly #documents: AllocationDocument[] = [];
  readonly #transactions: Transaction[] = [];
  readonly #expectations: Expectation[] = [];

  constructor(title: string, authority: string) {
    this.#title = title;
    this.#authority = authority;
  }

  #security(symbol: string): string {
    const security = { id: `id-${symbol}`, issuer: null, name: symbol, symbol, cusips: [] };
    this.#securities.set(symbol, security);
    return security.id;
  }

  #account(name: string, taxDeferred: boolean): string {
    const id = `id-${name}`;
    if (!this.#accounts.has(name))
      this.#accounts.set(name, {
        id,
        name,
        taxDeferred,
        method: 'fifo',
        methodChanges: [],
        returnOfCapital: 'by-shares',
      });
    return id;
  }

  #day(text: string | undefined, line: Line): Day {
    return known(parseDay(text ?? ''), line, `no day: ${text}`);
  }

  #dayOrNone(text: string | undefined, line: Line): Day | null {
    return text === undefined || text === '-' ? null : this.#day(text, line);
  }

  add(section: Section): void {
    const kind = section.head.words[0];
    if (kind === 'accounts') this.#addAccounts(section);
    else if (kind === 'trades') this.#addTrades(section);
    else if (kind === 'document') this.#addDocument(section);
    else if (kind === 'expect') this.#addExpectation(section);
    else throw new ScenarioError(section.head.number, `unknown section ${kind}`);
  }

  #addAccounts(section: Section): void {
    for (const row of rowsOf(section, ['account', 'kind'], [])) {
      const kind = row.get('kind') as string;
      if (!['taxable', 'tax-deferred'].includes(kind))
        throw new ScenarioError(section.head.number, `unknown kind of account ${kind}`);
      this.#account(row.get('account') as string, kind === 'tax-deferred');
    }
  }

  #addTrades(section: Section): void {
    const required = ['date', 'action', 'shares', 'security', 'amount'];
    rowsOf(section, required, ['lot', 'account']).forEach((row, i) => {
      const line = section.table[i + 1] as Line;
      const action = row.get('action');
      const lot = row.get('lot') ?? '-';
      const base = {
        id: `row-${this.#transactions.length + 1}`,
        date: this.#day(row.get('date'), line),
        securityId: this.#security(row.get('security') as string),
        accountId: this.#account(row.get('account') ?? 'default', false),
        shares: known(parseShares(row.get('shares') as string), line, 'no number of shares'),
        amount: known(parseMoney(row.get('amount') as string), line, 'no amount of money'),
        note: null,
        sourceLine: line.number,
      };
      if (action === 'sell')
        this.#transactions.push({ ...base, action, lot: lot === '-' ? null : lot, picks: [] });
      else if (action === 'buy' || action === 'reinvest')
        this.#transactions.push({ ...base, action, lot, acquired: null });
      else throw new ScenarioError(line.number, `unknown action ${action}`);
    });
  }

  #addDocument(section: Section): void {
    const [, taxYear, status, published] = section.head.words;
    const statuses: readonly DocumentStatus[] = ['estimate', 'final', 'corrected'];
    const number = this.#documents.length + 1;
    const bySecurity = new Map<string, Distribution[]>();
    const required = ['security', 'payable', 'amount', 'parts'];
    const optional = ['record', 'ex', 'allocable', 'unit', 'subsets'];
    rowsOf(section, required, optional).forEach((row, i) => {
      const line = section.table[i + 1] as Line;
      const securityId = this.#security(row.get('security') as string);
      const rows = bySecurity.get(securityId) ?? [];
      bySecurity.set(securityId, rows);
      const unit = row.get('unit') ?? 'percent';
      if (unit !== 'percent' && unit !== 'usd')
        throw new ScenarioError(line.number, `unknown unit ${unit}`);
      const rate = (text: string | undefined): Rate =>
        known(parseRate(text ?? ''), line, `no rate: ${text}`);
      const amountPerShare = rate(row.get('amount'));
      const none = Object.fromEntries(COMPONENTS.map((name) => [name, NO_RATE]));
      rows.push({
        id: `document-${number}/${i + 1}`,
        declarationDate: null,
        recordDate: this.#dayOrNone(row.get('record'), line),
        exDate: this.#dayOrNone(row.get('ex'), line),
        payableDate: this.#day(row.get('payable'), line),
        amountPerShare,
        allocablePerShare: row.has('allocable') ? rate(row.get('allocable')) : amountPerShare,
        inKind: false,
        unit,
        components: {
          ...none,
          ...partsOf(row.get('parts') as string, COMPONENTS, line),
        } as Distribution['components'],
        subsets: partsOf(row.get('subsets') ?? '-', SUBSETS, line),
        sourceLine: line.number,
      });
    });
    this.#documents.push({
      id: `document-${number}`,
      name: `Document ${number}`,
      issuer: null,
      taxYear: Number(taxYear),
      status: known(
        statuses.find((each) => each === status),
        section.head,
        'no status',
      ),
      publishedOn: this.#dayOrNone(published, section.head),
      securities: [...bySecurity].map(([securityId, distributions]) => ({
        securityId,
        distributions,
      })),
    });
  }

  #addExpectation(section: Section): void {
    const [, taxYear, list] = section.head.words;
    const header = section.table[0];
    if (taxYear === undefined || !/^\d{4}$/.test(taxYear) || list === undefined || !header)
      throw new ScenarioError(section.head.number, 'write: expect YEAR LIST, and a table');
    const isEmpty = section.table.length === 1 && header.text.trim() === 'none';
    if (!isEmpty && section.table.length === 1)
      throw new ScenarioError(header.number, 'a table without rows: write none');
    for (const line of section.table) {
      if (line.words.length !== header.words.length)
        throw new ScenarioError(line.number, 'not as many cells as columns');
    }
    this.#expectations.push({
      line: section.head.number,
      taxYear: Number(taxYear),
      list,
      columns: isEmpty ? [] : header.words,
      rows: section.table.slice(1).map((line) => line.words),
    });
  }

  finish(line: number): Scenario {
    if (this.#expectations.length === 0)
      throw new ScenarioError(line, `"${this.#title}" expects nothing`);
    return {
      title: this.#title,
      authority: this.#authority,
      facts: {
        securities: [...this.#securities.values()],
        accounts: [...this.#accounts.values()],
        documents: this.#documents,
        transactions: this.#transactions,
      },
      expectations: this.#expectations,
    };
  }
}

/** Reads a file of scenarios. Throws a `ScenarioError` at the first word that it does not know. */
export function readScenarios(text: string): Scenario[] {
  const scenarios: Scenario[] = [];
  let authority = '';
  let builder: Builder | undefined;
  let section: { head: Line; table: Line[] } | undefined;
  let started = 0;
  const endSection = (): void => {
    if (section) builder?.add(section);
    section = undefined;
  };
  const endScenario = (): void => {
    endSection();
    if (builder) scenarios.push(builder.finish(started));
    builder = undefined;
  };

  text.split('\n').forEach((raw, i) => {
    const content = raw.replace(/(^|\s)#.*$/, '').trimEnd();
    if (content.trim() === '') return;
    const line = { number: i + 1, text: content, words: content.trim().split(/\s+/) };
    const word = line.words[0];
    if (content.startsWith(' ')) {
      if (!section) throw new ScenarioError(line.number, 'a table that belongs to no section');
      section.table.push(line);
    } else if (word === 'authority') {
      endScenario();
      authority = content.slice('authority'.length).trim();
    } else if (word === 'scenario') {
      endScenario();
      if (authority === '') throw new ScenarioError(line.number, 'a scenario without an authority');
      started = line.number;
      builder = new Builder(content.slice('scenario'.length).trim(), authority);
    } else {
      if (!builder) throw new ScenarioError(line.number, `"${word}" before the first scenario`);
      endSection();
      section = { head: line, table: [] };
    }
  });
  endScenario();
  return scenarios;
}
