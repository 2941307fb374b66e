/**
 * How is a scenario written, so that a person who knows the tax and not the code can check it?
 *
 * As text tables: what was held and done, what the issuer published, and what must come out. A word
 * that is not known is an error with its line, never passed over. The README of this folder shows
 * the format.
 */
import { parseDay } from '../values/days.ts';
import type { Day } from '../values/days.ts';
import {
  COMPONENTS,
  DOCUMENT_STATUSES,
  LOT_METHODS,
  RETURN_OF_CAPITAL_RULES,
  SUBSETS,
} from '../facts/model.ts';
import type {
  Account,
  AllocationDocument,
  Distribution,
  Facts,
  LotMethod,
  MethodChange,
  ReturnOfCapitalRule,
  Security,
  Transaction,
} from '../facts/model.ts';
import type { ClaimedCash } from '../facts/broker-claim.ts';
import { NO_RATE, parseMoney, parseRate } from '../values/money.ts';
import type { Rate } from '../values/money.ts';
import { readTrade, TRADE_COLUMNS_OPTIONAL, TRADE_COLUMNS_REQUIRED } from './read-trades.ts';
import { known, rowsOf, ScenarioError } from './scenario-tables.ts';
import type { Line, Section } from './scenario-tables.ts';

/** A list of the report as it must be: the named columns of all rows, in order. */
interface Expectation {
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

function methodOf(text: string, line: Line): LotMethod {
  return known(
    LOT_METHODS.find((each) => each === text),
    line,
    `no method: ${text}`,
  );
}

/** Reads `hifo@2003-01-01,lifo@2004-01-01`. */
function methodChangesOf(text: string, line: Line): MethodChange[] {
  if (text === '-') return [];
  return text.split(',').map((change) => {
    const [method, from] = change.split('@');
    return {
      method: methodOf(method ?? '', line),
      from: known(parseDay(from ?? ''), line, `no day: ${from}`),
    };
  });
}

function returnOfCapitalRuleOf(text: string, line: Line): ReturnOfCapitalRule {
  return known(
    RETURN_OF_CAPITAL_RULES.find((each) => each === text),
    line,
    `no rule for a return of capital: ${text}`,
  );
}

class Builder {
  readonly #title: string;
  readonly #authority: string;
  readonly #securities = new Map<string, Security>();
  readonly #accounts = new Map<string, Account>();
  readonly #documents: AllocationDocument[] = [];
  readonly #transactions: Transaction[] = [];
  readonly #claims: ClaimedCash[] = [];
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

  /** An account that no table describes is a taxable one that sells first in, first out. */
  #account(name: string): string {
    const id = `id-${name}`;
    if (!this.#accounts.has(name))
      this.#accounts.set(name, {
        id,
        name,
        taxDeferred: false,
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
    else if (kind === 'claims') this.#addClaims(section);
    else if (kind === 'document') this.#addDocument(section);
    else if (kind === 'expect') this.#addExpectation(section);
    else throw new ScenarioError(section.head.number, `unknown section ${kind}`);
  }

  #addAccounts(section: Section): void {
    rowsOf(section, ['account', 'kind'], ['method', 'changes', 'returnOfCapital']).forEach(
      (row, i) => {
        const line = section.table[i + 1] as Line;
        const kind = row.get('kind') as string;
        if (!['taxable', 'tax-deferred'].includes(kind))
          throw new ScenarioError(line.number, `unknown kind of account ${kind}`);
        const name = row.get('account') as string;
        if (this.#accounts.has(name))
          throw new ScenarioError(line.number, `the account ${name} is known already`);
        this.#accounts.set(name, {
          id: `id-${name}`,
          name,
          taxDeferred: kind === 'tax-deferred',
          method: methodOf(row.get('method') ?? 'fifo', line),
          methodChanges: methodChangesOf(row.get('changes') ?? '-', line),
          returnOfCapital: returnOfCapitalRuleOf(row.get('returnOfCapital') ?? 'by-shares', line),
        });
      },
    );
  }

  #addTrades(section: Section): void {
    const names = {
      security: (symbol: string): string => this.#security(symbol),
      account: (name: string): string => this.#account(name),
    };
    rowsOf(section, TRADE_COLUMNS_REQUIRED, TRADE_COLUMNS_OPTIONAL).forEach((row, i) => {
      const id = `row-${this.#transactions.length + 1}`;
      this.#transactions.push(readTrade(row, section.table[i + 1] as Line, id, names));
    });
  }

  /** What a broker's history says was paid. */
  #addClaims(section: Section): void {
    rowsOf(section, ['date', 'security', 'amount'], ['account']).forEach((row, i) => {
      const line = section.table[i + 1] as Line;
      const amount = row.get('amount');
      this.#claims.push({
        accountId: this.#account(row.get('account') ?? 'default'),
        securityId: this.#security(row.get('security') as string),
        date: this.#day(row.get('date'), line),
        amount: known(parseMoney(amount ?? ''), line, `no amount: ${amount}`),
        fileName: 'history.csv',
        line: line.number,
      });
    });
  }

  #addDocument(section: Section): void {
    const [, taxYear, status, published] = section.head.words;
    const number = this.#documents.length + 1;
    const bySecurity = new Map<string, Distribution[]>();
    const required = ['security', 'payable', 'amount', 'parts'];
    const optional = ['declared', 'record', 'ex', 'allocable', 'unit', 'subsets', 'inKind'];
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
        declarationDate: this.#dayOrNone(row.get('declared'), line),
        recordDate: this.#dayOrNone(row.get('record'), line),
        exDate: this.#dayOrNone(row.get('ex'), line),
        payableDate: this.#day(row.get('payable'), line),
        amountPerShare,
        allocablePerShare: row.has('allocable') ? rate(row.get('allocable')) : amountPerShare,
        inKind: row.get('inKind') === 'yes',
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
        DOCUMENT_STATUSES.find((each) => each === status),
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
        claims: this.#claims,
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
