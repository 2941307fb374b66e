/**
 * Which records are trades of their own, and which say more of one?
 *
 * A file that lists orders can list each execution beside its order, the lots that a sale closed, and sums. What
 * moved shares is the execution; where its order stands in the file with the same shares, the order counts and the
 * execution says more of it. An execution without an order is the trade itself.
 *
 * Source: Interactive Brokers' activity statements ("DataDiscriminator") and Flex queries ("LevelOfDetail").
 * Example: an order of 100 and executions of 60 and 40 of that day: one purchase of 100.
 * Awkward case: executions alone: each is a trade. Awkward case: more executions than the orders of their day: asked.
 * Not handled: an order whose executions stand in another file.
 */
import { dayNumber } from '../../tax/values/days.ts';
import { securityKey, type HistoryEvent } from './event.ts';
import { magnitude, type Figure } from './values.ts';
import { inCapitals } from './words.ts';

export type Level = 'order' | 'execution';

const LEVELS: Readonly<Record<string, Level>> = {
  ORDER: 'order',
  TRADE: 'execution',
  EXECUTION: 'execution',
  FILL: 'execution',
};

const DETAILS: Readonly<Record<string, string>> = {
  CLOSEDLOT: 'the closed lot of a sale: detail, not another sale',
  LOT: 'the closed lot of a sale: detail, not another sale',
  WASHSALE: 'a wash sale as the broker counts it: detail, not another trade',
  SYMBOLSUMMARY: 'a sum of trades, not another trade',
  ASSETSUMMARY: 'a sum of trades, not another trade',
  SUMMARY: 'a sum of trades, not another trade',
};

const keyOfCell = (cell: string): string => inCapitals(cell).replace(/[\s_-]+/g, '');

/** What a column that tells a trade from its details says of a record; undefined where it says nothing known. */
export function levelOf(cell: string): Level | undefined {
  return cell === '' ? undefined : LEVELS[keyOfCell(cell)];
}

/** Why a record is only a detail of another; undefined where it is none. */
export function detailOfLevel(cell: string): string | undefined {
  return cell === '' ? undefined : DETAILS[keyOfCell(cell)];
}

interface Order {
  readonly event: HistoryEvent;
  /** Shares that no execution was found for yet. */
  left: Figure;
}

const placeOf = ({ account, security }: HistoryEvent): string =>
  `${account ?? ''}\u0000${securityKey(security)}`;

/** An order that stays open is carried out within so many days, mostly. */
const MOST_DAYS = 7;

function isSoonAfter({ day }: HistoryEvent, { day: other }: HistoryEvent): boolean {
  return day !== null && other !== null && dayNumber(other) - dayNumber(day) <= MOST_DAYS;
}

/** Whether an execution can be of an order: the same side, not more shares than are left, and its day or its next line. */
function fits(execution: HistoryEvent, { event, left }: Order, above: HistoryEvent | undefined) {
  const isSide = event.meaning === execution.meaning;
  const isNear = event.day === execution.day || (above === event && isSoonAfter(event, execution));
  return isSide && isNear && magnitude(execution.quantity ?? 0n) <= left;
}

/** The order of which an execution is most likely a part: one that it ends, else the one above it, else the next. */
function orderOf(execution: HistoryEvent, orders: readonly Order[], above?: HistoryEvent) {
  const all = orders.filter((order) => fits(execution, order, above));
  return (
    all.find(({ event }) => event === above) ??
    all.findLast(({ event }) => event.line < execution.line) ??
    all[0]
  );
}

/** The records with each execution that an order stands for as a detail, and a doubt where that is not sure. */
export function withoutExecutions(events: readonly HistoryEvent[]): readonly HistoryEvent[] {
  const isOwn = ({ detail, apart }: HistoryEvent) => detail === null && apart === null;
  const orders = Map.groupBy(
    events
      .filter((event) => event.level === 'order' && isOwn(event))
      .map((event): Order => ({ event, left: magnitude(event.quantity ?? 0n) })),
    ({ event }) => placeOf(event),
  );
  if (orders.size === 0) return events;
  let above: HistoryEvent | undefined;
  return events.map((event): HistoryEvent => {
    if (event.level === 'order') above = event;
    if (event.level !== 'execution' || !isOwn(event)) return event;
    const own = orders.get(placeOf(event)) ?? [];
    const order = orderOf(event, own, above);
    if (order !== undefined) {
      order.left -= magnitude(event.quantity ?? 0n);
      const detail = `an execution of the order of line ${order.event.line}: detail, not another trade`;
      return { ...event, detail };
    }
    const near = own.find(({ event: { day } }) => day === null || day === event.day);
    if (near === undefined) return event;
    const doubt = `It may be a part of the order of line ${near.event.line}, whose shares do not fit it.`;
    return { ...event, doubts: [...(event.doubts ?? []), doubt] };
  });
}
