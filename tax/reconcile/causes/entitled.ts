/**
 * Who was entitled: days of trade and settlement that were mixed up, shares that the broker paid on or did
 * not pay on, and transfers that it saw on another day.
 *
 * Authority: the calculation's section 3. Shares are bought and sold on the trade date (Rev. Rul. 66-97);
 * who buys on the ex-date or after it is not entitled.
 * Example: bought on 2002-04-30, settled on 2002-05-03 and entered with that day: the payment that went ex
 * on 2002-05-02 is missing.
 * Awkward case: which of the two mixed days up, the book or the broker, only the confirmation says; both
 * directions are tried, for one entry, for all purchases, for all sales, and for all of them.
 */
import { addDays, firstDayOfYear, lastDayOfYear, yearOf, type Day } from '../../values/days.ts';
import type { MarketCalendar } from '../../facts/market-calendar.ts';
import {
  isAcquisition,
  isSale,
  securityLabel,
  type Acquisition,
  type Sale,
  type Security,
  type Transaction,
  type Transfer,
} from '../../facts/model.ts';
import { transactionText } from '../../facts/wording.ts';
import type { PlannedDistribution } from '../../lots/planned-distributions.ts';
import type { Cause, Group, Setting } from '../cause.ts';
import { boxesOnly, everywhere, mapEntries, mapRows } from '../edit-facts.ts';

type Trade = Acquisition | Sale;
const TRADES: ReadonlySet<string> = new Set(['buy', 'reinvest', 'sell', 'redeem']);
/** The longest that a settlement has taken, with holidays. */
const SETTLEMENT_DAYS = 12;

function securityOf(group: Group, id: string): Security | undefined {
  return group.practice.facts.securities.find((one) => one.id === id);
}

function labelOf(group: Group, id: string): string {
  const security = securityOf(group, id);
  return security ? securityLabel(security) : id;
}

function subject(setting: Setting, group: Group, entry: Transaction) {
  const account = group.practice.facts.accounts.find(({ id }) => id === entry.accountId);
  return {
    security: labelOf(group, entry.securityId),
    account: account?.name ?? entry.accountId,
    year: setting.forms.year,
    day: entry.date,
    transaction: entry.id,
    ...(entry.sourceLine === null ? {} : { line: entry.sourceLine }),
    ...(isAcquisition(entry) ? { lots: [entry.lot] } : {}),
  };
}

/** Trades of the account that can move a payment of the year, or stand on its Form 1099-B. */
function tradesOf({ forms }: Setting, group: Group): readonly Trade[] {
  const first = addDays(firstDayOfYear(forms.year), -90);
  const last = addDays(lastDayOfYear(forms.year), 15);
  return group.practice.facts.transactions.filter(
    (entry): entry is Trade =>
      (isAcquisition(entry) || isSale(entry)) &&
      TRADES.has(entry.action) &&
      entry.accountId === forms.accountId &&
      entry.date >= first &&
      entry.date <= last,
  );
}

/** The last trade date that settles on a day; undefined where none does. */
function tradedFor(calendar: MarketCalendar, settled: Day): Day | undefined {
  for (let day = addDays(settled, -1), left = SETTLEMENT_DAYS; left > 0; left--) {
    if (calendar.isTradingDay(day) && calendar.settlementOf(day) === settled) return day;
    day = addDays(day, -1);
  }
  return undefined;
}

type Mover = (calendar: MarketCalendar, day: Day) => Day | undefined;

const settlementOf: Mover = (calendar, day) =>
  calendar.isTradingDay(day) ? calendar.settlementOf(day) : undefined;

const DIRECTIONS = [
  {
    move: tradedFor as Mover,
    say: (what: string, from: string, to: string): string =>
      `With the trade date ${to} the forms agree: ${what} has ${from}, the day on which such a trade settles. Compare it with the confirmation; if it says ${to}, correct the entry. The holding period begins with the trade date too.`,
    sayAll: 'The entries have settlement dates where trade dates belong',
    next: 'Compare them with the confirmations and correct the dates of the entries.',
  },
  {
    move: settlementOf,
    say: (what: string, from: string, to: string): string =>
      `The broker counts from the settlement date ${to}; ${what} has the trade date ${from}, and the trade date counts. Ask the broker for a corrected form, or report our figures and keep this explanation.`,
    sayAll: 'The broker counts from settlement dates; trade dates count',
    next: 'Ask the broker for a corrected form, or report our figures and keep this explanation.',
  },
] as const;

type Direction = (typeof DIRECTIONS)[number];

function withDays(days: ReadonlyMap<string, Day>) {
  return everywhere((facts) =>
    mapEntries(facts, (entry) => {
      const date = days.get(entry.id);
      return date === undefined ? entry : { ...entry, date };
    }),
  );
}

function movedDays(setting: Setting, trades: readonly Trade[], { move }: Direction) {
  const days = new Map<string, Day>();
  for (const { id, date } of trades) {
    const day = move(setting.reference.calendar, date);
    if (day !== undefined) days.set(id, day);
  }
  return days;
}

function settlementOfGroup(setting: Setting, group: Group, direction: Direction): Cause[] {
  const trades = tradesOf(setting, group);
  const days = movedDays(setting, trades, direction);
  const moved = trades.filter(({ id }) => days.has(id));
  const base = {
    code: 'settlement-date-as-trade-date',
    supposed: 1,
    groups: [group.place],
  } as const;
  const alone = moved.map((entry): Cause => {
    const to = days.get(entry.id) as Day;
    const what = `the ${transactionText(entry)} of ${labelOf(group, entry.securityId)}`;
    return {
      ...base,
      size: 1,
      about: subject(setting, group, entry),
      message: direction.say(what, entry.date, to),
      change: withDays(new Map([[entry.id, to]])),
    };
  });
  const sets = [moved.filter(isAcquisition), moved.filter(isSale), moved];
  const all = sets.flatMap((some): Cause[] => {
    const [first] = some;
    if (first === undefined || some.length < 2) return [];
    const { transaction: _, line: __, ...about } = subject(setting, group, first);
    return [
      {
        ...base,
        size: some.length,
        about,
        message: `${direction.sayAll}: with the other day of ${some.length} entries of ${labelOf(group, first.securityId)} the forms agree. ${direction.next}`,
        change: withDays(new Map(some.map(({ id }) => [id, days.get(id) as Day]))),
      },
    ];
  });
  return [...alone, ...all];
}

export function settlementCauses(setting: Setting): Cause[] {
  return setting.groups.flatMap((group) =>
    DIRECTIONS.flatMap((direction) => settlementOfGroup(setting, group, direction)),
  );
}

/** How far from an ex-date a trade can be counted on the wrong side of it. */
const DAYS_AROUND_EX_DATE = 10;

function plannedOf({ forms }: Setting, group: Group): readonly PlannedDistribution[] {
  return [...group.plans.values()]
    .flatMap(({ planned }) => planned)
    .filter(({ taxYear }) => taxYear === forms.year);
}

/** The trade on the other side of the ex-date. */
function acrossExDate(
  setting: Setting,
  group: Group,
  trade: Trade,
  { exDate, distribution }: PlannedDistribution,
): Cause {
  const isBefore = trade.date < exDate;
  const isBought = isAcquisition(trade);
  const isPaid = isBought !== isBefore;
  const what = `the ${transactionText(trade)} of ${labelOf(group, trade.securityId)}`;
  const side = isBefore ? 'before' : trade.date === exDate ? 'on' : 'after';
  const next = isPaid
    ? 'If the trade date is right, the payment is not yours: the broker may take it back, or correct the form.'
    : 'If the trade date is right, the payment is yours: ask the broker for it and for a corrected form.';
  return {
    code: 'not-entitled',
    supposed: 1,
    groups: [group.place],
    size: 1,
    about: subject(setting, group, trade),
    message: `The broker ${isPaid ? 'paid' : 'did not pay'} the distribution of ${distribution.payableDate} on the shares of ${what}, which was ${side} the ex-date ${exDate}. ${next}`,
    change: boxesOnly((facts) =>
      mapEntries(facts, (entry) => {
        if (entry.id !== trade.id) return entry;
        const date = isBefore ? exDate : addDays(exDate, -1);
        return isAcquisition(entry) && isBefore
          ? { ...entry, date, acquired: entry.acquired ?? entry.date }
          : { ...entry, date };
      }),
    ),
  };
}

/** The broker has another ex-date: it pays the holders of the record date, or of the payable date. */
function otherExDates(setting: Setting, group: Group, planned: PlannedDistribution): Cause[] {
  const { distribution, exDate, document } = planned;
  const { recordDate, payableDate } = distribution;
  const days = recordDate === null ? [] : [recordDate, addDays(recordDate, 1)];
  const rows = [...days, payableDate].filter((day) => day !== exDate);
  const [security] = [...group.plans].filter(([, plan]) => plan.planned.includes(planned));
  return [...new Set(rows)].map((day) => ({
    code: 'not-entitled',
    supposed: 1,
    groups: [group.place],
    size: 2,
    about: {
      security: labelOf(group, security?.[0] ?? ''),
      year: setting.forms.year,
      day: exDate,
      document: document.id,
    },
    message: `The broker paid the distribution of ${payableDate} to the holders at the start of ${day}; the ex-date is ${exDate}, and who bought on it or after it is not entitled. Compare the trade dates around it with the confirmations, and ask the broker which ex-date it used.`,
    change: boxesOnly((facts) =>
      mapRows(facts, (row) => (row.id === distribution.id ? { ...row, exDate: day } : row)),
    ),
  }));
}

export function entitlementCauses(setting: Setting): Cause[] {
  return setting.groups.flatMap((group) => {
    const trades = tradesOf(setting, group);
    return plannedOf(setting, group).flatMap((planned) => {
      const { exDate, distribution } = planned;
      const first = addDays(exDate, -DAYS_AROUND_EX_DATE);
      const last = [addDays(exDate, DAYS_AROUND_EX_DATE), distribution.payableDate]
        .sort()
        .at(-1) as Day;
      const near = trades.filter(
        (trade) =>
          trade.date >= first &&
          trade.date <= last &&
          // What a payment bought is never entitled to it.
          !(trade.action === 'reinvest' && trade.date >= distribution.payableDate) &&
          group.plans.get(trade.securityId)?.planned.includes(planned),
      );
      if (near.length === 0) return [];
      return [
        ...near.map((trade) => acrossExDate(setting, group, trade, planned)),
        ...otherExDates(setting, group, planned),
      ];
    });
  });
}

/** Days on which a transfer makes other payments the account's. */
function daysForTransfer(setting: Setting, group: Group, transfer: Transfer): readonly Day[] {
  const { year } = setting.forms;
  const days = plannedOf(setting, group)
    .filter((planned) => group.plans.get(transfer.securityId)?.planned.includes(planned))
    .flatMap(({ exDate }) => [addDays(exDate, -1), exDate]);
  return [...new Set([firstDayOfYear(year), ...days, lastDayOfYear(year)])].filter(
    (day) => day !== transfer.date,
  );
}

/** Transfers of the year as the broker may have seen them: on another day, or not at all. */
export function transferCauses(setting: Setting): Cause[] {
  const { accountId, year } = setting.forms;
  return setting.groups.flatMap((group) => {
    const transfers = group.practice.facts.transactions.filter(
      (entry): entry is Transfer =>
        entry.action === 'transfer' &&
        yearOf(entry.date) === year &&
        (entry.accountId === accountId || entry.toAccountId === accountId),
    );
    const days = Map.groupBy(transfers, ({ date, securityId }) => `${date} ${securityId}`);
    return [...days.values()].flatMap((some) => {
      const first = some[0] as Transfer;
      const ids = new Set(some.map(({ id }) => id));
      const label = labelOf(group, first.securityId);
      const base = {
        code: 'transferred-in-year',
        supposed: 1,
        groups: [group.place],
        about: subject(setting, group, first),
      } as const;
      const next =
        'Compare both brokers’ forms: together they have every payment once. Ask the one that is wrong for a corrected form.';
      const moved = daysForTransfer(setting, group, first).map((day): Cause => ({
        ...base,
        size: some.length,
        message: `The shares of ${label} were transferred on ${first.date}; the broker’s form is as if it had been on ${day}. ${next}`,
        change: boxesOnly((facts) =>
          mapEntries(facts, (entry) => (ids.has(entry.id) ? { ...entry, date: day } : entry)),
        ),
      }));
      return [
        ...moved,
        {
          ...base,
          size: some.length,
          message: `The shares of ${label} were transferred on ${first.date}; the broker’s form is as if they had not been. ${next}`,
          change: boxesOnly((facts) =>
            mapEntries(facts, (entry) => (ids.has(entry.id) ? null : entry)),
          ),
        },
      ];
    });
  });
}
