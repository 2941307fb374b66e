/**
 * npm run bench                  prints the figures, and fails where one is beyond its limit
 * npm run bench -- engine        prints how the engine compares with two floors, for nine sizes of book
 * npm run bench -- reuse         prints how soon a year is there again after one fact changed
 * npm run bench -- documents     prints how long a text of 200 payments and a PDF of 20 pages take
 * npm run bench -- histories     prints what a broker's file of 100,000 rows takes, beside papaparse, and through the window's calls
 * npm run bench -- sales         prints what a book of named lots with sales takes, beside its floor
 * npm run bench -- book          prints how long a book takes to open, and an entry to be on the disk
 * npm run bench -- window        prints how long the window lets one wait, beside its targets (10,000 lots; `all`: 100,000 too)
 * npm run bench -- --cpu-prof    writes a profile of a report of 100,000 lots, and measures nothing
 */
import {
  MAX_RATIO,
  MAX_START_MS,
  measureLarge,
  measureStart,
  profileLarge,
} from './report-100k.ts';

if (process.argv.includes('engine')) {
  const { measureEngine } = await import('./engine.ts');
  measureEngine();
} else if (process.argv.includes('reuse')) {
  const { measureReuse } = await import('./reuse.ts');
  measureReuse();
} else if (process.argv.includes('documents')) {
  const { measureDocuments } = await import('./documents.ts');
  process.exitCode = (await measureDocuments()) ? 0 : 1;
} else if (process.argv.includes('histories')) {
  const { measureHistories } = await import('./histories.ts');
  const { measureImports } = await import('./imports.ts');
  const isRead = measureHistories();
  process.exitCode = (await measureImports()) && isRead ? 0 : 1;
} else if (process.argv.includes('sales')) {
  const { measureSales } = await import('./sales.ts');
  process.exitCode = measureSales() ? 0 : 1;
} else if (process.argv.includes('book')) {
  const { measureBook } = await import('./book.ts');
  process.exitCode = measureBook() ? 0 : 1;
} else if (process.argv.includes('window')) {
  const { measureWindow } = await import('./window.ts');
  await measureWindow(process.argv.includes('all') ? [10_000, 100_000] : [10_000]);
} else if (process.argv.includes('--cpu-prof')) {
  profileLarge();
} else {
  const start = measureStart();
  const ratio = measureLarge();
  process.exitCode = start <= MAX_START_MS && ratio <= MAX_RATIO ? 0 : 1;
}
