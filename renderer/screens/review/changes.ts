/** What accepting or removing a release changes, as rows of one table for each year. */
import { formatDay } from '../../format/days.ts';
import { counted, listed } from '../../format/words.ts';
import type { Answer } from '../../../application/contract.ts';
import type { FigureRef, PagePart } from '../../state/derivation.svelte.ts';

export type Changes = Answer<'documents.changes'>;
type YearChanges = Changes[number];

interface ChangeRow {
  readonly what: string;
  readonly whose: string;
  /** Null where there is no such figure. */
  readonly before: PagePart | null;
  readonly after: PagePart | null;
}

/** More lots, sales or gains than this are counted instead. */
export const SHOWN = 10;

/** The totals; where only tax-deferred accounts are touched, their own boxes. */
function boxesOf(one: YearChanges): YearChanges['boxes'] {
  const totals = one.boxes.filter((box) => box.account === null);
  return totals.length > 0 ? totals : one.boxes;
}

/** "4 boxes, 1 lot and 2 sales". */
function summaryOf(one: YearChanges): string {
  const parts: readonly (readonly [number, string, string?])[] = [
    [boxesOf(one).length, 'box', 'boxes'],
    [one.lotCount, 'lot'],
    [one.saleCount, 'sale'],
    [one.excessGainCount, 'gain beyond the basis', 'gains beyond the basis'],
  ];
  const words = parts.flatMap(([count, singular, plural]) =>
    count === 0 ? [] : [counted(count, singular, plural)],
  );
  if (words.length > 0) return listed(words);
  return `${counted(one.paymentsAfter, 'payment')} instead of ${one.paymentsBefore}`;
}

interface Run {
  /** "2002: 4 boxes, 1 lot and 2 sales", "2003 to 2020: 18 lots each". */
  readonly summary: string;
  readonly years: Changes;
}

/** Years in a row in which as much changes: a basis that changed once is another in every later year. */
export function runsOf(changes: Changes): readonly Run[] {
  const runs: YearChanges[][] = [];
  for (const one of changes) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last?.year === one.year - 1 && summaryOf(last) === summaryOf(one)) run.push(one);
    else runs.push([one]);
  }
  return runs.map((years) => {
    const [first, last] = [years[0] as YearChanges, years.at(-1) as YearChanges];
    const summary = summaryOf(first);
    if (years.length === 1) return { summary: `${first.year}: ${summary}`, years };
    const between = years.length === 2 ? 'and' : 'to';
    return { summary: `${first.year} ${between} ${last.year}: ${summary} each`, years };
  });
}

function termText({ term, termBefore }: { term: string; termBefore: string | null }): string {
  return termBefore === null || termBefore === term
    ? `${term}-term`
    : `${termBefore}-term before, now ${term}-term`;
}

/** The figures of a year, before and after: boxes, then lots, sales and gains beyond the basis. */
export function rowsOfYear(one: YearChanges): {
  readonly rows: readonly ChangeRow[];
  /** What was left out of the rows, in words; empty when nothing was. */
  readonly more: string;
} {
  const row = (
    what: string,
    whose: string,
    before: string | null,
    after: string | null,
    figure: FigureRef,
  ): ChangeRow => {
    const part = (value: string | null): PagePart | null =>
      value === null ? null : { label: what, value, figure };
    return { what, whose, before: part(before), after: part(after) };
  };
  const rows: ChangeRow[] = [
    ...boxesOf(one).map((box) =>
      row(
        `Box ${box.box}, ${box.caption}`,
        box.account ?? 'All taxable accounts',
        box.before,
        box.after,
        { kind: 'box', box: box.box, account: box.account },
      ),
    ),
    ...one.lots
      .slice(0, SHOWN)
      .map((lot) =>
        row(
          `Adjusted basis of ${lot.lot}`,
          lot.account,
          lot.adjustedBasisBefore,
          lot.adjustedBasisAfter,
          { kind: 'adjustedBasis', account: lot.account, lot: lot.lot },
        ),
      ),
    ...one.sales
      .slice(0, SHOWN)
      .map((sale) =>
        row(
          `Gain on ${sale.lot}, sold ${formatDay(sale.sold)}, ${termText(sale)}`,
          sale.account,
          sale.gainBefore,
          sale.gainAfter,
          { kind: 'sale', transaction: sale.transaction, lot: sale.lot, of: 'countedGain' },
        ),
      ),
    ...one.excessGains.slice(0, SHOWN).map((gain) => {
      const what = `Gain beyond the basis of ${gain.lot}, ${formatDay(gain.date)}`;
      const part = (
        value: string | null,
        parts: readonly { readonly payment: string; readonly amount: string }[],
      ): PagePart | null => {
        const figures = parts.map(({ payment, amount }) => ({
          label: what,
          value: amount,
          figure: { kind: 'excessGain' as const, payment, lot: gain.lot },
        }));
        const [only] = figures;
        if (value === null || !only) return null;
        if (figures.length === 1) return only;
        return { label: what, value, explanation: 'Of every payment of that day.', parts: figures };
      };
      return {
        what,
        whose: gain.account,
        before: part(gain.before, gain.partsBefore),
        after: part(gain.after, gain.partsAfter),
      };
    }),
  ];
  const left = (count: number, singular: string, plural?: string) =>
    count > SHOWN ? [counted(count - SHOWN, `more ${singular}`, plural && `more ${plural}`)] : [];
  return {
    rows,
    more: listed([
      ...left(one.lotCount, 'lot'),
      ...left(one.saleCount, 'sale'),
      ...left(one.excessGainCount, 'gain beyond the basis', 'gains beyond the basis'),
    ]),
  };
}
