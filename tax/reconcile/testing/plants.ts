/**
 * What a broker does otherwise, written a second time: not as the causes that are tried, but by hand on the
 * figures of the slow calculation, or as another book that it works out.
 *
 * A plant says what our book looks like, what the broker's boxes rest on, what its bases rest on, and what
 * it then does to boxes and rows.
 */
import type { MarketCalendar } from '../../facts/market-calendar.ts';
import type { Acquisition, Bought, Facts, Sale } from '../../facts/model.ts';
import type { Payment } from '../../lots/figures.ts';
import { dollarsOf, rateOf, sum, toCents } from '../../oracle/decimals.ts';
import type { YearReport } from '../../report/year-report.ts';
import { addDays, dayNumber, type Day } from '../../values/days.ts';
import { Decimal } from '../../values/decimal.ts';
import type { Cents } from '../../values/money.ts';
import type { CauseCode } from '../cause.ts';
import { change, drop, edit, own, paidIn, rows, takeOut, type Planter } from './by-hand.ts';
import type { HolderBook } from './holder-book.ts';

const january: Planter = ({ year }, slow) => {
  const late = own(slow).filter(({ distribution }) => paidIn(distribution) === year + 1);
  const [payment] = late;
  if (payment === undefined) return null;
  return { code: 'january-payment', leavesOut: [payment.distribution.id] };
};

const totalWithout1250: Planter = (_, slow) =>
  own(slow).some(({ components }) => components.unrecaptured1250 > 0n)
    ? {
        code: 'total-without-1250',
        boxes: (boxes) => {
          change(boxes, 'totalCapitalGain', -(boxes.get('unrecaptured1250Gain') ?? 0n));
        },
      }
    : null;

/** The day that is so many settlement days later. */
function settled(calendar: MarketCalendar, day: Day): Day {
  const count = day < '2017-09-05' ? 3 : day < '2024-05-28' ? 2 : 1;
  let own_ = day;
  for (let left = count; left > 0;) {
    own_ = addDays(own_, 1);
    if (calendar.isSettlementDay(own_)) left--;
  }
  return own_;
}

const isBuy = (entry: { action: string }): entry is Acquisition => entry.action === 'buy';

function isCrossed(slow: YearReport, securityId: string, from: Day, to: Day): boolean {
  return slow.payments.some(
    ({ exDate, security }) => security.id === securityId && from < exDate && exDate <= to,
  );
}

const settlement: Planter = ({ facts }, slow, dice, calendar) => {
  const lots = facts.transactions.filter(isBuy).filter(({ accountId }) => accountId === 'taxable');
  const found = lots.filter(({ date, securityId }) =>
    isCrossed(slow, securityId, date, settled(calendar, date)),
  );
  if (found.length === 0) return null;
  const lot = dice.of(found);
  const date = settled(calendar, lot.date);
  return { code: 'settlement-date-as-trade-date', ours: edit(lot.id, () => ({ date })) };
};

const notEntitled: Planter = ({ facts, year }, slow, dice) => {
  const found = own(slow).flatMap(({ exDate, distribution, security }) =>
    facts.transactions
      .filter(isBuy)
      .filter(
        ({ accountId, securityId, date }) =>
          accountId === 'taxable' &&
          securityId === security.id &&
          date >= exDate &&
          date <= distribution.payableDate,
      )
      .map((lot) => ({ lot, distribution, exDate })),
  );
  if (found.length === 0) return null;
  const { lot, distribution } = dice.of(found);
  const between = facts.transactions.filter(
    ({ date, securityId, accountId }) =>
      securityId === lot.securityId && accountId === 'taxable' && date.startsWith(String(year)),
  );
  const first = between.filter(({ date, id }) => id !== lot.id && date <= lot.date);
  if (first.some(({ date }) => dayNumber(date) > dayNumber(lot.date) - 40)) return null;
  return {
    code: 'not-entitled',
    boxesOf: rows(distribution.id, (row) => ({ ...row, exDate: addDays(lot.date, 1) })),
  };
};

/** The cash of the year in each security, divided once. */
const rounding: Planter = () => ({
  code: 'rounding',
  boxes: (boxes, paid) => {
    takeOut(boxes, paid);
    for (const payments of Map.groupBy(paid, ({ security }) => security.id).values()) {
      const cash = payments.reduce((sum, one) => sum + one.cash + one.discount, 0n);
      const [first] = payments;
      if (first === undefined) continue;
      takeOut(boxes, [onceDivided(first, cash)].map(negative));
    }
  },
});

function negative(payment: Payment): Payment {
  const flip = <T extends object>(record: T): T =>
    Object.fromEntries(Object.entries(record).map(([name, one]) => [name, -(one as bigint)])) as T;
  return { ...payment, components: flip(payment.components), subsets: flip(payment.subsets) };
}

/** By the weights of one payment, whose percentages are those of all. */
function onceDivided(payment: Payment, cents: bigint): Payment {
  const { components, subsets } = payment.distribution;
  const parts = Object.keys(components) as (keyof typeof components)[];
  const all = sum(parts.map((part) => rateOf(components[part])));
  const shares = parts.map((part) => rateOf(components[part]).times(cents.toString()).div(all));
  const left = new Decimal(cents.toString()).minus(sum(shares.map((one) => one.floor())));
  const byRest = shares.toSorted((a, b) => b.mod(1).comparedTo(a.mod(1)));
  const lucky = byRest.slice(0, left.toNumber());
  const amounts = Object.fromEntries(
    parts.map((part, place) => {
      const own_ = shares[place] as Decimal;
      return [
        part,
        toCents(
          own_
            .floor()
            .plus(lucky.includes(own_) ? 1 : 0)
            .div(100),
        ),
      ];
    }),
  ) as unknown as Payment['components'];
  const twins: Payment['subsets'] = {
    ...(subsets.qualified5Year === undefined ? {} : { qualified5Year: amounts.capitalGain }),
    ...(subsets.section199A === undefined ? {} : { section199A: amounts.ordinary }),
  };
  return { ...payment, components: amounts, subsets: twins };
}

const holdingPeriod: Planter = (_, slow) => {
  const short = slow.uncountedParts.filter(({ accountId }) => accountId === 'taxable');
  if (short.length === 0) return null;
  return {
    code: 'holding-period-applied',
    boxes: (boxes, _paid, theirs) => {
      for (const { accountId, part, notCounted } of theirs.uncountedParts) {
        if (accountId !== 'taxable') continue;
        const box = part === 'qualified' ? 'qualifiedDividends' : 'section199ADividends';
        change(boxes, box, -notCounted);
      }
    },
  };
};

const version =
  (status: 'estimate' | 'final'): Planter =>
  ({ facts, year }, slow) => {
    const chosen = new Set(own(slow).map(({ documentId }) => documentId));
    const found = facts.documents.find(
      (one) =>
        one.status === status &&
        one.taxYear === year &&
        !chosen.has(one.id) &&
        own(slow).some(({ security }) => security.id === one.securities[0]?.securityId),
    );
    if (found === undefined) return null;
    const securityId = found.securities[0]?.securityId;
    const only = (book: Facts): Facts => ({
      ...book,
      documents: book.documents.filter(
        (one) =>
          one.id === found.id ||
          one.taxYear !== year ||
          one.securities[0]?.securityId !== securityId,
      ),
    });
    return {
      code: status === 'estimate' ? 'estimate-used' : 'superseded-document',
      boxesOf: only,
      basisOf: only,
    };
  };

const inLieu: Planter = (_, slow, dice) => {
  const all = own(slow);
  const found = all.filter(({ security }, place) => {
    const ofOne = all.filter((one) => one.security.id === security.id);
    const at = ofOne.indexOf(all[place] as Payment);
    return at > 0 && at < ofOne.length - 1;
  });
  if (found.length === 0) return null;
  const payment = dice.of(found);
  const none = rows(payment.distribution.id, (row) => ({ ...row, allocablePerShare: 0n as never }));
  return { code: 'payment-in-lieu', boxesOf: none, basisOf: none };
};

const transferred: Planter = (_, slow, dice) => {
  const found = [...Map.groupBy(own(slow), ({ security }) => security.id).values()].filter(
    (payments) => payments.length > 2,
  );
  if (found.length === 0) return null;
  const payments = dice.of(found);
  const left = payments.slice(0, payments.length - dice.between(1, payments.length - 2));
  if (left.length < 2) return null;
  return {
    code: 'transferred-in-year',
    leavesOut: left.map(({ distribution }) => distribution.id),
  };
};

const hasNoSale = (facts: Facts, securityId: string): boolean =>
  !facts.transactions.some((one) => one.action === 'sell' && one.securityId === securityId);

const missing =
  (action: 'buy' | 'reinvest'): Planter =>
  ({ facts, year }, slow, dice) => {
    const found = facts.transactions.filter(
      (entry): entry is Acquisition =>
        entry.action === action &&
        entry.accountId === 'taxable' &&
        hasNoSale(facts, entry.securityId) &&
        (action === 'buy' || entry.date.startsWith(String(year))) &&
        facts.transactions.filter(
          (one) => one.securityId === entry.securityId && one.date < entry.date,
        ).length > 0 &&
        own(slow).some(({ lots }) => lots.some(({ lot }) => lot === entry.lot)),
    );
    if (found.length === 0) return null;
    const lot = dice.of(found);
    const code = action === 'buy' ? 'missing-lot' : 'missing-reinvestment';
    return { code, ours: drop(lot.id) };
  };

function reinvested({ facts, year }: HolderBook, slow: YearReport): readonly Bought[] {
  return facts.transactions.filter(
    (entry): entry is Bought =>
      entry.action === 'reinvest' &&
      entry.date.startsWith(String(year)) &&
      own(slow).some(({ distribution }) => distribution.payableDate === entry.date),
  );
}

const discount: Planter = (book, slow, dice) => {
  const found = reinvested(book, slow);
  if (found.length === 0) return null;
  const lot = dice.of(found);
  const kept = new Decimal(100).minus(dice.of(['2', '2.5', '3', '5'])).div(100);
  const value = toCents(dollarsOf(lot.amount).div(kept).toDecimalPlaces(2, Decimal.ROUND_HALF_UP));
  const theirs = edit(lot.id, () => ({ value }));
  return { code: 'plan-discount', boxesOf: theirs, basisOf: theirs };
};

const fees: Planter = (book, slow, dice) => {
  const [first, ...more] = reinvested(book, slow);
  if (first === undefined) return null;
  const own_ = [first, ...more].filter(({ securityId }) => securityId === first.securityId);
  const fee = dice.of([150n, 225n, 500n, 75n]);
  const theirs = (facts: Facts): Facts =>
    own_.reduce(
      (before, { id }) => edit(id, (entry: Bought) => ({ value: entry.amount + fee }))(before),
      facts,
    );
  return { code: 'plan-fees', boxesOf: theirs, basisOf: theirs };
};

const undistributed: Planter = ({ facts, year }, _, dice) => {
  const security = facts.securities[0];
  if (security === undefined) return null;
  const amount = BigInt(dice.between(2_000, 30_000)) as Cents;
  const tax = (amount / 5n) as Cents;
  const isEntered = dice.percent(50);
  const entry = {
    id: 'kept',
    action: 'undistributed-gain' as const,
    date: `${year}-12-31` as Day,
    securityId: security.id,
    accountId: 'taxable',
    note: null,
    sourceLine: null,
    amount,
    tax,
  };
  if (!isEntered) return { code: 'undistributed-gain', form2439: { '1a': amount, '2': tax } };
  return {
    code: 'undistributed-gain',
    ours: (book) => ({ ...book, transactions: [...book.transactions, entry] }),
    boxes: (boxes) => change(boxes, 'totalCapitalGain', amount),
  };
};

const returnNotInBasis: Planter = (_, slow) =>
  slow.sales.some((one) => one.returnOfCapital > 0n) &&
  slow.sales.every((one) => one.disallowedLoss === 0n && one.proceeds >= one.cost)
    ? {
        code: 'return-of-capital-not-in-basis',
        rows: (all) => {
          for (const row of all) row.basis = row.piece.cost;
        },
      }
    : null;

/** The broker sees nothing of the other account. */
const washSale: Planter = (_, slow) =>
  slow.sales.some(
    ({ accountId, replacements }) =>
      accountId === 'taxable' && replacements.some((one) => one.accountId !== 'taxable'),
  )
    ? {
        code: 'wash-sale',
        basisOf: (facts) => ({
          ...facts,
          transactions: facts.transactions.filter(({ accountId }) => accountId === 'taxable'),
        }),
      }
    : null;

const averages: Planter = ({ facts, year }, slow) => {
  const sold = slow.sales.filter(({ accountId }) => accountId === 'taxable');
  const [first] = sold;
  if (first === undefined || year < 2012) return null;
  const days = facts.transactions
    .filter((one): one is Acquisition | Sale => one.securityId === first.security.id)
    .map(({ date }) => date)
    .sort();
  if ((days[0] ?? '') < '2012-01-01') return null;
  return {
    code: 'average-basis',
    basisOf: (book) => ({
      ...book,
      transactions: [
        ...book.transactions,
        {
          id: 'averaged',
          action: 'average-basis',
          date: '2012-01-01' as Day,
          securityId: first.security.id,
          accountId: 'taxable',
          note: null,
          sourceLine: null,
          acquired: null,
        },
      ],
    }),
  };
};

/** By the code that each plants. */
export const PLANTERS: Readonly<Record<CauseCode, Planter>> = {
  'january-payment': january,
  'settlement-date-as-trade-date': settlement,
  'not-entitled': notEntitled,
  'total-without-1250': totalWithout1250,
  'holding-period-applied': holdingPeriod,
  'return-of-capital-not-in-basis': returnNotInBasis,
  'wash-sale': washSale,
  'undistributed-gain': undistributed,
  'plan-discount': discount,
  'plan-fees': fees,
  'average-basis': averages,
  'estimate-used': version('estimate'),
  'superseded-document': version('final'),
  rounding,
  'transferred-in-year': transferred,
  'payment-in-lieu': inLieu,
  'missing-reinvestment': missing('reinvest'),
  'missing-lot': missing('buy'),
};
