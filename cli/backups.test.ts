/** The commands that take a book from one file to another. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RELEASE_2002, TRADES, Workplace } from './testing/command.ts';

let place: Workplace;
beforeEach(async () => {
  place = new Workplace();
  place.write('trades.csv', TRADES);
  place.write('more.csv', TRADES.replace('2000', '2001'));
  place.write('word.txt', 'open sesame\n');
  place.write('other.txt', 'open barley\n');
  await place.run('import', '--book', 'my.basisbook', '--transactions', 'trades.csv');
});
afterEach(() => place.remove());

const entries = async (book: string): Promise<unknown> => {
  const { stdout } = await place.run('check', '--book', book, '--json');
  return (JSON.parse(stdout) as { counts: { transactions: number } }).counts.transactions;
};

test('a backup is put back, and what was there since is kept', async () => {
  const made = await place.run('backup', '--book', 'my.basisbook', '--out', 'copy.basisbook');
  expect(made).toEqual({
    status: 0,
    stdout:
      'copy.basisbook: a whole copy of my.basisbook: 1 transactions, 0 documents, 1 accounts\n',
    stderr: '',
  });
  await place.run('import', '--book', 'my.basisbook', '--transactions', 'more.csv');
  expect(readdirSync(place.path('backups'))).toEqual([expect.stringMatching(/\.before-import\./)]);
  expect(await entries('my.basisbook')).toBe(2);
  const back = await place.run(
    'restore',
    '--from',
    'copy.basisbook',
    '--book',
    'my.basisbook',
    '--json',
  );
  expect(back.status).toBe(0);
  const { kept } = JSON.parse(back.stdout) as { kept: string };
  expect([await entries('my.basisbook'), await entries(kept)]).toEqual([1, 2]);
});

test('an export is put back too, and one that was cut off changes nothing', async () => {
  await place.run('export', '--book', 'my.basisbook', '--out', 'all.json');
  await place.run('import', '--book', 'my.basisbook', '--transactions', 'more.csv');
  const restore = ['restore', '--from', 'all.json', '--book', 'my.basisbook', '--json'];
  const whole = readFileSync(place.path('all.json'), 'utf8');
  place.write('all.json', whole.slice(0, -30));
  const before = place.picture();
  expect(await place.run(...restore)).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(
      /^all\.json: "all\.json" is not a whole export of a book: it is no JSON, or was cut off\. Export/,
    ) as unknown,
  });
  expect(place.picture()).toEqual(before);
  place.write('all.json', whole);
  const back = await place.run(...restore);
  expect(back).toMatchObject({ status: 0, stderr: '' });
  const { kept } = JSON.parse(back.stdout) as { kept: string };
  expect([await entries('my.basisbook'), await entries(kept)]).toEqual([1, 2]);
  expect(readdirSync(place.path('.')).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('a sealed copy opens with its passphrase alone', async () => {
  const sealed = ['--out', 'copy.sealed', '--passphrase-file', 'word.txt'];
  expect((await place.run('backup', '--book', 'my.basisbook', ...sealed)).status).toBe(0);
  const before = place.picture();
  const restore = ['restore', '--from', 'copy.sealed', '--book', 'my.basisbook'];
  expect(await place.run(...restore)).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/^copy\.sealed: .*Give the passphrase/) as unknown,
  });
  expect(await place.run(...restore, '--passphrase-file', 'other.txt')).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/^copy\.sealed: This is not the passphrase/) as unknown,
  });
  expect(place.picture()).toEqual(before);
  expect((await place.run(...restore, '--passphrase-file', 'word.txt')).status).toBe(0);
});

test.each([
  [
    ['backup', '--book', 'my.basisbook', '--out', 'trades.csv'],
    /^trades\.csv: There is already a file at .*\. It stays as it is; choose another name\./,
  ],
  [['backup', '--book', 'trades.csv', '--out', 'new'], /^trades\.csv: .*is not a BasisBook book/],
  [['backup', '--book', 'my.basisbook', '--out', 'stick/new'], /^stick\/new: There is no folder/],
  [
    ['restore', '--from', 'trades.csv', '--book', 'my.basisbook'],
    /^trades\.csv: .*is not a BasisBook book/,
  ],
  [['restore', '--from', 'none', '--book', 'my.basisbook'], /^none: There is no book at/],
  [
    ['salvage', '--from', 'my.basisbook', '--book', 'trades.csv'],
    /^trades\.csv: There is already a file/,
  ],
  [
    ['export', '--book', 'my.basisbook', '--out', 'my.basisbook'],
    /^my\.basisbook: This is the book itself/,
  ],
  [['import', '--book', 'new', '--export', 'trades.csv'], /^trades\.csv: .*is not a whole export/],
])('%j is refused, and changes nothing', async (argv, message) => {
  const before = place.picture();
  const { status, stderr } = await place.run(...argv);
  expect([status, stderr]).toEqual([1, expect.stringMatching(message)]);
  expect(place.picture()).toEqual(before);
});

test('an export becomes an equal book, and a damaged one gives what is sound', async () => {
  expect((await place.run('export', '--book', 'my.basisbook', '--out', 'all.json')).status).toBe(0);
  expect(
    (await place.run('import', '--book', 'two.basisbook', '--export', 'all.json')).status,
  ).toBe(0);
  await place.run('export', '--book', 'two.basisbook', '--out', 'again.json');
  expect(place.read('again.json')).toBe(place.read('all.json'));
  const bytes = readFileSync(place.path('two.basisbook'));
  for (let at = bytes.indexOf('3800.00'); at >= 0; at = bytes.indexOf('3800.00')) bytes[at] = 57;
  writeFileSync(place.path('two.basisbook'), bytes);
  const done = await place.run('salvage', '--from', 'two.basisbook', '--book', 'three.basisbook');
  expect([done.status, done.stderr]).toEqual([0, '']);
  expect(done.stdout).toMatch(
    /Lost, 1 in all:\n {2}The entry 1, "buy of 2000-03-01", is not what was written\.\n {4}It says: trade date 2000-03-01, action buy, .*amount 9800\.00/,
  );
  expect(await entries('three.basisbook')).toBe(0);
});

test('what a damaged book cannot give any more, its newest whole backup has', async () => {
  await place.run('import', '--book', 'my.basisbook', '--transactions', 'more.csv');
  const [backup] = readdirSync(place.path('backups'));
  const salvage = ['salvage', '--from', 'my.basisbook', '--book', 'new.basisbook'];
  const sound = readFileSync(place.path('my.basisbook'));
  const offered = `The newest backup that is whole is "backups/${backup}"; "basisbook restore --from backups/${backup} --book my.basisbook" puts it back.`;
  writeFileSync(place.path('my.basisbook'), sound.subarray(0, 6000));
  const none = await place.run(...salvage);
  expect([none.status, none.stdout]).toEqual([1, '']);
  expect(none.stderr).toMatch(/^my\.basisbook: Nothing of a book can be read/);
  expect(none.stderr).toContain(offered);
  const changed = Buffer.from(sound);
  for (let at = changed.indexOf('3800.00'); at >= 0; at = changed.indexOf('3800.00'))
    changed[at] = 57;
  writeFileSync(place.path('my.basisbook'), changed);
  expect((await place.run(...salvage)).stdout).toContain(offered);
  const restore = ['restore', '--from', `backups/${backup}`, '--book', 'my.basisbook'];
  expect((await place.run(...restore)).status).toBe(0);
});

test('what half a file has lost is said in words, and not at length', async () => {
  const rows = Array.from({ length: 300 }, () => '2000-03-01,buy,99077R-10-0,100,1012.50\n');
  place.write('many.csv', `date,action,security,shares,amount\n${rows.join('')}`);
  place.write('release.txt', RELEASE_2002);
  await place.run('import', '--book', 'full.basisbook', '--documents', 'release.txt');
  await place.run('import', '--book', 'full.basisbook', '--transactions', 'many.csv');
  rmSync(place.path('backups'), { recursive: true });
  const whole = readFileSync(place.path('full.basisbook'));
  const changed = Buffer.from(whole);
  const cost = Buffer.from('1012.50');
  for (let at = changed.indexOf(cost); at >= 0; at = changed.indexOf(cost, at + 1))
    changed[at] = 57;
  for (const [name, bytes] of [
    ['half', whole.subarray(0, whole.length / 2)],
    ['changed', changed],
  ] as const) {
    place.write('damaged.basisbook', bytes);
    const salvage = ['salvage', '--from', 'damaged.basisbook', '--book', `${name}.basisbook`];
    const { status, stdout } = await place.run(...salvage);
    expect([name, status]).toEqual([name, 0]);
    expect(stdout).not.toMatch(/[a-z]_[a-z]|[{}]|checksum|tally/);
    expect(stdout.split('\n').length).toBeLessThan(30);
    expect(stdout).toMatch(/^ {2}.*(?:entries cannot be read|entry \d+, "buy of )/m);
    expect(stdout).toContain('There is no whole backup beside the book.');
  }
});
