/**
 * Asks the application for everything that writes a book or a copy, in a data folder `small` that takes less than
 * it needs: `node limited.ts FOLDER`. Prints the answers as JSON.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createApplication } from '../application.ts';

const folder = process.argv[2] ?? '';
const dataFolder = path.join(folder, 'small');
const read = (name: string): Buffer => readFileSync(path.join(folder, name));

const application = createApplication({
  dataFolder,
  host: 'browser',
  version: '0.0.0-test',
  log: (line) => process.stderr.write(`${line}\n`),
});
const release = { fileName: 'release.txt', status: null };
const CALLS: readonly (readonly [string, unknown])[] = [
  ['backups.make', {}],
  ['backups.export', { folder: dataFolder }],
  ['backups.copy', { folder: dataFolder, passphrase: 'correct horse' }],
  [
    'backups.restore',
    {
      source: {
        kind: 'given',
        fileName: 'copy.basisbook',
        base64: read('copy.basisbook').toString('base64'),
        passphrase: null,
      },
    },
  ],
  ['imports.accept', { fileName: 'more.csv', text: read('more.csv').toString() }],
  [
    'documents.accept',
    { ...release, content: { kind: 'text', text: read('release.txt').toString() } },
  ],
];
const answers: Record<string, unknown> = {};
for (const [name, input] of CALLS) answers[name] = await application.dispatch(name, input);
const list = await application.dispatch('transactions.list', {});
answers['transactions.list'] = list.ok ? (list.value as unknown[]).length : list;
application.close();
process.stdout.write(JSON.stringify(answers));
