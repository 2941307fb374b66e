/**
 * Captions by the place that they stand over: text set out in columns by spaces, as a PDF's is.
 *
 * Each line of captions is laid over the columns of figures from left to right, each group of words
 * over one column, so that all of them together stand as near to theirs as they can: by the left edge,
 * the right edge or the middle, whichever is nearest. Words with one space between them may be of two
 * captions; words with more are. Lines of one caption stand in line with each other, and a wide one may
 * begin left of its figures: so what stands over one column alone widens it for the other lines.
 *
 * Example: "Unrecaptured   Return" above two columns of which the second begins where "Unrecaptured"
 * ends: "Return" can stand over the second alone, so "Unrecaptured" is of the first.
 * Awkward case: cells centred from top to bottom, so that a caption of one line stands between two
 * lines of its neighbour; each line is laid for itself, and only places count.
 */

export interface Placed {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Taking apart words that one space joins is dearer than standing a little off. */
const SPLIT = 3;
/** Further than this from every edge of its column a caption stands over none. */
const FURTHEST = 24;

/** A column: where its figures stand, and where what surely is of its caption does. */
type Column = readonly Span[];

function spanOf(words: readonly Placed[]): Span {
  return { from: words[0]?.from ?? 0, to: words.at(-1)?.to ?? 0 };
}

function distanceTo(words: readonly Placed[], column: Span): number {
  const { from, to } = spanOf(words);
  const middle = Math.abs(from + to - column.from - column.to) / 2;
  return Math.min(Math.abs(from - column.from), Math.abs(to - column.to), middle);
}

interface Way {
  readonly cost: number;
  /** For each group: its words, and the column that they stand over. */
  readonly groups: readonly { readonly words: readonly Placed[]; readonly column: number }[];
}

/** One line laid over the columns; undefined where it has more groups of words than columns. */
function layLine(
  words: readonly Placed[],
  columns: readonly Column[],
  split: number,
): Way | undefined {
  // By words done and the first column that is still free: the cheapest way so far.
  const table = new Map<string, Way>([['0/0', { cost: 0, groups: [] }]]);
  for (let at = 0; at < words.length; at++) {
    for (let before = 0; before <= columns.length; before++) {
      const way = table.get(`${at}/${before}`);
      if (!way) continue;
      const joined = at > 0 && (words[at]?.from ?? 0) - (words[at - 1]?.to ?? 0) <= 1;
      for (let end = at + 1; end <= words.length; end++) {
        const group = words.slice(at, end);
        const isApart = end > at + 1 && (words[end - 1]?.from ?? 0) - (words[end - 2]?.to ?? 0) > 1;
        if (isApart) break;
        for (let column = before; column < columns.length; column++) {
          const spans = columns[column] as Column;
          const off = Math.min(...spans.map((span) => distanceTo(group, span)));
          if (off > FURTHEST) continue;
          const cost = way.cost + off + (joined ? split : 0);
          const key = `${end}/${column + 1}`;
          if (cost >= (table.get(key)?.cost ?? Infinity)) continue;
          table.set(key, { cost, groups: [...way.groups, { words: group, column }] });
        }
      }
    }
  }
  let best: Way | undefined;
  for (let column = 0; column <= columns.length; column++) {
    const way = table.get(`${words.length}/${column}`);
    if (way && way.cost < (best?.cost ?? Infinity)) best = way;
  }
  return best;
}

function laidOver(
  lines: readonly (readonly Placed[])[],
  columns: readonly Column[],
  split: number,
): Way['groups'] | undefined {
  const ways = lines.map((line) => layLine(line, columns, split));
  return ways.includes(undefined) ? undefined : ways.flatMap((way) => way?.groups ?? []);
}

function meet(a: Span, b: Span): boolean {
  return a.from < b.to && b.from < a.to;
}

/**
 * The words over each column, from top to bottom; undefined where a line cannot be laid. `split` is what
 * taking apart words that one space joins costs.
 */
export function overColumns(
  lines: readonly (readonly Placed[])[],
  columns: readonly Span[],
  split = SPLIT,
): readonly (readonly Placed[])[] | undefined {
  const first = laidOver(
    lines,
    columns.map((column) => [column]),
    split,
  );
  if (!first) return undefined;
  const widened = columns.map((figures, c): Column => {
    const sure = first.flatMap(({ words, column }) => {
      const span = spanOf(words);
      const under = columns.filter((one) => meet(one, span));
      return column === c && under.length === 1 && under[0] === figures ? [span] : [];
    });
    const [from, to] = [sure.map((one) => one.from), sure.map((one) => one.to)];
    return sure.length === 0
      ? [figures]
      : [figures, { from: Math.min(...from), to: Math.max(...to) }];
  });
  const groups = laidOver(lines, widened, split) ?? first;
  return columns.map((_, c) => groups.flatMap(({ words, column }) => (column === c ? words : [])));
}

/** Whether a line says something over several columns together, and so nothing about one. */
export function spansColumns(words: readonly Placed[], columns: readonly Span[]): boolean {
  if (words.length === 0) return false;
  const under = columns.filter((column) => meet(column, spanOf(words)));
  const isOne = words.every((word, i) => i === 0 || word.from - (words[i - 1]?.to ?? 0) <= 1);
  return isOne && under.length > 1;
}
