/**
 * Captions that can be read in several ways: which way do the sums prove?
 *
 * Each way is tried; when less stands in the way of the whole document with one of them than with any
 * other, that one is read. Ways that close alike stay a question.
 */
import type { Table } from '../grid/tables.ts';

const MOST_TABLES = 8;

/** The tables with every ambiguity settled that the sums settle. */
export function settleWays(
  tables: readonly Table[],
  troubles: (tables: readonly Table[]) => number,
): readonly Table[] {
  let current = tables;
  const unclear = tables.flatMap((table, i) =>
    table.questions.some((question) => question.ways.length > 0) ? [i] : [],
  );
  for (const i of unclear.slice(0, MOST_TABLES)) {
    const table = current[i] as Table;
    const question = table.questions.find((one) => one.ways.length > 0);
    const tried = (question?.ways ?? []).map((columns) => {
      const settled = {
        ...table,
        columns,
        questions: table.questions.filter((one) => one !== question),
      };
      const next = current.map((one, at) => (at === i ? settled : one));
      return { next, cost: troubles(next) };
    });
    const least = Math.min(...tried.map((one) => one.cost));
    const best = tried.filter((one) => one.cost === least);
    if (best.length === 1 && best[0]) current = best[0].next;
  }
  return current;
}
