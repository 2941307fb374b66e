/**
 * What does a column hold whose heading says too little, by what stands in it?
 *
 * Only where a table has no column for it: the one column of days below a heading that is not of another
 * matter is the day of the records; a column "Code" of tickers, or of names that all are, names the securities,
 * else "Code" says what happened; "Cost" is the money where nothing else is, and "Unit Cost" the price. Of two columns
 * of which one is the other with its fees, that one is the money that moved.
 *
 * Example: "Time" with "2024-05-20 13:31:02", "Paid Date" with "04/12/2024".
 * Awkward case: "Opened Date" beside "Closed Date" are two days of a lot that was sold: neither is taken.
 * Not handled: other columns of figures; those are proposed to a person.
 */
import { DATE_ROLES, headingKey, type Role } from './headings.ts';
import type { FileRecord } from './records.ts';
import { nameColumn } from './security-columns.ts';
import { magnitude, readDay, readNumber, times } from './values.ts';
import { meaningOf } from './words.ts';

type Roles = readonly (Role | undefined)[];

const OF_DAYS = /\b(?:date|time|day|paid|posted)\b|date$/;
const OF_ANOTHER_MATTER =
  /open|clos|acqui|sold|vest|award|grant|expir|matur|record|^ex\b|subscription|placed|birth/;
const TICKER = /^[A-Z]{1,6}(?:[./-][A-Z]{1,4})?$/;
/** Kinds of what is traded that are written as tickers are. */
const KINDS =
  /^(?:EQ|EQUITY|STK|STOCK|STOCKS|SHARE|SHARES|COM|CS|ADR|ETF|ETFS|REIT|REITS|FUND|FUNDS|MF|PFD|PREF|OPT|OPTN|BOND|BONDS|CASH|FX|FUT|WAR|USD|UNIT|UNITS|MUTF|FI)$/;
const SHORT_TICKER = /^[A-Z]{1,5}(?:[./-][A-Z]{1,4})?$/;

const TOTAL = /^(?:sub|grand)?[\s-]*totals?\b/i;

/** The cells of a column that are not empty; sums below the records are none of them. */
function filled(records: readonly FileRecord[], place: number): readonly string[] {
  return records.flatMap(({ cells }) => {
    const cell = cells[place] ?? '';
    const first = cells.find((one) => one !== '') ?? '';
    return cell === '' || TOTAL.test(first) ? [] : [cell];
  });
}

function isDay(cell: string): boolean {
  return readDay(cell, 'month first') !== undefined || readDay(cell, 'day first') !== undefined;
}

/** The only place that fits; undefined where none or several do. */
function onlyPlace(places: readonly number[]): number | undefined {
  return places.length === 1 ? places[0] : undefined;
}

function dayPlace(
  headings: readonly string[],
  roles: Roles,
  records: readonly FileRecord[],
): number | undefined {
  const places = headings.flatMap((heading, place) => {
    const role = roles[place];
    if (role !== undefined && role !== 'ignored' && role !== 'payableDate') return [];
    const cells = filled(records, place);
    return cells.length > 0 && cells.every(isDay) ? [{ place, key: headingKey(heading) }] : [];
  });
  // A day of another matter beside it makes the table one of lots or orders.
  if (places.some(({ key }) => OF_ANOTHER_MATTER.test(key) || !OF_DAYS.test(key))) return undefined;
  return onlyPlace(places.map(({ place }) => place));
}

/** The only column called "Code" whose cells, as far as they are filled, are what is asked for. */
function codeColumn(
  headings: readonly string[],
  roles: Roles,
  records: readonly FileRecord[],
  is: (cells: readonly string[]) => boolean,
): number | undefined {
  return onlyPlace(
    headings.flatMap((heading, place) => {
      if (roles[place] !== 'ignored' || headingKey(heading) !== 'code') return [];
      return is(filled(records, place)) ? [place] : [];
    }),
  );
}

const isKnownCode = (cell: string): boolean => meaningOf(cell) !== null;

/** Codes that are all tickers. */
function areTickers(cells: readonly string[]): boolean {
  return cells.length > 0 && cells.every((cell) => TICKER.test(cell) && !isKnownCode(cell));
}

/** The codes of what happened, where one is known: there is no column of actions beside it. */
function areActions(cells: readonly string[]): boolean {
  return cells.some(isKnownCode);
}

/** Names that are all tickers, in a table without a column of tickers. */
function tickersAsNames(roles: Roles, records: readonly FileRecord[]): number | undefined {
  return onlyPlace(
    roles.flatMap((role, place) => {
      if (role !== 'name') return [];
      const cells = filled(records, place);
      return cells.length > 0 && cells.every((cell) => SHORT_TICKER.test(cell)) ? [place] : [];
    }),
  );
}

/** "Asset Type" over tickers, no cell of it a kind of what is traded, where nothing else names the security. */
function tickersAsTypes(roles: Roles, records: readonly FileRecord[]): number | undefined {
  return onlyPlace(
    roles.flatMap((role, place) => {
      if (role !== 'securityType') return [];
      const cells = filled(records, place);
      const areAll = cells.every((cell) => SHORT_TICKER.test(cell) && !KINDS.test(cell));
      return cells.length > 0 && areAll ? [place] : [];
    }),
  );
}

/** "Number" over few numbers that come again and again: those of accounts, not of records. */
function numbersOfAccounts(
  headings: readonly string[],
  records: readonly FileRecord[],
): number | undefined {
  return onlyPlace(
    headings.flatMap((heading, place) => {
      if (!/^(?:number|no|nbr)$/.test(headingKey(heading))) return [];
      const cells = filled(records, place);
      const again = new Set(cells).size * 2 <= cells.length;
      return again && cells.every((cell) => /^[A-Z0-9*x.#-]*\d{3,}$/i.test(cell)) ? [place] : [];
    }),
  );
}

const MONEY: readonly Role[] = ['amount', 'gross', 'value', 'debit', 'credit'];

/**
 * What a table without a column of a role calls so with a word that is also one of another matter: a cost, a face value.
 * Fees are called costs only beside money.
 */
const COST: readonly (readonly [string, Role, readonly Role[]])[] = [
  ['unit cost', 'price', ['price']],
  ['nominal', 'quantity', ['quantity']],
  ['nominal quantity', 'quantity', ['quantity']],
  ['settlement amount', 'amount', ['amount', 'debit', 'credit']],
  ['net settlement amount', 'amount', ['amount', 'debit', 'credit']],
  ['cost', 'amount', MONEY],
  ['total cost', 'amount', MONEY],
  ['total value', 'amount', MONEY],
  ['costs', 'fees', ['fees']],
  ['charges', 'fees', ['fees']],
];

/** A cost that lies further from shares times price is none of the record: a tenth and the fees. */
const COST_PART = 10n;
const COST_FEES = 50n * 10n ** 12n;

/** Whether a column is about shares times price in every record: what was paid and received, and no basis. */
function isMoneyOfTrades(roles: Roles, records: readonly FileRecord[], place: number): boolean {
  const [shares, price] = [roles.indexOf('quantity'), roles.indexOf('price')];
  let trades = 0;
  for (const { cells } of records) {
    const [q, p, cost] = [shares, price, place].map((at) => readNumber(cells[at] ?? ''));
    if (q?.kind !== 'number' || p?.kind !== 'number' || cost?.kind !== 'number') continue;
    const product = magnitude(times(q.value, p.value));
    const away = magnitude(magnitude(cost.value) - product);
    if (away > product / COST_PART && away > COST_FEES) return false;
    trades++;
  }
  return trades > 0;
}

/** "Debit(-)/Credit(+)" over figures, in a table without a column of money. */
function moneyAsDirection(roles: Roles, records: readonly FileRecord[]): number | undefined {
  return onlyPlace(
    roles.flatMap((role, place) => {
      if (role !== 'direction') return [];
      const cells = filled(records, place);
      const areFigures = cells.every((cell) => readNumber(cell).kind === 'number');
      return cells.length > 0 && areFigures ? [place] : [];
    }),
  );
}

function costPlaces(
  headings: readonly string[],
  roles: Roles,
  records: readonly FileRecord[],
): ReadonlyMap<number, Role> {
  const found = new Map<number, Role>();
  let known = roles;
  for (const [word, role, others] of COST) {
    if (known.some((one) => one !== undefined && others.includes(one))) continue;
    const place = headings.findIndex((heading) => headingKey(heading) === word);
    const isFit =
      role === 'amount'
        ? isMoneyOfTrades(known, records, place)
        : role !== 'fees' || known.some((one) => one !== undefined && MONEY.includes(one));
    if (place < 0 || !isFit) continue;
    found.set(place, role);
    known = known.map((one, at) => (at === place ? role : one));
  }
  return found;
}

const BOUGHT = /^(?:date (?:bought|purchased)|(?:bought|purchased) on|(?:purchase|buy) date)$/;
const SOLD = /^(?:date sold|sold on|(?:sale|sell) date)$/;
/** What makes it a list of lots with what they are worth, or of lots that were sold. */
const OF_LOTS = /market|value|gain|loss|basis|acquired|opened|closed/;

/**
 * What a table of one kind of trades says of all its records by the heading of their day, "Date bought"; undefined
 * where it does not, or where it is one of lots.
 */
export function sideOfTable(
  headings: readonly string[],
): { readonly place: number; readonly side: 'buy' | 'sell' } | undefined {
  const keys = headings.map(headingKey);
  if (keys.some((key) => OF_LOTS.test(key))) return undefined;
  const [bought, sold] = [BOUGHT, SOLD].map((words) => keys.findIndex((key) => words.test(key)));
  if (bought === undefined || sold === undefined || bought >= 0 === sold >= 0) return undefined;
  return bought >= 0 ? { place: bought, side: 'buy' } : { place: sold, side: 'sell' };
}

/** A heading that says only "Trade", over days. */
function tradeDays(
  headings: readonly string[],
  roles: Roles,
  records: readonly FileRecord[],
): number | undefined {
  return onlyPlace(
    headings.flatMap((heading, place) => {
      if (roles[place] !== undefined || headingKey(heading) !== 'trade') return [];
      const cells = filled(records, place);
      return cells.length > 0 && cells.every(isDay) ? [place] : [];
    }),
  );
}

/**
 * A column nobody knows that is the amount with its fees in every record: more than it where shares were bought, less
 * where they were sold or something was paid. Then it is the money that moved.
 */
function netPlace(roles: Roles, records: readonly FileRecord[]): number | undefined {
  const [amount, action] = [roles.indexOf('amount'), roles.indexOf('action')];
  if (amount < 0 || action < 0 || !roles.includes('fees')) return undefined;
  const isNetAt = (place: number): boolean => {
    let withFees = 0;
    for (const { cells } of records) {
      const meaning = meaningOf(cells[action] ?? '');
      const fees = roles.reduce((sum, role, at) => {
        return role === 'fees' ? sum + moneyOf(cells[at]) : sum;
      }, 0n);
      const gross = moneyOf(cells[amount]);
      if (fees === 0n || gross === 0n || meaning === null) continue;
      const isBought = meaning === 'buy' || meaning === 'reinvest';
      if (moneyOf(cells[place]) !== (isBought ? gross + fees : gross - fees)) return false;
      withFees++;
    }
    return withFees > 0;
  };
  return onlyPlace(roles.flatMap((role, i) => (role === undefined && isNetAt(i) ? [i] : [])));
}

function moneyOf(cell: string | undefined): bigint {
  const number = readNumber(cell ?? '');
  return number.kind === 'number' ? magnitude(number.value) : 0n;
}

/** The roles by the headings, with what the columns themselves say where no heading does. */
export function withInferred(
  headings: readonly string[],
  roles: Roles,
  records: readonly FileRecord[],
): Roles {
  const has = (...wanted: readonly Role[]) =>
    roles.some((role) => role !== undefined && wanted.includes(role));
  const found = new Map<number, Role>();
  const set = (place: number | undefined, role: Role): void => {
    if (place !== undefined) found.set(place, role);
  };
  if (!has(...DATE_ROLES)) set(dayPlace(headings, roles, records), 'date');
  if (!has(...DATE_ROLES, 'action')) set(sideOfTable(headings)?.place, 'tradeDate');
  if (!has('tradeDate', 'date')) set(tradeDays(headings, roles, records), 'tradeDate');
  if (!has('symbol', 'cusip')) {
    set(
      codeColumn(headings, roles, records, areTickers) ??
        tickersAsNames(roles, records) ??
        tickersAsTypes(roles, records),
      'symbol',
    );
  }
  if (!has('symbol', 'cusip', 'name')) set(nameColumn(headings, roles, records), 'name');
  if (!has('account')) set(numbersOfAccounts(headings, records), 'account');
  if (!has('amount', 'gross', 'value')) set(moneyAsDirection(roles, records), 'amount');
  if (!has('action', 'description'))
    set(codeColumn(headings, roles, records, areActions), 'action');
  const net = netPlace(roles, records);
  if (net !== undefined) {
    set(roles.indexOf('amount'), 'gross');
    set(net, 'amount');
  }
  for (const [place, role] of costPlaces(headings, roles, records)) set(place, role);
  return found.size === 0 ? roles : roles.map((role, place) => found.get(place) ?? role);
}
