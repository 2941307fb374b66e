/** Words that no investor understands stand nowhere in what the window, the report and the guide say. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const ROOT = path.join(import.meta.dirname, '..');

/** Wherever they stand. */
const SENTENCES = [
  'Releases are missing that your shares were held through',
  'Divided by these weights',
  'Without it they would be others',
  'A change from a day on',
  'The newest of the highest status counts',
  'Not mapped',
];
/** As a label or a heading: within a sentence they are words like others. */
const LABELS = ['Counts', 'Together', 'Take out', 'Gone', 'Took effect'];

const COMMENTS = /\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|^\s*\/\/.*$/gm;

function leftBehind(source: string): string[] {
  const said = source.replaceAll(COMMENTS, '').replaceAll(/\s+/g, ' ');
  const text = said.toLowerCase();
  return [
    ...SENTENCES.filter((sentence) => text.includes(sentence.toLowerCase())),
    ...LABELS.filter((label) => new RegExp(`(?:>|['"\`]) ?${label} ?(?:<|['"\`])`).test(said)),
  ];
}

it('finds a word that came back, in markup and in strings', () => {
  expect(leftBehind('<th>Counts</th>')).toEqual(['Counts']);
  expect(leftBehind("label: 'Gone',")).toEqual(['Gone']);
  expect(leftBehind('<p>\n  Divided by\n  these weights</p>')).toEqual([
    'Divided by these weights',
  ]);
  expect(leftBehind('<p>What counts together is gone.</p>')).toEqual([]);
});

it('no such word is said', () => {
  const files = globSync(
    [
      '{tax,formats,db,application,renderer,cli,electron,browser}/**/*.{ts,svelte}',
      'docs/guide.md',
    ],
    { cwd: ROOT, exclude: ['**/*.test.ts', '**/testing/**'] },
  );
  expect(files.length).toBeGreaterThan(300);
  const said = files.flatMap((file) =>
    leftBehind(readFileSync(path.join(ROOT, file), 'utf8')).map((words) => `${file}: ${words}`),
  );
  expect(said).toEqual([]);
});

/** An apostrophe of the keyboard within a word. */
const STRAIGHT = /\p{L}'(?:s|t|re|ll|ve|d|m)\b.{0,20}/gu;

it('finds an apostrophe of the keyboard, and none in code', () => {
  expect("<p>The issuer's release</p>".match(STRAIGHT)).toEqual(["r's release</p>"]);
  expect("of === 'sales' ? 'date' : 'day'".match(STRAIGHT)).toBeNull();
});

it('the window and the guide are set with the signs of print', () => {
  const files = globSync(['renderer/**/*.{ts,svelte,html}', 'docs/guide.md'], {
    cwd: ROOT,
    exclude: ['**/*.test.ts'],
  });
  expect(files.length).toBeGreaterThan(150);
  const found = files.flatMap((file) => {
    const said = readFileSync(path.join(ROOT, file), 'utf8').replaceAll(COMMENTS, '');
    return (said.match(STRAIGHT) ?? []).map((words) => `${file}: ${words}`);
  });
  expect(found).toEqual([]);
});
