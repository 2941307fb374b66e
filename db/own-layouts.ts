/** What a person said that the columns of brokers' files hold, by the shape of their headers. */
import { statement, type Book } from './book.ts';

/** As the reader has it; here its words are not looked at. */
interface LayoutRow {
  /** By which a header is known. */
  readonly shape: string;
  readonly name: string;
  readonly headings: readonly string[];
  readonly columns: readonly string[];
  readonly words: Readonly<Record<string, string>>;
}

/** All of them, by name. */
export function listOwnLayouts(book: Book): LayoutRow[] {
  const rows = statement(
    book,
    'SELECT shape, name, headings, columns, words FROM own_layout ORDER BY name',
  ).all() as Record<keyof LayoutRow, string>[];
  return rows.map(({ shape, name, headings, columns, words }) => ({
    shape,
    name,
    headings: JSON.parse(headings) as string[],
    columns: JSON.parse(columns) as string[],
    words: JSON.parse(words) as Record<string, string>,
  }));
}

/** Keeps a layout; one of the same shape or name gives way. */
export function keepOwnLayout(book: Book, { shape, name, ...lists }: LayoutRow): void {
  statement(book, 'DELETE FROM own_layout WHERE shape = ? OR name = ?').run(shape, name);
  statement(
    book,
    'INSERT INTO own_layout (shape, name, headings, columns, words) VALUES (?, ?, ?, ?, ?)',
  ).run(
    shape,
    name,
    JSON.stringify(lists.headings),
    JSON.stringify(lists.columns),
    JSON.stringify(lists.words),
  );
}

/** Forgets the layout of a name; whether there was one. */
export function removeOwnLayout(book: Book, name: string): boolean {
  return statement(book, 'DELETE FROM own_layout WHERE name = ?').run(name).changes > 0;
}
