/**
 * What can happen to a broker's file on its way, and which record does each line of it still say?
 *
 * A file is a list of records with the line that each had. A mutation moves, renames or drops a column,
 * reorders, doubles or drops records, turns a sign, or writes numbers and days as another country does.
 * The line that a record had before goes with it, so that what is read can be held against the truth.
 *
 * Example: with the columns moved, every record has to be read as before, or asked.
 * Awkward case: a doubled record is one that stands twice, or two trades: only a question is right.
 */
import Papa from 'papaparse';

interface Cells {
  /** Line of the record in the file that was not changed; null where the record is none of it. */
  readonly from: number | null;
  readonly cells: readonly string[];
}

interface MutatedFile {
  readonly kind: string;
  readonly text: string;
  /** By the line of the changed file: the line that it was, once for each record. */
  readonly origins: ReadonlyMap<number, number>;
}

/** A number from 0 up to, and without, `count`. */
type Dice = (count: number) => number;

/** Numbers that only look like chance: the same seed gives the same file. */
export function diceOf(seed: number): Dice {
  let state = ((seed * 2654435761) % 4294967296) | 1;
  return (count) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % count;
  };
}

function linesIn(cells: readonly string[]): number {
  return 1 + cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
}

/** The records of a file with commas. */
function cellsOf(text: string): Cells[] {
  let line = 1;
  return Papa.parse<string[]>(text.replace(/\r\n?/g, '\n'), {
    delimiter: ',',
    newline: '\n',
  }).data.map((cells) => {
    const from = line;
    line += linesIn(cells);
    return { from, cells };
  });
}

function written(kind: string, records: readonly Cells[], separator = ','): MutatedFile {
  const origins = new Map<number, number>();
  let line = 1;
  const lines: string[] = [];
  for (const { from, cells } of records) {
    if (from !== null) origins.set(line, from);
    lines.push(Papa.unparse([[...cells]], { delimiter: separator, newline: '\n' }));
    line += linesIn(cells);
  }
  return { kind, text: `${lines.join('\n')}\n`, origins };
}

/** The records below a record of headings, which are as many as its cells. */
function tableOf(records: readonly Cells[]): { head: number; rows: readonly number[] } {
  const widest = Math.max(
    ...records.map(({ cells }) => cells.filter((cell) => cell.trim() !== '').length),
  );
  const head = records.findLastIndex(
    ({ cells }) =>
      cells.filter((cell) => cell.trim() !== '').length === widest &&
      cells.every((cell) => !/^\s*[-$(]?\d/.test(cell)),
  );
  const first = head === -1 ? 0 : head;
  const width = (records[first] as Cells).cells.length;
  const rows = records.flatMap(({ cells }, i) => (i > first && cells.length === width ? [i] : []));
  return { head: first, rows };
}

type Change = (records: readonly Cells[], dice: Dice) => readonly Cells[];

function eachCell(
  records: readonly Cells[],
  change: (cell: string, place: number, index: number) => string,
): Cells[] {
  const { rows } = tableOf(records);
  const inside = new Set(rows);
  return records.map((record, i) =>
    inside.has(i)
      ? { ...record, cells: record.cells.map((cell, place) => change(cell, place, i)) }
      : record,
  );
}

function withColumns(
  records: readonly Cells[],
  change: (cells: readonly string[]) => readonly string[],
): Cells[] {
  const { head, rows } = tableOf(records);
  const inside = new Set([head, ...rows]);
  return records.map((record, i) =>
    inside.has(i) ? { ...record, cells: change(record.cells) } : record,
  );
}

const NUMBER = /^(\s*[-+($]*\s*\$?)(\d[\d,]*)(\.\d+)?(\)?\s*)$/;
const DAY = /^(\s*)(\d{1,2})\/(\d{1,2})\/(\d{2,4})(.*)$/s;

/** A cell with a number in some record of the table. */
function numberIn(
  records: readonly Cells[],
  dice: Dice,
): { row: number | undefined; place: number | undefined } {
  const { rows } = tableOf(records);
  const row = rows[dice(Math.max(rows.length, 1))];
  const found = (records[row ?? 0] as Cells).cells.flatMap((cell, place) =>
    NUMBER.test(cell) ? [place] : [],
  );
  return { row, place: found[dice(Math.max(found.length, 1))] };
}

const CHANGES: Readonly<Record<string, Change>> = {
  'column moved': (records, dice) => {
    const { head } = tableOf(records);
    const width = (records[head] as Cells).cells.length;
    const [from, to] = [dice(width), dice(width)];
    return withColumns(records, (cells) => {
      const rest = cells.filter((_, place) => place !== from);
      return [...rest.slice(0, to), cells[from] ?? '', ...rest.slice(to)];
    });
  },
  'column renamed': (records, dice) => {
    const { head } = tableOf(records);
    const place = dice((records[head] as Cells).cells.length);
    return records.map((record, i) =>
      i === head
        ? { ...record, cells: record.cells.map((cell, at) => (at === place ? 'Field X' : cell)) }
        : record,
    );
  },
  'column dropped': (records, dice) => {
    const { head } = tableOf(records);
    const place = dice((records[head] as Cells).cells.length);
    return withColumns(records, (cells) => cells.filter((_, at) => at !== place));
  },
  'records reordered': (records, dice) => {
    const { rows } = tableOf(records);
    const places = [...rows];
    for (let i = places.length - 1; i > 0; i--) {
      const other = dice(i + 1);
      [places[i], places[other]] = [places[other] as number, places[i] as number];
    }
    const moved = new Map(rows.map((row, i) => [row, places[i] as number]));
    return records.map((record, i) => records[moved.get(i) ?? i] ?? record);
  },
  'record doubled': (records, dice) => {
    const { rows } = tableOf(records);
    const row = rows[dice(rows.length)] ?? 0;
    return records.flatMap((record, i) => (i === row ? [record, record] : [record]));
  },
  'record dropped': (records, dice) => {
    const { rows } = tableOf(records);
    const row = rows[dice(rows.length)];
    return records.filter((_, i) => i !== row);
  },
  'sign turned': (records, dice) => {
    const { row, place } = numberIn(records, dice);
    return eachCell(records, (cell, at, i) =>
      i !== row || at !== place
        ? cell
        : cell.includes('-')
          ? cell.replace('-', '')
          : `-${cell.trim()}`,
    );
  },
  'decimal comma': (records) =>
    eachCell(records, (cell) =>
      cell.replace(
        NUMBER,
        (_, before: string, whole: string, fraction: string | undefined, after: string) =>
          `${before}${whole.replaceAll(',', '.')}${(fraction ?? '').replace('.', ',')}${after}`,
      ),
    ),
  'cell emptied': (records, dice) => {
    const { rows } = tableOf(records);
    const row = rows[dice(rows.length)];
    const place = dice((records[row ?? 0] as Cells).cells.length);
    return eachCell(records, (cell, at, i) => (i === row && at === place ? '' : cell));
  },
  'day before month': (records) => eachCell(records, (cell) => cell.replace(DAY, '$1$3/$2/$4$5')),
  'other separator': (records) => records,
  'all quoted anew': (records) => records,
};

export const MUTATION_KINDS = Object.keys(CHANGES);

/** A file changed in one way, by the seed. */
export function mutated(text: string, kind: string, seed: number): MutatedFile {
  const change = CHANGES[kind];
  if (change === undefined) throw new RangeError(`there is no mutation ${kind}`);
  return written(
    kind,
    change(cellsOf(text), diceOf(seed)),
    kind === 'other separator' ? '\t' : ',',
  );
}
