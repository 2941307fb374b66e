/** The documents of the program by the command: listed, and taken by their ids as files are. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { knownTerms, library } from '../resources/reference.ts';
import { Workplace } from './testing/command.ts';

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
});
afterEach(() => place.remove());

interface Listed {
  readonly id: string;
  readonly kind: string;
  readonly year: number;
  readonly date: string | null;
  readonly source: string;
}

async function listed(): Promise<readonly Listed[]> {
  const { status, stdout, stderr } = await place.run('library', '--json');
  expect([status, stderr]).toEqual([0, '']);
  const { schema, documents } = JSON.parse(stdout) as { schema: string; documents: Listed[] };
  expect(schema).toBe('basisbook/library@1');
  return documents;
}

it('all of them are listed, each with its source, the newest year first', async () => {
  const documents = await listed();
  const ids = [...library, ...knownTerms].map(({ id }) => id);
  expect(documents.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  const years = documents.map(({ year }) => year);
  expect(years).toEqual(years.toSorted((a, b) => b - a));
  expect(documents.filter(({ source }) => source === '')).toEqual([]);
  const of2020 = documents.filter(({ id }) => /^aimco-.*2020/.test(id));
  expect(of2020.map(({ kind, date }) => [kind, date])).toEqual([
    ['release', null],
    ['terms', '2020-11-30'],
    ['terms', '2020-11-30'],
    ['terms', '2020-12-15'],
  ]);
  const { stdout } = await place.run('library');
  for (const id of ids) expect(stdout).toContain(` ${id} `);
});

it('each release is read by its id, with nothing asked', { timeout: 60_000 }, async () => {
  for (const { id } of library) {
    const { status, stderr } = await place.run('documents', 'read', `library:${id}`);
    expect([id, status, stderr]).toEqual([id, 0, '']);
  }
});

it('one is taken into a book, and into a report, as a file with its text is', async () => {
  const text = library.find(({ id }) => id === 'aimco-2002')?.text ?? '';
  place.write('release.txt', text);
  place.write('lots.csv', 'date,action,security,shares,amount\n2000-03-01,buy,AIV,100,3800.00\n');
  const report = (...from: string[]) => place.run('report', '--year', '2002', '--json', ...from);
  const lots = ['--transactions', 'lots.csv', '--documents'];
  const ofFile = await report(...lots, 'release.txt');
  const ofLibrary = await report(...lots, 'library:aimco-2002');
  expect(ofLibrary.status).toBe(0);
  expect(ofLibrary.stdout.replaceAll('library:aimco-2002', 'release.txt')).toBe(ofFile.stdout);
  const taken = await place.run('import', '--book', 'b', '--documents', 'library:aimco-2002');
  expect([taken.status, taken.stderr]).toEqual([0, '']);
  expect(taken.stdout).toContain('library:aimco-2002: Apartment Investment');
  await place.run('import', '--book', 'b', '--transactions', 'lots.csv');
  const { form1099Div } = JSON.parse((await report('--book', 'b')).stdout) as {
    form1099Div: unknown;
  };
  expect(form1099Div).toEqual((JSON.parse(ofFile.stdout) as { form1099Div: unknown }).form1099Div);
});

it('an id that there is not is refused, and nothing is taken beside it', async () => {
  const both = ['library:aimco-2002', 'library:aimco-1902'];
  const { status, stderr } = await place.run('import', '--book', 'b', '--documents', ...both);
  expect([status, stderr]).toEqual([
    1,
    'library:aimco-1902: The library has no document of this id. "basisbook library" lists what it has.\n',
  ]);
  expect(place.picture()).toEqual({});
});

it('a file of such a name is reached by its folder', async () => {
  place.write('library:aimco-2002', 'no release');
  const { stderr } = await place.run('documents', 'read', './library:aimco-2002');
  expect(stderr).toContain('./library:aimco-2002');
});

it('is wrong usage with anything else', async () => {
  expect((await place.run('library', 'aimco-2002')).status).toBe(2);
});
