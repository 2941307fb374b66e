/**
 * Packs the sample's texts (`resources/sample/*.txt` and `*.csv`, which a person reads and edits) into
 * `resources/sample/sample.json`, which the program imports: a module that Node and the bundler of
 * the desktop host read alike. Run `node scripts/make-sample.ts` after a change; a test compares them.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const folder = new URL('../resources/sample/', import.meta.url);

function textFile(name: string): { name: string; lines: string[] } {
  return { name, lines: readFileSync(new URL(name, folder), 'utf8').split('\n') };
}

const sample = {
  about: 'Made by scripts/make-sample.ts from the files beside it; edit those.',
  document: textFile('allocation-2002.txt'),
  transactions: textFile('transactions.csv'),
};
writeFileSync(new URL('sample.json', folder), `${JSON.stringify(sample, null, 2)}\n`);
