/** A table that was written as CSV, read again by another reader than ours. */
import Papa from 'papaparse';

/** Its lines in cells, the header among them. */
export function csvRecords(text: string): readonly string[][] {
  return Papa.parse<string[]>(text.trim()).data;
}
