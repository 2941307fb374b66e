/** What every printed page says of the book: the margin boxes of `print.css` read it from the root. */

/** As a string of CSS. */
function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

export function sayOnPaper(book: string, day: string): void {
  const { style } = document.documentElement;
  style.setProperty('--print-book', quoted(book));
  style.setProperty('--print-day', quoted(day));
}
