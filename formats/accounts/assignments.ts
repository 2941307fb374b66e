/**
 * Which shares came or went because an option was assigned or exercised, and what was paid or received for it?
 *
 * The shares are bought or sold at the strike, and the line says no more. What the option brought lowers the cost of
 * shares that a put put on its writer and raises the proceeds of shares that a call took; what it cost does the
 * opposite for its holder. Records of the option are looked up in the file; without one it is asked all the same.
 *
 * Source: Publication 550, "Options", puts and calls: what writer and holder add to or take from basis and amount.
 * Example: a put written for $99.34 and assigned: 100 shares bought at 50 cost $4,900.66.
 * Awkward case: two contracts were opened and one was assigned: half of what they brought.
 * Not handled: an option that was opened and closed in part before; its amount is then not proposed.
 */
import { dayNumber, type Day } from '../../tax/values/days.ts';
import { securityKey, type HistoryEvent } from './event.ts';
import type { HistoryCandidate } from './history.ts';
import { canBeShares } from './opened-closed.ts';
import { magnitude, type Figure } from './values.ts';
import { amountText, asked, rowOf, sharesText, type Verdict } from './verdict.ts';

const WORDS = /\bASSIGN(?:ED|MENTS?)\b|\bOASGN\b/;
const EXERCISE = /\bEXERCIS(?:E|ED|ES|ING)\b|\bOEXCS\b/;
/** A cell that is the name of an option: "O 08/16/2024 50.00 P", "EQR240816P00050000", "EQR Jan 21 2022 80.0 Put". */
const OPTION_CELL = /^-?([A-Z]{1,6})(?:\s+(?:\d|[A-Z][A-Za-z]{2}\s+\d)|\d{6}[CP]\d)/;
/** Shares of a contract. */
const PER_CONTRACT = 100n;
/** Shares are booked within days of the option that brought them. */
const NEAR_DAYS = 3;

interface Assignment {
  readonly isExercise: boolean;
  /** Money received for the option less money paid; null where the file does not tell. */
  readonly premium: Figure | null;
  /** The lines that say it. */
  readonly lines: readonly number[];
}

function isOption({ apart, meaning, action }: HistoryEvent): boolean {
  return apart === 'option' || (apart === null && meaning === 'option' && action !== '');
}

/** Whether an option ended in shares by its words. */
function endsInShares({ text }: HistoryEvent): boolean {
  return WORDS.test(text) || EXERCISE.test(text);
}

function optionCell({ record }: HistoryEvent): string | undefined {
  return record.find((cell) => OPTION_CELL.test(cell));
}

function underlyingOf(event: HistoryEvent): string {
  return OPTION_CELL.exec(optionCell(event) ?? '')?.[1] ?? event.security.symbol ?? '';
}

/** One option: its own name, or the ticker of its share with its words. */
function optionKey(event: HistoryEvent): string {
  const { account, security } = event;
  const own = optionCell(event) ?? `${security.symbol ?? ''} ${security.name ?? ''}`;
  return `${account ?? ''}\u0000${own}`;
}

/** What came in for an option; below zero what went out. Words say it where the file has no signs. */
function moneyOf({ amount, meaning, text }: HistoryEvent): Figure {
  const money = magnitude(amount ?? 0n);
  if (meaning === 'sell' || /^(?:YOU )?(?:SOLD|SELL|SALE|STO|STC)\b|\b(?:STO|STC)$/.test(text)) {
    return money;
  }
  if (
    meaning === 'buy' ||
    /^(?:YOU )?(?:BOUGHT|BUY|BTO|BTC|PURCHASE)\b|\b(?:BTO|BTC)$/.test(text)
  ) {
    return -money;
  }
  return amount ?? 0n;
}

function isNearDay(a: Day | null, b: Day | null): boolean {
  return a !== null && b !== null && Math.abs(dayNumber(a) - dayNumber(b)) <= NEAR_DAYS;
}

/** The options of a file, looked up for the shares that they brought or took. */
export class Assignments {
  readonly #ended: readonly HistoryEvent[];
  readonly #byKey: ReadonlyMap<string, readonly HistoryEvent[]>;

  constructor(events: readonly HistoryEvent[]) {
    const options = events.filter((one) => isOption(one) && one.detail === null);
    this.#ended = options.filter(endsInShares);
    this.#byKey = Map.groupBy(options, optionKey);
  }

  /** What brought or took the shares of a trade; undefined where nothing says that an option did. */
  of(event: HistoryEvent): Assignment | undefined {
    const ended = this.#ended.filter((option) => this.#fits(option, event));
    const saysSo = endsInShares(event);
    if (!saysSo && ended.length === 0) return undefined;
    const says = [event, ...ended];
    const isExercise = !says.some(({ text }) => WORDS.test(text));
    const [option, another] = ended;
    const premium =
      option === undefined || another !== undefined ? undefined : this.#premium(option);
    return { isExercise, premium: premium?.money ?? null, lines: premium?.lines ?? [] };
  }

  /** Whether an option is of the shares of a trade: their day, and a hundred for each contract. */
  #fits(option: HistoryEvent, { day, account, security, quantity }: HistoryEvent): boolean {
    if (option.account !== account || !isNearDay(option.day, day)) return false;
    if (underlyingOf(option) !== (security.symbol ?? '')) return false;
    const contracts = magnitude(option.quantity ?? 0n);
    return contracts === 0n || contracts * PER_CONTRACT === magnitude(quantity ?? 0n);
  }

  /** What was received for the contracts that ended, where the file opens them in one way alone. */
  #premium(
    option: HistoryEvent,
  ): { readonly money: Figure; readonly lines: readonly number[] } | undefined {
    const opened = (this.#byKey.get(optionKey(option)) ?? []).filter(
      (one) => one !== option && one.amount !== null && !endsInShares(one),
    );
    const sides = new Set(opened.map((one) => moneyOf(one) > 0n));
    if (sides.size !== 1) return undefined;
    const contracts = opened.reduce((sum, one) => sum + magnitude(one.quantity ?? 0n), 0n);
    const ended = magnitude(option.quantity ?? 0n);
    if (contracts <= 0n || ended > contracts) return undefined;
    const money = opened.reduce((sum, one) => sum + moneyOf(one), 0n);
    const part = ended === 0n ? money : (money * ended) / contracts;
    return { money: part, lines: opened.map(({ line }) => line) };
  }
}

/** A trade of shares that an option brought or took: with what the option brought or cost, or as it stands. */
export function askedForPremium(
  event: HistoryEvent,
  verdict: Verdict,
  { isExercise, premium, lines }: Assignment,
): Verdict {
  if (verdict.kind !== 'row' || event.amount === null) return verdict;
  const { row } = verdict;
  const isSale = row.action === 'sell';
  const figure = isSale ? 'proceeds' : 'cost';
  const which = `${isSale === isExercise ? 'put' : 'call'} that you ${isExercise ? 'held' : 'wrote'}`;
  const happened = isExercise ? 'exercised' : 'assigned';
  const does = isSale === isExercise ? 'lowers' : 'raises';
  const text = `These ${row.shares ?? ''} shares were ${isSale ? 'sold' : 'bought'} because a ${which} was ${happened}. What was ${isExercise ? 'paid' : 'received'} for it ${does} their ${figure} (Publication 550). What ${isSale ? 'were the proceeds' : 'was the cost'} with it?`;
  const asIs = magnitude(event.amount);
  const flow = (isSale ? asIs : -asIs) + (premium ?? 0n);
  const candidates: HistoryCandidate[] = [];
  if (premium !== null && (isSale ? flow > 0n : flow < 0n)) {
    const dollars = amountText(magnitude(premium));
    const of = `line${lines.length > 1 ? 's' : ''} ${lines.join(', ')}`;
    candidates.push({
      label: `$${amountText(magnitude(flow))}: with the $${dollars} of ${of}`,
      row: rowOf(event, row.action, event.quantity, magnitude(flow)),
    });
  }
  candidates.push({ label: `$${amountText(asIs)}, in which it is already`, row });
  const knows = { action: row.action, shares: row.shares, amount: row.amount };
  return asked(event, text, knows, candidates, candidates.length > 1 ? 0 : null);
}

/** Whether words of an option stand beside the figures of shares: an exercise brings or takes them. */
export function canBringShares(event: HistoryEvent): boolean {
  const { text, quantity, price, amount } = event;
  const isOfWords = WORDS.test(text) || EXERCISE.test(text) || /^VEST(?:ED|ING)?\b/.test(text);
  if (!isOfWords || quantity === null || amount === null) return false;
  return price === null || canBeShares(event);
}

/** An exercise with the figures of shares, of which the words do not say whether they came or went. */
export function askedWhichWay(event: HistoryEvent): Verdict {
  const { action, quantity, amount } = event;
  const name = securityKey(event.security);
  const shares = sharesText(quantity ?? 0n);
  const text = `Did "${action.slice(0, 80)}" bring the ${shares} shares of ${name}, or take them? What was paid or received for the option goes into their cost or proceeds.`;
  const knows = { shares, amount: amount === null ? null : amountText(magnitude(amount)) };
  return asked(event, text, knows, [
    { label: 'They were bought', row: rowOf(event, 'buy', quantity, amount) },
    { label: 'They were sold', row: rowOf(event, 'sell', quantity, amount) },
    { label: 'An option: leave it out', row: null },
  ]);
}
