/**
 * Where do the figures of a year go on the holder's return?
 *
 * Authority: the forms and instructions that each entry of the map names; the calculation's section 9.
 * Example: 2002, box 1 $201.40 goes to Form 1040, line 9; box 2a $62.64 to Schedule D, line 13,
 * column (f); box 2d $41.00 through its worksheet to Schedule D, line 19.
 * Awkward cases: dividends on shares that were not held long enough stay ordinary dividends and are
 * taken off the line for qualified dividends (or for Form 8995). Schedule B is needed by what all
 * taxable accounts received together, also where only one of them is looked at. Payments to a
 * tax-deferred account go nowhere.
 * Not handled: years without confirmed lines (the boxes are all there is), dividends of other sources
 * than the book, and the worksheets' own arithmetic with losses and carryovers.
 */
import { added, lessOf, type FigurePart } from '../facts/figure-part.ts';
import { NO_MONEY, subtractCents, type Cents } from '../values/money.ts';
import {
  isMapped,
  lineOf,
  notesOf,
  saleStyleOf,
  type FigureNote,
  type LineEntry,
  type ReturnFigure,
  type ReturnLineMap,
  type SaleStyle,
} from './return-line-map.ts';
import {
  isOnReturn,
  saleGroups,
  type OnReturn,
  type ReturnOptions,
  type SaleGroup,
} from './sale-groups.ts';
import { excessByTerm } from './sale-figures.ts';
import { payersOf, type PayerList } from './dividend-payers.ts';
import { keptLines, keptParts, keptWithoutLine, type LinelessFigure } from './kept-gain-lines.ts';
import { lineFrom, type LinePart, type ReturnLine } from './return-line.ts';
import type { BoxMeaning } from '../facts/forms.ts';
import { securityLabel } from '../facts/model.ts';
import type { Term, UncountedPart } from '../lots/figures.ts';
import type { FormBox, YearReport } from './year-report.ts';

/** A filled box that has no line: it is not reported, or none is confirmed. */
interface UnplacedBox extends FormBox {
  readonly made: FigurePart;
}

/** Return of capital beyond the basis, of one term, and the page whose rows it is among. */
interface ExcessOfTerm {
  readonly term: Term;
  readonly amount: Cents;
  /** Null where the lines of the year are not mapped. */
  readonly place: Pick<SaleGroup, 'form' | 'title' | 'line'> | null;
  readonly made: FigurePart;
}

export interface ReturnLines {
  readonly taxYear: number;
  /** False: the lines of this year are not mapped, and only `notes` and `unplaced` say anything. */
  readonly mapped: boolean;
  /** The tax year of the forms that the lines are from, where it is an earlier one. */
  readonly formsOf: number;
  readonly wholeDollars: boolean;
  readonly style: SaleStyle | null;
  readonly lines: readonly ReturnLine[];
  /** Null where Schedule B is not needed. */
  readonly payers: PayerList | null;
  readonly sales: readonly SaleGroup[];
  /** Long-term first. */
  readonly excess: readonly ExcessOfTerm[];
  readonly unplaced: readonly UnplacedBox[];
  /** Figures that stand on no Form 1099-DIV and have a line whose number is not known here. */
  readonly lineless: readonly LinelessFigure[];
  readonly notes: readonly FigureNote[];
}

/** The boxes that have a line of the return, in its order, and the figure that the map knows them by. */
const PLACED: readonly (readonly [BoxMeaning, ReturnFigure])[] = [
  ['ordinaryDividends', 'ordinaryDividends'],
  ['qualifiedDividends', 'qualifiedDividends'],
  ['totalCapitalGain', 'capitalGainDistributions'],
  ['postMay5Gain', 'postMay5Gain'],
  ['rate28Gain', 'rate28Gain'],
  ['collectibles28Gain', 'collectibles28Gain'],
  ['unrecaptured1250Gain', 'unrecaptured1250Gain'],
  ['qualified5YearGain', 'qualified5YearGain'],
  ['section1202Gain', 'section1202Gain'],
  ['section199ADividends', 'section199ADividends'],
];

/** Parts of capital gain distributions that can only be reported with Schedule D. */
const NEEDS_SCHEDULE_D: ReadonlySet<BoxMeaning> = new Set<BoxMeaning>([
  'rate28Gain',
  'qualified5YearGain',
  'unrecaptured1250Gain',
  'section1202Gain',
  'collectibles28Gain',
]);

const UNCOUNTED_IN: Readonly<Partial<Record<BoxMeaning, UncountedPart['part']>>> = {
  qualifiedDividends: 'qualified',
  section199ADividends: 'section199A',
};

/** What goes where for the accounts that are looked at. */
export function returnLines(
  report: YearReport,
  map: ReturnLineMap,
  options: ReturnOptions,
): ReturnLines {
  const { taxYear } = report;
  const { wholeDollars, accountId } = options;
  const chosen = isOnReturn(accountId);
  const boxes = boxesOf(report, accountId);
  const filled = boxes.filter(({ amount }) => amount !== 0n);
  const entries = new Map(
    PLACED.map(([meaning, figure]) => [meaning, lineOf(map, taxYear, figure)]),
  );
  const uncounted = uncountedOf(report, chosen);
  const mapped = isMapped(map, taxYear);
  const sales = saleGroups(report, map, options);
  const kept = report.keptGains.filter(chosen);
  const needsScheduleD =
    sales.length > 0 ||
    kept.length > 0 ||
    filled.some(({ meaning }) => NEEDS_SCHEDULE_D.has(meaning));
  const lines = [
    ...PLACED.flatMap(([meaning]) => {
      const entry = entries.get(meaning);
      const box = boxes.find((each) => each.meaning === meaning);
      const more = keptParts(kept, meaning);
      if (!box || !entry || (box.amount === 0n && more.length === 0)) return [];
      const line = returnLine(box, entry, { uncounted, kept: more }, options);
      const isGain = meaning === 'totalCapitalGain';
      return [isGain && needsScheduleD ? { ...line, instead: null } : line];
    }),
    ...keptLines(kept, map, taxYear, wholeDollars),
  ];
  return {
    taxYear,
    mapped,
    formsOf: Math.min(taxYear, map.newestForms),
    wholeDollars,
    style: mapped ? saleStyleOf(map, taxYear) : null,
    lines,
    payers: payersOf(report, map, chosen, wholeDollars),
    sales,
    excess: excessOf(taxYear, report.excessGains.filter(chosen), sales),
    unplaced: filled
      .filter(({ meaning }) => entries.get(meaning) === undefined)
      .map((box) => ({ ...box, made: boxFigure(box, accountId) })),
    lineless: keptWithoutLine(kept, map, taxYear, new Set(lines.map(({ figure }) => figure))),
    notes: notesOf(map, taxYear, new Set(filled.map(({ meaning }) => meaning))),
  };
}

/** Of all taxable accounts, or of one; a tax-deferred account has none that count. */
function boxesOf(report: YearReport, accountId: string | null): readonly FormBox[] {
  if (accountId === null) return report.form1099Div;
  const account = report.accounts.find((each) => each.accountId === accountId);
  return account === undefined || account.taxDeferred ? [] : account.form1099Div;
}

function boxFigure({ box, caption, amount }: FormBox, accountId: string | null): FigurePart {
  return {
    label: `Box ${box}, ${caption}`,
    value: amount,
    figure: { kind: 'box', box, account: accountId },
  };
}

/** What does not count of each payment, by the part that asks for the holding period. */
function uncountedOf(
  report: YearReport,
  chosen: OnReturn,
): ReadonlyMap<UncountedPart['part'], readonly FigurePart[]> {
  const own = report.uncountedParts.filter(chosen);
  if (own.length === 0) return new Map();
  const paid = new Map(report.payments.map((each) => [each.key, each.distribution.payableDate]));
  const figures = (parts: readonly UncountedPart[]): FigurePart[] =>
    parts.map(({ security, account, paymentKey, part, notCounted }) => ({
      label: `Not counted: ${securityLabel(security)}, paid ${paid.get(paymentKey) ?? ''}, ${account}`,
      value: notCounted,
      figure: { kind: 'uncountedPart', payment: paymentKey, part, of: 'notCounted' },
    }));
  const byPart = Map.groupBy(own, ({ part }) => part);
  return new Map([...byPart].map(([part, parts]) => [part, figures(parts)]));
}

function returnLine(
  box: FormBox,
  entry: LineEntry,
  other: {
    readonly uncounted: ReadonlyMap<UncountedPart['part'], readonly FigurePart[]>;
    readonly kept: readonly FigurePart[];
  },
  { wholeDollars, accountId }: ReturnOptions,
): ReturnLine {
  const { kept } = other;
  const label = `${entry.form}, line ${entry.line}`;
  const own = boxFigure(box, accountId);
  const whole =
    kept.length === 0
      ? own
      : added(label, 'The box, and what a trust kept of such gain (Form 2439).', [own, ...kept]);
  const parts: LinePart[] = [
    { label: `Box ${box.box}`, amount: box.amount, made: own },
    ...kept.map((part) => ({ label: part.label, amount: part.value, made: part })),
  ];
  const part = UNCOUNTED_IN[box.meaning];
  const off = (part && other.uncounted.get(part)) ?? [];
  const less = added('Not counted: shares not held long enough', 'Of every payment.', off);
  if (less.value !== 0n) {
    const amount = subtractCents(NO_MONEY, less.value);
    parts.push({ label: 'On shares not held long enough', amount, made: less });
  }
  const made =
    kept.length > 0
      ? whole
      : lessOf(
          label,
          less.value === 0n
            ? 'The amount of the box goes on this line.'
            : 'The box, less what is paid on shares that were not held long enough.',
          whole,
          less.value === 0n ? [] : off,
        );
  return { ...lineFrom(entry, box.meaning, box.box, [], made, wholeDollars), parts };
}

function excessOf(
  year: number,
  gains: YearReport['excessGains'],
  sales: readonly SaleGroup[],
): readonly ExcessOfTerm[] {
  return excessByTerm(year, gains).map(({ term, made }) => {
    // Rows that no transaction made.
    const page = sales.find(
      (group) => group.term === term && group.rows.some((row) => row.transactionId === null),
    );
    const place = page ? { form: page.form, title: page.title, line: page.line } : null;
    return { term, amount: made.value, place, made };
  });
}
