/**
 * Which records of a file stand twice?
 *
 * One id is one record; two records that say the same in every cell and have no ids may be two trades, and are
 * asked about.
 *
 * Example: two purchases of 10 shares at one price on one day, without a number of their own.
 * Awkward case: the number of an order stands on each of its executions, which are not the same record.
 */
import { securityKey, type HistoryEvent } from './event.ts';
import { magnitude } from './values.ts';
import { amountText, asked, leftOut, sharesText, type Verdict } from './verdict.ts';

/** What becomes of records that stand twice, by the line of the later one. */
export function doubled(events: readonly HistoryEvent[]): Map<number, Verdict> {
  const ids = new Map<string, HistoryEvent>();
  const records = new Records();
  const verdicts = new Map<number, Verdict>();
  for (const event of events) {
    const { line, id } = event;
    if (id !== null) {
      const first = ids.get(id);
      if (first === undefined) {
        ids.set(id, event);
      } else {
        const verdict = ofOneId(event, first);
        if (verdict !== undefined) verdicts.set(line, verdict);
      }
      continue;
    }
    const first = records.firstLike(event);
    if (first !== undefined) verdicts.set(line, sameAgain(event, first));
  }
  return verdicts;
}

/**
 * What becomes of a record with the id of an earlier one. The number of an order can stand on its executions, which
 * are not the same record; of a number that each record has for itself, other figures are a correction, or an error.
 */
function ofOneId(event: HistoryEvent, first: HistoryEvent): Verdict | undefined {
  const isLike = first.amount === event.amount && first.quantity === event.quantity;
  const isAgain = event.idIsOwn === true && isOfOneMatter(first, event) && isLike;
  // Statements in OFX number each record of an account once, however its other words differ.
  if (isSame(first, event) || (isAgain && event.table === undefined)) {
    return leftOut(event.line, `the same record as line ${first.line}, with the same id`);
  }
  if (event.idIsOwn !== true || !isOfOneMatter(first, event)) return undefined;
  return againAsked(
    event,
    isLike
      ? `This line has the id of line ${first.line} and says the same. Are they two, or one that stands twice?`
      : `This line has the id of line ${first.line}, with other figures. Are they two, or does one correct the other? Then leave one out.`,
  );
}

/** Whether two records are about one day, action, account and security. */
function isOfOneMatter(a: HistoryEvent, b: HistoryEvent): boolean {
  return (
    a.day === b.day &&
    a.meaning === b.meaning &&
    a.account === b.account &&
    securityKey(a.security) === securityKey(b.security)
  );
}

/** Day, side, security, shares and price of a trade: what two tables of one file give alike. */
function tradeKey({ day, meaning, security, quantity, price }: HistoryEvent): string | undefined {
  if (day === null || quantity === null || price === null) return undefined;
  if (meaning !== 'buy' && meaning !== 'sell') return undefined;
  return [day, meaning, securityKey(security), magnitude(quantity), price].join(' ');
}

/**
 * Trades of a table without amounts that another table of the file lists with them, by their line: all of the
 * table are there, each once.
 */
export function toldAgain(events: readonly HistoryEvent[]): Map<number, Verdict> {
  const told = new Map<number, Verdict>();
  const tables = Map.groupBy(events, ({ table }) => table ?? 0);
  if (tables.size < 2) return told;
  const amounts = Map.groupBy(
    events.filter(({ amount }) => amount !== null),
    tradeKey,
  );
  for (const [table, own] of tables) {
    const trades = own.filter((event) => tradeKey(event) !== undefined);
    if (trades.length === 0 || trades.some(({ amount }) => amount !== null)) continue;
    const firsts = trades.map((event) => {
      const key = tradeKey(event);
      const before = trades.filter((one) => one.line < event.line && tradeKey(one) === key).length;
      return (amounts.get(key) ?? []).filter((one) => one.table !== table)[before];
    });
    if (firsts.includes(undefined)) continue;
    trades.forEach(({ line }, i) => {
      told.set(line, leftOut(line, `the trade of line ${firsts[i]?.line ?? ''} again`));
    });
  }
  return told;
}

const keyOf = ({ account, security, record }: HistoryEvent): string =>
  [account, securityKey(security), ...record].join('\u0000');

/** As many records of one day as are compared one by one. */
const FEW = 64;

/** Records by all that they say; those of one day alone can be the same. */
class Records {
  readonly #few = new Map<string | null, HistoryEvent[]>();
  readonly #lines = new Map<string, number>();

  /** The line of an earlier record that is the same; undefined where this is the first. */
  firstLike(event: HistoryEvent): number | undefined {
    const there = this.#few.get(event.day);
    if (there === undefined) {
      this.#few.set(event.day, [event]);
      return undefined;
    }
    const same = there.find((other) => isSame(other, event));
    if (same !== undefined) return same.line;
    if (there.length < FEW) {
      there.push(event);
      return undefined;
    }
    const key = keyOf(event);
    const first = this.#lines.get(key);
    if (first === undefined) this.#lines.set(key, event.line);
    return first;
  }
}

/** Whether two records say the same in every cell, below the same titles; their figures tell most of them apart. */
function isSame(a: HistoryEvent, b: HistoryEvent): boolean {
  return (
    a.amount === b.amount &&
    a.quantity === b.quantity &&
    // Titles say whose a record is, and of what, where its cells do not.
    a.account === b.account &&
    securityKey(a.security) === securityKey(b.security) &&
    // An account that is not named is likely the one above.
    a.accounts?.[0] === b.accounts?.[0] &&
    a.record.length === b.record.length &&
    a.record.every((cell, i) => cell === b.record[i])
  );
}

function sameAgain(event: HistoryEvent, first: number): Verdict {
  return againAsked(
    event,
    `This line is the same as line ${first}. Are they two, or one that stands twice?`,
  );
}

function againAsked(event: HistoryEvent, text: string): Verdict {
  return asked(
    event,
    text,
    {
      shares: event.quantity === null ? null : sharesText(event.quantity),
      amount: event.amount === null ? null : amountText(magnitude(event.amount)),
    },
    [{ label: 'It stands twice: leave it out', row: null }],
  );
}

/** Two of the same: the other candidate is what the record would be alone; what is left out stays so. */
export function askedAsMeant(twice: Verdict & { kind: 'question' }, alone: Verdict): Verdict {
  if (alone.kind === 'leftOut') return alone;
  if (alone.kind !== 'row') return twice;
  const { question } = twice;
  return {
    kind: 'question',
    question: {
      ...question,
      candidates: [...question.candidates, { label: 'They are two', row: alone.row }],
    },
  };
}
