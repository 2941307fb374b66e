/** A table of cells between commas, semicolons or tabs to lines with a tab between the cells. */
import Papa from 'papaparse';
import { TextLines } from './limits.ts';

/** The text of a CSV or TSV file, its cells unquoted; the delimiter is the one that the file uses. */
export function delimitedText(text: string): string {
  const lines = new TextLines();
  const { data } = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), {
    skipEmptyLines: false,
    delimitersToGuess: [',', ';', '\t', '|'],
  });
  for (const row of data) {
    const cells = row.map((cell) => cell.replace(/[\s\u00a0]+/g, ' ').trim());
    lines.push(cells.join('\t'));
  }
  return lines.toString();
}
