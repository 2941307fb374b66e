/** How much of a file is read. A release has a few pages; whoever has more is told so in a sentence. */
export const MOST_PAGES = 120;
const MOST_LINES = 40_000;
/** As many empty rows as stand in a table. */
const MOST_EMPTY = 1000;
/** The lines of a sheet after the first begin at a multiple of it. */
const ROUND = 1000;
const MOST_CHARACTERS = 2_000_000;
/** A cell that goes over more columns or rows than this is no cell of a release. */
export const MOST_SPAN = 200;
/** A row of a table with more places than this is no row of a release. */
export const MOST_COLUMNS = 1000;
/** What the files within a workbook may unpack to, together. */
export const MOST_UNPACKED_BYTES = 60 * 1024 * 1024;

/** A file that is more than can be read: the sentence names it by `{file}`. */
export class TooMuch extends Error {}

/** Lines of text, up to the limits. */
export class TextLines {
  readonly #lines: string[] = [];
  #characters = 0;

  push(line: string): void {
    this.#characters += line.length + 1;
    if (this.#lines.length >= MOST_LINES || this.#characters > MOST_CHARACTERS) {
      throw new TooMuch(
        '{file} has more text than a release can have; copy the release out of it and paste it here.',
      );
    }
    this.#lines.push(line);
  }

  /** An empty line, unless there is one already. */
  gap(): void {
    if (this.#lines.length > 0 && this.#lines.at(-1) !== '') this.push('');
  }

  /** Empty lines, so that the next one is the line of this number, where it is not far away. */
  upTo(number: number): void {
    if (number - this.#lines.length > MOST_EMPTY) this.gap();
    else while (this.#lines.length < number - 1) this.push('');
  }

  /** Empty lines, so that the next one has a round number; gives that number. */
  toRound(): number {
    const next = (Math.floor(this.#lines.length / ROUND) + 1) * ROUND;
    while (this.#lines.length < next - 1) this.push('');
    return next;
  }

  toString(): string {
    return this.#lines.join('\n').trimEnd();
  }
}
