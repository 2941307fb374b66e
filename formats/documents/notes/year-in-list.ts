/**
 * A year's parts as a list, a line or a cell each, without any payment: "Ordinary taxable distribution | $1.095",
 * "Return of capital | 0.750", "Total | $2.280"; several years may stand side by side.
 *
 * Read is the one list of a text that has no day of payment, and the tax year's column of it, as one row without
 * days, which a person divides among the payments. The parts must add up to the total, in every column.
 * Awkward case: a part that some of the years have not, where the copy lost the empty cells: of all ways to
 * give its figures to the years the only one by which each year adds up counts.
 * Not handled: lists in percent, of several classes, and without a total.
 */
import type { Rate } from '../../../tax/values/money.ts';
import { readCell, type ColumnMeaning } from '../columns/captions.ts';
import { sumCloses } from '../draft/convention.ts';
import type { DraftSecurity } from '../draft/draft.ts';
import { isComponent } from '../draft/draft-rows.ts';
import { bareColumn, bareSecurity } from '../draft/table-of-draft.ts';
import { readNumber } from '../grid/values.ts';
import { textPlace, type TextLine } from '../source/lines.ts';

interface Figure {
  readonly text: string;
  readonly rate: Rate;
  /** In percent. */
  readonly isShare: boolean;
  readonly line: TextLine;
  readonly from: number;
}

interface Entry {
  readonly meaning: ColumnMeaning;
  readonly caption: string;
  readonly figures: Figure[];
}

export interface YearList {
  readonly security: DraftSecurity;
  /** Of the column that was read. */
  readonly year: number | null;
  /** Numbers of the lines that it takes. */
  readonly lines: ReadonlySet<number>;
}

const CELL = /[^|\t]+/g;
const YEARS = /^(?:(?:19|20)\d\d\s*)+$/;
const FIGURES = /(?:\$\s?)?(?:\d[\d,]*)?\.\d+(?:\s?%)?(?:\s*\(\d+(?:\.\d+)?\s?%\))?/g;
const SIGN = /^[$%\s–—-]*$/;
const MOST_YEARS = 6;
const MOST_FIGURES = 60;

function figuresIn(text: string, line: TextLine, from: number): Figure[] | undefined {
  const found = [...text.matchAll(FIGURES)];
  if (found.length === 0 || !SIGN.test(text.replace(FIGURES, ' '))) return undefined;
  return found.flatMap((match) => {
    const bare = match[0].replace(/\s*\(.*$/, '');
    const number = readNumber(bare.replace(/\$\s/, '$'));
    const isShare = bare.endsWith('%');
    return number
      ? [{ text: bare, rate: number.rate, isShare, line, from: from + match.index }]
      : [];
  });
}

/** The entries of the first list, its years, and the lines of both. */
function listIn(lines: readonly TextLine[], taxYear: number | null) {
  const entries: Entry[] = [];
  const years: number[] = [];
  const taken = new Set<number>();
  let isOver = false;
  for (const line of lines) {
    for (const { 0: cell, index } of line.text.matchAll(CELL)) {
      const text = cell.trim();
      if (SIGN.test(text) || isOver) continue;
      if (YEARS.test(text) && entries.every((one) => one.figures.length === 0)) {
        // What was above is a title.
        entries.length = 0;
        years.push(...(text.match(/\d{4}/g) ?? []).map(Number));
        taken.add(line.number);
        continue;
      }
      const figures = figuresIn(cell, line, index);
      const last = entries.at(-1);
      if (figures) {
        last?.figures.push(...figures);
        if (last) taken.add(line.number);
        continue;
      }
      const isTotal = /^total$/i.test(text);
      const meaning = isTotal ? 'amountPerShare' : readCell(text, taxYear)?.meaning;
      if (meaning && (isComponent(meaning) || meaning === 'amountPerShare')) {
        const before = entries.findIndex((one) => one.meaning === meaning);
        isOver = (entries[before]?.figures.length ?? 0) > 0;
        if (!isOver && before !== -1) entries.splice(before, 1);
        if (!isOver) entries.push({ meaning, caption: text, figures: [] });
        if (!isOver) taken.add(line.number);
      } else if (entries.length > 1) isOver = true;
    }
  }
  return { entries, years, taken };
}

/** Without the shares behind the amounts, which have a sign in the first and the last line alone. */
function withoutShares(entries: readonly Entry[]): readonly Entry[] {
  const arePairs = entries.some((one) => one.figures.some(({ isShare }) => isShare));
  return entries.map((one) => ({
    ...one,
    figures: one.figures.filter(({ isShare }, i) =>
      arePairs && one.figures.length % 2 === 0 ? i % 2 === 0 : !isShare,
    ),
  }));
}

/** Every way to give figures to so many years in their order. */
function spread(figures: readonly Figure[], count: number): (Figure | null)[][] {
  if (figures.length > count) return [];
  if (count === 0) return [[]];
  const [first, ...rest] = figures;
  const without = spread(figures, count - 1).map((way) => [null, ...way]);
  return first ? [...spread(rest, count - 1).map((way) => [first, ...way]), ...without] : without;
}

type Way = ReadonlyMap<Entry, readonly (Figure | null)[]>;

/** The ways by which the parts of every year add up to its total. */
function waysOf(entries: readonly Entry[], count: number): Way[] {
  let ways: Way[] = [new Map()];
  for (const entry of entries) {
    const own = spread(entry.figures, count);
    ways = ways.flatMap((way) => own.map((figures) => new Map([...way, [entry, figures]])));
    if (ways.length > 500) return [];
  }
  return ways.filter((way) =>
    Array.from({ length: count }).every((_, year) => {
      const [total, ...parts] = [...way]
        .toSorted(([a]) => (a.meaning === 'amountPerShare' ? -1 : 1))
        .map(([, figures]) => figures[year]?.rate ?? 0n);
      const whole = (total ?? 0n) as Rate;
      const sum = parts.reduce<bigint>((all, one) => all + one, 0n) as Rate;
      return whole > 0n && sumCloses(sum, 'usd', whole, parts.length);
    }),
  );
}

/** The year that a list divides; undefined where the text has none, or its parts do not add up in one way. */
export function yearInList(
  lines: readonly TextLine[],
  taxYear: number | null,
  names: { readonly name: string; symbolOf(name: string): string | null },
): YearList | undefined {
  const { entries: found, years, taken } = listIn(lines, taxYear);
  const entries = withoutShares(found);
  const count = Math.max(years.length, 1);
  const figures = entries.reduce((all, one) => all + one.figures.length, 0);
  const isList = entries.filter((one) => one.figures.length > 0).length > 2;
  if (!isList || count > MOST_YEARS || figures > MOST_FIGURES) return undefined;
  if (!entries.some((one) => one.meaning === 'amountPerShare')) return undefined;
  const ways = waysOf(entries, count);
  const at = years.length === 0 ? 0 : years.indexOf(taxYear ?? Math.max(...years));
  const [way, ...others] = ways;
  const inYear = (one: Way): string =>
    [...one.values()].map((own) => own[at]?.text ?? '').join('|');
  if (!way || at === -1 || others.some((one) => inYear(one) !== inYear(way))) return undefined;
  const filled = [...way].flatMap(([entry, own]) => {
    const figure = own[at];
    return figure ? [{ entry, figure }] : [];
  });
  const cells = filled.map(({ figure: { text, line, from } }) => ({
    text: text.startsWith('$') ? text.replace(/^\$\s/, '$') : `$${text}`,
    place: textPlace(line, from, from + text.length),
  }));
  const sourceLine = filled[0]?.figure.line.number ?? null;
  return {
    year: years[at] ?? taxYear,
    lines: taken,
    security: bareSecurity({
      name: names.name,
      symbol: names.symbolOf(names.name),
      unit: 'usd',
      columns: filled.map(({ entry }) => ({
        ...bareColumn(entry.meaning),
        caption: entry.caption,
      })),
      rows: [{ cells, inKind: false, sourceLine }],
    }),
  };
}
