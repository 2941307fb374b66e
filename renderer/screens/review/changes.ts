/** What accepting or removing a release changes, in words. */
import { formatDay, withDays } from '../../format/days.ts';
import { counted, listed } from '../../format/words.ts';
import type { Answer } from '../../../application/contract.ts';

export type Changes = Answer<'documents.changes'>;
type YearChanges = Changes[number];

const GAIN = ['gain beyond the basis', 'gains beyond the basis'] as const;
const CHOICE = ['sale that takes other lots', 'sales that take other lots'] as const;
const LEFT_OUT = ['entry that can or cannot count', 'entries that can or cannot count'] as const;

/** "4 boxes, 1 lot and 2 sales". */
function summaryOf({ counts, paymentsBefore, paymentsAfter }: YearChanges): string {
  const words = [
    [counts.boxes, 'box', 'boxes'] as const,
    [counts.lots, 'lot'] as const,
    [counts.sales, 'sale'] as const,
    [counts.excessGains, ...GAIN] as const,
    [counts.choices, ...CHOICE] as const,
    [counts.leftOut, ...LEFT_OUT] as const,
  ].flatMap(([count, singular, plural]) => (count === 0 ? [] : [counted(count, singular, plural)]));
  if (words.length > 0) return listed(words);
  return `${counted(paymentsAfter, 'payment')} instead of ${paymentsBefore}`;
}

interface Run {
  /** "2002", "2003 and 2004", "2003 to 2020". */
  readonly when: string;
  /** "4 boxes, 1 lot and 2 sales". */
  readonly said: string;
  /** "2002: 4 boxes, 1 lot and 2 sales", "2003 to 2020: 18 lots each". */
  readonly summary: string;
  readonly years: Changes;
}

/** Years in a row in which as much changes. */
export function runsOf(changes: Changes): readonly Run[] {
  const runs: YearChanges[][] = [];
  for (const one of changes) {
    const run = runs.at(-1);
    if (run && one.asBefore) run.push(one);
    else runs.push([one]);
  }
  return runs.map((years) => {
    const [first, last] = [years[0] as YearChanges, years.at(-1) as YearChanges];
    const said = summaryOf(first);
    if (years.length === 1)
      return { when: String(first.year), said, summary: `${first.year}: ${said}`, years };
    const when = `${first.year} ${years.length === 2 ? 'and' : 'to'} ${last.year}`;
    return { when, said, summary: `${when}: ${said} each`, years };
  });
}

const isOfFigures = ({ years }: Run): boolean =>
  Object.values(years[0]?.counts ?? {}).some((count) => count > 0);

function spanOf({ when, years }: Run): string {
  if (years.length === 1) return `in ${when}`;
  return years.length === 2 ? `in each of ${when}` : `in each year from ${when}`;
}

/** The rest of a sentence: "5 boxes and 2 lots would be different in 2002, and 18 lots in each year from 2003 to 2020". */
export function differenceOf(changes: Changes): string {
  const clauses = runsOf(changes).map((run, place, runs) => {
    const span = spanOf(run);
    if (!isOfFigures(run)) return `there would be ${run.said} ${span}`;
    const before = runs[place - 1];
    // The verb is said once for those that follow each other.
    const verb = before && isOfFigures(before) ? '' : 'would be different ';
    return `${run.said} ${verb}${span}`;
  });
  const last = clauses.pop() ?? '';
  return clauses.length === 0 ? last : `${clauses.join(', ')}, and ${last}`;
}

/** "10 of L1 and 5 of L2". */
function lotsText(lots: readonly { readonly lot: string; readonly shares: string }[]): string {
  return listed(lots.map(({ lot, shares }) => `${shares} of ${lot}`));
}

/** What a row's figure is. */
export function whatOf(row: Pick<YearChanges['rows'][number], 'subject'>): string {
  // A lot is named as everywhere: by its given name, or its security and day.
  return withDays(subjectText(row));
}

function subjectText({ subject }: Pick<YearChanges['rows'][number], 'subject'>): string {
  switch (subject.kind) {
    case 'box':
      return `Box ${subject.box}, ${subject.caption}`;
    case 'lot':
      return `Adjusted basis of ${subject.lot}`;
    case 'sale': {
      const { term, termBefore } = subject;
      const terms =
        termBefore === null || termBefore === term
          ? `${term}-term`
          : `${termBefore}-term before, now ${term}-term`;
      return `Gain on ${subject.lot}, sold ${formatDay(subject.sold)}, ${terms}`;
    }
    case 'choice':
      return `The sale of ${formatDay(subject.sold)}, which names no lot, takes ${lotsText(subject.lotsAfter)} instead of ${lotsText(subject.lotsBefore)}`;
    case 'leftOut':
      return subject.isLeftOutAfter ? subject.message : `No longer so: ${subject.message}`;
    case 'excessGain':
      return `Gain beyond the basis of ${subject.lot}, ${formatDay(subject.date)}`;
  }
}

/** Whether the row is about a figure, which stands before and after. */
export function hasFigures({ subject }: Pick<YearChanges['rows'][number], 'subject'>): boolean {
  return subject.kind !== 'choice' && subject.kind !== 'leftOut';
}

/** What was left out of a year's rows; empty when nothing was. */
export function moreOf({ more }: Pick<YearChanges, 'more'>): string {
  const left = (count: number, singular: string, plural = `${singular}s`) =>
    count > 0 ? [counted(count, `more ${singular}`, `more ${plural}`)] : [];
  return listed([
    ...left(more.lots, 'lot'),
    ...left(more.sales, 'sale'),
    ...left(more.excessGains, ...GAIN),
    ...left(more.choices, ...CHOICE),
    ...left(more.leftOut, ...LEFT_OUT),
  ]);
}
