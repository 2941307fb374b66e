/** What a document changes in a year, as rows: each figure before and after, with what it is called by. */
import { figurePartJson, figurePartOrNull } from '../../formats/figure-part-json.ts';
import { added, type FigurePart } from '../../tax/facts/figure-part.ts';
import { bootMark, type FigureRef } from '../../tax/facts/figure-ref.ts';
import type { GainOfPayment, YearChanges } from '../../tax/report/compare-reports.ts';
import { excessFigureRef } from '../../tax/report/sale-figures.ts';
import { formatShares, type Cents } from '../../tax/values/money.ts';
import type { HandlerAnswer } from '../contract.ts';

type OnWire = HandlerAnswer<'documents.changes'>[number];
type Row = OnWire['rows'][number];

/** More lots, sales or gains than this are counted instead: nobody reads them before deciding. */
const MOST_ROWS = 10;

/** The totals; where only tax-deferred accounts are touched, their own boxes. */
function boxesOf({ boxes }: YearChanges): YearChanges['boxes'] {
  const totals = boxes.filter(({ account }) => account === null);
  return totals.length > 0 ? totals : boxes;
}

function countsOf(changes: YearChanges): OnWire['counts'] {
  return {
    boxes: boxesOf(changes).length,
    lots: changes.lots.length,
    sales: changes.sales.length,
    excessGains: changes.excessGains.length,
    choices: changes.choices.length,
    leftOut: changes.leftOut.length,
  };
}

/** Whether as much changes: a basis that changed once is another in every later year. */
function isAlike(a: YearChanges, b: YearChanges): boolean {
  const alike = JSON.stringify(countsOf(a)) === JSON.stringify(countsOf(b));
  // Where nothing else changes, the payments are what is said.
  const onlyPayments = Object.values(countsOf(a)).every((count) => count === 0);
  return (
    alike &&
    (!onlyPayments ||
      (a.paymentsBefore === b.paymentsBefore && a.paymentsAfter === b.paymentsAfter))
  );
}

function figure(label: string, value: Cents | null, ref: FigureRef): Row['before'] {
  return value === null ? null : figurePartJson({ label, value, figure: ref });
}

function gainOf(label: string, parts: readonly GainOfPayment[]): Row['before'] {
  if (parts.length === 0) return null;
  const figures = parts.map((part): FigurePart => ({
    label,
    value: part.amount,
    figure: excessFigureRef(part),
  }));
  return figurePartOrNull(added(label, 'Of every payment of that day.', figures));
}

function lotOnWire({ lot, shares }: YearChanges['choices'][number]['lotsAfter'][number]) {
  return { lot, shares: formatShares(shares) };
}

function rowsOf(changes: YearChanges): Row[] {
  return [
    ...boxesOf(changes).map(({ accountId, account, box, caption, before, after }): Row => {
      const ref = { kind: 'box', box, account: accountId } as const;
      const label = `Box ${box}, ${caption}`;
      return {
        subject: { kind: 'box', box, caption },
        account,
        before: figure(label, before, ref),
        after: figure(label, after, ref),
      };
    }),
    ...changes.choices.slice(0, MOST_ROWS).map(({ account, sold, lotsBefore, lotsAfter }): Row => ({
      subject: {
        kind: 'choice',
        sold,
        lotsBefore: lotsBefore.map(lotOnWire),
        lotsAfter: lotsAfter.map(lotOnWire),
      },
      account,
      before: null,
      after: null,
    })),
    ...changes.leftOut.slice(0, MOST_ROWS).map(({ account, message, isLeftOutAfter }): Row => ({
      subject: { kind: 'leftOut', message, isLeftOutAfter },
      account,
      before: null,
      after: null,
    })),
    ...changes.lots.slice(0, MOST_ROWS).map(({ accountId, account, lot, ...basis }): Row => {
      const ref = { kind: 'adjustedBasis', account: accountId, lot } as const;
      const label = `Adjusted basis of ${lot}`;
      return {
        subject: { kind: 'lot', lot },
        account,
        before: figure(label, basis.adjustedBasisBefore, ref),
        after: figure(label, basis.adjustedBasisAfter, ref),
      };
    }),
    ...changes.sales.slice(0, MOST_ROWS).map(({ account, lot, sold, ...sale }): Row => {
      const transaction = sale.transactionId;
      const boot = bootMark(sale.kind);
      const ref = { kind: 'sale', transaction, lot, of: 'countedGain', ...boot } as const;
      const label = `Gain on ${lot}, ${sold}`;
      return {
        subject: { kind: 'sale', lot, sold, term: sale.term, termBefore: sale.termBefore },
        account,
        before: figure(label, sale.gainBefore, ref),
        after: figure(label, sale.gainAfter, ref),
      };
    }),
    ...changes.excessGains.slice(0, MOST_ROWS).map(({ account, lot, date, ...gain }): Row => {
      const label = `Gain beyond the basis of ${lot}, ${date}`;
      return {
        subject: { kind: 'excessGain', lot, date },
        account,
        before: gainOf(label, gain.partsBefore),
        after: gainOf(label, gain.partsAfter),
      };
    }),
  ];
}

/** `before`: the changes of the year before it in the list. */
export function changesOnWire(changes: YearChanges, before: YearChanges | undefined): OnWire {
  const { year, paymentsBefore, paymentsAfter } = changes;
  const counts = countsOf(changes);
  const more = (all: number): number => Math.max(0, all - MOST_ROWS);
  return {
    year,
    paymentsBefore,
    paymentsAfter,
    counts,
    asBefore: before !== undefined && before.year === year - 1 && isAlike(before, changes),
    rows: rowsOf(changes),
    more: {
      lots: more(counts.lots),
      sales: more(counts.sales),
      excessGains: more(counts.excessGains),
      choices: more(counts.choices),
      leftOut: more(counts.leftOut),
    },
  };
}
