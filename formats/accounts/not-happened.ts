/**
 * Does a title of a file say that what stands below it did not happen?
 *
 * Example: "Open orders", "Planned trades", "Paper trading account" on a line of its own.
 * Awkward case: a list to watch whose lines have days and money: below its title they are asked about all the same.
 */
import type { HistoryQuestion } from './history.ts';
import type { FileRecord } from './records.ts';

const TITLE =
  /\b(?:planned (?:trades|orders|purchases|sales)|(?:open|pending|working) orders|paper (?:trading|account|money)|simulat(?:ed|ion)|hypothetical|watch ?list|what[- ]if|model portfolio)\b/i;
const LONGEST = 60;

/** A question for each title that says so. */
export function notHappened(records: readonly FileRecord[]): HistoryQuestion[] {
  return records.flatMap(({ line, cells }) => {
    const first = cells[0] ?? '';
    const isAlone = cells.findLastIndex((cell) => cell !== '') === 0;
    if (!isAlone || first.length > LONGEST || !TITLE.test(first)) return [];
    const text = `Did the trades below "${first}" happen? Its words say that they did not; then take these lines out of the file, and import it again.`;
    const candidates = [{ label: 'They happened', row: null }];
    return [{ id: `title/${line}`, line, text, knows: {}, candidates, proposed: null }];
  });
}
