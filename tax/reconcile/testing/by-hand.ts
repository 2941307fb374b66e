/** What is done by hand to books and to the boxes of the slow calculation, for the causes that are planted. */
import type { BoxMeaning } from '../../facts/forms.ts';
import type { MarketCalendar } from '../../facts/market-calendar.ts';
import type { Distribution, Facts } from '../../facts/model.ts';
import type { Payment, SalePiece } from '../../lots/figures.ts';
import type { Dice } from '../../oracle/dice.ts';
import type { YearReport } from '../../report/year-report.ts';
import type { Cents } from '../../values/money.ts';
import type { CauseCode } from '../cause.ts';
import type { HolderBook } from './holder-book.ts';

export type Boxes = Map<BoxMeaning, bigint>;

export interface SlowRow {
  readonly piece: SalePiece;
  basis: bigint;
  washSale: bigint;
}

export interface Plant {
  readonly code: CauseCode;
  readonly ours?: (facts: Facts) => Facts;
  readonly boxesOf?: (facts: Facts) => Facts;
  readonly basisOf?: (facts: Facts) => Facts;
  /** Ids of rows of documents that are on no form. */
  readonly leavesOut?: readonly string[];
  /** What is done to the boxes; `paid` are the payments that are on the form. */
  readonly boxes?: (boxes: Boxes, paid: readonly Payment[], slow: YearReport) => void;
  readonly rows?: (rows: SlowRow[]) => void;
  readonly form2439?: Readonly<Record<string, Cents>>;
}

/** What a plant is made of; null where the book has nothing for it. */
export type Planter = (
  book: HolderBook,
  slow: YearReport,
  dice: Dice,
  calendar: MarketCalendar,
) => Plant | null;

const TOTALS: Readonly<Partial<Record<BoxMeaning, (payment: Payment) => bigint>>> = {
  ordinaryDividends: ({ components: c }) => c.ordinary + c.qualified,
  qualifiedDividends: ({ components: c }) => c.qualified,
  totalCapitalGain: ({ components: c }) => c.capitalGain + c.unrecaptured1250,
  unrecaptured1250Gain: ({ components: c }) => c.unrecaptured1250,
  nondividendDistributions: ({ components: c }) => c.returnOfCapital,
  qualified5YearGain: ({ subsets }) => subsets.qualified5Year ?? 0n,
  section199ADividends: ({ subsets }) => subsets.section199A ?? 0n,
};

export function change(boxes: Boxes, meaning: BoxMeaning, amount: bigint): void {
  const before = boxes.get(meaning);
  if (before !== undefined) boxes.set(meaning, before + amount);
}

/** Takes payments out of the boxes. */
export function takeOut(boxes: Boxes, payments: readonly Payment[]): void {
  for (const payment of payments) {
    for (const [meaning, of] of Object.entries(TOTALS)) {
      change(boxes, meaning as BoxMeaning, -of(payment));
    }
  }
}

/** What the broker of the first account paid. */
export const own = (slow: YearReport): readonly Payment[] =>
  slow.payments.filter(({ accountId }) => accountId === 'taxable');

export const paidIn = ({ payableDate }: Distribution): number => Number(payableDate.slice(0, 4));

export const edit =
  (id: string, with_: (entry: never) => object) =>
  (facts: Facts): Facts => ({
    ...facts,
    transactions: facts.transactions.map((entry) =>
      entry.id === id ? ({ ...entry, ...with_(entry as never) } as typeof entry) : entry,
    ),
  });

export const drop =
  (id: string) =>
  (facts: Facts): Facts => ({
    ...facts,
    transactions: facts.transactions.filter((entry) => entry.id !== id),
  });

export const rows =
  (id: string, with_: (row: Distribution) => Distribution) =>
  (facts: Facts): Facts => ({
    ...facts,
    documents: facts.documents.map((document) => ({
      ...document,
      securities: document.securities.map((of) => ({
        ...of,
        distributions: of.distributions.map((row) => (row.id === id ? with_(row) : row)),
      })),
    })),
  });
