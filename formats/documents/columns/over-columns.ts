/**
 * Captions by the place that they stand over: text set out in columns by spaces, as a PDF's is.
 *
 * Each line of captions is laid over the columns of figures from left to right, each group of words
 * over one column, so that all of them together stand as near to theirs as they can: by the left edge,
 * the right edge or the middle, whichever is nearest. Words with one space between them may be of two
 * captions; words with more are.
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

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Taking apart words that one space joins is dearer than standing a little off. */
const SPLIT = 3;
/** Further than this from every edge of its column a caption stands over none. */
const FURTHEST = 24;

function distanceTo(words: readonly Placed[], column: Span): number {
  const [from, to] = [words[0]?.from ?? 0, words.at(-1)?.to ?? 0];
  const middle = Math.abs(from + to - column.from - column.to) / 2;
  return Math.min(Math.abs(from - column.from), Math.abs(to - column.to), middle);
}

interface Way {
  readonly cost: number;
  /** For each group: its words, and the column that they stand over. */
  readonly groups: readonly { readonly words: readonly Placed[]; readonly column: number }[];
}

/** One line laid over the columns; undefined where it has more groups of words than columns. */
function layLine(words: readonly Placed[], columns: readonly Span[]): Way | undefined {
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
          const off = distanceTo(group, columns[column] as Span);
          if (off > FURTHEST) continue;
          const cost = way.cost + off + (joined ? SPLIT : 0);
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

/** The words over each column, from top to bottom; undefined where a line cannot be laid. */
export function overColumns(
  lines: readonly (readonly Placed[])[],
  columns: readonly Span[],
): readonly (readonly Placed[])[] | undefined {
  const over: Placed[][] = columns.map(() => []);
  for (const line of lines) {
    const way = layLine(line, columns);
    if (!way) return undefined;
    for (const { words, column } of way.groups) over[column]?.push(...words);
  }
  return over;
}

/** Whether a line says something over several columns together, and so nothing about one. */
export function spansColumns(words: readonly Placed[], columns: readonly Span[]): boolean {
  if (words.length === 0) return false;
  const [from, to] = [words[0]?.from ?? 0, words.at(-1)?.to ?? 0];
  const under = columns.filter((column) => column.from < to && from < column.to);
  const isOne = words.every((word, i) => i === 0 || word.from - (words[i - 1]?.to ?? 0) <= 1);
  return isOne && under.length > 1;
}
