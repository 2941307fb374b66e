/**
 * Could a figure that no sum proves have lost a digit, or have one too many?
 *
 * The amount per share of a table in percent, and figures that are parts of others, add up to nothing
 * by themselves; and a sum that only nearly closes proves no last digit. There a figure with other
 * decimal places than all its neighbours, or one that is a neighbour's with one digit less, is asked
 * about: copying loses digits, and nothing else would show it. What is printed is proposed.
 *
 * Example: $0.18, $0.18, $0.2, $0.20 without a total: $0.2 may be $0.20 or have lost a digit.
 * Not asked: a dash, a bare zero, one with as many places as the others, and whole hundreds of percent;
 * nor whether a digit was exchanged, which nobody's print does.
 */
import type { ColumnMeaning } from '../columns/captions.ts';
import type { Convention } from './convention.ts';
import type { DraftQuestion, DraftSecurity } from './draft.ts';
import { IN_THE_TEXT, textAt } from './table-of-draft.ts';
import { isPart, isSubset, type PrintedRow } from './draft-rows.ts';
import { readNumber, type NumberReading } from '../grid/values.ts';

/** Whether the sum of each payment proves a column's figures. */
function isProvenBySum(
  meaning: ColumnMeaning,
  convention: Convention,
  inDollars: boolean,
): boolean {
  if (meaning === 'amountPerShare' || meaning === 'allocablePerShare') return inDollars;
  if (meaning === 'otherYearPerShare' || meaning === 'adjustmentPerShare') return inDollars;
  if (meaning === 'qualified') return !convention.ordinaryInclusive;
  if (meaning === 'gainAfterMay5') return true;
  const inGain =
    meaning === 'unrecaptured1250' || meaning === 'section1202' || meaning === 'collectibles28';
  return inGain ? !convention.gainInclusive : !isSubset(meaning);
}

/** Parts that a sum does not count where they stand within another: of none it proves that they are zero. */
const MAY_BE_WITHIN: readonly ColumnMeaning[] = [
  'qualified',
  'unrecaptured1250',
  'section1202',
  'collectibles28',
];

/** Whether a payment's year's part is printed, and nothing that leads from the payment to it. */
function isApart({ numbers, amountPerShare }: PrintedRow): boolean {
  const rateOf = (meaning: ColumnMeaning): bigint => numbers.get(meaning)?.rate ?? 0n;
  return (
    numbers.has('allocablePerShare') &&
    amountPerShare !== rateOf('allocablePerShare') &&
    amountPerShare !== rateOf('allocablePerShare') + rateOf('otherYearPerShare') &&
    amountPerShare + rateOf('adjustmentPerShare') !== rateOf('allocablePerShare')
  );
}

function lacksOneCharacter(short: string, long: string): boolean {
  if (short.length !== long.length - 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  return short.slice(at) === long.slice(at + 1);
}

interface Doubt {
  readonly at: string;
  readonly text: string;
  readonly line: number | null;
  readonly message: string;
  /** What the figure could be. */
  readonly others: readonly {
    readonly text: string;
    readonly label: string;
    readonly more?: DraftQuestion['candidates'][number]['edits'];
  }[];
  /** The likeliest of these; null for what is printed. */
  readonly proposed: string | null;
}

/** A question about one figure: what it could be, and what is printed. */
export function doubtAbout({ at, text, line, message, others, proposed }: Doubt): DraftQuestion {
  const likeliest = others.findIndex((other) => other.text === proposed);
  return {
    id: `figure-short-of-a-digit${at}`,
    code: 'figure-short-of-a-digit',
    message,
    line,
    pointer: at,
    candidates: [
      ...others.map((other) => ({
        label: other.label,
        edits: [{ pointer: `${at}/text`, value: other.text }, ...(other.more ?? [])],
      })),
      { label: `${text}, as printed`, edits: [] },
    ],
    proposed: likeliest === -1 ? others.length : likeliest,
  };
}

function bare(text: string): string {
  return text.replace(/[$%\s]/g, '');
}

/** Whether a figure below one is written without a zero before its point; undefined for others. */
function isPointed(text: string): boolean | undefined {
  const match = /^(0*)\./.exec(bare(text));
  return match ? match[1] === '' : undefined;
}

/** Whether a figure below one is written as none of its neighbours, with or without a zero before its point. */
function isOtherwisePointed(one: Figure, others: readonly Figure[]): boolean {
  const own = isPointed(one.text);
  const theirs = others.flatMap((other) => isPointed(other.text) ?? []);
  return own !== undefined && theirs.length > 0 && theirs.every((other) => other !== own);
}

interface ProvenRows {
  readonly rows: readonly PrintedRow[];
  /** Whether the parts of each row add up exactly. */
  readonly exact: readonly boolean[];
  readonly convention: Convention;
  readonly inDollars: boolean;
}

interface Figure {
  readonly row: PrintedRow;
  readonly text: string;
  readonly number: NumberReading;
  readonly isExact: boolean;
}

function isHundred({ text }: Figure): boolean {
  return /^100%?$/.test(bare(text));
}

/** What proves a figure of a column: the sum of its payment, a printed total, both or neither. */
interface Proof {
  readonly summed: boolean;
  readonly totalled: boolean;
}

/** Whether a figure is written as no other of its column, or as another that has a digit more. */
function isOdd(one: Figure, others: readonly Figure[], { summed, totalled }: Proof): boolean {
  const { places } = one.number;
  const [first] = others;
  if (!first) return false;
  const usual = first.number.places;
  const isLonger = others.every((other) => other.number.places < places);
  const isOther =
    usual !== places &&
    !isHundred(first) &&
    others.every((other) => other.number.places === usual || isHundred(other));
  if (isOther || isLonger) return true;
  if (totalled) return false;
  const filled = others.filter((other) => other.number.rate !== 0n);
  if (filled.some((other) => other.number.places > places)) return true;
  if (summed) return false;
  return longerThan(one, others) !== undefined || isOtherwisePointed(one, others);
}

/** The same figure with one digit more, as a neighbour has it. */
function longerThan(one: Figure, others: readonly Figure[]): string | undefined {
  return others.find(
    ({ text, number }) => number.rate !== 0n && lacksOneCharacter(bare(one.text), bare(text)),
  )?.text;
}

function figuresOf(security: DraftSecurity, c: number, { rows, exact }: ProvenRows): Figure[] {
  const meaning = security.columns[c]?.meaning ?? null;
  if (meaning === null) return [];
  return rows.flatMap((row, i) => {
    const number = row.numbers.get(meaning);
    const text = textAt(security.rows[row.index], c);
    return number && number.kind !== 'dash'
      ? [{ row, number, text, isExact: exact[i] === true }]
      : [];
  });
}

/** The parts of one payment beside a column. */
function partsBeside(
  security: DraftSecurity,
  c: number,
  { row }: Figure,
  proven: ProvenRows,
): Figure[] {
  return security.columns.flatMap(({ meaning }, other) =>
    other === c || meaning === null || !isPart(meaning)
      ? []
      : figuresOf(security, other, proven).filter((figure) => figure.row === row),
  );
}

/** Digit by digit what the sum of the payment proves it to be a part of: all of that. */
const ALL_OF: Readonly<Partial<Record<ColumnMeaning, ColumnMeaning>>> = {
  section199A: 'ordinary',
  section897Ordinary: 'ordinary',
  section897CapitalGain: 'capitalGain',
};

function isAllOfIt(
  security: DraftSecurity,
  meaning: ColumnMeaning,
  { row, text, isExact }: Figure,
): boolean {
  const whole = security.columns.findIndex((column) => column.meaning === ALL_OF[meaning]);
  const printed = security.rows[row.index];
  return whole !== -1 && isExact && bare(textAt(printed, whole)) === bare(text);
}

/** Whether a printed total in dollars is the sum of a column's figures to the last digit that any of them has. */
function isExactTotal(text: string, figures: readonly Figure[]): boolean {
  const total = readNumber(text);
  const most = Math.max(...figures.map(({ number }) => number.places));
  return (
    total !== undefined &&
    total.kind !== 'percent' &&
    total.kind !== 'dash' &&
    total.places >= most &&
    figures.length > 1 &&
    total.rate === figures.reduce((sum, { number }) => sum + number.rate, 0n)
  );
}

/** Questions about figures that neither sums nor totals prove to the last digit. */
export function doubtfulFigures(
  security: DraftSecurity,
  proven: ProvenRows,
  pointer: string,
): DraftQuestion[] {
  const { convention, inDollars } = proven;
  return security.columns.flatMap(({ meaning, caption }, c) => {
    // A figure of a sentence has no neighbours.
    if (meaning === null || caption === IN_THE_TEXT) return [];
    const totalled = security.totals.some((total) => {
      const kind = readNumber(textAt(total, c))?.kind;
      return kind !== undefined && (kind !== 'percent' || !inDollars);
    });
    // An amount's total is compared exactly.
    if (totalled && meaning === 'amountPerShare') return [];
    const figures = figuresOf(security, c, proven);
    if (inDollars && security.totals.some((total) => isExactTotal(textAt(total, c), figures)))
      return [];
    return figures.flatMap((one) => {
      const { row, number, text } = one;
      // Where the column has no other figure, those of its payment are its neighbours.
      const others =
        figures.length > 1 || !isPart(meaning)
          ? figures.filter((other) => other !== one)
          : partsBeside(security, c, one, proven);
      // The parts add up to the year's part, and not to the payment.
      const summed =
        isProvenBySum(meaning, convention, inDollars) &&
        !(meaning === 'amountPerShare' && isApart(row)) &&
        !(number.rate === 0n && MAY_BE_WITHIN.includes(meaning));
      const most = Math.max(0, ...others.map((other) => other.number.places));
      const isZero =
        number.rate === 0n &&
        (number.places === 0 || number.places >= most) &&
        !isOtherwisePointed(one, others);
      if ((summed && one.isExact) || isHundred(one) || isZero) return [];
      if (isAllOfIt(security, meaning, one)) return [];
      if (!isOdd(one, others, { summed, totalled })) return [];
      const longer = longerThan(one, others);
      const at = `${pointer}/rows/${row.index}/cells/${c}`;
      return doubtAbout({
        at,
        text,
        line: security.rows[row.index]?.cells[c]?.place?.line ?? row.line,
        message: `“${text}” under “${caption}” has other decimal places than its neighbours, or a digit less, and no sum shows whether it is whole. Compare it with the release.`,
        others: longer === undefined ? [] : [{ text: longer, label: longer }],
        proposed: null,
      });
    });
  });
}
