/**
 * What is a table of a scenario? Lines of words under a header; a word that is not known is an error
 * with its line, never passed over.
 */

/** One row of a table: the cell of each column. */
export type Row = ReadonlyMap<string, string>;

export interface Line {
  readonly number: number;
  readonly words: readonly string[];
  readonly text: string;
}

export interface Section {
  readonly head: Line;
  readonly table: readonly Line[];
}

export class ScenarioError extends Error {
  constructor(line: number, message: string) {
    super(`line ${line}: ${message}`);
  }
}

export function known<T>(value: T | undefined, line: Line, what: string): T {
  if (value === undefined) throw new ScenarioError(line.number, `${what} in "${line.text}"`);
  return value;
}

/** The rows of a section, each with all columns of the header and no others. */
export function rowsOf(
  section: Section,
  required: readonly string[],
  optional: readonly string[],
): Row[] {
  const header = section.table[0];
  if (!header) throw new ScenarioError(section.head.number, 'a table without a header');
  for (const column of header.words) {
    if (![...required, ...optional].includes(column))
      throw new ScenarioError(header.number, `unknown column ${column}`);
  }
  for (const column of required) {
    if (!header.words.includes(column))
      throw new ScenarioError(header.number, `no column ${column}`);
  }
  return section.table.slice(1).map((line) => {
    if (line.words.length !== header.words.length)
      throw new ScenarioError(line.number, 'not as many cells as columns');
    return new Map(header.words.map((column, i) => [column, line.words[i] as string]));
  });
}
