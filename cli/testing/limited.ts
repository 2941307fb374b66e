/**
 * Tries every command that writes a book or a copy, in a folder `small` that takes less than it needs:
 * `node limited.ts FOLDER`. Prints what each command answered, as JSON.
 */
import { main } from '../main.ts';

const cwd = process.argv[2] ?? '';

const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  backup: ['backup', '--book', 'my.basisbook', '--out', 'small/copy.basisbook'],
  export: ['export', '--book', 'my.basisbook', '--out', 'small/all.json'],
  salvage: ['salvage', '--from', 'damaged.basisbook', '--book', 'small/new.basisbook'],
  restore: ['restore', '--from', 'copy.basisbook', '--book', 'small/own.basisbook'],
  'restore where nothing is': [
    'restore',
    '--from',
    'copy.basisbook',
    '--book',
    'small/other.basisbook',
  ],
  import: ['import', '--book', 'small/own.basisbook', '--transactions', 'more.csv'],
  'import of a release': ['import', '--book', 'small/own.basisbook', '--documents', 'release.txt'],
  'import of an export': ['import', '--book', 'small/whole.basisbook', '--export', 'all.json'],
};

const answers: Record<string, unknown> = {};
for (const [name, argv] of Object.entries(COMMANDS)) {
  let [stdout, stderr] = ['', ''];
  const status = await main(argv, {
    stdout: (text) => void (stdout += text),
    stderr: (text) => void (stderr += text),
    cwd,
  });
  answers[name] = { status, stdout, stderr };
}
process.stdout.write(JSON.stringify(answers));
