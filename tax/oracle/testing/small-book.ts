/**
 * Books that fit on a page, for examples that a person has worked out by hand. Entries count in the
 * order in which they are written; figures are texts, as they stand in the sources.
 */
import type { Day } from '../../values/days.ts';
import { COMPONENTS } from '../../facts/model.ts';
import type {
  Account,
  Acquisition,
  AllocationDocument,
  Component,
  Distribution,
  Facts,
  LotPick,
  Sale,
  Security,
  Subset,
  Transaction,
} from '../../facts/model.ts';
import { NO_RATE } from '../../values/money.ts';
import type { Rate } from '../../values/money.ts';
import { money, rate, shares } from '../dice.ts';

const SECURITIES = ['XYZ', 'NEW'];

const securities: readonly Security[] = SECURITIES.map((symbol) => ({
  id: symbol,
  issuer: null,
  name: symbol,
  symbol,
  cusips: [],
}));

/** Where an entry is, unless it says otherwise. */
const HERE = { securityId: 'XYZ', accountId: 'broker', note: null, sourceLine: null } as const;

interface Where {
  readonly account?: string;
  readonly security?: string;
}

interface RowText {
  readonly payable: string;
  readonly amount: string;
  readonly record?: string;
  readonly declared?: string;
  readonly ex?: string;
  readonly allocable?: string;
  /** Percent. */
  readonly parts: Partial<Record<Component, string>>;
  readonly subsets?: Partial<Record<Subset, string>>;
}

function rates<Name extends string>(texts: Partial<Record<Name, string>>) {
  const pairs = Object.entries<string | undefined>(texts);
  return Object.fromEntries(pairs.map(([name, text]) => [name, rate(text ?? '0')])) as Partial<
    Record<Name, Rate>
  >;
}

export class SmallBook {
  readonly #entries: Transaction[] = [];
  readonly #documents: AllocationDocument[] = [];
  readonly #accounts: readonly Account[];

  /** Two brokers' accounts and a retirement account. */
  constructor(broker: Partial<Account> = {}) {
    const account = (id: string, more: Partial<Account>): Account => ({
      id,
      name: id,
      taxDeferred: false,
      method: 'fifo',
      methodChanges: [],
      returnOfCapital: 'by-shares',
      ...more,
    });
    this.#accounts = [
      account('broker', broker),
      account('other', {}),
      account('ira', { taxDeferred: true }),
    ];
  }

  #base(date: string, { account, security }: Where) {
    return {
      ...HERE,
      ...(account === undefined ? {} : { accountId: account }),
      ...(security === undefined ? {} : { securityId: security }),
      id: `entry-${this.#entries.length + 1}`,
      date: date as Day,
    };
  }

  #add(entry: Transaction): this {
    this.#entries.push(entry);
    return this;
  }

  /** A purchase, or what else makes a lot. */
  buy(
    date: string,
    lot: string,
    count: string,
    cost: string,
    more: Where & { action?: Acquisition['action']; acquired?: string } = {},
  ): this {
    return this.#add({
      ...this.#base(date, more),
      action: more.action ?? 'buy',
      shares: shares(count),
      amount: money(cost),
      lot,
      acquired: (more.acquired ?? null) as Day | null,
    });
  }

  sell(
    date: string,
    count: string,
    proceeds: string,
    more: Where & { lot?: string; picks?: readonly LotPick[]; action?: Sale['action'] } = {},
  ): this {
    return this.#add({
      ...this.#base(date, more),
      action: more.action ?? 'sell',
      shares: shares(count),
      amount: money(proceeds),
      lot: more.lot ?? null,
      picks: more.picks ?? [],
    });
  }

  give(date: string, count: string): this {
    return this.#add({
      ...this.#base(date, {}),
      action: 'gift',
      shares: shares(count),
      lot: null,
    });
  }

  /** New shares for old ones: `1:8`. */
  split(date: string, ratio: string, cash = '0', cashShares: string | null = null): this {
    return this.#add({
      ...this.#base(date, {}),
      action: 'split',
      ...conversion(ratio, cash, cashShares),
    });
  }

  spinOff(date: string, ratio: string, percent: string, cash = '0'): this {
    return this.#add({
      ...this.#base(date, {}),
      action: 'spin-off',
      toSecurityId: 'NEW',
      percent: rate(percent),
      ...conversion(ratio, cash, null),
    });
  }

  exchange(date: string, ratio: string, count: string | null, lot: string | null = null): this {
    return this.#add({
      ...this.#base(date, {}),
      action: 'exchange',
      toSecurityId: 'NEW',
      shares: count === null ? null : shares(count),
      lot,
      ...conversion(ratio, '0', null),
    });
  }

  transfer(
    date: string,
    to: string,
    count: string | null,
    lot: string | null = null,
    from = 'broker',
  ): this {
    return this.#add({
      ...this.#base(date, { account: from }),
      action: 'transfer',
      toAccountId: to,
      shares: count === null ? null : shares(count),
      lot,
    });
  }

  dividend(date: string, amount: string): this {
    return this.#add({ ...this.#base(date, {}), action: 'dividend', amount: money(amount) });
  }

  /** A final document of XYZ. */
  document(taxYear: number, rows: readonly RowText[]): this {
    const number = this.#documents.length + 1;
    const none = Object.fromEntries(COMPONENTS.map((name) => [name, NO_RATE]));
    const distributions = rows.map((row, i): Distribution => ({
      id: `row-${number}-${i + 1}`,
      declarationDate: (row.declared ?? null) as Day | null,
      recordDate: (row.record ?? null) as Day | null,
      exDate: (row.ex ?? null) as Day | null,
      payableDate: row.payable as Day,
      amountPerShare: rate(row.amount),
      allocablePerShare: rate(row.allocable ?? row.amount),
      inKind: false,
      unit: 'percent',
      components: { ...none, ...rates(row.parts) } as Distribution['components'],
      subsets: rates(row.subsets ?? {}),
      sourceLine: null,
    }));
    this.#documents.push({
      id: `document-${number}`,
      name: `Document ${number}`,
      issuer: null,
      taxYear,
      publishedOn: null,
      status: 'final',
      securities: [{ securityId: 'XYZ', distributions }],
    });
    return this;
  }

  facts(): Facts {
    return {
      securities,
      accounts: this.#accounts,
      documents: this.#documents,
      transactions: this.#entries,
    };
  }
}

function conversion(ratio: string, cash: string, cashShares: string | null) {
  const [newShares, oldShares] = ratio.split(':');
  return {
    ratio: { newShares: rate(newShares ?? ''), oldShares: rate(oldShares ?? '') },
    amount: money(cash),
    cashShares: cashShares === null ? null : shares(cashShares),
  };
}
