/** What a file is known by in the book: one line of whole characters, never empty. */

/** The name as it is kept; `otherwise` where a text was pasted and has none. */
export function fileNameOf(given: string, otherwise: string): string {
  const name = given
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
  return name === '' ? otherwise : name;
}
