/** Acts in a row that are read as one: figures that were typed of one form. */
import type { HistoryView } from './load.ts';

type Act = HistoryView['acts'][number];

interface ActRow {
  /** Newest first; more than one only where they are of one form. */
  readonly acts: readonly Act[];
  readonly newest: Act;
  readonly oldest: Act;
}

/** The list with acts of one form in a row as one; what is undone stands apart from what is not. */
export function folded(acts: readonly Act[]): ActRow[] {
  const rows: ActRow[] = [];
  for (const act of acts) {
    const last = rows.at(-1);
    const isSame =
      last !== undefined &&
      act.group !== null &&
      act.group === last.newest.group &&
      act.undone === last.newest.undone &&
      act.isReachable === last.newest.isReachable;
    if (isSame) rows[rows.length - 1] = { ...last, acts: [...last.acts, act], oldest: act };
    else rows.push({ acts: [act], newest: act, oldest: act });
  }
  return rows;
}
