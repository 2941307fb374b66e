/** The tables of a year as one file, for a window that saves one at a time. */
import { strToU8, zipSync } from 'fflate';
import { csvFiles } from './csv-files.ts';
import type { YearMaterial } from './material.ts';

export function csvZip(material: YearMaterial): Uint8Array {
  const files = csvFiles(material).map(({ name, text }) => [name, strToU8(text)] as const);
  // Noon, so that no zone makes it another day.
  const mtime = new Date(`${material.stamp.madeOn}T12:00:00Z`);
  return zipSync(Object.fromEntries(files), { mtime });
}
