/**
 * Which years that were filed have other figures by now, or would have after a change?
 *
 * The comparison is the one that the Return shows: boxes, gains and lines, with the options of the filing.
 * Example: 2002 was filed; the lots of one of its sales are changed in 2004: Schedule D, line 13(f), is another
 * figure, so whoever changes them hears of it before it is saved.
 * Awkward case: a change that gives every figure of the year again as it was filed is a change all the same.
 * Not handled: what an amended return comes to.
 */
import { filedYears, getFiled, type FiledReturn } from '../../db/filed.ts';
import type { Facts } from '../../tax/facts/model.ts';
import { touchedYears } from '../../tax/report/touched-years.ts';
import type { YearReport } from '../../tax/report/year-report.ts';
import type { Cents } from '../../tax/values/money.ts';
import { reportedIn } from '../reconcile/reported-in.ts';
import type { BookContext } from '../session.ts';
import { figuresOfReturn, filedRows } from './filed-figures.ts';

type Options = Pick<FiledReturn, 'wholeDollars' | 'brokerBasis'>;

interface FiledChange {
  readonly year: number;
  readonly filedOn: string | null;
  /** The figures that are others: what each is called, and what it is or would be. */
  readonly figures: readonly { readonly label: string; readonly now: Cents }[];
}

/** What stands on the return of a year, by its report and by what brokers reported. */
export function figuresOf(
  { book }: Pick<BookContext, 'book'>,
  report: YearReport,
  { wholeDollars, brokerBasis }: Options,
) {
  const reported = reportedIn(book, report);
  return figuresOfReturn(report, { accountId: null, wholeDollars, brokerBasis, reported });
}

type Figures = ReturnType<typeof figuresOf>;

function changed(filed: FiledReturn, figures: Figures): FiledChange['figures'] {
  return filedRows(filed, figures)
    .filter(({ difference }) => difference !== 0n)
    .map(({ label, now }) => ({ label, now }));
}

/** Years with figures that are others than filed; with `supposed`, others than the book has now. */
export function filedChanges(context: BookContext, supposed: Facts | null): readonly FiledChange[] {
  const years = filedYears(context.book);
  if (years.length === 0) return [];
  const isTouched = supposed === null ? null : touchedYears(context.facts(), supposed);
  return years.flatMap((year) => {
    const filed = getFiled(context.book, year);
    if (!filed || isTouched?.(year) === false) return [];
    const now = figuresOf(context, context.report(year), filed);
    const figures =
      supposed === null
        ? changed(filed, now)
        : changed(
            { ...filed, figures: now },
            figuresOf(context, context.compute(supposed, year), filed),
          );
    return figures.length === 0 ? [] : [{ year, filedOn: filed.filedOn, figures }];
  });
}
