/**
 * Where are the tables? Runs of values become blocks: rows of values, printed totals, and the text
 * that stands before them.
 *
 * A row is a line where lines are rows. Where a table was flattened, or has a cell on each line, rows
 * are found by their dates: the shortest pattern of dates and numbers that repeats, else a row at each
 * group of dates. Totals begin at their label; values left over after the last row are totals without
 * one. Every run of values that is in no block is reported, so that no figure is dropped silently.
 *
 * Awkward cases: amounts before the dates (the row begins before its first date); percentages below
 * totals (a second row of totals); a second table without dates, whose rows are known only when its
 * columns are.
 */
import type { Token } from './tokens.ts';
import { quarterLength } from './row-names.ts';
import { isSmallInteger, labelLength, MOST_GAP, runsOf, type Run } from './runs.ts';
import { splitTotals, type TotalsRow } from './split-totals.ts';
import { isValue } from './tokens.ts';
import { cellsIn, patternOf, turnedRows } from './turned-cells.ts';

export interface Block {
  /** Offsets among the tokens: the text before, and the block itself. */
  readonly textFrom: number;
  readonly from: number;
  readonly to: number;
  /** Empty where there are no dates and no lines: then `loose` has the values. */
  readonly rows: readonly (readonly Token[])[];
  readonly loose: readonly Token[];
  readonly totals: readonly TotalsRow[];
  /** CUSIPs that stand in the rows. */
  readonly cusips: readonly Token[];
  /** Whether rows are lines, so that captions are lines too. */
  readonly byLines: boolean;
  /** Footnote marks in the rows and totals. */
  readonly marks: readonly Token[];
  /** Number of the text's line in which it ends. */
  readonly lastLine: number;
}

export interface Stray {
  readonly token: Token;
  readonly reason: string;
  /** The figures of an annual row that has no payment above it. */
  readonly annual?: readonly Token[];
}

const MOST_COLUMNS = 40;

function kindOf(token: Token): 'date' | 'number' {
  return token.kind === 'date' ? 'date' : 'number';
}

function byLine(values: readonly Token[]): Token[][] {
  const lines = new Map<number, Token[]>();
  for (const token of values) {
    const line = lines.get(token.lineIndex);
    if (line) line.push(token);
    else lines.set(token.lineIndex, [token]);
  }
  return [...lines.values()];
}

/** How many lines have their values in the fields of the fullest line, of the same kinds; some may be empty. */
function linesOfFields(lines: readonly (readonly Token[])[]): number {
  const fullest = lines.toSorted((a, b) => b.length - a.length)[0] ?? [];
  const kinds = new Map(fullest.map((token) => [token.field, kindOf(token)]));
  if (fullest.length < 3 || kinds.size < fullest.length) return 0;
  return lines.filter(
    (line) =>
      line.some((token) => token.kind === 'date') &&
      line.every((token) => kinds.get(token.field) === kindOf(token)),
  ).length;
}

/** How many lines begin with as many dates, two at least, and go on with figures; cells may be empty. */
function linesOfDates(lines: readonly (readonly Token[])[]): number {
  const dates = lines.map((line) => /^(DD+)N+$/.exec(patternOf(line))?.[1]);
  return dates.every((one) => one !== undefined && one === dates[0]) ? lines.length : 0;
}

export function mostFrequent<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0];
}

/** Whether what is left behind rows can be their totals, and no row's cell too many. */
function areTotals(rest: readonly Token[]): boolean {
  const isFigure = (token: Token): boolean => token.kind === 'number';
  return rest.every((token) => token.kind !== 'date') && (rest.length === 0 || rest.some(isFigure));
}

/** The shortest pattern of dates and numbers that repeats, and how often; what is left over are numbers. */
function repetition(values: readonly Token[]): { size: number; times: number } | undefined {
  const pattern = patternOf(values);
  const { length } = pattern;
  for (let size = 2; size <= Math.min(length / 2, MOST_COLUMNS); size++) {
    const unit = pattern.slice(0, size);
    if (!unit.includes('D') || !unit.includes('N')) continue;
    let times = 1;
    while (pattern.startsWith(unit, times * size)) times++;
    if (times > 1 && areTotals(values.slice(times * size))) return { size, times };
  }
  return undefined;
}

/** Rows of a table whose lines say nothing: by the pattern that repeats, else by groups of dates. */
function byDates(values: readonly Token[]): { rows: Token[][]; rest: Token[] } {
  const repeats = repetition(values);
  if (repeats) {
    const { size, times } = repeats;
    return {
      rows: Array.from({ length: times }, (_, i) => values.slice(i * size, (i + 1) * size)),
      rest: values.slice(times * size),
    };
  }
  const starts: number[] = [];
  values.forEach((token, i) => {
    if (token.kind === 'date' && values[i - 1]?.kind !== 'date') starts.push(i);
  });
  const lead = starts[0] ?? 0;
  const rows = starts.map((start, i) =>
    values.slice(start - lead, (starts[i + 1] ?? values.length + lead) - lead),
  );
  const size = mostFrequent(rows.slice(0, -1).map((row) => row.length)) ?? rows[0]?.length ?? 0;
  const last = rows.at(-1);
  const left = rows.length > 1 ? (last?.slice(size) ?? []) : [];
  const rest = areTotals(left) ? left : [];
  if (last && rest.length > 0) rows[rows.length - 1] = last.slice(0, size);
  return { rows, rest };
}

function isPlainLine(tokens: readonly Token[], run: Run): boolean {
  // Whether each line of the run that has values begins and ends within it.
  const before = tokens[run.from - 1];
  return before === undefined || before.kind === 'break' || before.kind === 'bar';
}

/**
 * The tokens with their fields counted without cells that have a sign alone, where only so the fullest
 * lines have their values in the same fields: a copy drops the empty cells of lines without signs.
 */
function withoutSigns(tokens: readonly Token[], run: Run): readonly Token[] {
  const values = tokens.slice(run.from, run.to).filter(isValue);
  if (values.every((token) => token.signs === 0)) return tokens;
  const lines = byLine(values);
  const most = Math.max(...lines.map((line) => line.length));
  const kinds = (of: (token: Token) => number): number =>
    new Set(lines.filter((line) => line.length === most).map((line) => line.map(of).join())).size;
  if (kinds((token) => token.field) === 1 || kinds((token) => token.field - token.signs) > 1) {
    return tokens;
  }
  return tokens.map((token, i) =>
    i >= run.from && i < run.to ? { ...token, field: token.field - token.signs } : token,
  );
}

/** What stands in a run: values of rows, those of totals, and the rest. */
interface Gathered {
  readonly values: Token[];
  readonly cusips: Token[];
  readonly marks: Token[];
  readonly totals: { readonly label: string; readonly tokens: Token[] }[];
  readonly stray: Stray[];
}

function gathered(tokens: readonly Token[], run: Run): Gathered {
  const found: Gathered = { values: [], cusips: [], marks: [], totals: [], stray: [] };
  const subtotals = new Set<object>();
  let at = run.from;
  let total: Gathered['totals'][number] | null = null;
  while (at < run.to) {
    const length = labelLength(tokens, at);
    if (length > 0) {
      const label = tokens
        .slice(at, at + length)
        .map((token) => token.text)
        .join(' ');
      total = { label, tokens: [] };
      // The total of the year checks what a subtotal does.
      if (quarterLength(tokens, at) > 0) subtotals.add(total);
      else found.totals.push(total);
      at += length;
      continue;
    }
    const token = tokens[at] as Token;
    at++;
    if (token.kind === 'mark') found.marks.push(token);
    else if (token.kind === 'cusip') found.cusips.push(token);
    else if (isValue(token) || isSmallInteger(token)) {
      if (total && subtotals.has(total) && token.kind === 'date') total = null;
      if (total && token.kind === 'date') {
        // A payment after the totals belongs to no table that is known.
        found.stray.push({
          token,
          reason: 'it stands after the annual row of the table above and has no heading of its own',
        });
        while (at < run.to && labelLength(tokens, at) === 0) at++;
        continue;
      }
      (total ? total.tokens : found.values).push(token);
    }
  }
  return found;
}

/** Whether the rows of a block are the lines of its text. */
function areRows(
  all: readonly Token[][],
  values: readonly Token[],
  tokens: readonly Token[],
  run: Run,
): boolean {
  const dated = values.some((token) => token.kind === 'date');
  const usual = mostFrequent(all.map(patternOf)) ?? '';
  // Below the last payment stand totals, of which there may be as many lines as payments.
  const last = all.findLastIndex((line) => patternOf(line).includes('D'));
  const isWhole = dated && patternOf(all[last] ?? []) === usual;
  const lines = isWhole ? all.slice(0, last + 1) : all;
  const sound = Math.max(
    lines.filter((line) => patternOf(line) === usual).length,
    linesOfFields(lines),
    linesOfDates(lines),
  );
  return (
    isPlainLine(tokens, run) &&
    !(lines.length === 1 && dated && repetition(values)) &&
    usual.length > 1 &&
    (dated ? usual.includes('D') && usual.includes('N') : true) &&
    sound * 2 > lines.length
  );
}

interface Rows {
  readonly rows: Token[][];
  /** Totals without a label. */
  readonly rest: Token[];
  readonly loose: Token[];
  readonly byLines: boolean;
}

function rowsOf(
  values: readonly Token[],
  tokens: readonly Token[],
  run: Run,
  /** How many figures its totals have. */
  width: number,
): Rows {
  const lines = byLine(values);
  const dated = values.some((token) => token.kind === 'date');
  // All rows of a table without dates on one line.
  const isFlat = lines.length === 1 && !dated && width > 1 && values.length > width;
  if (isFlat && values.length % width === 0) {
    return { rows: [], rest: [], loose: [...values], byLines: false };
  }
  const turned = turnedRows(values, lines, cellsIn(values, tokens.slice(run.from, run.to)));
  if (turned) return { rows: turned, rest: [], loose: [], byLines: false };
  if (areRows(lines, values, tokens, run)) {
    // Values alone on the last lines, under rows with dates, are totals without a label.
    const isPayment = (line: readonly Token[]): boolean => patternOf(line).includes('D');
    const last = dated ? Math.max(lines.findLastIndex(isPayment), 0) : lines.length - 1;
    const rest = lines.slice(last + 1).flat();
    return { rows: lines.slice(0, last + 1), rest, loose: [], byLines: true };
  }
  return dated
    ? { ...byDates(values), loose: [], byLines: false }
    : { rows: [], rest: [], loose: [...values], byLines: false };
}

function blockOf(
  given: readonly Token[],
  run: Run,
  textFrom: number,
): { block: Block | null; stray: Stray[] } {
  const tokens = withoutSigns(given, run);
  const { values, cusips, marks, totals, stray } = gathered(tokens, run);
  if (values.length === 0) {
    const first = totals[0]?.tokens[0];
    if (first) {
      stray.push({
        token: first,
        reason: 'it is an annual row that has no payment above it',
        annual: totals.flatMap((one) => one.tokens),
      });
    }
    return { block: null, stray };
  }
  const { rows, rest, loose, byLines } = rowsOf(values, tokens, run, totals[0]?.tokens.length ?? 0);
  return {
    block: {
      textFrom,
      from: run.from,
      to: run.to,
      rows,
      loose,
      totals: [
        ...(rest.length > 0 ? splitTotals('', rest, rows[0]) : []),
        ...totals.flatMap((one) => splitTotals(one.label, one.tokens, rows[0])),
      ],
      cusips,
      byLines,
      marks,
      lastLine: tokens[run.to - 1]?.line.number ?? 0,
    },
    stray,
  };
}

/** Enough values, and of such kinds, that a run is meant as a table. */
function isTable(tokens: readonly Token[], run: Run): boolean {
  const values = tokens.slice(run.from, run.to).filter(isValue);
  const dates = values.filter((token) => token.kind === 'date').length;
  const numbers = values.filter((token) => token.kind === 'number').length;
  if (dates > 0 && numbers > 0) return values.length >= 3;
  return numbers >= 2 && values.length >= 3;
}

/** Whether a run that is no table still looks like a part of one. */
function isLostRow(tokens: readonly Token[], run: Run): boolean {
  const first = tokens[run.from] as Token;
  const alone = (at: number): boolean =>
    tokens[at] === undefined || ['break', 'bar'].includes(tokens[at]?.kind ?? '');
  let before = run.from - 1;
  while (tokens[before]?.kind === 'bar') before--;
  let after = run.to;
  while (['bar', 'mark'].includes(tokens[after]?.kind ?? '')) after++;
  const values = tokens.slice(run.from, run.to).filter(isValue);
  if (alone(before) && alone(after)) {
    return values.length >= 2 || (first.kind === 'date' && first.text.includes('/'));
  }
  if (alone(before) && first.kind === 'date' && first.text.includes('/')) return true;
  // The dash of a dateline ("Jan. 22, 2009 -- …") is no figure.
  const figures = values.filter((token) => token.kind !== 'dash');
  return figures.length >= 2 && figures.some((token) => token.kind === 'date');
}

/**
 * The few words before figures on one line that follow a table: the name of a row that is no known
 * one. Null where dates stand among the figures, or more text before them.
 */
function wordsBefore(tokens: readonly Token[], run: Run, textFrom: number): string | null {
  const values = tokens.slice(run.from, run.to).filter(isValue);
  const line = tokens[run.from]?.lineIndex;
  if (values.length < 2 || values.some((one) => one.kind === 'date' || one.lineIndex !== line)) {
    return null;
  }
  if (run.from - textFrom > MOST_GAP) return null;
  const between = tokens.slice(textFrom, run.from).filter((one) => one.kind !== 'break');
  const words = between.filter((one) => one.kind !== 'bar');
  const near =
    words.length > 0 && words.length <= 3 && words.every((one) => one.lineIndex === line);
  return near && words.every((one) => one.kind === 'word' || one.kind === 'integer')
    ? words.map((one) => one.text).join(' ')
    : null;
}

/** The blocks of a text, and the runs of values that are none. */
export function blocksOf(tokens: readonly Token[]): {
  readonly blocks: readonly Block[];
  readonly stray: readonly Stray[];
} {
  const blocks: Block[] = [];
  const stray: Stray[] = [];
  const alone = new Set<number>();
  let textFrom = 0;
  for (const run of runsOf(tokens)) {
    const label = wordsBefore(tokens, run, textFrom);
    if (label !== null && blocks.length > 0) {
      stray.push({
        token: tokens[run.from] as Token,
        reason: `it begins with “${label}”, which is neither a date nor the name of an annual row`,
      });
      textFrom = run.to;
      continue;
    }
    if (!isTable(tokens, run)) {
      const dates = tokens.slice(run.from, run.to).filter(isValue);
      if (isLostRow(tokens, run)) {
        if (dates.every((one) => one.kind === 'date')) alone.add(stray.length);
        stray.push({
          token: tokens[run.from] as Token,
          reason: 'it is no whole row, or stands apart from the table that it belongs to',
        });
      }
      continue;
    }
    const made = blockOf(tokens, run, textFrom);
    stray.push(...made.stray);
    if (made.block) blocks.push(made.block);
    textFrom = run.to;
  }
  // A day far from every table is one of the page's.
  const isNear = ({ token }: Stray): boolean =>
    blocks.some((block) => {
      const first = block.rows[0]?.[0]?.line.number ?? block.loose[0]?.line.number ?? 0;
      return token.line.number >= first - 3 && token.line.number <= block.lastLine + 3;
    });
  return {
    blocks,
    stray: stray.filter((one, i) => blocks.length === 0 || !alone.has(i) || isNear(one)),
  };
}

/** Values without dates to rows of the size that their columns ask for; undefined where they do not fit. */
export function looseRows(block: Block, size: number): readonly (readonly Token[])[] | undefined {
  if (block.rows.length > 0) return block.rows;
  if (size === 0 || block.loose.length % size !== 0) return undefined;
  return Array.from({ length: block.loose.length / size }, (_, i) =>
    block.loose.slice(i * size, (i + 1) * size),
  );
}
