/**
 * What of a year stands on the return: boxes, gains by term, and every line, as figures that can be kept and
 * compared with what the book says later.
 *
 * Example: "Schedule D, line 13" was filed with $62.64 and is $70.00 since a corrected allocation came: an
 * amended return would change that line by $7.36.
 * Awkward case: a line that was filed and is not there any more; it is zero now, and the other way round.
 * Not handled: what the other figures of the return do with it (Schedule D's worksheets, the tax).
 */
import type { FiledFigure, FiledReturn } from '../../db/filed.ts';
import { returnLineMap } from '../../resources/reference.ts';
import { returnLines } from '../../tax/report/return-lines.ts';
import { saleRowsOf, type ReturnOptions } from '../../tax/report/sale-groups.ts';
import type { YearReport } from '../../tax/report/year-report.ts';
import { NO_MONEY, subtractCents, sumCents, type Cents } from '../../tax/values/money.ts';

/** A figure with what a person calls it. */
interface Figure extends FiledFigure {
  readonly label: string;
}

/** A figure as it was filed and as it is now. */
interface FiledRow {
  readonly kind: FiledFigure['kind'];
  readonly name: string;
  readonly label: string;
  /** Null where nothing is kept of the year. */
  readonly filed: Cents | null;
  readonly now: Cents;
  /** Now less filed. */
  readonly difference: Cents;
}

const keyOf = ({ kind, name }: Pick<FiledFigure, 'kind' | 'name'>): string => `${kind}/${name}`;

function gains(report: YearReport, options: ReturnOptions): Figure[] {
  const rows = saleRowsOf(report, returnLineMap, options);
  return (['short', 'long'] as const).flatMap((term): Figure[] => {
    const own = rows.filter((row) => row.term === term);
    const amount = sumCents(own.map(({ gain }) => gain));
    const name = `${term}-term`;
    const label = term === 'short' ? 'Short-term gain or loss' : 'Long-term gain or loss';
    return own.length === 0 ? [] : [{ kind: 'gain', name, label, amount }];
  });
}

function lines(report: YearReport, options: ReturnOptions): Figure[] {
  const of = returnLines(report, returnLineMap, options);
  const single = of.lines.map(({ form, line, caption, amount }): Figure => {
    const name = `${form}, line ${line}`;
    return { kind: 'line', name, label: `${name}: ${caption}`, amount };
  });
  const totals = of.sales.flatMap(({ form, title, line, totals: all }) => {
    const page = form === 'Form 8949' ? `${form}, ${title}` : `${form}, line ${line}`;
    return (['proceeds', 'basis', 'adjustment', 'gain'] as const).map((column): Figure => {
      const name = `${page}, ${column}`;
      return { kind: 'line', name, label: name, amount: all[column] };
    });
  });
  return [...single, ...totals.filter(({ amount }) => amount !== 0n)];
}

/** What stands on the return by the book as it is; a line of several figures is their sum. */
export function figuresOfReturn(report: YearReport, options: ReturnOptions): readonly Figure[] {
  const boxes = report.form1099Div
    .filter(({ amount }) => amount !== 0n)
    .map(({ box, caption, amount }): Figure => ({
      ...{ kind: 'box', name: box, amount },
      label: `Box ${box}: ${caption}`,
    }));
  const all = [...boxes, ...gains(report, options), ...lines(report, options)];
  return [...Map.groupBy(all, keyOf).values()].flatMap((same) => {
    const [first] = same;
    const amount = sumCents(same.map((one) => one.amount));
    return first === undefined ? [] : [{ ...first, amount }];
  });
}

function labelOf({ kind, name }: FiledFigure): string {
  return kind === 'box' ? `Box ${name}` : kind === 'gain' ? `${name} gain or loss` : name;
}

/** Every figure as it was filed beside what the book says now. */
export function filedRows(
  filed: FiledReturn | undefined,
  now: readonly Figure[],
): readonly FiledRow[] {
  const kept = new Map((filed?.figures ?? []).map((one) => [keyOf(one), one]));
  const names = new Set(now.map(keyOf));
  const own = now.map(({ amount, ...figure }): FiledRow => {
    const was = filed ? (kept.get(keyOf(figure))?.amount ?? NO_MONEY) : null;
    const difference = was === null ? NO_MONEY : subtractCents(amount, was);
    return { ...figure, filed: was, now: amount, difference };
  });
  const gone = [...kept.values()].filter((one) => !names.has(keyOf(one)));
  return [
    ...own,
    ...gone.map((one): FiledRow => ({
      ...{ kind: one.kind, name: one.name, label: labelOf(one), filed: one.amount },
      now: NO_MONEY,
      difference: subtractCents(NO_MONEY, one.amount),
    })),
  ];
}
