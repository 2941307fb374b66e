/** How a table is looked at: by which column, and how wide its columns are. Kept while the window is open. */

export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

export class TableView {
  /** Null for the table's own order. */
  sort = $state.raw<Sort | null>(null);
  /** In CSS pixels, of the columns that were made wider or narrower. */
  readonly widths = $state<Record<string, number | undefined>>({});
  #first: string | null = null;
  #watching: readonly ((sort: Sort | null) => void)[] = [];

  /** Upwards, downwards, and back to the table's own order. */
  press(column: string): void {
    this.sort = this.#next(column);
  }

  #next(column: string): Sort | null {
    const now = this.sort?.column === column ? this.sort : null;
    if (now === null) return { column, descending: false };
    return now.descending ? null : { column, descending: true };
  }

  /** The pointer or the focus is on the heading of a column: whoever watches hears what pressing it asks for. */
  near(column: string): void {
    for (const hear of this.#watching) hear(this.#next(column));
  }

  /** Answers with how to hear no more of it. */
  watch(hear: (sort: Sort | null) => void): () => void {
    this.#watching = [...this.#watching, hear];
    return () => {
      this.#watching = this.#watching.filter((one) => one !== hear);
    };
  }

  /** How a screen reader is told of it; undefined for a column that the rows are not sorted by. */
  directionOf(column: string): 'ascending' | 'descending' | undefined {
    if (this.sort?.column !== column) return undefined;
    return this.sort.descending ? 'descending' : 'ascending';
  }

  /** The one heading that the Tab key reaches; the arrows go to the others. */
  isStop(column: string): boolean {
    this.#first ??= column;
    return (this.sort?.column ?? this.#first) === column;
  }

  resize(column: string, width: number): void {
    this.widths[column] = Math.max(LEAST, Math.round(width));
  }

  fit(column: string): void {
    this.widths[column] = undefined;
  }
}

/** A column of one figure can still be read and taken hold of. */
const LEAST = 48;

const kept: Record<string, TableView | undefined> = {};

/** The view of a table by its name: two screens with the same table share it. */
export function tableView(name: string): TableView {
  return (kept[name] ??= new TableView());
}
